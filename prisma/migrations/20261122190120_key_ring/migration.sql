-- DropIndex
DROP INDEX "api_keys_tenant_id_idx";

-- CreateIndex
CREATE INDEX "api_keys_tenant_id_created_at_id_idx" ON "api_keys"("tenant_id", "created_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_rotated_from_id_fkey" FOREIGN KEY ("rotated_from_id") REFERENCES "api_keys"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Unlogged: counting requests waits for no disk, and a crash of the database may begin the minute anew.
CREATE UNLOGGED TABLE "rate_counters" (
    "key_id" TEXT NOT NULL,
    "minute" TIMESTAMP(3) NOT NULL,
    "used" INTEGER NOT NULL,

    CONSTRAINT "rate_counters_pkey" PRIMARY KEY ("key_id")
);
