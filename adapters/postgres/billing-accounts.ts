import { accountClock, dayAtInstant } from '../../domain/billing/clock';
import type { StoredEvent } from '../../domain/billing/offers';
import { HeadendError } from '../../domain/failures';
import { writeAudit } from './audit';
import type { Billing } from './billing-port';
import { customerOf, offerOf, subscriptionOf } from './billing-rows';
import type { Database } from './database';
import { isTaken } from './errors';
import { newId } from './ids';
import { storableJson } from './json';

const METHODS = { methods: { orderBy: [{ createdAt: 'asc' as const }, { id: 'asc' as const }] } };

/** Who may buy what, and what they have. */
export const billingAccounts = (
  database: Database,
): Omit<Billing, 'bill' | 'edit' | 'invoices' | 'turn' | 'settle' | 'balances'> => ({
  createOffer: (tenantId, { code, name, description, terms, grants }, { actor, detail }) =>
    database.$transaction(async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${tenantId} ${code}`}, 0))`;
      const last = await transaction.offer.findFirst({ where: { tenantId, code }, orderBy: { version: 'desc' } });
      const version = (last?.version ?? 0) + 1;
      const row = await transaction.offer.create({
        data: {
          ...{ id: newId('ofr'), tenantId, code, version, name, description, createdBy: actor },
          ...{ terms: storableJson(terms), grants: storableJson(grants) },
        },
      });
      const entry = { tenantId, actor, action: 'offer.create', subject: row.id };
      await writeAudit(transaction, { ...entry, detail: { ...detail, code, version } });
      return offerOf(row);
    }),

  async offers(tenantId) {
    const rows = await database.offer.findMany({
      where: { tenantId },
      orderBy: [{ code: 'asc' }, { version: 'desc' }],
      distinct: ['code'],
    });
    return rows.filter(({ status }) => status === 'active').map(offerOf);
  },

  async offer(tenantId, id) {
    const row = await database.offer.findFirst({
      where: { tenantId, OR: [{ id }, { code: id }] },
      orderBy: { version: 'desc' },
    });
    return row ? offerOf(row) : undefined;
  },

  async createCustomer(tenantId, terms, { actor, detail }) {
    try {
      return await database.$transaction(async (transaction) => {
        const data = { ...terms, id: newId('cus'), tenantId, createdBy: actor };
        const row = await transaction.customer.create({ data, include: METHODS });
        await writeAudit(transaction, { tenantId, actor, action: 'customer.create', subject: row.id, detail });
        return customerOf(row);
      });
    } catch (error) {
      if (!isTaken(error, 'external_id')) throw error;
      throw new HeadendError('billing/customer-exists', `There is a customer ${terms.externalId} already.`, {
        field: 'external_id',
        cause: error,
      });
    }
  },

  async customer(tenantId, id) {
    const where = { tenantId, OR: [{ id }, { externalId: id }] };
    const row = await database.customer.findFirst({ where, include: METHODS });
    return row ? customerOf(row) : undefined;
  },

  addMethod: (tenantId, customerId, { gateway, token, label }, { actor, detail }) =>
    database.$transaction(async (transaction) => {
      const where = { customerId_token: { customerId, token } };
      const create = { id: newId('pmt'), tenantId, customerId, gateway, token, label };
      const row = await transaction.paymentMethod.upsert({ where, create, update: { usable: true } });
      const entry = { tenantId, actor, action: 'customer.payment-method', subject: customerId };
      await writeAudit(transaction, { ...entry, detail: { ...detail, method: row.id, label } });
    }),

  moveClock: (tenantId, customerId, to, { actor, detail }) =>
    database.$transaction(async (transaction) => {
      const where = { tenantId, id: customerId, clock: { lt: to } };
      const { count } = await transaction.customer.updateMany({ where, data: { clock: to } });
      const entry = { tenantId, actor, action: 'customer.clock', subject: customerId };
      if (count > 0) await writeAudit(transaction, { ...entry, detail: { ...detail, to: to.toISOString() } });
      return count > 0;
    }),

  nowOf: ({ clock }) => clock?.getTime() ?? Date.now(),

  subscribe: (tenantId, { id, customer, offer }, { actor, detail }) =>
    database.$transaction(async (transaction) => {
      const found = await transaction.subscription.findFirst({ where: { tenantId, id }, include: { offer: true } });
      if (found) return subscriptionOf(found);
      const startedAt = customer.clock ?? new Date();
      const clock = accountClock(customer.timeZone, startedAt.getTime());
      const on = dayAtInstant(startedAt.getTime(), clock);
      const event: StoredEvent = { kind: 'started', on, offerId: offer.id };
      const row = await transaction.subscription.create({
        data: { id, tenantId, customerId: customer.id, offerId: offer.id, startedAt },
        include: { offer: true },
      });
      await transaction.subscriptionEvent.create({
        data: { subscriptionId: id, sequence: 1, event: storableJson(event), requestId: 'start', createdBy: actor },
      });
      const entry = { tenantId, actor, action: 'subscription.create', subject: id };
      await writeAudit(transaction, { ...entry, detail: { ...detail, customer: customer.id, offer: offer.id } });
      return subscriptionOf(row);
    }),

  async subscription(tenantId, id) {
    const row = await database.subscription.findFirst({ where: { tenantId, id }, include: { offer: true } });
    return row ? subscriptionOf(row) : undefined;
  },

  async subscriptions(tenantId, customerId) {
    const rows = await database.subscription.findMany({
      where: { tenantId, customerId },
      include: { offer: true },
      orderBy: { id: 'desc' },
      take: 100,
    });
    return rows.map(subscriptionOf);
  },

  async entitled(tenantId, customerId) {
    const rows = await database.subscription.findMany({
      where: { tenantId, customerId, plays: true },
      include: { offer: true, customer: { select: { clock: true } } },
    });
    return rows
      .filter(({ entitledUntil, customer: { clock } }) => !entitledUntil || (clock ?? new Date()) < entitledUntil)
      .map(subscriptionOf);
  },
});
