import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { Client } from 'pg';
import { createRepositories, type Database, openDatabase } from '../../adapters/postgres';
import { appendEvent } from '../../adapters/postgres/events';
import { type LockedEndpoint, lockEndpoint, turnEndpoint } from '../../adapters/postgres/webhooks';
import type { WebhookOutbox } from '../../adapters/postgres/webhooks-port';
import { replay as resend } from '../../adapters/postgres/webhooks-replay';
import { LogFile } from '../../infra/local/log-file';
import { migrate } from '../../infra/local/migrate';
import { type Prisma, PrismaClient } from '../../prisma/client/client';
import { testStack } from '../../tests/stack/use';
import { eventually } from '../../tests/support/eventually';
import { ask } from '../testing/ask';
import { newTenant, startTestServer, type TestServer, type TestTenant } from '../testing/server';
import { EVENT_EXAMPLES } from './examples';

jest.setTimeout(120_000);

/** Endpoints in a database of their own, where no dispatcher delivers: what waits to be sent can be counted. */
const name = `endpoints_${randomUUID().slice(0, 8)}`;
let admin: Database;
let server: TestServer;
let tenant: TestTenant;
let url: string;

beforeAll(async () => {
  const { database: stackUrl } = testStack();
  admin = openDatabase({ url: stackUrl, poolSize: 1 });
  await admin.$executeRawUnsafe(`CREATE DATABASE ${name}`);
  const own = new URL(stackUrl);
  own.pathname = `/${name}`;
  url = own.href;
  await migrate(url, new LogFile(path.join(tmpdir(), name), 'migrate'));
  server = await startTestServer(url);
});
beforeEach(async () => {
  tenant = await newTenant(url);
});
afterAll(async () => {
  await server?.close();
  await admin.$executeRawUnsafe(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.$disconnect();
});

interface Endpoint {
  id: string;
  status: string;
  reason: { code: string } | null;
  failures: number;
  events: string[];
  sent: number;
  code: string;
  errors: { field: string }[];
}

async function call(where: string, given: Parameters<typeof ask>[1] = {}) {
  const { body, ...answer } = await ask(`${server.url}/v1/webhook-endpoints${where}`, {
    key: tenant.keys.partner,
    ...given,
  });
  return { ...answer, body: body as unknown as Endpoint };
}
const endpoint = async (more: object = {}): Promise<string> =>
  (await call('', { body: { url: 'http://127.0.0.1:9/hook', ...more } })).body.id;
const tagOf = async (id: string): Promise<string> => String((await call(`/${id}`)).headers.get('etag'));
const patch = (id: string, etag: string | undefined, body: object) =>
  call(`/${id}`, { method: 'PATCH', body, headers: etag ? { 'If-Match': etag } : {} });
const turn = async (id: string, status: string) => patch(id, await tagOf(id), { status });
const replay = (id: string, body: object, key: string = randomUUID()) =>
  call(`/${id}/replay`, { body, headers: { 'Idempotency-Key': key } });

/** Let something happen. @returns its sequence */
async function happen(type: 'title.updated' | 'title.created' = 'title.updated', subject = 'tit_1'): Promise<number> {
  const id = await server.database.$transaction((transaction) =>
    appendEvent(transaction, { tenantId: tenant.id, type, subject, data: EVENT_EXAMPLES[type] }),
  );
  return Number((await server.database.event.findUniqueOrThrow({ where: { id } })).sequence);
}

describe('the status of an endpoint', () => {
  it('is changed by whoever has seen it, and each change has its audit entry', async () => {
    const id = await endpoint();
    expect(await patch(id, undefined, { status: 'disabled' })).toMatchObject({ status: 428 });
    const seen = await tagOf(id);
    expect(await patch(id, seen, { status: 'disabled', events: ['ingest.*'] })).toMatchObject({
      status: 200,
      body: { status: 'disabled', reason: null, events: ['ingest.*'] },
    });
    expect((await patch(id, seen, { status: 'active' })).body).toMatchObject({ code: 'precondition/failed' });
    expect((await turn(id, 'paused')).body).toMatchObject({ status: 'paused', reason: null });
    expect((await turn(id, 'active')).body).toMatchObject({ status: 'active' });
    const entries = await server.database.auditEntry.findMany({
      where: { subject: id, action: 'webhook_endpoint.update' },
      orderBy: { id: 'asc' },
    });
    expect(entries.map(({ detail }) => detail)).toMatchObject([
      { was: 'active', status: 'disabled', events: ['ingest.*'] },
      { was: 'disabled', status: 'paused' },
      { was: 'paused', status: 'active' },
    ]);
    const told = await server.database.event.findMany({ where: { subject: id }, orderBy: { sequence: 'asc' } });
    expect(told.map(({ type }) => type)).toEqual(['webhook_endpoint.disabled', 'webhook_endpoint.paused']);
  });

  it('that changed in between spoils a change, whoever did it', async () => {
    const id = await endpoint();
    const seen = await tagOf(id);
    await call(`/${id}/pause`, { method: 'POST' });
    expect(await patch(id, seen, { events: [] })).toMatchObject({ status: 412 });
  });

  it('keeps its reason when it is asked for again, and loses it with the past failures when made active', async () => {
    const id = await endpoint();
    const gone = { status: 'disabled', statusReason: 'webhook/gone', failures: 3, failingSince: new Date() };
    await server.database.webhookEndpoint.update({ where: { id }, data: gone });
    expect((await turn(id, 'disabled')).body).toMatchObject({ status: 'disabled', reason: { code: 'webhook/gone' } });
    expect((await turn(id, 'active')).body).toMatchObject({ status: 'active', reason: null, failures: 0 });
  });

  it('is one of three', async () => {
    const id = await endpoint();
    expect((await turn(id, 'deleted')).body).toMatchObject({ code: 'request/invalid', errors: [{ field: 'status' }] });
  });
});

type Transaction = Prisma.TransactionClient;
const CLAIM = { busy: [], endpoints: 16, perTenant: 4, failing: 8, perEndpoint: 4, lockMs: 0 };

describe('what waits for an endpoint', () => {
  const statesOf = async (endpointId: string) =>
    (await server.database.delivery.findMany({ where: { endpointId } })).map(({ status }) => status);

  /** Begin `work` while another transaction holds the endpoint; when it waits for that, or is done, `change` follows there. */
  async function beside<T>(
    id: string,
    work: () => Promise<T>,
    change: (transaction: Transaction, held: LockedEndpoint) => Promise<unknown>,
  ): Promise<T> {
    const begun = await server.database.$transaction(async (transaction) => {
      const held = await lockEndpoint(transaction, tenant.id, id);
      const answer = work();
      await Promise.race([answer, eventually(async () => expect(await waiting()).toEqual([{ n: 1n }]))]);
      await change(transaction, held);
      return { answer };
    });
    return begun.answer;
  }
  const waiting = () => server.database.$queryRaw`
    SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  const eventAt = (sequence: number) => server.database.event.findUniqueOrThrow({ where: { sequence } });

  it('goes out as it came, but for what is about endpoints: a ping does not stand behind a bulk order', async () => {
    const { outbox } = server.repositories;
    const id = await endpoint();
    for (let at = 0; at < 10; at++) await happen();
    const { event_id: ping } = (await call(`/${id}/ping`, { method: 'POST' })).body as unknown as { event_id: string };
    while ((await outbox.spread(100)) > 0);
    const claimed = (await outbox.claim(CLAIM)).map(({ eventId }) => eventId);
    expect(claimed).toHaveLength(4);
    expect(claimed).toContain(ping);
    await server.database.delivery.deleteMany({ where: { endpointId: id } });
  });

  it('is not skipped when the endpoint is resumed at that moment, and what was skipped sent', async () => {
    const { outbox } = server.repositories;
    const resume: Parameters<typeof beside>[2] = async (transaction, held) => {
      await turnEndpoint(transaction, held, 'active', null);
      await resend(transaction, held, { skipped: true });
    };
    const id = await endpoint();
    await call(`/${id}/pause`, { method: 'POST' });
    await outbox.spread(100);
    const { id: eventId } = await eventAt(await happen());
    await beside(id, () => outbox.spread(100), resume);
    expect(await statesOf(id)).toEqual(['waiting']);
    await call(`/${id}/pause`, { method: 'POST' });
    expect(await beside(id, () => outbox.skip({ eventId, endpointId: id }), resume)).toBe(false);
    expect(await statesOf(id)).toEqual(['waiting']);
    await call(`/${id}/disable`, { method: 'POST' });
    expect(await outbox.skip({ eventId, endpointId: id })).toBe(true);
    expect(await statesOf(id)).toEqual(['skipped']);
  });

  it('can be told of and be sent again at the same moment', async () => {
    const id = await endpoint();
    const { id: eventId } = await eventAt(await happen());
    const spread = () => server.repositories.outbox.spread(100);
    await beside(id, spread, (transaction, held) => resend(transaction, held, { eventId }));
    expect(await statesOf(id)).toEqual(['waiting']);
  });

  it('is found by the index of what waits, however much was delivered before', async () => {
    const filled = `INSERT INTO deliveries (event_id, endpoint_id, status)
      SELECT events.id, $1, CASE WHEN sequence % 50 = 0 THEN 'waiting' ELSE 'delivered' END FROM events WHERE tenant_id = $2`;
    await server.database.$executeRaw`
      INSERT INTO events (id, tenant_id, type, subject, data, spread_at)
      SELECT 'evt_plan_' || n, ${tenant.id}, 'title.updated', 'tit_1', '{}', now() FROM generate_series(1, 5000) n`;
    for (let at = 0; at < 4; at++) await server.database.$executeRawUnsafe(filled, await endpoint(), tenant.id);
    await server.database.$executeRaw`ANALYZE deliveries`;
    const plan = await planOf((outbox) => outbox.claim(CLAIM));
    const scans = plan.filter((line) => / on deliveries/.test(line) && !line.includes('Update on'));
    expect(scans.filter((line) => !/deliveries_(waiting_idx|pkey)/.test(line))).toEqual([]);
    expect(scans.filter((line) => line.includes('deliveries_waiting_idx')).length).toBeGreaterThan(2);
  });
});

/** How PostgreSQL would carry out the statement of `work`, line by line. */
async function planOf(work: (outbox: WebhookOutbox) => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  const seen = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: 1 }),
    log: [{ emit: 'event', level: 'query' }],
  });
  seen.$on('query', ({ query }) => asked.push(query));
  await work(createRepositories(seen as never).outbox);
  await seen.$disconnect();
  const planner = new Client({ connectionString: url });
  await planner.connect();
  const { rows } = await planner.query<{ 'QUERY PLAN': string }>(`EXPLAIN (GENERIC_PLAN) ${asked.at(-1)}`);
  await planner.end();
  return rows.map((row) => row['QUERY PLAN']);
}

describe('a replay of a range', () => {
  it('by number has both ends, and the types that were asked for', async () => {
    const [before, first, , last, after] = [
      await happen(),
      await happen(),
      await happen('title.created'),
      await happen(),
      await happen(),
    ];
    const id = await endpoint();
    const range = { from_sequence: first, to_sequence: last };
    expect(await replay(id, { ...range, types: ['title.updated'] })).toMatchObject({ status: 202, body: { sent: 2 } });
    const rows = await server.database.delivery.findMany({ where: { endpointId: id }, include: { event: true } });
    expect(rows.map(({ event }) => Number(event.sequence)).sort((a, b) => a - b)).toEqual([first, last]);
    expect((await replay(id, { from_sequence: before, to_sequence: after })).body.sent).toBe(3);
  });

  it('sends nothing twice at a second click, and again what has arrived when it is asked for anew', async () => {
    const first = await happen();
    const last = await happen();
    const id = await endpoint();
    const range = { from_sequence: first, to_sequence: last };
    const key = randomUUID();
    const answers = await Promise.all([replay(id, range, key), replay(id, range, key), replay(id, range)]);
    const sent = answers.filter(({ status }) => status === 202).map(({ body }) => body.sent);
    expect(sent.filter((each) => each === 2).length).toBeGreaterThan(0);
    expect(await server.database.delivery.count({ where: { endpointId: id } })).toBe(2);
    expect((await replay(id, range)).body.sent).toBe(0);
    await server.database.delivery.updateMany({ where: { endpointId: id }, data: { status: 'delivered' } });
    expect((await replay(id, range, key)).body.sent).toBeLessThanOrEqual(2);
    expect(await server.database.delivery.count({ where: { endpointId: id, status: 'waiting' } })).toBe(0);
    expect((await replay(id, range)).body.sent).toBe(2);
  });

  it.each([
    ['that runs backwards', { from_sequence: 2, to_sequence: 1 }, 'to_sequence'],
    ['of time that is none', { from: '2026-11-22T00:00:00Z', to: '2026-11-22T00:00:00Z' }, 'to'],
    ['of numbers and time', { from_sequence: 1, to: '2026-11-22T00:00:00Z' }, undefined],
    ['beside an event', { event_id: 'evt_1', from_sequence: 1, to_sequence: 2 }, undefined],
    ['of half a number', { from_sequence: 0.5, to_sequence: 2 }, undefined],
    ['of an unknown type', { from_sequence: 1, to_sequence: 2, types: ['film.*'] }, undefined],
  ])('%s is refused', async (_what, body, field) => {
    const answer = await replay(await endpoint(), body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'request/invalid' } });
    if (field) expect(answer.body.errors).toMatchObject([{ field }]);
  });

  it('is refused when it is too large or the endpoint is not active, and reaches into no other tenant', async () => {
    const foreign = await happen();
    tenant = await newTenant(url);
    const id = await endpoint();
    expect((await replay(id, { from_sequence: foreign, to_sequence: foreign })).body.sent).toBe(0);
    await server.database.$executeRaw`
      INSERT INTO events (id, tenant_id, type, subject, data)
      SELECT 'evt_many_' || n || ${tenant.id}, ${tenant.id}, 'title.updated', 'tit_1', '{}' FROM generate_series(1, 5001) n`;
    const all = { from: '2026-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
    expect((await replay(id, all)).body).toMatchObject({ code: 'webhook/replay-too-large' });
    expect(await server.database.delivery.count({ where: { endpointId: id } })).toBe(0);
    await turn(id, 'paused');
    await server.repositories.outbox.spread(10_000);
    const refused = await call(`/${id}/resume`, { body: { resend: true } });
    expect(refused.body).toMatchObject({
      code: 'webhook/replay-too-large',
      fix: expect.stringContaining('without resend'),
    });
    expect((await call(`/${id}`)).body.status).toBe('paused');
    await turn(id, 'disabled');
    expect(await replay(id, all)).toMatchObject({ status: 409, body: { code: 'webhook/endpoint-inactive' } });
  });
});
