-- Packages for channels are versions of a title that viewers never get on demand: the number of the version that they were made of, in a layout.
ALTER TABLE "versions" ADD COLUMN "layout" TEXT NOT NULL DEFAULT '';
DROP INDEX "versions_title_id_number_key";
CREATE UNIQUE INDEX "versions_title_id_number_layout_key" ON "versions"("title_id", "number", "layout");

CREATE TABLE "conditionings" (
    "source_version_id" TEXT NOT NULL,
    "layout" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "title_id" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "stage" TEXT,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "failure_code" TEXT,
    "failure_detail" TEXT,
    "wanted_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conditionings_pkey" PRIMARY KEY ("source_version_id", "layout")
);
CREATE UNIQUE INDEX "conditionings_version_id_key" ON "conditionings"("version_id");
CREATE INDEX "conditionings_tenant_id_updated_at_idx" ON "conditionings"("tenant_id", "updated_at");
