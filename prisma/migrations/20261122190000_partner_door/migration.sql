-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "created_by" TEXT,
ADD COLUMN     "expires_at" TIMESTAMP(3),
ADD COLUMN     "hint" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "rate_limit" INTEGER,
ADD COLUMN     "rotated_from_id" TEXT,
ADD COLUMN     "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "test_mode" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "titles" ADD COLUMN     "metadata" JSONB,
ADD COLUMN     "test_mode" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "uploads" ADD COLUMN     "bytes" BIGINT,
ADD COLUMN     "collected_at" TIMESTAMP(3),
ADD COLUMN     "completed_at" TIMESTAMP(3),
ADD COLUMN     "content_type" TEXT,
ADD COLUMN     "failure_code" TEXT,
ADD COLUMN     "failure_detail" TEXT,
ADD COLUMN     "ingest_id" TEXT,
ADD COLUMN     "multipart_id" TEXT,
ADD COLUMN     "part_bytes" BIGINT,
ADD COLUMN     "protocol" TEXT NOT NULL DEFAULT 'single',
ADD COLUMN     "received" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "sha256" TEXT,
ADD COLUMN     "test_mode" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "tus" JSONB,
ADD COLUMN     "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "ingests" ADD COLUMN     "erase_at" TIMESTAMP(3),
ADD COLUMN     "origin" TEXT,
ADD COLUMN     "test_mode" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "versions" ADD COLUMN     "parts" JSONB;

-- CreateTable
CREATE TABLE "bulk_orders" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'accepted',
    "lines" INTEGER NOT NULL,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "actor" TEXT NOT NULL,
    "test_mode" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMP(3),

    CONSTRAINT "bulk_orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_order_lines" (
    "bulk_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "external_id" TEXT,
    "body" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "ingest_id" TEXT,
    "problem" JSONB,

    CONSTRAINT "bulk_order_lines_pkey" PRIMARY KEY ("bulk_id","line")
);

-- CreateTable
CREATE TABLE "watch_folders" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "profile" TEXT,
    "quality_policy" TEXT,
    "priority" INTEGER NOT NULL DEFAULT 3,
    "stable_seconds" INTEGER NOT NULL DEFAULT 30,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "polled_at" TIMESTAMP(3),

    CONSTRAINT "watch_folders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "watch_files" (
    "folder_id" TEXT NOT NULL,
    "object_key" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "etag" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'growing',
    "stable_since" TIMESTAMP(3) NOT NULL,
    "ingest_id" TEXT,
    "problem" JSONB,
    "seen_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "watch_files_pkey" PRIMARY KEY ("folder_id","object_key")
);

-- CreateTable
CREATE TABLE "events" (
    "id" TEXT NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "test_mode" BOOLEAN NOT NULL DEFAULT false,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "spread_at" TIMESTAMP(3),

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_endpoints" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT,
    "events" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" TEXT NOT NULL DEFAULT 'active',
    "status_reason" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "test_mode" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_secrets" (
    "id" TEXT NOT NULL,
    "endpoint_id" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMP(3),

    CONSTRAINT "webhook_secrets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "event_id" TEXT NOT NULL,
    "endpoint_id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMP(3),
    "next_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMP(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("event_id","endpoint_id")
);

-- CreateTable
CREATE TABLE "delivery_attempts" (
    "id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "endpoint_id" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "started_at" TIMESTAMP(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "request_headers" JSONB NOT NULL,
    "response_status" INTEGER,
    "response_headers" JSONB,
    "response_body" TEXT,
    "failure_code" TEXT,
    "failure_detail" TEXT,

    CONSTRAINT "delivery_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source_credentials" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "scope" JSONB NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_credentials_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "bulk_orders_tenant_id_created_at_id_idx" ON "bulk_orders"("tenant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "bulk_order_lines_bulk_id_status_line_idx" ON "bulk_order_lines"("bulk_id", "status", "line");

-- CreateIndex
CREATE UNIQUE INDEX "watch_folders_prefix_key" ON "watch_folders"("prefix");

-- CreateIndex
CREATE UNIQUE INDEX "watch_folders_tenant_id_name_key" ON "watch_folders"("tenant_id", "name");

-- CreateIndex
CREATE INDEX "watch_files_folder_id_status_idx" ON "watch_files"("folder_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "events_sequence_key" ON "events"("sequence");

-- CreateIndex
CREATE INDEX "events_tenant_id_sequence_idx" ON "events"("tenant_id", "sequence" DESC);

-- CreateIndex
CREATE INDEX "events_tenant_id_subject_sequence_idx" ON "events"("tenant_id", "subject", "sequence");

-- CreateIndex
CREATE INDEX "webhook_endpoints_tenant_id_created_at_id_idx" ON "webhook_endpoints"("tenant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "webhook_secrets_endpoint_id_idx" ON "webhook_secrets"("endpoint_id");

-- CreateIndex
CREATE INDEX "deliveries_endpoint_id_created_at_idx" ON "deliveries"("endpoint_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "deliveries_status_locked_until_idx" ON "deliveries"("status", "locked_until");

-- CreateIndex
CREATE INDEX "delivery_attempts_event_id_endpoint_id_started_at_idx" ON "delivery_attempts"("event_id", "endpoint_id", "started_at");

-- CreateIndex
CREATE INDEX "delivery_attempts_endpoint_id_started_at_id_idx" ON "delivery_attempts"("endpoint_id", "started_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "source_credentials_tenant_id_name_key" ON "source_credentials"("tenant_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_rotated_from_id_key" ON "api_keys"("rotated_from_id");

-- CreateIndex
CREATE INDEX "uploads_status_expires_at_idx" ON "uploads"("status", "expires_at");

-- CreateIndex
CREATE INDEX "ingests_erase_at_idx" ON "ingests"("erase_at");

-- CreateIndex
CREATE INDEX "audit_entries_tenant_id_created_at_id_idx" ON "audit_entries"("tenant_id", "created_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "bulk_order_lines" ADD CONSTRAINT "bulk_order_lines_bulk_id_fkey" FOREIGN KEY ("bulk_id") REFERENCES "bulk_orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watch_files" ADD CONSTRAINT "watch_files_folder_id_fkey" FOREIGN KEY ("folder_id") REFERENCES "watch_folders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoints"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoints"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempts" ADD CONSTRAINT "delivery_attempts_event_id_endpoint_id_fkey" FOREIGN KEY ("event_id", "endpoint_id") REFERENCES "deliveries"("event_id", "endpoint_id") ON DELETE CASCADE ON UPDATE CASCADE;

