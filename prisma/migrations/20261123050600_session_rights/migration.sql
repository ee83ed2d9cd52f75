-- Rights are judged anew at every heartbeat, as of where the session was opened
ALTER TABLE "playback_sessions" ADD COLUMN IF NOT EXISTS "territory" TEXT;
