-- Where chapters of the master begin, milliseconds after the first frame. Versions of earlier releases have none.
ALTER TABLE "versions" ADD COLUMN "chapter_ms" INTEGER[] NOT NULL DEFAULT ARRAY[]::INTEGER[];
