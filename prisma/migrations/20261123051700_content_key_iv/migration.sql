-- The constant initialisation vector that a foreign key provider gave with a key, null when it follows from the key.
ALTER TABLE "content_keys" ADD COLUMN "iv" BYTEA;
