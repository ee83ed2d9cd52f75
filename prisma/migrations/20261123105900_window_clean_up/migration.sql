-- Until which version of a window its closing was cleaned up after, and when
ALTER TABLE "window_processes" ADD COLUMN "cleaned_version" INTEGER, ADD COLUMN "cleaned_at" TIMESTAMP(3);
CREATE INDEX "window_transitions_closed_idx" ON "window_transitions"("applied_at") WHERE "edge" = 'close';
