import type {
  CustomerRecord,
  InvoiceRecord,
  OfferRecord,
  SubscriptionRecord,
} from '../../adapters/postgres/billing-port';
import type { OfferGrants, OfferTerms } from '../../domain/billing/offers';
import { dayText } from '../../domain/billing/periods';
import type { z } from '../http/zod';
import type * as schemas from './schemas';

type View<Schema extends z.ZodType> = z.input<Schema>;

export const planView = (offer: OfferRecord): View<typeof schemas.PlanView> => ({
  ...{ id: offer.id, code: offer.code, version: offer.version, name: offer.name, status: offer.status },
  ...{ description: offer.description ?? null, tax: offer.terms.tax, prices: offer.terms.prices },
  grants: {
    licenses: offer.grants.licenses,
    ...(offer.grants.maxHeight === undefined ? {} : { max_height: offer.grants.maxHeight }),
    ...(offer.grants.streams === undefined ? {} : { streams: offer.grants.streams }),
  },
  created_at: offer.createdAt.toISOString(),
});

export const termsOf = ({ tax, prices }: z.output<typeof schemas.PlanRequest>): OfferTerms => ({ tax, prices });

export const grantsOf = ({ grants }: z.output<typeof schemas.PlanRequest>): OfferGrants => ({
  ...{ licenses: grants.licenses, maxHeight: grants.max_height, streams: grants.streams },
});

export const customerView = (customer: CustomerRecord): View<typeof schemas.CustomerView> => ({
  ...{ id: customer.id, external_id: customer.externalId, name: customer.name ?? null, email: customer.email ?? null },
  ...{ country: customer.country, currency: customer.currency, locale: customer.locale, time_zone: customer.timeZone },
  clock: customer.clock?.toISOString() ?? null,
  payment_methods: customer.methods.map(({ createdAt, ...method }) => ({
    ...method,
    created_at: createdAt.toISOString(),
  })),
  created_at: customer.createdAt.toISOString(),
});

export const subscriptionView = (each: SubscriptionRecord): View<typeof schemas.SubscriptionView> => ({
  ...{ id: each.id, customer_id: each.customerId, standing: each.standing, plays: each.plays },
  plan: { id: each.offer.id, code: each.offer.code, version: each.offer.version, name: each.offer.name },
  entitled_until: each.entitledUntil?.toISOString() ?? null,
  next_due_at: each.nextDueAt?.toISOString() ?? null,
  started_at: each.startedAt.toISOString(),
  ends_at: each.endsAt?.toISOString() ?? null,
  ended_at: each.endedAt?.toISOString() ?? null,
});

export const invoiceView = (invoice: InvoiceRecord): View<typeof schemas.InvoiceView> => ({
  ...{ id: invoice.id, number: invoice.number, customer_id: invoice.customerId, status: invoice.status },
  ...{ subscription_id: invoice.subscriptionId, currency: invoice.currency },
  ...{ net: String(invoice.net), tax: String(invoice.tax), total: String(invoice.net + invoice.tax) },
  ...{ credit_used: String(invoice.creditUsed), due: String(invoice.due) },
  lines: invoice.lines.map(({ name, from, until, net, tax, discount, takesBack }) => ({
    ...{ name, from: dayText(from), until: dayText(until), takes_back: takesBack },
    ...{ net: String(net), tax: String(tax), discount: String(discount) },
  })),
  attempts: invoice.attempts.map(({ outcome, reason, method, at }) => ({
    ...{ outcome, reason: reason ?? null, method, at: at.toISOString() },
  })),
  ...{ issued_at: invoice.issuedAt.toISOString(), settled_at: invoice.settledAt?.toISOString() ?? null },
});
