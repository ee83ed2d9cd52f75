-- CreateTable
CREATE TABLE "upload_parts" (
    "upload_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BIGINT NOT NULL,
    "etag" TEXT NOT NULL,

    CONSTRAINT "upload_parts_pkey" PRIMARY KEY ("upload_id","number")
);

-- AddForeignKey
ALTER TABLE "upload_parts" ADD CONSTRAINT "upload_parts_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "uploads"("id") ON DELETE CASCADE ON UPDATE CASCADE;
