-- What was changed of the catalogue of a tenant: one row for a statement, only ever added, so that writers do not wait for each other.
-- Feeds know by their sum that they are the same again, and a row that commits late changes it as well
CREATE TABLE "catalog_changes" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "changes" BIGINT NOT NULL DEFAULT 1,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "catalog_changes_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "catalog_changes_tenant_id_idx" ON "catalog_changes"("tenant_id") INCLUDE ("changes", "at");
INSERT INTO "catalog_changes" ("tenant_id", "at") SELECT "id", now() AT TIME ZONE 'UTC' FROM "tenants";

-- The runner of migrations cuts at semicolons, also within a body, so there they are written by their code
CREATE FUNCTION note_catalog_change() RETURNS trigger AS E'
BEGIN
    INSERT INTO catalog_changes (tenant_id, at)
    SELECT tenant_id, clock_timestamp() AT TIME ZONE ''UTC'' FROM (SELECT DISTINCT tenant_id FROM changed) told\x3B
    RETURN NULL\x3B
END
' LANGUAGE plpgsql;

-- What the calendar notes of a window for itself is none: whoever changes a row for others says so in updated_at
CREATE FUNCTION note_catalog_update() RETURNS trigger AS E'
BEGIN
    INSERT INTO catalog_changes (tenant_id, at)
    SELECT tenant_id, clock_timestamp() AT TIME ZONE ''UTC'' FROM (
        SELECT DISTINCT changed.tenant_id FROM changed JOIN before USING (id) WHERE changed.updated_at IS DISTINCT FROM before.updated_at
    ) told\x3B
    RETURN NULL\x3B
END
' LANGUAGE plpgsql;

CREATE TRIGGER titles_added AFTER INSERT ON titles REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_catalog_change();
CREATE TRIGGER titles_changed AFTER UPDATE ON titles REFERENCING OLD TABLE AS before NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_catalog_update();
CREATE TRIGGER titles_removed AFTER DELETE ON titles REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_catalog_change();
CREATE TRIGGER rights_windows_added AFTER INSERT ON rights_windows REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_catalog_change();
CREATE TRIGGER rights_windows_changed AFTER UPDATE ON rights_windows REFERENCING OLD TABLE AS before NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_catalog_update();
CREATE TRIGGER rights_windows_removed AFTER DELETE ON rights_windows REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_catalog_change();
CREATE TRIGGER artworks_added AFTER INSERT ON artworks REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_catalog_change();
CREATE TRIGGER artworks_changed AFTER UPDATE ON artworks REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_catalog_change();
CREATE TRIGGER artworks_removed AFTER DELETE ON artworks REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_catalog_change();

DROP INDEX "artworks_tenant_id_created_at_idx";
