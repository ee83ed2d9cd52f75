import { fakeToken } from '../../adapters/payment/fake-gateway';
import type {
  Billing,
  CustomerRecord,
  EditFacts,
  OfferRecord,
  SubscriptionRecord,
} from '../../adapters/postgres/billing-port';
import { keyedId, requestedId } from '../../adapters/postgres/ids';
import type { WorkflowEngine } from '../../adapters/temporal/port';
import { checkOffer } from '../../domain/billing/check-offer';
import { dayAtInstant } from '../../domain/billing/clock';
import { type StoredEvent, termsFor } from '../../domain/billing/offers';
import { HeadendError } from '../../domain/failures';
import {
  billingChanged,
  COLLECT_PROCESS,
  type CollectOrder,
  collectProcessId,
  SUBSCRIPTION_PROCESS,
  type SubscriptionOrder,
  subscriptionProcessId,
} from '../../workflows/billing/contract';
import { SUPPLY_CHAIN_QUEUE } from '../../workflows/supply-chain/contract';
import { type Caller, type Route, route } from '../http/operation';
import * as specs from './specs';
import { customerView, grantsOf, invoiceView, planView, subscriptionView, termsOf } from './views';

export interface BillingParts {
  billing: Billing;
  engine: WorkflowEngine;
}

/** Plans, customers, subscriptions and their invoices. */
export const billingRoutes = (parts: BillingParts): Route[] => [
  route(specs.listPlans, async ({ caller }) => {
    const offers = await parts.billing.offers(caller.tenantId);
    return { body: { data: offers.map(planView) } };
  }),

  route(specs.createPlan, async ({ body, caller }) => {
    const terms = termsOf(body);
    const errors = checkOffer(terms);
    if (errors.length > 0) throw new HeadendError('billing/terms-invalid', 'The plan cannot be billed.', { errors });
    const { code, name, description } = body;
    const draft = { code, name, description, terms, grants: grantsOf(body) };
    const offer = await parts.billing.createOffer(caller.tenantId, draft, { actor: caller.label });
    return { body: planView(offer), location: `/v1/plans/${offer.id}` };
  }),

  route(specs.getPlan, async ({ params, caller }) => ({ body: planView(await offerOf(parts, caller, params.id)) })),

  route(specs.createCustomer, async ({ body, caller }) => {
    const { external_id: externalId, time_zone: timeZone, clock, ...rest } = body;
    const terms = { ...rest, externalId, timeZone, ...(clock ? { clock: new Date(clock) } : {}) };
    const customer = await parts.billing.createCustomer(caller.tenantId, terms, { actor: caller.label });
    return { body: customerView(customer), location: `/v1/customers/${customer.id}` };
  }),

  route(specs.getCustomer, async ({ params, caller }) => ({
    body: customerView(await customerOf(parts, caller, params.id)),
  })),

  route(specs.addPaymentMethod, async ({ params, body, caller, requestKey }) => {
    const { id } = await customerOf(parts, caller, params.id);
    const method = fakeToken(body.card_number, keyedId('pmt', `${caller.tenantId} ${requestKey}`));
    if (!method)
      throw new HeadendError('billing/card-unknown', 'The fake gateway does not know this number.', {
        field: 'card_number',
      });
    await parts.billing.addMethod(caller.tenantId, id, { gateway: 'fake', ...method }, { actor: caller.label });
    await lookAgain(parts, caller, id);
    return { body: customerView(await customerOf(parts, caller, id)) };
  }),

  route(specs.moveClock, async ({ params, body, caller }) => {
    const { id, clock } = await customerOf(parts, caller, params.id);
    const to = new Date(body.to);
    const again = clock?.getTime() === to.getTime();
    if (!again && !(await parts.billing.moveClock(caller.tenantId, id, to, { actor: caller.label })))
      throw new HeadendError('billing/clock-real', `The clock of ${id} cannot be set to ${to.toISOString()}.`, {
        field: 'to',
      });
    await lookAgain(parts, caller, id);
    return { body: customerView(await customerOf(parts, caller, id)) };
  }),

  route(specs.createSubscription, async ({ body, caller, requestKey }) => {
    const customer = await customerOf(parts, caller, body.customer_id, 'customer_id');
    const offer = await sold(parts, caller, body.plan, customer);
    const wish = { id: requestedId('sub', caller.tenantId, requestKey), customer, offer };
    const { id } = await parts.billing.subscribe(caller.tenantId, wish, { actor: caller.label });
    await parts.billing.bill(id);
    await told(parts, caller, id);
    const subscription = await subscriptionOf(parts, caller, id);
    return { body: subscriptionView(subscription), location: `/v1/subscriptions/${id}` };
  }),

  route(specs.listSubscriptions, async ({ query, caller }) => {
    const { id } = await customerOf(parts, caller, query.customer_id, 'customer_id');
    const subscriptions = await parts.billing.subscriptions(caller.tenantId, id);
    return { body: { data: subscriptions.map(subscriptionView) } };
  }),

  route(specs.getSubscription, async ({ params, caller }) => ({
    body: subscriptionView(await subscriptionOf(parts, caller, params.id)),
  })),

  route(specs.changePlan, async ({ params, body, caller, requestKey }) => {
    const subscription = await subscriptionOf(parts, caller, params.id);
    const customer = await customerOf(parts, caller, subscription.customerId);
    const { id: offerId } = await sold(parts, caller, body.plan, customer);
    return edited(parts, caller, subscription, requestKey, (facts) => {
      allow(facts, ['trialing', 'active']);
      return { kind: 'changed', on: dayOf(facts, body.when), offerId };
    });
  }),

  route(specs.cancelSubscription, async ({ params, body, caller, requestKey }) => {
    const subscription = await subscriptionOf(parts, caller, params.id);
    return edited(parts, caller, subscription, requestKey, (facts) => {
      allow(facts, ['incomplete', 'trialing', 'active', 'grace', 'on_hold', 'paused']);
      return { kind: 'cancelled', on: dayOf(facts, body.when) };
    });
  }),

  route(specs.reactivateSubscription, async ({ params, caller, requestKey }) => {
    const subscription = await subscriptionOf(parts, caller, params.id);
    return edited(parts, caller, subscription, requestKey, (facts) => {
      allow(facts, ['cancelled_paid_through']);
      return { kind: 'reactivated', on: dayOf(facts, 'now') };
    });
  }),

  route(specs.listInvoices, async ({ query, caller }) => {
    const about = { customerId: query.customer_id, subscriptionId: query.subscription_id };
    const invoices = await parts.billing.invoices(caller.tenantId, about);
    return { body: { data: invoices.map(invoiceView) } };
  }),

  route(specs.getBalances, async ({ query, caller }) => {
    const balances = await parts.billing.balances(caller.tenantId, query.currency, query.customer_id);
    const accounts = [...balances].map(([account, balance]) => ({ account, balance: String(balance) }));
    return { body: { currency: query.currency, accounts: accounts.sort((a, b) => (a.account < b.account ? -1 : 1)) } };
  }),
];

