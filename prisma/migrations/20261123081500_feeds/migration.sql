-- Feeds go through the titles that stand under no other by their ids
CREATE INDEX "titles_roots_idx" ON "titles"("tenant_id", "id") WHERE "parent_id" IS NULL;

-- and are known to be the same again by sums over these
CREATE INDEX "titles_tenant_id_updated_at_idx" ON "titles"("tenant_id", "updated_at");
CREATE INDEX "rights_windows_tenant_id_updated_at_idx" ON "rights_windows"("tenant_id", "updated_at");
