-- What players were told of a break stays, whatever cuts it
ALTER TABLE "channel_ledger" ADD COLUMN "break_ms" INTEGER;
