-- The rights desk lists titles by name, page by page.
CREATE INDEX "titles_tenant_id_name_id_idx" ON "titles"("tenant_id", "name", "id");
