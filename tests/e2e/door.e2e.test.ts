import { randomUUID } from 'node:crypto';
import { ask } from '../../api/testing/ask';
import { testStack } from '../stack/use';
import { openReceiver, type Receiver } from '../support/receiver';
import { DESKTOP, PHONE, type Visit, Visitor, type WebStack } from './browser';

/** Webhook endpoints, keys and the pages of the documentation, as a partner's engineer works with them. */
jest.setTimeout(90_000);

let stack: WebStack;
let visitor: Visitor;
let receiver: Receiver;
beforeAll(async () => {
  stack = { ...testStack(), demo: { ingest_id: '', title_id: '' } };
  receiver = await openReceiver();
  visitor = await Visitor.arrive(stack);
}, 60_000);
afterEach(() => visitor.tidy());
afterAll(async () => {
  await visitor?.leave();
  await receiver?.close();
});

const call = async (where: string, body: object) => {
  const answer = await ask(`${stack.api}/v1${where}`, { key: stack.keys.operator, body });
  expect(answer.status).toBe(201);
  return answer.body.id;
};

async function expectSound(visit: Visit, name: string): Promise<void> {
  await visit.settled();
  await visit.shoot(name);
  expect(await visit.barriers()).toEqual([]);
  expect(await visit.overflow()).toBe(0);
  expect(visit.complaints).toEqual([]);
}

describe('a webhook endpoint in the studio', () => {
  it('is paused, disabled and enabled, and gets a range again by one click or two', async () => {
    const id = await call('/webhook-endpoints', { url: receiver.url, events: ['webhook_endpoint.*'] });
    const visit = await visitor.open(`/studio/webhooks/${id}`, { size: DESKTOP });
    const { page } = visit;
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const isNow = (state: string) => page.getByText(state, { exact: true }).first().waitFor();
    await press('Pause');
    await isNow('Paused');
    await press('Disable');
    await press('Disable it');
    await isNow('Disabled');
    await expectSound(visit, 'webhook-disabled');
    await press('Enable');
    await isNow('Active');
    await press('Send a range again');
    await page.getByLabel('Before').waitFor();
    await expectSound(visit, 'webhook-replay');
    await page.getByRole('button', { name: 'Send again', exact: true }).dblclick();
    await page.getByText(/events? (is|are) on (its|their) way\./).waitFor();
    await visit.close();
    const phone = await visitor.open(`/studio/webhooks/${id}`, { size: PHONE });
    await phone.page.getByRole('button', { name: 'Send a range again' }).click();
    await phone.page.getByLabel('Before').waitFor();
    await expectSound(phone, 'webhook-replay-phone');
    await phone.close();
  });
});

describe('a key in the studio', () => {
  it('is changed as it stands, and not when its maker may not', async () => {
    const label = `Studio ${randomUUID().slice(0, 8)}`;
    await call('/api-keys', { label, role: 'partner' });
    const visit = await visitor.open('/studio/keys', { size: DESKTOP });
    const { page } = visit;
    const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });
    await row(label).getByRole('button', { name: 'Change' }).click();
    await page.getByLabel('Who uses it').fill(`${label} again`);
    await page.getByLabel('Requests per minute').fill('77');
    await expectSound(visit, 'key-change');
    await page.getByLabel('Ends (UTC)').fill('2020-01-01T00:00');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('is not in the future').first().waitFor();
    await page.getByLabel('Ends (UTC)').fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await row(`${label} again`).waitFor();
    await visit.close();
  });
});

describe('the pages of the documentation', () => {
  it.each([
    ['docs', '/docs', 'Reference'],
    ['docs-guide', '/docs/guides/orders', 'Guides'],
    ['docs-events', '/docs/events', 'Events'],
    ['docs-codes', '/docs/codes', 'Codes'],
  ])('%s can be read by anybody, on a phone too', async (name, where, place) => {
    for (const size of [DESKTOP, PHONE]) {
      const visit = await visitor.open(where, { size });
      await visit.page.getByRole('link', { name: place, exact: true }).first().waitFor();
      await visit.shoot(size === PHONE ? `${name}-phone` : name);
      expect(await visit.overflow()).toBe(0);
      expect(visit.complaints).toEqual([]);
      await visit.close();
    }
  });
});
