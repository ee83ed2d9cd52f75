CREATE TABLE "avails_imports" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "file_name" TEXT,
    "object_key" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "format" TEXT,
    "version" TEXT,
    "dialect" TEXT NOT NULL,
    "zones" JSONB NOT NULL DEFAULT '{}',
    "issued_at" TIMESTAMP(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'received',
    "rows" INTEGER NOT NULL DEFAULT 0,
    "rows_with_error" INTEGER NOT NULL DEFAULT 0,
    "warnings" INTEGER NOT NULL DEFAULT 0,
    "findings" JSONB NOT NULL DEFAULT '[]',
    "planned" JSONB,
    "applied" JSONB,
    "failure_code" TEXT,
    "failure_detail" TEXT,
    "created_by" TEXT NOT NULL,
    "decided_by" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "checked_at" TIMESTAMP(3),
    "ended_at" TIMESTAMP(3),
    CONSTRAINT "avails_imports_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "avails_imports_tenant_id_created_at_id_idx" ON "avails_imports"("tenant_id", "created_at" DESC, "id" DESC);
CREATE INDEX "avails_imports_status_created_at_idx" ON "avails_imports"("status", "created_at");
-- One import for each document, unless it was discarded or failed
CREATE UNIQUE INDEX "avails_imports_digest_key" ON "avails_imports"("tenant_id", "digest")
    WHERE "status" NOT IN ('discarded', 'failed');

CREATE TABLE "avails_rows" (
    "import_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "alid" TEXT NOT NULL,
    "external_id" TEXT,
    "status" TEXT NOT NULL,
    "row" JSONB,
    "findings" JSONB NOT NULL DEFAULT '[]',
    CONSTRAINT "avails_rows_pkey" PRIMARY KEY ("import_id", "position")
);
CREATE INDEX "avails_rows_import_id_status_position_idx" ON "avails_rows"("import_id", "status", "position");
ALTER TABLE "avails_rows" ADD CONSTRAINT "avails_rows_import_id_fkey"
    FOREIGN KEY ("import_id") REFERENCES "avails_imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "avails_changes" (
    "import_id" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "alid" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "row" INTEGER,
    "window_id" TEXT,
    "before" JSONB,
    "after" JSONB,
    CONSTRAINT "avails_changes_pkey" PRIMARY KEY ("import_id", "stage", "position")
);
ALTER TABLE "avails_changes" ADD CONSTRAINT "avails_changes_import_id_fkey"
    FOREIGN KEY ("import_id") REFERENCES "avails_imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "avails_windows" (
    "window_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "licensor" TEXT NOT NULL,
    "alid" TEXT NOT NULL,
    "title_names" TEXT[],
    "row" JSONB NOT NULL,
    "dialect" TEXT NOT NULL,
    "import_id" TEXT NOT NULL,
    CONSTRAINT "avails_windows_pkey" PRIMARY KEY ("window_id")
);
CREATE INDEX "avails_windows_tenant_id_alid_idx" ON "avails_windows"("tenant_id", "alid");
CREATE INDEX "avails_windows_title_names_idx" ON "avails_windows" USING GIN ("title_names");
ALTER TABLE "avails_windows" ADD CONSTRAINT "avails_windows_window_id_fkey"
    FOREIGN KEY ("window_id") REFERENCES "rights_windows"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "avails_titles" (
    "tenant_id" TEXT NOT NULL,
    "licensor" TEXT NOT NULL,
    "alid" TEXT NOT NULL,
    "issued_at" TIMESTAMP(3) NOT NULL,
    "import_id" TEXT NOT NULL,
    CONSTRAINT "avails_titles_pkey" PRIMARY KEY ("tenant_id", "licensor", "alid")
);

-- Windows that came before their title are joined with it the moment it is made, by whatever makes it
-- The runner of migrations cuts at semicolons, also within a body, so there they are written by their code
CREATE FUNCTION join_waiting_windows() RETURNS trigger AS E'
BEGIN
    UPDATE rights_windows w
    SET title_id = NEW.id, version = w.version + 1, updated_at = now() AT TIME ZONE ''UTC''
    WHERE w.tenant_id = NEW.tenant_id AND w.external_id = NEW.external_id AND w.title_id IS NULL\x3B
    UPDATE rights_windows w
    SET title_id = NEW.id, external_id = NEW.external_id, version = w.version + 1, updated_at = now() AT TIME ZONE ''UTC''
    FROM avails_windows a
    WHERE a.title_names @> ARRAY[NEW.external_id] AND a.tenant_id = NEW.tenant_id
      AND w.id = a.window_id AND w.title_id IS NULL\x3B
    RETURN NULL\x3B
END
' LANGUAGE plpgsql;
CREATE TRIGGER titles_join_waiting_windows AFTER INSERT ON titles
    FOR EACH ROW EXECUTE FUNCTION join_waiting_windows();
