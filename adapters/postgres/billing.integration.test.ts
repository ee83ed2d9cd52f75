import { createCollectStep } from '../../activities/billing/collect';
import { dayAtInstant } from '../../domain/billing/clock';
import { readDay } from '../../domain/billing/periods';
import { testStack } from '../../tests/stack/use';
import { createFakeGateway, fakeToken } from '../payment/fake-gateway';
import { createRepositories, type Database, openDatabase } from '.';
import type { Billing, CustomerRecord, InvoiceRecord } from './billing-port';
import { createFakeBooks } from './fake-books';
import { newId } from './ids';

const GOOD = '4242 4242 4242 4242';
const PAID_ONCE = '4000 0000 0000 0341';
const SILENT = '4000 0000 0000 0119';

let database: Database;
let billing: Billing;
let tenantId: string;
let collectStep: ReturnType<typeof createCollectStep>;
const doer = { actor: 'test' };
const START = new Date('2026-01-31T20:15:00Z');

beforeAll(() => {
  database = openDatabase({ url: testStack().database });
  ({ billing } = createRepositories(database));
  collectStep = createCollectStep({ billing, gateway: createFakeGateway(createFakeBooks(database)) });
});
beforeEach(async () => {
  ({ id: tenantId } = await database.tenant.create({ data: { id: newId('ten'), name: 'Billing' } }));
});
afterAll(() => database.$disconnect());

const monthly = (code: string, amount: string) =>
  billing.createOffer(
    tenantId,
    {
      ...{ code, name: code },
      terms: {
        tax: { inclusive: true, rates: { DE: 190_000 } },
        prices: [
          { currency: 'EUR', phases: [{ kind: 'evergreen', price: { amount, cycle: { unit: 'month', count: 1 } } }] },
        ],
      },
      grants: { licenses: ['SVOD'] },
    },
    doer,
  );

async function customer(card = GOOD): Promise<CustomerRecord> {
  const made = await billing.createCustomer(
    tenantId,
    {
      ...{ externalId: newId('req'), country: 'DE', currency: 'EUR', locale: 'de', timeZone: 'Europe/Berlin' },
      clock: START,
    },
    doer,
  );
  await pay(made.id, card);
  return (await billing.customer(tenantId, made.id)) as CustomerRecord;
}

async function pay(customerId: string, card: string): Promise<void> {
  const method = fakeToken(card, newId('req'));
  if (method) await billing.addMethod(tenantId, customerId, { gateway: 'fake', ...method }, doer);
}

async function subscribed(card = GOOD, amount = '999') {
  const who = await customer(card);
  const offer = await monthly(newId('req'), amount);
  const { id } = await billing.subscribe(tenantId, { id: newId('sub'), customer: who, offer }, doer);
  return { id, who };
}

/** What the processes do until there is nothing to do at this instant. */
async function settle(id: string) {
  for (let step = 0; step < 20; step++) {
    const look = await billing.bill(id);
    const tried = await Promise.all(look.open.map((invoiceId) => collectStep({ invoiceId })));
    if (!tried.some((each) => each.tried)) return look;
  }
  throw new Error('It does not come to rest.');
}

const goTo = async (who: CustomerRecord, at: Date | number) => {
  await billing.moveClock(tenantId, who.id, new Date(at), doer);
};

/** Go through time as it changes, up to a day. */
async function live(id: string, who: CustomerRecord, until: string): Promise<string[]> {
  const standings: string[] = [];
  for (let look = await settle(id); ; look = await settle(id)) {
    if (standings.at(-1) !== look.standing) standings.push(look.standing);
    if (look.nextAt === undefined || look.nextAt > Date.parse(until)) return standings;
    await goTo(who, look.nextAt);
  }
}

const invoices = async (subscriptionId: string): Promise<InvoiceRecord[]> =>
  (await billing.invoices(tenantId, { subscriptionId })).reverse();
const day = (text: string) => readDay(text);

