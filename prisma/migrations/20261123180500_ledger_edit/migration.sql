-- Of the rows of an edition that somebody asked for: the request, so that one that is repeated adds nothing.
ALTER TABLE "channel_ledger" ADD COLUMN "edit_id" TEXT;

-- Where editions begin is asked with every reading of a ledger, however long the channel has been on air
CREATE INDEX "channel_ledger_editions" ON "channel_ledger"("channel_id", "variant", "edition", "ordinal") WHERE "cause" IS NOT NULL;
