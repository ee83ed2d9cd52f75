import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../adapters/postgres';
import { appendEvent } from '../adapters/postgres/events';
import { EVENT_SCHEMAS } from '../api/announce/event-schemas';
import { EVENT_EXAMPLES } from '../api/announce/examples';
import { ask } from '../api/testing/ask';
import { newTenant, type TestTenant } from '../api/testing/server';
import { PAUSED_AFTER_MS } from '../domain/announce/endpoint-health';
import { CLIPS } from './fixtures/clips';
import { testStack } from './stack/use';
import { eventually } from './support/eventually';
import { Partner } from './support/partner';
import { openReceiver, type Receiver } from './support/receiver';

jest.setTimeout(300_000);

/** Webhooks through the whole stack: API, outbox, dispatcher, retry workflow, and receivers that behave as partners' do. */
const stack = testStack();
const database = openDatabase({ url: stack.database, poolSize: 2 });
let tenant: TestTenant;
let receiver: Receiver;
const open: Receiver[] = [];

beforeEach(async () => {
  tenant = await newTenant(stack.database);
  receiver = await another();
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});
afterAll(() => database.$disconnect());

async function another(): Promise<Receiver> {
  const made = await openReceiver();
  open.push(made);
  return made;
}

interface Body extends Record<string, unknown> {
  id: string;
  secret: string;
  status: string;
  event_id: string;
  sent: number;
  data: Attempt[];
  code: string;
}
interface Attempt {
  id: string;
  event_id: string;
  cause: string;
  request: { headers: Record<string, string> };
  response: { status: number; body: string } | null;
  failure: { code: string } | null;
}

async function call(where: string, given: Parameters<typeof ask>[1] = {}) {
  const { body, ...answer } = await ask(`${stack.api}${where}`, { key: tenant.keys.partner, ...given });
  return { ...answer, body: body as unknown as Body };
}
const at = (id: string, more = '') => `/v1/webhook-endpoints/${id}${more}`;

/** Register a receiver. */
async function endpoint(to = receiver, more: object = {}): Promise<string> {
  const { status, body } = await call('/v1/webhook-endpoints', { body: { url: to.url, ...more } });
  expect([status, body.code]).toEqual([201, undefined]);
  to.secrets.push(body.secret);
  return body.id;
}
const ping = async (id: string): Promise<string> => (await call(at(id, '/ping'), { method: 'POST' })).body.event_id;
const attempts = async (id: string, query = ''): Promise<Attempt[]> =>
  (await call(at(id, `/attempts${query}`))).body.data;
const statusOf = async (id: string) => (await call(at(id))).body;

/** Let something happen that needs no run. */
const happen = (name = 'A film', type: 'title.updated' | 'title.created' = 'title.updated'): Promise<string> =>
  database.$transaction((transaction) =>
    appendEvent(transaction, {
      tenantId: tenant.id,
      type,
      subject: 'tit_1',
      data: { ...EVENT_EXAMPLES[type], name },
    }),
  );

