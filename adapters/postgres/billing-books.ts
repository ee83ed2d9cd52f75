import { type BillFacts, billOf, servedUntil } from '../../domain/billing/bill';
import type { Charge } from '../../domain/billing/charges';
import { accountClock, dayAtInstant, dayBegins } from '../../domain/billing/clock';
import type { Attempt, Decline } from '../../domain/billing/dunning';
import type { PostedCharge, Repair } from '../../domain/billing/invoice-diff';
import {
  type Account,
  creditPosting,
  invoicePosting,
  type Posting,
  writeOffPosting,
} from '../../domain/billing/ledger';
import { moneyText } from '../../domain/billing/money';
import { type Offer, readEvents, type StoredEvent } from '../../domain/billing/offers';
import type { Standing } from '../../domain/billing/standing';
import type { Prisma } from '../../prisma/client/client';
import type { BilledLook, Billing } from './billing-port';
import { invoiceOf, lineColumns, offerOf, postedOf } from './billing-rows';
import type { Database } from './database';
import { newId } from './ids';
import { storableJson } from './json';

type Transaction = Prisma.TransactionClient;

/** One look holds its customer's row: two subscriptions never use the same credit. */
const WAITS = { timeout: 30_000, maxWait: 20_000 };

/** Invoices and the ledger, made from what happened. */
export const billingBooks = (database: Database): Pick<Billing, 'bill' | 'edit' | 'invoices' | 'balances'> => ({
  bill: (id) => database.$transaction((transaction) => bill(transaction, id), WAITS),

  edit: (id, requestId, actor, decide) =>
    database.$transaction(async (transaction) => {
      const held = await hold(transaction, id);
      const { events, subscription, now, clock } = held;
      if (events.some((event) => event.requestId === requestId)) return;
      const standing = subscription.standing as Standing;
      const servedUntilDay = servedUntil(factsOf(held), now);
      const event = decide({ now, clock, events: events.map(storedOf), standing, servedUntilDay });
      await append(transaction, id, events.length + 1, event, { requestId, actor });
    }, WAITS),

  async invoices(tenantId, about) {
    const rows = await database.invoice.findMany({
      where: { tenantId, ...about },
      include: {
        lines: { orderBy: { position: 'asc' } },
        attempts: { orderBy: { ordinal: 'asc' } },
      },
      orderBy: { number: 'desc' },
      take: 200,
    });
    const ids = rows.flatMap(({ attempts }) => attempts.map(({ methodId }) => methodId));
    const methods = await database.paymentMethod.findMany({ where: { tenantId, id: { in: ids } } });
    const labels = new Map(methods.map(({ id, label }) => [id, label]));
    return rows.map((row) => invoiceOf(row, labels));
  },

  async balances(tenantId, currency, customerId) {
    const rows = await database.ledgerEntry.groupBy({
      by: ['account'],
      where: { transaction: { tenantId, currency, customerId } },
      _sum: { amount: true },
    });
    return new Map(rows.map(({ account, _sum }) => [account as Account, _sum.amount ?? 0n]));
  },
});