/** @throws {HeadendError} `billing/not-now` */
function allow({ standing }: EditFacts, standings: readonly EditFacts['standing'][]): void {
  if (standings.includes(standing)) return;
  throw new HeadendError('billing/not-now', `The subscription is ${standing.replaceAll('_', ' ')}.`);
}

/** The day that something counts from: today, or the first that is not paid for. */
const dayOf = ({ now, clock, servedUntilDay }: EditFacts, when: 'now' | 'period_end'): number => {
  const today = dayAtInstant(now, clock);
  return when === 'now' ? today : (servedUntilDay ?? today);
};

async function edited(
  parts: BillingParts,
  caller: Caller,
  { id }: SubscriptionRecord,
  requestKey: string,
  decide: (facts: EditFacts) => StoredEvent,
) {
  await parts.billing.edit(id, requestKey, caller.label, decide);
  await parts.billing.bill(id);
  await told(parts, caller, id);
  return { body: subscriptionView(await subscriptionOf(parts, caller, id)) };
}

/** Something of a customer changed that all they have depends on. */
async function lookAgain(parts: BillingParts, caller: Caller, customerId: string): Promise<void> {
  const subscriptions = await parts.billing.subscriptions(caller.tenantId, customerId);
  for (const { id, standing } of subscriptions) if (standing !== 'ended') await told(parts, caller, id);
}

/** Begin the processes of a subscription and of what is open, or tell them to look again. */
async function told({ billing, engine }: BillingParts, { tenantId }: Caller, id: string): Promise<void> {
  const about = {
    ...{ queue: SUPPLY_CHAIN_QUEUE, priority: 2, fairnessKey: tenantId, signal: billingChanged.name },
    attributes: [{ name: 'TenantId', type: 'keyword' as const, value: tenantId }],
  };
  await engine.start({
    ...{ ...about, type: SUBSCRIPTION_PROCESS, id: subscriptionProcessId(id) },
    ...{ summary: 'keeps a subscription', details: `Subscription \`${id}\`` },
    input: { subscriptionId: id } satisfies SubscriptionOrder,
  });
  const open = await billing.invoices(tenantId, { subscriptionId: id });
  for (const invoice of open.filter(({ status }) => status === 'open'))
    await engine.start({
      ...{ ...about, type: COLLECT_PROCESS, id: collectProcessId(invoice.id) },
      ...{ summary: `Money for invoice ${invoice.number}`, details: `Invoice \`${invoice.id}\`` },
      input: { invoiceId: invoice.id } satisfies CollectOrder,
    });
}

async function offerOf(
  { billing }: BillingParts,
  { tenantId }: Caller,
  id: string,
  field = 'id',
): Promise<OfferRecord> {
  const offer = await billing.offer(tenantId, id);
  if (!offer) throw new HeadendError('request/not-found', `There is no plan ${id}.`, { field });
  return offer;
}

/** @throws {HeadendError} `request/not-found`, `billing/not-sold-here` */
async function sold(parts: BillingParts, caller: Caller, plan: string, customer: CustomerRecord): Promise<OfferRecord> {
  const offer = await offerOf(parts, caller, plan, 'plan');
  if (offer.status === 'active' && termsFor(offer, customer)) return offer;
  const where = `${customer.country} in ${customer.currency}`;
  throw new HeadendError('billing/not-sold-here', `${offer.name} is not sold in ${where}.`, { field: 'plan' });
}

async function customerOf(
  { billing }: BillingParts,
  { tenantId }: Caller,
  id: string,
  field = 'id',
): Promise<CustomerRecord> {
  const customer = await billing.customer(tenantId, id);
  if (!customer) throw new HeadendError('request/not-found', `There is no customer ${id}.`, { field });
  return customer;
}

async function subscriptionOf(
  { billing }: BillingParts,
  { tenantId }: Caller,
  id: string,
): Promise<SubscriptionRecord> {
  const subscription = await billing.subscription(tenantId, id);
  if (!subscription) throw new HeadendError('request/not-found', `There is no subscription ${id}.`, { field: 'id' });
  return subscription;
}
