import type { Charge } from '../../domain/billing/charges';
import type { PostedCharge } from '../../domain/billing/invoice-diff';
import type { OfferGrants, OfferTerms } from '../../domain/billing/offers';
import type { Standing } from '../../domain/billing/standing';
import type {
  Customer,
  Invoice,
  InvoiceLine,
  Offer,
  PaymentAttempt,
  PaymentMethod,
  Subscription,
} from '../../prisma/client/client';
import type { CustomerRecord, InvoiceRecord, OfferRecord, SubscriptionRecord } from './billing-port';

export const offerOf = ({ description, status, terms, grants, ...row }: Offer): OfferRecord => ({
  ...{ id: row.id, code: row.code, version: row.version, name: row.name, createdAt: row.createdAt },
  description: description ?? undefined,
  status: status as OfferRecord['status'],
  terms: terms as unknown as OfferTerms,
  grants: grants as unknown as OfferGrants,
});

export const customerOf = (row: Customer & { methods: PaymentMethod[] }): CustomerRecord => ({
  ...{ id: row.id, externalId: row.externalId, country: row.country, currency: row.currency, locale: row.locale },
  ...{ timeZone: row.timeZone, name: row.name ?? undefined, email: row.email ?? undefined },
  ...{ clock: row.clock ?? undefined, createdAt: row.createdAt },
  methods: row.methods.map(({ id, gateway, label, usable, createdAt }) => ({ id, gateway, label, usable, createdAt })),
});

export const subscriptionOf = (row: Subscription & { offer: Offer }): SubscriptionRecord => ({
  ...{ id: row.id, tenantId: row.tenantId, customerId: row.customerId, offer: offerOf(row.offer) },
  ...{ standing: row.standing as Standing, plays: row.plays, startedAt: row.startedAt, revision: row.revision },
  ...{ nextDueAt: row.nextDueAt ?? undefined, entitledUntil: row.entitledUntil ?? undefined },
  ...{ endsAt: row.endsAt ?? undefined, endedAt: row.endedAt ?? undefined },
});

export const invoiceOf = (
  row: Invoice & { lines: InvoiceLine[]; attempts: PaymentAttempt[] },
  methods: ReadonlyMap<string, string>,
): InvoiceRecord => ({
  ...{ id: row.id, number: row.number, customerId: row.customerId, subscriptionId: row.subscriptionId },
  ...{ status: row.status as InvoiceRecord['status'], currency: row.currency, net: row.net, tax: row.tax },
  ...{ creditUsed: row.creditUsed, due: row.due, issuedAt: row.issuedAt, settledAt: row.settledAt ?? undefined },
  lines: row.lines.map(({ name, spanFrom, spanUntil, net, tax, discount, repairsId }) => ({
    ...{ name, from: spanFrom, until: spanUntil, net, tax, discount, takesBack: repairsId !== null },
  })),
  attempts: row.attempts.map(({ id, outcome, reason, methodId, createdAt }) => ({
    ...{ id, outcome, reason: reason ?? undefined, method: methods.get(methodId) ?? '', at: createdAt },
  })),
});

/** Columns of a line. @param sign -1 for what is taken back */
export const lineColumns = (charge: Charge, sign: 1n | -1n = 1n) => ({
  ...{ name: charge.name, rateKey: charge.key, currency: charge.currency },
  ...{ periodFrom: charge.period.from, periodUntil: charge.period.until },
  ...{ spanFrom: charge.span.from, spanUntil: charge.span.until },
  ...{ wholeNet: charge.whole.net, wholeTax: charge.whole.tax, wholeDiscount: charge.whole.discount },
  ...{ net: sign * charge.amounts.net, tax: sign * charge.amounts.tax, discount: sign * charge.amounts.discount },
});

type Line = InvoiceLine & { invoice: { status: string } };

/** Lines of a subscription as what stands on its invoices. Of an invoice that nobody paid and nobody will, nothing can be given back. */
export function postedOf(lines: readonly Line[]): PostedCharge[] {
  return lines
    .filter(({ repairsId }) => repairsId === null)
    .map((line) => {
      const repairs = lines.filter(({ repairsId }) => repairsId === line.id);
      const lost = line.invoice.status === 'uncollectible' || line.invoice.status === 'void';
      return {
        ...chargeOf(line),
        id: line.id,
        repairs: repairs.map((each) => ({
          span: { from: each.spanFrom, until: each.spanUntil },
          amounts: { net: -each.net, tax: -each.tax, discount: -each.discount },
        })),
        ...(lost ? { adjusted: { net: line.net, tax: line.tax, discount: line.discount } } : {}),
      };
    });
}

const chargeOf = (line: InvoiceLine): Charge => ({
  ...{ key: line.rateKey, name: line.name, currency: line.currency },
  period: { from: line.periodFrom, until: line.periodUntil },
  span: { from: line.spanFrom, until: line.spanUntil },
  whole: { net: line.wholeNet, tax: line.wholeTax, discount: line.wholeDiscount },
  amounts: { net: line.net, tax: line.tax, discount: line.discount },
});
