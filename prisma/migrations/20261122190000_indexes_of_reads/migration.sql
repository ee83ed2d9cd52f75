-- Names are searched for a part of them: trigrams. The extension is a trusted one, so the owner of the database may make it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateIndex
CREATE INDEX "titles_name_idx" ON "titles" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "ingests_tenant_id_external_id_created_at_id_idx" ON "ingests"("tenant_id", "external_id", "created_at" DESC, "id" DESC);

-- What is collected stays in the table for ever, and would stand before what is due.
DROP INDEX "versions_superseded_at_idx";

-- CreateIndex
CREATE INDEX "versions_collected_at_superseded_at_idx" ON "versions"("collected_at", "superseded_at");

-- Nothing reads findings by code.
DROP INDEX "findings_code_idx";
