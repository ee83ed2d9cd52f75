-- What a person decided of a window that is about to open
ALTER TABLE "rights_windows" ADD COLUMN "decision" TEXT, ADD COLUMN "decided_by" TEXT, ADD COLUMN "decided_at" TIMESTAMP(3),
    ADD COLUMN "decision_reason" TEXT;

-- A hold is an exception that waits for approval, whatever else writes the window: all who ask the gate read these two columns
CREATE FUNCTION hold_window() RETURNS trigger AS E'
BEGIN
    NEW.exception := true\x3B
    NEW.approved_by := NULL\x3B
    RETURN NEW\x3B
END
' LANGUAGE plpgsql;
CREATE TRIGGER rights_windows_hold BEFORE UPDATE ON rights_windows
    FOR EACH ROW WHEN (NEW.decision = 'hold') EXECUTE FUNCTION hold_window();

-- What the processes of a window know of it
CREATE TABLE "window_processes" (
    "window_id" TEXT NOT NULL,
    "edge" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "window_version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "findings" JSONB NOT NULL DEFAULT '[]',
    "since" TIMESTAMP(3),
    "looked_at" TIMESTAMP(3) NOT NULL,
    "look_at" TIMESTAMP(3),

    CONSTRAINT "window_processes_pkey" PRIMARY KEY ("window_id", "edge"),
    CONSTRAINT "window_processes_window_id_fkey" FOREIGN KEY ("window_id") REFERENCES "rights_windows"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- What was told of an edge, once for each distance from it
CREATE TABLE "window_notices" (
    "window_id" TEXT NOT NULL,
    "edge" TEXT NOT NULL,
    "edge_at" TIMESTAMP(3) NOT NULL,
    "distance_s" INTEGER NOT NULL,
    "told_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "window_notices_pkey" PRIMARY KEY ("window_id", "edge", "edge_at", "distance_s"),
    CONSTRAINT "window_notices_window_id_fkey" FOREIGN KEY ("window_id") REFERENCES "rights_windows"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Windows that open or close soon, of all tenants
CREATE INDEX "rights_windows_opening_idx" ON "rights_windows"("starts_at") WHERE "status" = 'active' AND "kind" = 'grant';
CREATE INDEX "rights_windows_closing_idx" ON "rights_windows"("ends_at") WHERE "status" = 'active' AND "kind" = 'grant';
