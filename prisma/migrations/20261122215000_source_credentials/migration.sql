-- Credentials of a partner's storage: an end, the last use, and the end of an access key to tell keys apart.
ALTER TABLE "source_credentials"
  ADD COLUMN "hint" TEXT,
  ADD COLUMN "expires_at" TIMESTAMP(3),
  ADD COLUMN "last_used_at" TIMESTAMP(3);

CREATE INDEX "source_credentials_tenant_id_created_at_id_idx" ON "source_credentials"("tenant_id", "created_at" DESC, "id" DESC);
