import { randomUUID } from 'node:crypto';
import { HeadendClient } from '../api/cli/client';
import { answerOf, once } from '../api/client/client';
import { testStack } from './stack/use';
import { eventually } from './support/eventually';

jest.setTimeout(120_000);

const { api } = new HeadendClient({ api: testStack().api, key: testStack().keys.operator });
const header = () => once();
const START = '2026-01-31T20:15:00Z';

/** A plan, and a customer whose clock stands still. */
async function household(card: string) {
  const plan = await answerOf(
    api.POST('/v1/plans', {
      params: { header: header() },
      body: {
        ...{
          code: `plan-${randomUUID().slice(0, 8)}`,
          name: 'Basic',
          tax: { inclusive: true, rates: { DE: 190_000 } },
        },
        prices: [
          {
            currency: 'EUR',
            phases: [{ kind: 'evergreen', price: { amount: '999', cycle: { unit: 'month', count: 1 } } }],
          },
        ],
        grants: { licenses: ['SVOD'] },
      },
    }),
  );
  const customer = await answerOf(
    api.POST('/v1/customers', {
      params: { header: header() },
      body: {
        ...{ external_id: randomUUID(), country: 'DE', currency: 'EUR', locale: 'de', time_zone: 'Europe/Berlin' },
        clock: START,
      },
    }),
  );
  await pay(customer.id, card);
  const body = { customer_id: customer.id, plan: plan.id };
  const { id } = await answerOf(api.POST('/v1/subscriptions', { params: { header: header() }, body }));
  return { id, customer: customer.id };
}

const pay = (id: string, card: string) =>
  answerOf(
    api.POST('/v1/customers/{id}/payment-methods', {
      ...{ params: { path: { id }, header: header() }, body: { card_number: card } },
    }),
  );
const clock = (id: string, to: string) =>
  answerOf(api.POST('/v1/customers/{id}/clock', { params: { path: { id }, header: header() }, body: { to } }));
const stands = (id: string, standing: string) =>
  eventually(async () => {
    const subscription = await answerOf(api.GET('/v1/subscriptions/{id}', { params: { path: { id } } }));
    expect(subscription.standing).toBe(standing);
  }, 40_000);
const paid = (id: string, count: number) =>
  eventually(async () => {
    const { data } = await answerOf(api.GET('/v1/invoices', { params: { query: { subscription_id: id } } }));
    expect(data.map(({ status }) => status)).toEqual(Array(count).fill('paid'));
  }, 40_000);

it('renews through its processes as the clock of the customer is moved', async () => {
  const { id, customer } = await household('4242 4242 4242 4242');
  await stands(id, 'active');
  await clock(customer, '2026-02-28T20:15:00Z');
  await paid(id, 2);
  await clock(customer, '2026-03-31T20:15:00Z');
  await paid(id, 3);
});

it('walks a failed renewal through grace and hold, and comes back with another card', async () => {
  const { id, customer } = await household('4000 0000 0000 0341');
  await stands(id, 'active');
  await clock(customer, '2026-02-28T20:15:00Z');
  await stands(id, 'grace');
  await clock(customer, '2026-03-10T20:15:00Z');
  await stands(id, 'on_hold');
  await pay(customer, '4242 4242 4242 4242');
  await stands(id, 'active');
  await paid(id, 2);
});
