-- Of the object when it was whole, so that bytes sent later are noticed
ALTER TABLE "uploads" ADD COLUMN "etag" TEXT;