async function bill(transaction: Transaction, id: string): Promise<BilledLook> {
  const held = await hold(transaction, id);
  const facts = factsOf(held);
  const outcome = billOf(facts, held.now);
  if (outcome.giveUpOn !== undefined) {
    const event: StoredEvent = { kind: 'cancelled', on: outcome.giveUpOn };
    await giveUp(transaction, held);
    await append(transaction, id, held.events.length + 1, event, { requestId: 'given up', actor: 'billing' });
    return bill(transaction, id);
  }
  const issued = await issue(transaction, held, outcome);
  await payByCredit(transaction, held);
  const { standing, nextAt } = outcome;
  const end = facts.events.find(({ kind }) => kind === 'cancelled');
  const last = held.events.map(storedOf).findLast(({ kind }) => kind === 'started' || kind === 'changed');
  const at = (instant: number | undefined) => (instant === undefined ? null : new Date(instant));
  await transaction.subscription.update({
    where: { id },
    data: {
      ...{ standing: standing.standing, plays: standing.plays, entitledUntil: at(standing.entitledUntil) },
      ...{ nextDueAt: at(nextAt), revision: { increment: 1 } },
      ...(last && 'offerId' in last && last.on <= dayAtInstant(held.now, held.clock) ? { offerId: last.offerId } : {}),
      endsAt: end ? at(dayBegins(end.on, held.clock)) : null,
      ...(standing.standing === 'ended' && !held.subscription.endedAt ? { endedAt: new Date(held.now) } : {}),
    },
  });
  const open = await transaction.invoice.findMany({
    where: { subscriptionId: id, status: 'open' },
    select: { id: true },
  });
  return {
    ...{ standing: standing.standing, plays: standing.plays, entitledUntil: standing.entitledUntil, nextAt, issued },
    waitMs: nextAt === undefined || held.customer.clock ? undefined : Math.max(nextAt - held.now, 0),
    open: open.map((invoice) => invoice.id),
  };
}

type Held = Awaited<ReturnType<typeof hold>>;

const factsOf = (held: Held): BillFacts => ({
  ...{ clock: held.clock, startedAt: held.subscription.startedAt.getTime(), posted: held.posted },
  events: readEvents(held.events.map(storedOf), held.offers, held.customer),
  invoices: held.invoices,
});

/** All that is known of a subscription, held until the transaction ends. */
async function hold(transaction: Transaction, id: string) {
  const { customerId } = await transaction.subscription.findUniqueOrThrow({
    where: { id },
    select: { customerId: true },
  });
  await transaction.$queryRaw`SELECT id FROM customers WHERE id = ${customerId} FOR UPDATE`;
  const subscription = await transaction.subscription.findUniqueOrThrow({ where: { id }, include: { customer: true } });
  const { customer, tenantId, startedAt } = subscription;
  const [events, lines, invoices] = await Promise.all([
    transaction.subscriptionEvent.findMany({ where: { subscriptionId: id }, orderBy: { sequence: 'asc' } }),
    transaction.invoiceLine.findMany({
      where: { subscriptionId: id },
      include: { invoice: { select: { status: true } } },
      orderBy: [{ invoice: { number: 'asc' } }, { position: 'asc' }],
    }),
    transaction.invoice.findMany({
      where: { subscriptionId: id },
      include: { attempts: { orderBy: { ordinal: 'asc' } } },
      orderBy: { number: 'asc' },
    }),
  ]);
  const ids = events.map(storedOf).flatMap((event) => ('offerId' in event ? [event.offerId] : []));
  const offers = await transaction.offer.findMany({ where: { tenantId, id: { in: ids } } });
  return {
    ...{ subscription, customer, events, posted: postedOf(lines) },
    now: customer.clock?.getTime() ?? Date.now(),
    clock: accountClock(customer.timeZone, startedAt.getTime()),
    offers: new Map<string, Offer>(offers.map((row) => [row.id, offerOf(row)])),
    invoices: invoices.map(({ attempts, status, ...invoice }) => ({
      ...{ id: invoice.id, due: invoice.due, currency: invoice.currency },
      status: status as 'open',
      attempts: attempts.map(attemptOf),
    })),
  };
}

/** A row as the domain knows it. */
export const attemptOf = (row: { createdAt: Date; outcome: string; methodId: string }): Attempt => ({
  ...{ at: row.createdAt.getTime(), methodId: row.methodId },
  decline: row.outcome === 'paid' ? undefined : (row.outcome as Decline),
});

const storedOf = ({ event }: { event: Prisma.JsonValue }): StoredEvent => event as unknown as StoredEvent;

async function append(
  transaction: Transaction,
  subscriptionId: string,
  sequence: number,
  event: StoredEvent,
  { requestId, actor }: { requestId: string; actor: string },
): Promise<void> {
  const data = { subscriptionId, sequence, event: storableJson(event), requestId, createdBy: actor };
  await transaction.subscriptionEvent.create({ data });
}

