-- Events of an endpoint itself go before thousands of a bulk order's.
ALTER TABLE "deliveries" ADD COLUMN "ahead" BOOLEAN NOT NULL DEFAULT false;
DROP INDEX "deliveries_waiting_idx";
CREATE INDEX "deliveries_waiting_idx" ON "deliveries"("endpoint_id", "ahead" DESC, "event_id") WHERE "status" = 'waiting';