describe('a delivery', () => {
  it('arrives within seconds, signed, and shows as an attempt without its signature', async () => {
    const id = await endpoint();
    const eventId = await ping(id);
    const [first] = await receiver.until('webhook.ping');
    expect(first).toMatchObject({ verifiedBy: 1, signatures: 1, event: { id: eventId } });
    const [attempt] = await eventually(async () => {
      const found = await attempts(id);
      if (found.length === 0) throw new Error('not yet');
      return found;
    });
    expect(attempt).toMatchObject({ event_id: eventId, cause: 'dispatcher', response: { status: 204 }, failure: null });
    expect(attempt?.request.headers['webhook-signature']).toMatch(/^v1,.{4}…$/);
    expect(JSON.stringify(attempt)).not.toContain(first?.headers['webhook-signature']?.slice(8));
  });

  it('goes to those whose filters let it pass', async () => {
    const other = await another();
    await endpoint(receiver, { events: ['title.*'] });
    await endpoint(other, { events: ['ingest.*'] });
    await happen();
    await receiver.until('title.updated');
    await sleep(1_500);
    expect(other.received).toEqual([]);
  });

  it('never crosses tenants', async () => {
    await endpoint();
    const [own, stranger] = [tenant, await newTenant(stack.database)];
    tenant = stranger;
    const foreign = await another();
    const id = await endpoint(foreign);
    const eventId = await happen();
    await foreign.until('title.updated');
    await sleep(1_000);
    expect(receiver.received).toEqual([]);
    tenant = own;
    for (const where of [at(id), at(id, '/attempts'), `/v1/webhook-events/${eventId}`])
      expect(await call(where)).toMatchObject({ status: 404 });
    for (const action of ['pause', 'ping', 'rotate-secret', 'resume'])
      expect(await call(at(id, `/${action}`), { body: {} })).toMatchObject({ status: 404 });
    expect(await call(at(id, '/replay'), { body: { event_id: eventId } })).toMatchObject({ status: 404 });
    expect(await call(at(id), { method: 'DELETE' })).toMatchObject({ status: 404 });
    const mine = await endpoint(await another());
    expect(await call(at(mine, '/replay'), { body: { event_id: eventId } })).toMatchObject({ status: 404 });
  });

  it('carries both signatures while a secret is rotated, and one when the overlap is over', async () => {
    const id = await endpoint();
    const { body } = await call(at(id, '/rotate-secret'), { body: { overlap_hours: 0.002 } });
    receiver.secrets.push(body.secret);
    await ping(id);
    const [both] = await receiver.until('webhook.ping');
    expect(both).toMatchObject({ signatures: 2, verifiedBy: 2 });
    await sleep(8_000);
    await ping(id);
    const [, one] = await receiver.until('webhook.ping', 2);
    expect(one).toMatchObject({ signatures: 1, verifiedBy: 1 });
  });

  it('shows a secret once', async () => {
    const headers = { 'Idempotency-Key': `once-${Date.now()}` };
    const create = () => call('/v1/webhook-endpoints', { body: { url: receiver.url }, headers });
    const { body } = await create();
    expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await create()).body).toEqual(body);
    expect(JSON.stringify([await statusOf(body.id), await call('/v1/webhook-endpoints')])).not.toContain('whsec_');
    const rows = await database.$queryRaw<{ text: string }[]>`
      SELECT row_to_json(r)::text AS text FROM idempotency_records r WHERE tenant_id = ${tenant.id}
      UNION ALL SELECT row_to_json(s)::text FROM webhook_secrets s WHERE endpoint_id = ${body.id}`;
    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify(rows)).not.toContain(body.secret.slice(6, 30));
  });
});

