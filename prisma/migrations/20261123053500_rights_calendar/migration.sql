-- What the calendar has made known of a window, and when it must look at it next
ALTER TABLE "rights_windows" ADD COLUMN "announced_open" BOOLEAN NOT NULL DEFAULT false, ADD COLUMN "look_at" TIMESTAMP(3);
UPDATE "rights_windows" SET "look_at" = '2000-01-01';
CREATE INDEX "rights_windows_look_at_idx" ON "rights_windows"("look_at") WHERE "look_at" IS NOT NULL;
CREATE INDEX "title_schedules_due_idx" ON "title_schedules"("at") WHERE "status" = 'waiting';

-- Whoever changes a window in whatever way has the calendar look at it at once
-- The runner of migrations cuts at semicolons, also within a body, so there they are written by their code
CREATE FUNCTION look_at_changed_window() RETURNS trigger AS E'
BEGIN
    NEW.look_at := ''2000-01-01''\x3B
    RETURN NEW\x3B
END
' LANGUAGE plpgsql;
CREATE TRIGGER rights_windows_look_at BEFORE INSERT OR UPDATE OF
    starts_at, ends_at, status, kind, unresolved, exception, approved_by, title_id, version ON rights_windows
    FOR EACH ROW EXECUTE FUNCTION look_at_changed_window();
