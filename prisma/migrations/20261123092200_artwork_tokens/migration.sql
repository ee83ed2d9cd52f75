-- Pictures that editors upload: each under an address of its own. One without words is one, not any number
ALTER TABLE "artworks" ADD COLUMN "media_token" TEXT NOT NULL, ADD COLUMN "prefix" TEXT NOT NULL;
CREATE UNIQUE INDEX "artworks_media_token_key" ON "artworks"("media_token");
DROP INDEX "artworks_title_id_role_ratio_locale_key";
CREATE UNIQUE INDEX "artworks_title_id_role_ratio_locale_key" ON "artworks"("title_id", "role", "ratio", "locale") NULLS NOT DISTINCT;
ALTER TABLE "artworks" DROP COLUMN "object_key";
