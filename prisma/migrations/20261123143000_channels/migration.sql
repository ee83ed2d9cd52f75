-- Linear channels
CREATE TABLE "channels" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "number" INTEGER,
    "category" TEXT,
    "time_zone" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'off',
    "format" JSONB NOT NULL,
    "schedule" JSONB NOT NULL,
    "signalling" JSONB NOT NULL DEFAULT '{}',
    "variants" TEXT[],
    "slate_id" TEXT,
    "logo_url" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "epoch" TIMESTAMP(3),
    "updated_by" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "channels_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "channels_slug_key" ON "channels"("slug");
CREATE UNIQUE INDEX "channels_tenant_id_id_key" ON "channels"("tenant_id", "id");
CREATE INDEX "channels_tenant_id_number_name_idx" ON "channels"("tenant_id", "number", "name");

CREATE TABLE "channel_plans" (
    "channel_id" TEXT NOT NULL,
    "variant" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "from" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,
    "items" JSONB NOT NULL,
    "refusals" JSONB NOT NULL,
    "diff" JSONB NOT NULL,
    "planned_at" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "channel_plans_pkey" PRIMARY KEY ("channel_id", "variant"),
    CONSTRAINT "channel_plans_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "channel_ledger" (
    "channel_id" TEXT NOT NULL,
    "variant" TEXT NOT NULL,
    "edition" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "air_start" TIMESTAMP(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "title_id" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "seg_from" INTEGER NOT NULL,
    "seg_to" INTEGER NOT NULL,
    "msn_base" INTEGER NOT NULL,
    "airing_id" TEXT NOT NULL,
    "break_id" TEXT,
    "max_height" INTEGER,
    "window_id" TEXT,
    "cause" TEXT,
    "sealed_at" TIMESTAMP(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "channel_ledger_pkey" PRIMARY KEY ("channel_id", "variant", "edition", "ordinal"),
    CONSTRAINT "channel_ledger_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "channel_ledger_channel_id_variant_air_start_idx" ON "channel_ledger"("channel_id", "variant", "air_start");
CREATE INDEX "channel_ledger_version_id_air_start_idx" ON "channel_ledger"("version_id", "air_start");
CREATE INDEX "channel_ledger_window_id_idx" ON "channel_ledger"("window_id");
-- What was sealed stays as it is
CREATE FUNCTION sealed_stays() RETURNS trigger AS E'
BEGIN
    RAISE EXCEPTION \'rows of channel_ledger are never changed\'\x3B
END
' LANGUAGE plpgsql;
CREATE TRIGGER channel_ledger_sealed BEFORE UPDATE ON channel_ledger FOR EACH ROW EXECUTE FUNCTION sealed_stays();

CREATE TABLE "linear_assets" (
    "version_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "title_id" TEXT NOT NULL,
    "document" JSONB,
    "findings" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "linear_assets_pkey" PRIMARY KEY ("version_id")
);
CREATE INDEX "linear_assets_tenant_id_idx" ON "linear_assets"("tenant_id");

CREATE TABLE "channel_as_run" (
    "channel_id" TEXT NOT NULL,
    "variant" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "edition" INTEGER NOT NULL,
    "seen" INTEGER NOT NULL,
    "segments" INTEGER NOT NULL,
    "first_seen" TIMESTAMP(3) NOT NULL,
    "last_seen" TIMESTAMP(3) NOT NULL,
    "faults" JSONB NOT NULL DEFAULT '[]',
    CONSTRAINT "channel_as_run_pkey" PRIMARY KEY ("channel_id", "variant", "ordinal")
);
