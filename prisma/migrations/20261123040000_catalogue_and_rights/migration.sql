-- AlterTable
ALTER TABLE "titles" ADD COLUMN     "auto_publish" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "draft" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "draft_revision" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'movie',
ADD COLUMN     "parent_id" TEXT,
ADD COLUMN     "position" INTEGER,
ADD COLUMN     "snapshot_id" TEXT,
ADD COLUMN     "status" TEXT NOT NULL DEFAULT 'draft';

-- CreateTable
CREATE TABLE "title_snapshots" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "title_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "issues" JSONB NOT NULL DEFAULT '[]',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMP(3),

    CONSTRAINT "title_snapshots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "title_schedules" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "title_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "snapshot_id" TEXT,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMP(3),

    CONSTRAINT "title_schedules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "collection_items" (
    "collection_id" TEXT NOT NULL,
    "title_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "collection_items_pkey" PRIMARY KEY ("collection_id","title_id")
);

-- CreateTable
CREATE TABLE "people" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sort_name" TEXT NOT NULL,
    "external_ids" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "genres" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "genres_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "artworks" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "title_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "ratio" TEXT NOT NULL,
    "locale" TEXT,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "object_key" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "derived" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "artworks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rights_windows" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "title_id" TEXT,
    "kind" TEXT NOT NULL DEFAULT 'grant',
    "license_type" TEXT,
    "territories" TEXT[],
    "excluded_territories" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "starts_at" TIMESTAMP(3),
    "ends_at" TIMESTAMP(3),
    "unresolved" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "start_condition" TEXT,
    "start_lag_seconds" BIGINT,
    "end_condition" TEXT,
    "end_lag_seconds" BIGINT,
    "raw" JSONB NOT NULL DEFAULT '{}',
    "languages" JSONB NOT NULL DEFAULT '[]',
    "holdback_languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "format_profile" TEXT,
    "device_families" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "exclusive" BOOLEAN,
    "runs" INTEGER,
    "rental_start_by_seconds" BIGINT,
    "rental_finish_by_seconds" BIGINT,
    "terms" JSONB NOT NULL DEFAULT '[]',
    "exception" BOOLEAN NOT NULL DEFAULT false,
    "exception_text" TEXT,
    "approved_by" TEXT,
    "transaction_id" TEXT,
    "contract_id" TEXT,
    "licensor" TEXT,
    "source" TEXT NOT NULL DEFAULT 'manual',
    "version" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT NOT NULL DEFAULT 'active',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rights_windows_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "window_transitions" (
    "window_id" TEXT NOT NULL,
    "edge" TEXT NOT NULL,
    "window_version" INTEGER NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "due_at" TIMESTAMP(3) NOT NULL,
    "applied_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "window_transitions_pkey" PRIMARY KEY ("window_id","edge","window_version")
);

-- CreateTable
CREATE TABLE "title_milestones" (
    "tenant_id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "territory" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "title_milestones_pkey" PRIMARY KEY ("tenant_id","external_id","event","territory")
);

-- CreateIndex
CREATE UNIQUE INDEX "title_snapshots_title_id_number_key" ON "title_snapshots"("title_id", "number");

-- CreateIndex
CREATE INDEX "title_schedules_status_at_idx" ON "title_schedules"("status", "at");

-- CreateIndex
CREATE INDEX "title_schedules_title_id_at_idx" ON "title_schedules"("title_id", "at");

-- CreateIndex
CREATE INDEX "collection_items_collection_id_position_idx" ON "collection_items"("collection_id", "position");

-- CreateIndex
CREATE INDEX "collection_items_title_id_idx" ON "collection_items"("title_id");

-- CreateIndex
CREATE INDEX "people_tenant_id_sort_name_id_idx" ON "people"("tenant_id", "sort_name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "genres_tenant_id_key_key" ON "genres"("tenant_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "artworks_title_id_role_ratio_locale_key" ON "artworks"("title_id", "role", "ratio", "locale") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "rights_windows_title_id_status_idx" ON "rights_windows"("title_id", "status");

-- CreateIndex
CREATE INDEX "rights_windows_tenant_id_external_id_idx" ON "rights_windows"("tenant_id", "external_id");

-- CreateIndex
CREATE INDEX "rights_windows_tenant_id_created_at_id_idx" ON "rights_windows"("tenant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "rights_windows_tenant_id_starts_at_idx" ON "rights_windows"("tenant_id", "starts_at");

-- CreateIndex
CREATE INDEX "rights_windows_tenant_id_ends_at_idx" ON "rights_windows"("tenant_id", "ends_at");

-- CreateIndex
CREATE INDEX "window_transitions_tenant_id_applied_at_idx" ON "window_transitions"("tenant_id", "applied_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "titles_snapshot_id_key" ON "titles"("snapshot_id");

-- CreateIndex
CREATE INDEX "titles_parent_id_position_idx" ON "titles"("parent_id", "position");

-- CreateIndex
CREATE INDEX "titles_tenant_id_status_kind_published_at_id_idx" ON "titles"("tenant_id", "status", "kind", "published_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "titles" ADD CONSTRAINT "titles_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "titles"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "title_snapshots" ADD CONSTRAINT "title_snapshots_title_id_fkey" FOREIGN KEY ("title_id") REFERENCES "titles"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "title_schedules" ADD CONSTRAINT "title_schedules_title_id_fkey" FOREIGN KEY ("title_id") REFERENCES "titles"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_items" ADD CONSTRAINT "collection_items_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "titles"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_items" ADD CONSTRAINT "collection_items_title_id_fkey" FOREIGN KEY ("title_id") REFERENCES "titles"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "artworks" ADD CONSTRAINT "artworks_title_id_fkey" FOREIGN KEY ("title_id") REFERENCES "titles"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rights_windows" ADD CONSTRAINT "rights_windows_title_id_fkey" FOREIGN KEY ("title_id") REFERENCES "titles"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "window_transitions" ADD CONSTRAINT "window_transitions_window_id_fkey" FOREIGN KEY ("window_id") REFERENCES "rights_windows"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What is published already stays so.
UPDATE "titles" SET "status" = 'published' WHERE "current_version_id" IS NOT NULL;
