-- Sessions of an entitlement share the first play
CREATE INDEX "playback_sessions_tenant_id_entitlement_idx" ON "playback_sessions"("tenant_id", "entitlement");