it('renews a year on the day that comes back after short months, pays each month once, and the ledger agrees', async () => {
  const { id, who } = await subscribed();
  expect(await live(id, who, '2026-12-31T12:00:00Z')).toEqual(['active']);
  const issued = await invoices(id);
  expect(issued.map(({ lines }) => lines[0]?.from)).toEqual(
    ['01-31', '02-28', '03-31', '04-30', '05-31', '06-30', '07-31', '08-31', '09-30', '10-31', '11-30'].map((date) =>
      day(`2026-${date}`),
    ),
  );
  expect(issued.map(({ number }) => number)).toEqual(issued.map((_, index) => index + 1));
  expect(issued.every(({ status, net, tax }) => status === 'paid' && net === 839n && tax === 160n)).toBe(true);
  const balances = await billing.balances(tenantId, 'EUR');
  expect(balances.get('receivable')).toBe(0n);
  expect((balances.get('cash') ?? 0n) + (balances.get('gateway_fees') ?? 0n)).toBe(11n * 999n);
  const keys = issued.flatMap(({ attempts }) => attempts.map((attempt) => attempt.id));
  const theirs = await database.fakeGatewayCharge.findMany({ where: { key: { in: keys }, outcome: 'paid' } });
  expect(theirs.reduce((sum, { amount }) => sum + amount, 0n)).toBe(11n * 999n);
});

it('walks grace, hold and the end when no money comes, and comes back when it does', async () => {
  const saved = await subscribed(PAID_ONCE);
  expect(await live(saved.id, saved.who, '2026-03-01T12:00:00Z')).toEqual(['active', 'grace']);
  await goTo(saved.who, Date.parse('2026-03-10T12:00:00Z'));
  expect(await settle(saved.id)).toMatchObject({ standing: 'on_hold', plays: false });
  await pay(saved.who.id, GOOD);
  expect(await settle(saved.id)).toMatchObject({ standing: 'active', plays: true });

  const lost = await subscribed(PAID_ONCE);
  expect(await live(lost.id, lost.who, '2026-12-31T12:00:00Z')).toEqual(['active', 'grace', 'on_hold', 'ended']);
  expect((await invoices(lost.id)).map(({ status }) => status)).toEqual(['paid', 'uncollectible', 'uncollectible']);
});

it('takes money once when the answer of the gateway is lost', async () => {
  const { id, who } = await subscribed(SILENT);
  expect(await settle(id)).toMatchObject({ standing: 'incomplete', plays: false });
  await goTo(who, START.getTime() + 6 * 60_000);
  expect(await settle(id)).toMatchObject({ standing: 'active', plays: true });
  const [invoice] = await invoices(id);
  expect(invoice?.attempts.map(({ outcome }) => outcome)).toEqual(['paid']);
});

it('gives back what is left of a month when the plan changes, uses the credit, and does what was asked once', async () => {
  const { id, who } = await subscribed(GOOD, '1000');
  await settle(id);
  const premium = await monthly(newId('req'), '2000');
  await goTo(who, Date.parse('2026-02-14T20:15:00Z'));
  for (let again = 0; again < 2; again++)
    await billing.edit(id, 'change 1', 'test', ({ now, clock }) => ({
      ...{ kind: 'changed', on: dayAtInstant(now, clock), offerId: premium.id },
    }));
  await settle(id);
  const [, change] = await invoices(id);
  expect(change?.lines.map(({ net, tax }) => net + tax)).toEqual([1000n, -500n]);
  expect(change).toMatchObject({ status: 'paid', due: 0n });
  const before = (await invoices(id)).length;
  await settle(id);
  expect(await invoices(id)).toHaveLength(before);
});

it('ends on the day that was paid for, and takes back nothing of it', async () => {
  const { id, who } = await subscribed();
  await settle(id);
  await billing.edit(id, 'cancel', 'test', ({ servedUntilDay = 0 }) => ({ kind: 'cancelled', on: servedUntilDay }));
  expect(await live(id, who, '2026-06-01T12:00:00Z')).toEqual(['cancelled_paid_through', 'ended']);
  expect(await invoices(id)).toHaveLength(1);
});

it('bills side by side without a number twice or left out', async () => {
  const all = await Promise.all(Array.from({ length: 6 }, () => subscribed()));
  await Promise.all(all.flatMap(({ id }) => [settle(id), settle(id)]));
  const issued = await billing.invoices(tenantId, {});
  expect(issued.map(({ number }) => number).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(issued.every(({ attempts }) => attempts.length === 1)).toBe(true);
});

it('refuses a posting that does not balance, and keeps what is posted', async () => {
  const { id } = await subscribed();
  await settle(id);
  const [transaction] = await database.ledgerTransaction.findMany({ where: { tenantId } });
  const about = { transactionId: transaction?.id ?? '', account: 'bad_debt', amount: 1n };
  await expect(database.ledgerEntry.create({ data: about })).rejects.toThrow('does not balance');
  await expect(database.ledgerEntry.deleteMany({ where: { transactionId: about.transactionId } })).rejects.toThrow(
    'only added to',
  );
});
