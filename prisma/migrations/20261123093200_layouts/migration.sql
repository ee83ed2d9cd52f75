-- Pages of viewers: a draft that editors work on, and frozen versions that go live at an instant
CREATE TABLE "layouts" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "draft" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_by" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "layouts_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "layouts_tenant_id_key_key" ON "layouts"("tenant_id", "key");

CREATE TABLE "layout_versions" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "layout_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "note" TEXT,
    "goes_live_at" TIMESTAMP(3) NOT NULL,
    "announced_at" TIMESTAMP(3),
    "cancelled_at" TIMESTAMP(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "layout_versions_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "layout_versions_layout_id_fkey" FOREIGN KEY ("layout_id") REFERENCES "layouts"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "layout_versions_layout_id_number_key" ON "layout_versions"("layout_id", "number");
-- What is live at an instant, and what comes next
CREATE INDEX "layout_versions_layout_id_goes_live_at_idx" ON "layout_versions"("layout_id", "goes_live_at");
CREATE INDEX "layout_versions_tenant_id_goes_live_at_idx" ON "layout_versions"("tenant_id", "goes_live_at");
-- What the calendar has yet to make known
CREATE INDEX "layout_versions_waiting_idx" ON "layout_versions"("goes_live_at") WHERE "announced_at" IS NULL AND "cancelled_at" IS NULL;
