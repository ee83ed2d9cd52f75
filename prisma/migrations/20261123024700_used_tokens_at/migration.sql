-- A retry of the request that used a token is answered for a short time only
ALTER TABLE "used_tokens" ADD COLUMN "used_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
