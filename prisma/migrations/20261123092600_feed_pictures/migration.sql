-- Feeds know by sums over these that pictures have changed
CREATE INDEX "artworks_tenant_id_created_at_idx" ON "artworks"("tenant_id", "created_at");