describe('a delivery that fails', () => {
  it('is tried again by its workflow with the same id, five seconds later', async () => {
    const id = await endpoint();
    receiver.answer = (_received, response) => {
      response.writeHead(receiver.received.length === 1 ? 500 : 204).end('once no');
    };
    const eventId = await ping(id);
    const [first, second] = await receiver.until('webhook.ping', 2);
    expect(second?.event).toEqual(first?.event);
    expect(second?.headers['webhook-id']).toBe(eventId);
    const waited = (second?.at ?? 0) - (first?.at ?? 0);
    expect(waited).toBeGreaterThanOrEqual(4_900);
    expect(waited).toBeLessThan(20_000);
    await eventually(async () => {
      expect(await attempts(id)).toMatchObject([
        { cause: 'retry', response: { status: 204 }, failure: null },
        { cause: 'dispatcher', response: { status: 500, body: 'once no' }, failure: { code: 'webhook/refused' } },
      ]);
    });
    const { body } = await call(`/v1/webhook-events/${eventId}`);
    expect(body.deliveries).toMatchObject([{ endpoint_id: id, status: 'delivered', attempts: 2, next_at: null }]);
    expect(await statusOf(id)).toMatchObject({ failures: 0, failing_since: null });
  });

  it('waits as long as Retry-After asks', async () => {
    const id = await endpoint();
    receiver.answer = (_received, response) => response.writeHead(429, { 'retry-after': '3600' }).end();
    const eventId = await ping(id);
    const [delivery] = await eventually(async () => {
      const { deliveries } = (await call(`/v1/webhook-events/${eventId}`)).body as {
        deliveries?: { status: string }[];
      };
      if (deliveries?.[0]?.status !== 'retrying') throw new Error(JSON.stringify(deliveries));
      return deliveries as unknown as { next_at: string }[];
    });
    const wait = Date.parse(delivery?.next_at ?? '') - Date.now();
    expect(wait).toBeGreaterThan(3_500_000);
    expect(wait).toBeLessThan(3_700_000);
  });

  it('is not sent where a redirect points', async () => {
    const target = await another();
    const id = await endpoint();
    receiver.answer = (_received, response) => response.writeHead(302, { location: target.url }).end();
    await ping(id);
    await receiver.until('webhook.ping');
    await eventually(async () =>
      expect(await attempts(id)).toMatchObject([{ failure: { code: 'webhook/redirected' } }]),
    );
    expect(target.received).toEqual([]);
  });

  it('disables the endpoint when that is gone, and tells the others', async () => {
    const witness = await another();
    await endpoint(witness, { events: ['webhook_endpoint.*'] });
    const id = await endpoint();
    receiver.answer = (_received, response) => response.writeHead(410).end();
    await ping(id);
    const [told] = await witness.until('webhook_endpoint.disabled');
    expect(told?.event.data).toMatchObject({ id, reason: 'webhook/gone' });
    expect(await statusOf(id)).toMatchObject({ status: 'disabled', reason: { code: 'webhook/gone' } });
    expect(await call(at(id, '/ping'), { method: 'POST' })).toMatchObject({
      status: 409,
      body: { code: 'webhook/endpoint-inactive' },
    });
    const audit = await database.auditEntry.findMany({ where: { tenantId: tenant.id, subject: id } });
    expect(audit.map(({ action, actor }) => [action, actor])).toContainEqual([
      'webhook_endpoint.disable',
      'dispatcher',
    ]);
  });

  it('pauses an endpoint that has failed for the length of the ladder, and tells the others', async () => {
    const witness = await another();
    await endpoint(witness, { events: ['webhook_endpoint.*'] });
    const id = await endpoint();
    await database.webhookEndpoint.update({
      where: { id },
      data: { failingSince: new Date(Date.now() - PAUSED_AFTER_MS) },
    });
    receiver.answer = (_received, response) => response.writeHead(503).end();
    await ping(id);
    await witness.until('webhook_endpoint.paused');
    expect(await statusOf(id)).toMatchObject({ status: 'paused', reason: { code: 'webhook/failing' } });
  });
});

describe('a replay', () => {
  it('sends one event again with the same id', async () => {
    const id = await endpoint();
    const eventId = await happen();
    await receiver.until('title.updated');
    expect(await call(at(id, '/replay'), { body: { event_id: eventId } })).toMatchObject({
      status: 202,
      body: { sent: 1 },
    });
    const [first, second] = await receiver.until('title.updated', 2);
    expect(second?.event).toEqual(first?.event);
    await eventually(async () =>
      expect((await attempts(id)).map(({ cause }) => cause)).toEqual(['replay', 'dispatcher']),
    );
  });

  it('sends a range to an endpoint that was made later, by type', async () => {
    const from = new Date(Date.now() - 1_000).toISOString();
    await happen('before');
    await happen('a new one', 'title.created');
    await sleep(1_500);
    const id = await endpoint();
    const body = { from, to: new Date().toISOString(), types: ['title.updated'] };
    expect(await call(at(id, '/replay'), { body })).toMatchObject({ status: 202, body: { sent: 1 } });
    await receiver.until('title.updated');
    await sleep(1_000);
    expect(receiver.received).toHaveLength(1);
  });

  it('sends what was skipped while the endpoint was paused only when it is asked for', async () => {
    const id = await endpoint();
    await call(at(id, '/pause'), { method: 'POST' });
    await happen('missed');
    await sleep(2_500);
    expect(receiver.received).toEqual([]);
    await call(at(id, '/resume'), { body: {} });
    await happen('live');
    const [live] = await receiver.until('title.updated');
    expect(live?.event.data).toMatchObject({ name: 'live' });
    await call(at(id, '/resume'), { body: { resend: true } });
    const [, missed] = await receiver.until('title.updated', 2);
    expect(missed?.event.data).toMatchObject({ name: 'missed' });
  });

  it('is refused for a range that is no range', async () => {
    const id = await endpoint();
    const body = { from: '2026-11-22T00:00:00Z', to: '2026-11-22T00:00:00Z' };
    expect(await call(at(id, '/replay'), { body })).toMatchObject({ status: 422, body: { code: 'request/invalid' } });
  });
});

