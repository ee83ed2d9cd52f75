-- Sessions of channels
ALTER TABLE "playback_sessions" ADD COLUMN "channel_id" TEXT;
