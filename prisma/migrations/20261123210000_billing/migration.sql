-- What can be bought
CREATE TABLE "offers" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "status" TEXT NOT NULL DEFAULT 'active',
    "terms" JSONB NOT NULL,
    "grants" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "offers_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "offers_tenant_id_code_version_key" ON "offers"("tenant_id", "code", "version");

-- Who pays
CREATE TABLE "customers" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "country" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "clock" TIMESTAMP(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "customers_tenant_id_external_id_key" ON "customers"("tenant_id", "external_id");

CREATE TABLE "payment_methods" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "gateway" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "usable" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "payment_methods_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "payment_methods_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "payment_methods_customer_id_token_key" ON "payment_methods"("customer_id", "token");

-- What they have
CREATE TABLE "subscriptions" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "offer_id" TEXT NOT NULL,
    "standing" TEXT NOT NULL DEFAULT 'incomplete',
    "started_at" TIMESTAMP(3) NOT NULL,
    "next_due_at" TIMESTAMP(3),
    "entitled_until" TIMESTAMP(3),
    "plays" BOOLEAN NOT NULL DEFAULT false,
    "ends_at" TIMESTAMP(3),
    "ended_at" TIMESTAMP(3),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "subscriptions_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "subscriptions_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "subscriptions_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offers"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "subscriptions_customer_id_idx" ON "subscriptions"("customer_id");
CREATE INDEX "subscriptions_tenant_id_id_idx" ON "subscriptions"("tenant_id", "id");

CREATE TABLE "subscription_events" (
    "subscription_id" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "event" JSONB NOT NULL,
    "request_id" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "subscription_events_pkey" PRIMARY KEY ("subscription_id", "sequence"),
    CONSTRAINT "subscription_events_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscriptions"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "subscription_events_subscription_id_request_id_key" ON "subscription_events"("subscription_id", "request_id");

-- What was billed
CREATE TABLE "invoice_numbers" (
    "tenant_id" TEXT NOT NULL,
    "last" INTEGER NOT NULL,
    CONSTRAINT "invoice_numbers_pkey" PRIMARY KEY ("tenant_id")
);

CREATE TABLE "invoices" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "net" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "credit_used" BIGINT NOT NULL,
    "due" BIGINT NOT NULL,
    "asked" INTEGER NOT NULL DEFAULT 0,
    "issued_at" TIMESTAMP(3) NOT NULL,
    "settled_at" TIMESTAMP(3),
    CONSTRAINT "invoices_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "invoices_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscriptions"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "invoices_tenant_id_number_key" ON "invoices"("tenant_id", "number");
CREATE INDEX "invoices_subscription_id_status_idx" ON "invoices"("subscription_id", "status");
CREATE INDEX "invoices_customer_id_issued_at_idx" ON "invoices"("customer_id", "issued_at");

CREATE TABLE "invoice_lines" (
    "id" TEXT NOT NULL,
    "invoice_id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "rate_key" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "period_from" INTEGER NOT NULL,
    "period_until" INTEGER NOT NULL,
    "span_from" INTEGER NOT NULL,
    "span_until" INTEGER NOT NULL,
    "whole_net" BIGINT NOT NULL,
    "whole_tax" BIGINT NOT NULL,
    "whole_discount" BIGINT NOT NULL,
    "net" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "discount" BIGINT NOT NULL,
    "repairs_id" TEXT,
    CONSTRAINT "invoice_lines_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "invoice_lines_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "invoice_lines_repairs_id_fkey" FOREIGN KEY ("repairs_id") REFERENCES "invoice_lines"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "invoice_lines_subscription_id_idx" ON "invoice_lines"("subscription_id");
CREATE INDEX "invoice_lines_invoice_id_idx" ON "invoice_lines"("invoice_id");

-- Tries to get money, written before the gateway is called
CREATE TABLE "payment_attempts" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "invoice_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "method_id" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'unknown',
    "reason" TEXT,
    "reference" TEXT,
    "fee" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL,
    "decided_at" TIMESTAMP(3),
    CONSTRAINT "payment_attempts_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "payment_attempts_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "payment_attempts_invoice_id_ordinal_key" ON "payment_attempts"("invoice_id", "ordinal");

-- Double entry
CREATE TABLE "ledger_transactions" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "posted_at" TIMESTAMP(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "ledger_transactions_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "ledger_transactions_tenant_id_key_key" ON "ledger_transactions"("tenant_id", "key");
CREATE INDEX "ledger_transactions_customer_id_idx" ON "ledger_transactions"("customer_id");

CREATE TABLE "ledger_entries" (
    "transaction_id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("transaction_id", "account"),
    CONSTRAINT "ledger_entries_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "ledger_transactions"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
-- A transaction balances when it is committed, and stays as it is
CREATE FUNCTION ledger_balances() RETURNS trigger AS E'
BEGIN
    IF (SELECT COALESCE(sum(amount), 0) FROM ledger_entries WHERE transaction_id = NEW.transaction_id) <> 0 THEN
        RAISE EXCEPTION \'ledger transaction % does not balance\', NEW.transaction_id\x3B
    END IF\x3B
    RETURN NULL\x3B
END
' LANGUAGE plpgsql;
CREATE CONSTRAINT TRIGGER ledger_entries_balance AFTER INSERT ON ledger_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balances();
CREATE FUNCTION ledger_stays() RETURNS trigger AS E'
BEGIN
    RAISE EXCEPTION \'the ledger is only added to\'\x3B
END
' LANGUAGE plpgsql;
CREATE TRIGGER ledger_entries_stay BEFORE UPDATE OR DELETE ON ledger_entries FOR EACH ROW EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER ledger_transactions_stay BEFORE UPDATE OR DELETE ON ledger_transactions FOR EACH ROW EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER subscription_events_stay BEFORE UPDATE OR DELETE ON subscription_events FOR EACH ROW EXECUTE FUNCTION ledger_stays();

-- The books of the fake gateway: what a real one would keep on its own side
CREATE TABLE "fake_gateway_charges" (
    "key" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "fake_gateway_charges_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "fake_gateway_charges_token_idx" ON "fake_gateway_charges"("token");
