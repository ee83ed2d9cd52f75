import { EVENT_SCHEMAS, eventTypes } from '../../api/announce/event-schemas';
import { endIngests, newTenant } from '../../api/testing/server';
import { testStack } from '../../tests/stack/use';
import { createRepositories, openDatabase } from '.';
import { newId } from './ids';
import type { NewIngest } from './port';

const database = openDatabase({ url: testStack().database, poolSize: 4 });
const { ingests, records, events } = createRepositories(database);
afterAll(async () => {
  await endIngests(database);
  await database.$disconnect();
});

async function ordered(more: Partial<NewIngest> = {}) {
  const { id: tenantId } = await newTenant(testStack().database);
  const order: NewIngest = {
    tenantId,
    externalId: 'film',
    title: 'Film',
    order: {},
    profile: 'test',
    priority: 3,
    requestKey: newId('req'),
    uploadIds: [],
    secretUrls: {},
    ...more,
  };
  const { ingest } = await ingests.create(order);
  return { tenantId, order, id: ingest.id, titleId: ingest.titleId };
}

/** Types of a subject's events, oldest first; each event's data is held to its schema. */
async function told(tenantId: string, subject: string): Promise<string[]> {
  const { items } = await events.list({ tenantId, subject, limit: 100 });
  for (const { type, data } of items) {
    const known = eventTypes.find((each) => each === type);
    expect(known && EVENT_SCHEMAS[known].parse(data)).toEqual(data);
  }
  return items.map(({ type }) => type).reverse();
}

const report = (ingestId: string, sequence: number, status: 'running' | 'held') => ({
  ingestId,
  sequence,
  status,
  stage: 'receive',
  progress: 0,
  stages: [],
  chunks: [],
  ...(status === 'held' ? { hold: { since: 1_000, expiresAt: 2_000 } } : {}),
});

describe('the events of an ingest', () => {
  it('tell each turn once, however often it is reported', async () => {
    const { tenantId, id } = await ordered();
    for (const sequence of [1, 2, 2, 1]) await records.recordProgress(report(id, sequence, 'running'));
    for (const sequence of [3, 4, 3]) await records.recordProgress(report(id, sequence, 'held'));
    const decided = { decision: 'reject', reason: 'upside down' };
    const audit = { tenantId, actor: 'me', action: 'ingest.reject', subject: id, key: newId('req'), decided };
    for (let times = 0; times < 2; times++) await records.audit(audit);
    const outcome = { result: 'rejected', code: 'ingest/rejected-by-operator', reason: 'upside down' } as const;
    for (let times = 0; times < 2; times++) await records.recordOutcome(id, outcome);
    await records.recordProgress(report(id, 5, 'running'));
    expect(await told(tenantId, id)).toEqual([
      'ingest.received',
      'ingest.started',
      'ingest.held',
      'ingest.decided',
      'ingest.rejected',
    ]);
    const { items } = await events.list({ tenantId, subject: id, limit: 2 });
    expect(items[1]?.data).toMatchObject({ decision: { ...decided, by: 'operator' } });
    expect(items[0]?.data).toMatchObject({ status: 'rejected', failure: { code: 'ingest/rejected-by-operator' } });
  });

  it('tell of two reports at the same instant one turn', async () => {
    const { tenantId, id } = await ordered();
    await Promise.all([1, 2, 3, 4].map((sequence) => records.recordProgress(report(id, sequence, 'running'))));
    expect(await told(tenantId, id)).toEqual(['ingest.received', 'ingest.started']);
  });

  it('tell failure, retry and cancellation', async () => {
    const { tenantId, id } = await ordered();
    await records.recordOutcome(id, { result: 'failed', code: 'source/unreachable', reason: 'status 503' });
    const again = newId('req');
    for (let times = 0; times < 2; times++) await ingests.reopen(tenantId, id, 'me', again);
    await records.recordOutcome(id, { result: 'cancelled' });
    expect(await told(tenantId, id)).toEqual([
      'ingest.received',
      'ingest.failed',
      'ingest.retried',
      'ingest.cancelled',
    ]);
  });

  it('leave a passthrough out that would be too large, and nothing else', async () => {
    const passthrough = { text: '\u0001'.repeat(4_000) };
    const { tenantId, id } = await ordered({ passthrough });
    const { items } = await events.list({ tenantId, subject: id, limit: 1 });
    expect(items[0]?.data).toMatchObject({ passthrough: null, external_id: 'film' });
  });
});

describe('the events of a title', () => {
  it('tell its making, and a change, once each', async () => {
    const { tenantId, order, id, titleId } = await ordered();
    await ingests.create(order);
    await records.recordOutcome(id, { result: 'cancelled' });
    const same = await ingests.create({ ...order, requestKey: newId('req') });
    await records.recordOutcome(same.ingest.id, { result: 'cancelled' });
    await ingests.create({ ...order, title: 'Film, restored', requestKey: newId('req') });
    expect(await told(tenantId, titleId)).toEqual(['title.created', 'title.updated']);
  });
});
