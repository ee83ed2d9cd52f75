import { randomUUID } from 'node:crypto';
import { EXAMPLES } from '../examples';
import { ask } from '../testing/ask';
import { as, at, startApiWorld, world } from '../testing/world';

startApiWorld();

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  ask(at(path), { ...as('operator'), body, headers });
const plan = (more: object = {}) => ({ ...(EXAMPLES.createPlan?.request as object), ...more });
const customer = async (more: object = {}) => {
  const body = { ...(EXAMPLES.createCustomer?.request as object), external_id: randomUUID(), ...more };
  return (await post('/v1/customers', body)).body;
};
const subscribed = async () => {
  await post('/v1/plans', plan());
  const { id } = await customer();
  return (await post('/v1/subscriptions', { customer_id: id, plan: 'basic' })).body;
};
const startedOf = (id: string) => world.server.engine.started.filter((each) => each.id === id);

it('makes plans in versions that viewers read and never change', async () => {
  const first = (await post('/v1/plans', plan())).body;
  const second = (await post('/v1/plans', plan({ name: 'Basic, dearer' }))).body;
  expect([first, second]).toMatchObject([{ version: 1 }, { version: 2 }]);
  const { body } = await ask(at('/v1/plans'), as('viewer'));
  expect(body.data).toMatchObject([{ code: 'basic', version: 2 }]);
  expect((await ask(at(`/v1/plans/${first.id}`), as('viewer'))).body).toMatchObject({ name: 'Basic', version: 1 });
  expect((await ask(at('/v1/plans'), { ...as('viewer'), body: plan() })).status).toBe(403);
});

it('refuses plans that cannot be billed, each fault at its place', async () => {
  const prices = [
    {
      currency: 'EUR',
      phases: [{ kind: 'evergreen' }, { kind: 'trial', price: { amount: '1', cycle: { unit: 'day', count: 1 } } }],
    },
    { currency: 'EUR', phases: [{ kind: 'evergreen' }] },
  ];
  const { status, body } = await post('/v1/plans', plan({ prices }));
  expect(status).toBe(422);
  expect(body).toMatchObject({
    code: 'billing/terms-invalid',
    errors: [
      { field: 'prices.0.phases.0.lasts' },
      { field: 'prices.0.phases.0' },
      { field: 'prices.0.phases.1.price' },
      { field: 'prices.1' },
    ],
  });
  for (const currency of ['XXX', 'eur', 'EURO'])
    expect(await post('/v1/plans', plan({ prices: [{ ...prices[1], currency }] }))).toMatchObject({ status: 422 });
});

it('knows a customer once, by both ids, and takes cards of the fake gateway only', async () => {
  const made = await customer();
  const again = await post('/v1/customers', {
    ...(EXAMPLES.createCustomer?.request as object),
    external_id: made.external_id,
  });
  expect(again).toMatchObject({ status: 409, body: { code: 'billing/customer-exists' } });
  expect((await ask(at(`/v1/customers/${made.external_id}`), as('operator'))).body).toMatchObject({ id: made.id });
  const cards = `/v1/customers/${made.id}/payment-methods`;
  expect(await post(cards, { card_number: '4111 1111 1111 1111' })).toMatchObject({
    ...{ status: 422, body: { code: 'billing/card-unknown', errors: [{ field: 'card_number' }] } },
  });
  expect((await post(cards, { card_number: '4242 4242 4242 4242' })).body).toMatchObject({
    payment_methods: [{ label: 'Visa 4242', usable: true }],
  });
  for (const wrong of [{ time_zone: 'Mars/City' }, { country: 'UK' }, { country: 'EU' }, { currency: 'XAU' }])
    expect((await post('/v1/customers', { ...(EXAMPLES.createCustomer?.request as object), ...wrong })).status).toBe(
      422,
    );
});

it('subscribes once for a request that is sent twice, and begins its process', async () => {
  await post('/v1/plans', plan());
  const { id } = await customer();
  const headers = { 'Idempotency-Key': randomUUID() };
  const wish = { customer_id: id, plan: 'basic' };
  const [one, other] = [await post('/v1/subscriptions', wish, headers), await post('/v1/subscriptions', wish, headers)];
  expect(one).toMatchObject({ status: 201, body: { standing: 'trialing', plays: true, plan: { code: 'basic' } } });
  expect(other.body.id).toBe(one.body.id);
  expect(startedOf(`subscription:${one.body.id}`)).toHaveLength(1);
  const { body } = await ask(at(`/v1/subscriptions?customer_id=${id}`), as('operator'));
  expect(body.data).toHaveLength(1);
});

it('refuses a plan that is not sold to the customer', async () => {
  await post('/v1/plans', plan());
  const { id } = await customer({ currency: 'JPY' });
  expect(await post('/v1/subscriptions', { customer_id: id, plan: 'basic' })).toMatchObject({
    ...{ status: 422, body: { code: 'billing/not-sold-here', errors: [{ field: 'plan' }] } },
  });
  expect(await post('/v1/subscriptions', { customer_id: id, plan: 'none' })).toMatchObject({ status: 404 });
});

it('cancels to the end of what is paid, takes it back, and refuses what the standing does not allow', async () => {
  const { id, started_at } = (await subscribed()) as unknown as Record<string, string>;
  const days = (text: unknown) => (Date.parse(String(text)) - Date.parse(String(started_at))) / 86_400_000;
  const cancelled = (await post(`/v1/subscriptions/${id}/cancellation`, {})).body as unknown as Record<string, string>;
  expect(cancelled).toMatchObject({ standing: 'cancelled_paid_through', plays: true });
  expect(Math.round(days(cancelled.ends_at))).toBe(14);
  expect((await post(`/v1/subscriptions/${id}/plan`, { plan: 'basic' })).body).toMatchObject({
    code: 'billing/not-now',
  });
  const back = `/v1/subscriptions/${id}/reactivation`;
  expect((await post(back, {})).body).toMatchObject({ standing: 'trialing', ends_at: null });
  expect((await post(back, {})).body).toMatchObject({ code: 'billing/not-now' });
  const now = await post(`/v1/subscriptions/${id}/cancellation`, { when: 'now' });
  expect(now.body).toMatchObject({ standing: 'ended', plays: false });
});

it('moves the clock of customers made for trying out, forward only', async () => {
  const real = await customer();
  expect(await post(`/v1/customers/${real.id}/clock`, { to: '2027-01-01T00:00:00Z' })).toMatchObject({
    ...{ status: 409, body: { code: 'billing/clock-real' } },
  });
  const { id } = await customer({ clock: '2026-01-31T12:00:00Z' });
  expect((await post(`/v1/customers/${id}/clock`, { to: '2026-03-01T00:00:00Z' })).body).toMatchObject({
    clock: '2026-03-01T00:00:00.000Z',
  });
  expect(await post(`/v1/customers/${id}/clock`, { to: '2026-02-01T00:00:00Z' })).toMatchObject({ status: 409 });
});
