import { randomUUID } from 'node:crypto';
import { createCollectStep } from '../../activities/billing/collect';
import { createFakeGateway } from '../../adapters/payment/fake-gateway';
import { createFakeBooks } from '../../adapters/postgres/fake-books';
import { newId } from '../../adapters/postgres/ids';
import { EXAMPLES } from '../examples';
import { ask } from '../testing/ask';
import { as, at, startApiWorld, world } from '../testing/world';
import { encryptedTitle, playing, start } from './testing/watching';

startApiWorld();

const post = (path: string, body: object) => ask(at(path), { ...as('operator'), body });
const grant = (titleId: string, licenseType: string) =>
  world.server.database.rightsWindow.create({
    data: {
      ...{ id: newId('win'), tenantId: world.tenant.id, externalId: 'x', titleId, createdBy: 'test' },
      ...{ licenseType, territories: ['ZZ'] },
    },
  });
const pay = (customer: string, card_number: string) =>
  post(`/v1/customers/${customer}/payment-methods`, { card_number });
const clock = (customer: string, to: string) => post(`/v1/customers/${customer}/clock`, { to });

async function household(card: string): Promise<string> {
  const body = { ...(EXAMPLES.createCustomer?.request as object), external_id: randomUUID() };
  const { id } = (await post('/v1/customers', { ...body, clock: '2026-01-31T20:15:00Z' })).body;
  await pay(id, card);
  return id;
}

/** Subscribe to a plan without a trial. */
async function subscribed(customer: string, grants: object = {}): Promise<string> {
  const month = { unit: 'month', count: 1 };
  const phases = [{ kind: 'evergreen', price: { amount: '999', cycle: month } }];
  await post('/v1/plans', {
    ...{ code: 'basic', name: 'Basic', tax: { inclusive: true }, prices: [{ currency: 'EUR', phases }] },
    grants: { licenses: ['SVOD'], ...grants },
  });
  return (await post('/v1/subscriptions', { customer_id: customer, plan: 'basic' })).body.id;
}

/** What its processes do. */
async function settled(id: string): Promise<string> {
  const { billing } = world.server.repositories;
  const gateway = createFakeGateway(createFakeBooks(world.server.database));
  for (;;) {
    const { open, standing } = await billing.bill(id);
    const steps = await Promise.all(open.map((invoiceId) => createCollectStep({ billing, gateway })({ invoiceId })));
    if (!steps.some(({ tried }) => tried)) return standing;
  }
}

const beat = (session: { id: string; session_token: string }) =>
  ask(at(`/v1/playback-sessions/${session.id}/heartbeat`), {
    ...as('viewer'),
    headers: { 'Session-Token': session.session_token },
    method: 'POST',
  });

it('plays what a subscription grants to those who have one, and tells the others what is missing', async () => {
  const { titleId } = await encryptedTitle();
  await grant(titleId, 'SVOD');
  const customer_id = await household('4242 4242 4242 4242');
  const missing = { status: 403, body: { code: 'playback/subscription-required' } };
  expect(await start(titleId, { customer_id })).toMatchObject(missing);
  const id = await subscribed(customer_id);
  expect(await start(titleId, { customer_id })).toMatchObject(missing);
  expect(await settled(id)).toBe('active');
  expect((await start(titleId, { customer_id })).status).toBe(201);
  expect(await start(titleId, { customer_id: 'nobody' })).toMatchObject({ status: 404 });
  expect((await start(titleId, { customer_id }, 'viewer')).status).toBe(403);
});

it('shows what advertisers pay for to everybody, and sells nothing that was not bought', async () => {
  const [free, rented] = [await encryptedTitle(), await encryptedTitle()];
  await grant(free.titleId, 'AVOD');
  await grant(rented.titleId, 'VOD');
  const customer_id = await household('4242 4242 4242 4242');
  expect((await start(free.titleId, { customer_id })).status).toBe(201);
  expect((await start(rented.titleId, { customer_id })).body).toMatchObject({ code: 'playback/not-licensed' });
  expect((await start(rented.titleId, { customer_id, entitlement: 'rental 1' })).status).toBe(201);
});

it('goes on in grace, stops on hold at the next heartbeat, and plays again once it is paid', async () => {
  const { titleId } = await encryptedTitle();
  await grant(titleId, 'SVOD');
  const customer_id = await household('4000 0000 0000 0341');
  const id = await subscribed(customer_id);
  await settled(id);
  const session = await playing(titleId, { customer_id });
  await clock(customer_id, '2026-02-28T20:15:00Z');
  expect(await settled(id)).toBe('grace');
  expect((await beat(session)).status).toBe(200);
  await clock(customer_id, '2026-03-10T20:15:00Z');
  expect(await settled(id)).toBe('on_hold');
  expect(await beat(session)).toMatchObject({ status: 403, body: { code: 'playback/subscription-required' } });
  await pay(customer_id, '4242 4242 4242 4242');
  expect(await settled(id)).toBe('active');
  expect((await start(titleId, { customer_id })).status).toBe(201);
});

it('leaves out the keys of pictures taller than the plan', async () => {
  const { titleId } = await encryptedTitle();
  await grant(titleId, 'SVOD');
  const customer_id = await household('4242 4242 4242 4242');
  await settled(await subscribed(customer_id, { max_height: 480 }));
  const session = await playing(titleId, { customer_id });
  expect(session.drm).toMatchObject({ max_height: 576 });
});
