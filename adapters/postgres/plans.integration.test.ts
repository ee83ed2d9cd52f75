import { PrismaPg } from '@prisma/adapter-pg';
import { Client } from 'pg';
import { PrismaClient } from '../../prisma/client/client';
import { testStack } from '../../tests/stack/use';
import { createRepositories, type Repositories } from '.';

/**
 * How PostgreSQL would find the rows of every read, whatever their number: the statements that Prisma writes are planned
 * with their parameters open, and with reading a whole table made the last resort.
 */
let database: PrismaClient<'query'>;
let repositories: Repositories;
let planner: Client;
let asked: string[] = [];

beforeAll(async () => {
  const url = testStack().database;
  database = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: 2 }),
    log: [{ emit: 'event', level: 'query' }],
  });
  database.$on('query', ({ query }) => asked.push(query));
  repositories = createRepositories(database as never);
  planner = new Client({ connectionString: url });
  await planner.connect();
  await planner.query('SET enable_seqscan = off');
  // Few rows are sorted in no time; what counts is whether the index could have given them in order.
  await planner.query('SET enable_sort = off');
});
afterAll(async () => {
  await planner?.end();
  await database?.$disconnect();
});

const at = new Date();
const after = { at, id: 'x' };
const page = { tenantId: 'demo', limit: 20 };
const sold = { territories: ['DE', 'FR'], licenceTypes: ['SVOD'] as const };
const told = { ...sold, tenantId: 'demo', at, aheadMs: 0, addressOf: () => '' };
const edges = { ...page, from: at, to: new Date(at.getTime() + 1), after };

/** The plans of the statements that a read makes. */
async function plansOf(read: () => Promise<unknown>): Promise<string[]> {
  asked = [];
  await read();
  const selects = asked.filter((text) => text.trimStart().startsWith('SELECT'));
  expect(selects).not.toEqual([]);
  const plans: string[] = [];
  for (const text of selects) plans.push(await planOf(text));
  return plans;
}

async function planOf(text: string): Promise<string> {
  const { rows } = await planner.query<{ 'QUERY PLAN': string }>(`EXPLAIN (GENERIC_PLAN) ${text}`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

describe('every read finds its rows by an index', () => {
  const reads: [string, () => Promise<unknown>][] = [
    ['a page of ingests', () => repositories.ingests.list({ ...page, after })],
    ['ingests by status', () => repositories.ingests.list({ ...page, after, status: ['held', 'running'] })],
    ['ingests of a title', () => repositories.ingests.list({ ...page, titleId: 't' })],
    ['ingests by the partner’s id', () => repositories.ingests.list({ ...page, externalId: 'e' })],
    ['one ingest', () => repositories.ingests.find('demo', 'x')],
    ['findings', () => repositories.ingests.findings('demo', 'x')],
    ['quiet ingests', () => repositories.ingests.quiet(at, 10)],
    ['a page of titles', () => repositories.titles.list({ ...page, after })],
    ['a page of published titles', () => repositories.titles.list({ ...page, after, published: true })],
    ['titles by a part of their name', () => repositories.titles.list({ ...page, search: 'meadow' })],
    ['versions', () => repositories.titles.versions('demo', 't')],
    ['a page of uploads', () => repositories.uploads.list({ ...page, after })],
    ['a page of source credentials', () => repositories.sourceCredentials.list({ ...page, after })],
    ['source credentials by id or name', () => repositories.sourceCredentials.find('demo', 'studio-7')],
    ['an API key', () => repositories.apiKeys.find('hash')],
    ['a media token', () => repositories.mediaTokens.resolve('token')],
    ['a master by its key', () => repositories.records.masterAt('masters/x')],
    ['a page of a feed', () => repositories.feeds.roots(told, { after: 'x', limit: 100 })],
    ['a page of a feed that looks ahead', () => repositories.feeds.roots({ ...told, aheadMs: 1 }, { limit: 100 })],
    ['the state of feeds', () => repositories.feeds.state('demo', at, 1)],
    ['edges of windows', () => repositories.rights.edges(edges)],
    ['windows that closed', () => repositories.windowProcesses.leftBehind()],
    ['who loses a title', () => repositories.windowProcesses.closing('demo', 'x')],
    ['what is due for collection', () => repositories.records.versionsDueForCollection(at)],
  ];

  it.each(reads)('%s', async (_name, read) => {
    for (const plan of await plansOf(read)) expect(plan).not.toContain('Seq Scan');
  });

  it.each([
    ['ingests', () => repositories.ingests.list({ ...page, after })],
    ['ingests by the partner’s id', () => repositories.ingests.list({ ...page, after, externalId: 'e' })],
    ['titles', () => repositories.titles.list({ ...page, after })],
    ['published titles', () => repositories.titles.list({ ...page, after, published: true })],
    ['uploads', () => repositories.uploads.list({ ...page, after })],
  ])('a later page of %s begins in the middle of its index, sorted already', async (_name, read) => {
    const [plan = ''] = await plansOf(read);
    expect(plan).not.toContain('Sort');
    expect(plan).toMatch(/Index Cond: .*(created_at|published_at) <= /);
  });

  it('finds a part of a name by its letters, an external id by itself, and what is due without what was collected', async () => {
    // Of a few rows any index may cost least: the planner is asked about the size it was built for.
    await planner.query('CREATE TEMP TABLE many (LIKE titles INCLUDING DEFAULTS INCLUDING INDEXES)');
    await planner.query(
      `INSERT INTO many (id, tenant_id, external_id, name, updated_at)
       SELECT i, 'demo', i, 'The film ' || md5(i::text), now() FROM generate_series(1, 20000) i`,
    );
    await planner.query('ANALYZE many');
    expect(await planOf(`SELECT id FROM many WHERE name ILIKE '%meadow%'`)).toContain('many_name_idx');
    const [byId] = await plansOf(() => repositories.ingests.list({ ...page, after, externalId: 'e' }));
    expect(byId).toMatch(/Index Cond: .*external_id = /);
    const [due] = await plansOf(() => repositories.records.versionsDueForCollection(at));
    expect(due).toMatch(/Index Cond: .*collected_at IS NULL.*superseded_at <= /);
  });
});
