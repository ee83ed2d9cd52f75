-- CreateTable
CREATE TABLE "playback_sessions" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "title_id" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "viewer_id" TEXT,
    "entitlement" TEXT,
    "key_id" TEXT NOT NULL,
    "policy" TEXT NOT NULL,
    "device" JSONB NOT NULL,
    "terms" JSONB NOT NULL,
    "kids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "one_time" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "first_played_at" TIMESTAMP(3),
    "ended_at" TIMESTAMP(3),

    CONSTRAINT "playback_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "licence_requests" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "title_id" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "device" TEXT,
    "system" TEXT NOT NULL,
    "asked" TEXT[],
    "granted" TEXT[],
    "result" TEXT NOT NULL,
    "reason" TEXT,
    "token_id" TEXT NOT NULL,
    "ms" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "licence_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "used_tokens" (
    "token_id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "used_tokens_pkey" PRIMARY KEY ("token_id")
);

-- CreateIndex
CREATE INDEX "playback_sessions_tenant_id_created_at_id_idx" ON "playback_sessions"("tenant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "playback_sessions_tenant_id_viewer_id_created_at_idx" ON "playback_sessions"("tenant_id", "viewer_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "playback_sessions_tenant_id_title_id_created_at_id_idx" ON "playback_sessions"("tenant_id", "title_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "licence_requests_tenant_id_created_at_id_idx" ON "licence_requests"("tenant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "licence_requests_session_id_created_at_id_idx" ON "licence_requests"("session_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "used_tokens_expires_at_idx" ON "used_tokens"("expires_at");
