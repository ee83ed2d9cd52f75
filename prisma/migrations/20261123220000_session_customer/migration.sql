-- Whose subscriptions are asked at the start and at heartbeats
ALTER TABLE "playback_sessions" ADD COLUMN "customer_id" TEXT;
