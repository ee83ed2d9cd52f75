-- CreateTable
CREATE TABLE "content_keys" (
    "kid" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "scheme" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "kek_version" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "content_keys_pkey" PRIMARY KEY ("kid")
);

-- CreateIndex
CREATE INDEX "content_keys_kek_version_idx" ON "content_keys"("kek_version");

-- CreateIndex
CREATE UNIQUE INDEX "content_keys_version_id_scheme_label_key" ON "content_keys"("version_id", "scheme", "label");
