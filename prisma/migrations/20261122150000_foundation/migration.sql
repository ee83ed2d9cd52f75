-- CreateEnum
CREATE TYPE "Role" AS ENUM ('operator', 'partner', 'viewer');

-- CreateTable
CREATE TABLE "tenants" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "label" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMP(3),
    "revoked_at" TIMESTAMP(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "titles" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "credit" TEXT,
    "current_version_id" TEXT,
    "published_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "titles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "uploads" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "object_key" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "uploads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ingests" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "title_id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "stage" TEXT,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "stages" JSONB NOT NULL DEFAULT '[]',
    "chunks" JSONB NOT NULL DEFAULT '[]',
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "verdict" TEXT,
    "failure_code" TEXT,
    "failure_detail" TEXT,
    "order" JSONB NOT NULL,
    "passthrough" JSONB,
    "rights" JSONB,
    "secret_urls" JSONB NOT NULL DEFAULT '{}',
    "request_key" TEXT NOT NULL,
    "profile" TEXT NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 3,
    "master_id" TEXT,
    "proxy_key" TEXT,
    "measurement_key" TEXT,
    "thumbnails_key" TEXT,
    "probe" JSONB,
    "preview_token" TEXT NOT NULL,
    "version_id" TEXT,
    "held_since" TIMESTAMP(3),
    "hold_expires_at" TIMESTAMP(3),
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "ended_at" TIMESTAMP(3),

    CONSTRAINT "ingests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "masters" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "object_key" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "masters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "findings" (
    "id" TEXT NOT NULL,
    "ingest_id" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "track" TEXT,
    "start_ms" INTEGER,
    "end_ms" INTEGER,
    "measured" TEXT,
    "limit" TEXT,
    "message" TEXT NOT NULL,
    "fix" TEXT NOT NULL,

    CONSTRAINT "findings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "versions" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "title_id" TEXT NOT NULL,
    "ingest_id" TEXT NOT NULL,
    "master_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "prefix" TEXT NOT NULL,
    "media_token" TEXT NOT NULL,
    "plan_hash" TEXT NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "frame_rate" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMP(3),
    "superseded_at" TIMESTAMP(3),
    "supersedes_id" TEXT,
    "collected_at" TIMESTAMP(3),

    CONSTRAINT "versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "renditions" (
    "id" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "codec" TEXT,
    "width" INTEGER,
    "height" INTEGER,
    "language" TEXT,
    "label" TEXT,
    "channels" INTEGER,
    "bytes" BIGINT NOT NULL,

    CONSTRAINT "renditions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outputs" (
    "id" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "object_key" TEXT NOT NULL,

    CONSTRAINT "outputs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_records" (
    "tenant_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "status" INTEGER,
    "headers" JSONB,
    "body" JSONB,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_until" TIMESTAMP(3),

    CONSTRAINT "idempotency_records_pkey" PRIMARY KEY ("tenant_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE INDEX "api_keys_tenant_id_idx" ON "api_keys"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "titles_current_version_id_key" ON "titles"("current_version_id");

-- CreateIndex
CREATE INDEX "titles_tenant_id_published_at_id_idx" ON "titles"("tenant_id", "published_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "titles_tenant_id_created_at_id_idx" ON "titles"("tenant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "titles_tenant_id_external_id_key" ON "titles"("tenant_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "uploads_object_key_key" ON "uploads"("object_key");

-- CreateIndex
CREATE INDEX "uploads_tenant_id_created_at_id_idx" ON "uploads"("tenant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "ingests_preview_token_key" ON "ingests"("preview_token");

-- CreateIndex
CREATE UNIQUE INDEX "ingests_version_id_key" ON "ingests"("version_id");

-- CreateIndex
CREATE INDEX "ingests_tenant_id_created_at_id_idx" ON "ingests"("tenant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ingests_tenant_id_status_created_at_id_idx" ON "ingests"("tenant_id", "status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ingests_title_id_idx" ON "ingests"("title_id");

-- CreateIndex
CREATE INDEX "ingests_status_updated_at_idx" ON "ingests"("status", "updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "ingests_tenant_id_request_key_key" ON "ingests"("tenant_id", "request_key");

-- CreateIndex
CREATE UNIQUE INDEX "masters_object_key_key" ON "masters"("object_key");

-- CreateIndex
CREATE UNIQUE INDEX "masters_tenant_id_sha256_key" ON "masters"("tenant_id", "sha256");

-- CreateIndex
CREATE INDEX "findings_code_idx" ON "findings"("code");

-- CreateIndex
CREATE UNIQUE INDEX "findings_ingest_id_stage_position_key" ON "findings"("ingest_id", "stage", "position");

-- CreateIndex
CREATE UNIQUE INDEX "versions_ingest_id_key" ON "versions"("ingest_id");

-- CreateIndex
CREATE UNIQUE INDEX "versions_prefix_key" ON "versions"("prefix");

-- CreateIndex
CREATE UNIQUE INDEX "versions_media_token_key" ON "versions"("media_token");

-- CreateIndex
CREATE INDEX "versions_superseded_at_idx" ON "versions"("superseded_at");

-- CreateIndex
CREATE UNIQUE INDEX "versions_title_id_number_key" ON "versions"("title_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "renditions_version_id_kind_name_key" ON "renditions"("version_id", "kind", "name");

-- CreateIndex
CREATE UNIQUE INDEX "outputs_version_id_kind_key" ON "outputs"("version_id", "kind");

-- CreateIndex
CREATE INDEX "audit_entries_tenant_id_subject_created_at_idx" ON "audit_entries"("tenant_id", "subject", "created_at");

-- CreateIndex
CREATE INDEX "idempotency_records_created_at_idx" ON "idempotency_records"("created_at");

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "titles" ADD CONSTRAINT "titles_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ingests" ADD CONSTRAINT "ingests_title_id_fkey" FOREIGN KEY ("title_id") REFERENCES "titles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "findings" ADD CONSTRAINT "findings_ingest_id_fkey" FOREIGN KEY ("ingest_id") REFERENCES "ingests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "versions" ADD CONSTRAINT "versions_title_id_fkey" FOREIGN KEY ("title_id") REFERENCES "titles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "renditions" ADD CONSTRAINT "renditions_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "versions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outputs" ADD CONSTRAINT "outputs_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "versions"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- At most one ingest of a title is under way. Prisma's schema language has no partial index, so it is written here.
CREATE UNIQUE INDEX "ingests_one_under_way_per_title" ON "ingests"("title_id") WHERE "status" IN ('queued', 'running', 'held');
