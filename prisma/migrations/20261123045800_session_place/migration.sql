-- Where the viewer of a session is, as far as somebody trusted told at its start.
ALTER TABLE "playback_sessions" ADD COLUMN "territory" TEXT, ADD COLUMN "viewer_network" TEXT;
