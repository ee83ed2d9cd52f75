ALTER TABLE "webhook_endpoints" ADD COLUMN "failing_since" TIMESTAMP(3);
ALTER TABLE "deliveries" ADD COLUMN "cause" TEXT NOT NULL DEFAULT 'dispatcher';

-- The dispatcher looks for these two all the time. In the schema's language they cannot be said.
CREATE INDEX "events_unspread_idx" ON "events"("sequence") WHERE "spread_at" IS NULL;
CREATE INDEX "deliveries_waiting_idx" ON "deliveries"("endpoint_id", "event_id") WHERE "status" = 'waiting';
-- Old events are removed by their age.
CREATE INDEX "events_created_at_idx" ON "events"("created_at");