/** Write an invoice with its posting, and take its number. */
async function issue(
  transaction: Transaction,
  held: Held,
  { charges, repairs }: { charges: readonly Charge[]; repairs: readonly Repair[] },
): Promise<BilledLook['issued']> {
  const [first] = [...charges, ...repairs.map(({ chargeId }) => postedBy(held, chargeId))];
  if (!first) return undefined;
  const lines = [
    ...charges.map((charge) => lineColumns(charge)),
    ...repairs.map(({ chargeId, span, amounts }) => ({
      ...lineColumns({ ...postedBy(held, chargeId), span, amounts }, -1n),
      repairsId: chargeId,
    })),
  ];
  const { id: subscriptionId, tenantId, customerId } = held.subscription;
  const sum = (field: 'net' | 'tax') => lines.reduce((all, line) => all + line[field], 0n);
  const [net, tax] = [sum('net'), sum('tax')];
  const total = net + tax;
  const [{ last: number }] = await transaction.$queryRaw<[{ last: number }]>`
    INSERT INTO invoice_numbers (tenant_id, last) VALUES (${tenantId}, 1)
    ON CONFLICT (tenant_id) DO UPDATE SET last = invoice_numbers.last + 1 RETURNING last`;
  const now = new Date(held.now);
  const invoice = await transaction.invoice.create({
    data: {
      ...{ id: newId('inv'), tenantId, customerId, subscriptionId, number, currency: first.currency, net, tax },
      ...{ creditUsed: 0n, due: total > 0n ? total : 0n, issuedAt: now },
      ...(total > 0n ? { status: 'open' } : { status: 'paid', settledAt: now }),
      lines: { create: lines.map((line, position) => ({ ...line, id: newId('lin'), subscriptionId, position })) },
    },
  });
  await post(transaction, held, invoicePosting({ ...invoice, net, tax }));
  return { id: invoice.id, number, total: moneyText({ amount: total, currency: first.currency }) };
}

const postedBy = ({ posted }: Held, id: string): PostedCharge =>
  posted.find((charge) => charge.id === id) as PostedCharge;

/** Pay what is open out of credit, the oldest first. */
async function payByCredit(transaction: Transaction, held: Held): Promise<void> {
  const { customerId, tenantId } = held.subscription;
  const open = await transaction.invoice.findMany({
    where: { customerId, status: 'open', attempts: { none: { outcome: 'unknown' } } },
    orderBy: { number: 'asc' },
  });
  for (const { id, due, creditUsed, currency } of open) {
    const sums = await transaction.ledgerEntry.aggregate({
      where: { account: 'customer_credit', transaction: { tenantId, customerId, currency } },
      _sum: { amount: true },
    });
    const credit = -(sums._sum.amount ?? 0n);
    const used = credit < due ? credit : due;
    if (used <= 0n) continue;
    await post(transaction, held, creditPosting(`${id}:${creditUsed + used}`, currency, used));
    const paid = used === due ? { status: 'paid', settledAt: new Date(held.now) } : {};
    await transaction.invoice.update({
      where: { id },
      data: { creditUsed: creditUsed + used, due: due - used, ...paid },
    });
  }
}

/** Nobody pays what is open any more. */
async function giveUp(transaction: Transaction, held: Held): Promise<void> {
  for (const { id, due, currency } of held.invoices.filter(({ status }) => status === 'open')) {
    await post(transaction, held, writeOffPosting(id, currency, due));
    const data = { status: 'uncollectible', settledAt: new Date(held.now) };
    await transaction.invoice.update({ where: { id }, data });
  }
}

/** Write a posting, once. */
export async function post(
  transaction: Transaction,
  { subscription, now }: { subscription: { tenantId: string; customerId: string }; now: number },
  { key, currency, entries }: Posting,
): Promise<void> {
  const { tenantId, customerId } = subscription;
  await transaction.ledgerTransaction.create({
    data: {
      ...{ id: newId('ltx'), tenantId, customerId, key, currency, at: new Date(now) },
      entries: { create: entries.map(({ account, amount }) => ({ account, amount })) },
    },
  });
}