describe('an endpoint', () => {
  it.each([
    ['http://example.com/', 'webhook/url-not-allowed'],
    ['https://10.0.0.1/', 'webhook/forbidden-address'],
    ['https://[fd00::1]/', 'webhook/forbidden-address'],
  ])('at %s is refused', async (url, code) => {
    expect(await call('/v1/webhook-endpoints', { body: { url } })).toMatchObject({ status: 422, body: { code } });
  });

  it('is changed by those who have seen it, and is gone when it is deleted', async () => {
    const id = await endpoint();
    const tag = (await call(at(id))).headers.get('etag') ?? '';
    const change = (etag: string, body: object) =>
      call(at(id), { method: 'PATCH', body, headers: { 'If-Match': etag } });
    expect(await call(at(id), { method: 'PATCH', body: { events: [] } })).toMatchObject({ status: 428 });
    expect(await change(tag, { events: ['ingest.*'] })).toMatchObject({ status: 200, body: { events: ['ingest.*'] } });
    expect(await change(tag, { events: [] })).toMatchObject({ status: 412 });
    expect(await call(at(id), { method: 'DELETE' })).toMatchObject({ status: 204 });
    expect(await call(at(id))).toMatchObject({ status: 404 });
    await happen();
    await sleep(1_500);
    expect(receiver.received).toEqual([]);
  });
});

describe('an ingest', () => {
  it('is told whole and in order to a receiver that outlives a kill of the sending process', async () => {
    await endpoint(receiver, { events: ['ingest.*', 'title.*'] });
    const folder = await mkdtemp(path.join(tmpdir(), 'headend-webhooks-'));
    // The first delivery of the last event hangs until its sender is killed.
    let killed = 0;
    receiver.answer = ({ event }, response) => {
      if (event.type !== 'ingest.published' || killed > 0) return void response.writeHead(204).end();
      killed = Date.now();
      void readFile(path.join(stack.dataDir, 'pids', 'worker-io.json'), 'utf8').then((text) =>
        process.kill((JSON.parse(text) as { pid: number }).pid, 'SIGKILL'),
      );
    };
    const partner = new Partner(stack.api, tenant.keys.partner);
    const clip = await CLIPS.plain(stack.tools.ffmpeg ?? '', folder);
    const order = { external_id: 'announced', title: 'Announced', profile: 'test', passthrough: { mine: 1 } };
    const { id, title_id } = await partner.order({ ...order, source: { upload_id: await partner.upload(clip) } });
    const published = await receiver.until('ingest.published', 2, 240_000);
    await rm(folder, { recursive: true, force: true });

    expect(killed).toBeGreaterThan(0);
    expect(new Set(published.map(({ event }) => event.id)).size).toBe(1);
    expect(published[1]?.event).toEqual(published[0]?.event);
    expect(receiver.received.every(({ verifiedBy }) => verifiedBy === 1)).toBe(true);
    for (const { event } of receiver.received) expect(EVENT_SCHEMAS[event.type].parse(event.data)).toEqual(event.data);
    const first = new Map(receiver.received.map(({ event }) => [event.id, event]));
    const told = (subject: string) =>
      [...first.values()]
        .filter(({ data }) => (data as { id?: string }).id === subject)
        .sort((a, b) => a.sequence - b.sequence)
        .map(({ type }) => type);
    expect(told(id)).toEqual(['ingest.received', 'ingest.started', 'ingest.published']);
    expect(told(title_id)).toEqual(['title.created', 'title.published']);
    const log = (await call(`/v1/webhook-events?subject=${id}`)).body.data as unknown as { type: string }[];
    expect(log.map(({ type }) => type)).toEqual(['ingest.published', 'ingest.started', 'ingest.received']);
  });
});
