import fc from 'fast-check';
import { FEED_FORMATS } from '../../domain/feeds/formats';
import { project } from '../../domain/feeds/project';
import { COMPLETE, HOUR, NOW, request } from '../../domain/feeds/testing/catalogue';
import { mayOffer } from '../../domain/rights/may-play';
import type { LicenceType } from '../../domain/rights/types';
import { testStack } from '../../tests/stack/use';
import { createRepositories, type Database, openDatabase, type Repositories } from '.';
import { feedStateStatement, foldChanges } from './feed-state';
import { newId } from './ids';
import { storableJson } from './json';

let database: Database;
let repositories: Repositories;
beforeAll(() => {
  database = openDatabase({ url: testStack().database });
  repositories = createRepositories(database);
});
afterAll(() => database.$disconnect());

const instant = (tick: number) => new Date(NOW + tick * HOUR);
const edge = fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined });
const some = (codes: string[]) => fc.oneof(fc.constant<string[]>([]), fc.subarray(codes));
const anyWindow = fc.record({
  kind: fc.constantFrom('grant', 'grant', 'grant', 'holdback', 'blackout'),
  licenseType: fc.constantFrom(null, 'SVOD', 'AVOD', 'EST', 'VOD', 'POEST'),
  territories: fc.subarray(['DE', 'FR', 'EU', 'US', 'ZZ'], { minLength: 1 }),
  excludedTerritories: some(['DE', 'EU']),
  startsAt: edge,
  endsAt: edge,
  unresolved: some(['start', 'end']),
  deviceFamilies: some(['roku', 'firetv']),
  exception: fc.boolean(),
  status: fc.constantFrom('active', 'active', 'active', 'withdrawn'),
});
/** Films, and episodes under a series of one season. */
const anyTitle = fc.record({
  episode: fc.boolean(),
  status: fc.constantFrom('published', 'published', 'published', 'unpublished'),
  hasMedia: fc.constantFrom(true, true, true, false),
  windows: fc.array(anyWindow, { maxLength: 4 }),
});
const anyQuestion = fc.record({
  format: fc.constantFrom(...FEED_FORMATS),
  territories: fc.subarray(['DE', 'FR', 'JP', 'US'], { minLength: 1 }),
  licenceTypes: fc.subarray<LicenceType>(['SVOD', 'AVOD'], { minLength: 1 }),
  tick: fc.integer({ min: -1, max: 7 }),
  ahead: fc.constantFrom(0, 0, 1, 3),
});
type Titles = (typeof anyTitle extends fc.Arbitrary<infer T> ? T : never)[];

async function written(titles: Titles): Promise<string> {
  const { id: tenantId } = await database.tenant.create({ data: { id: newId('ten'), name: 'Feeds' } });
  const above = [newId('tit'), newId('tit')] as const;
  const whole = { tenantId, status: 'published', publishedAt: instant(-9) };
  const rows = titles.map((title) => ({ ...title, id: newId('tit') }));
  await database.title.createMany({
    data: [
      { ...whole, id: above[0], externalId: 'series', name: 'Series', kind: 'series' },
      { ...whole, id: above[1], externalId: 'season', name: 'Season', kind: 'season', parentId: above[0], position: 1 },
      ...rows.map(({ id, status, hasMedia, episode }, position) => ({
        ...{ ...whole, id, status, externalId: id, name: id, currentVersionId: hasMedia ? `ver_of_${id}` : null },
        ...(episode ? { kind: 'episode', parentId: above[1], position } : {}),
      })),
    ],
  });
  const all = [...above, ...rows.map(({ id }) => id)];
  await database.titleSnapshot.createMany({
    data: all.map((titleId) => ({
      ...{ id: newId('snp'), tenantId, titleId, number: 1, digest: titleId, createdBy: 'test' },
      document: storableJson(COMPLETE),
    })),
  });
  await database.$executeRaw`
    UPDATE titles SET snapshot_id = s.id FROM title_snapshots s WHERE s.title_id = titles.id AND titles.tenant_id = ${tenantId}`;
  await database.version.createMany({
    data: rows.map(({ id }) => ({
      ...{ id: `ver_of_${id}`, tenantId, titleId: id, ingestId: `ing_of_${id}`, masterId: 'mst_x', number: 1 },
      ...{ prefix: `titles/${id}/`, mediaToken: `token-of-${id}`, planHash: 'p', durationMs: 2 * HOUR, bytes: 1n },
      frameRate: '25',
    })),
  });
  await database.output.createMany({
    data: rows.map(({ id }) => ({
      ...{ id: newId('out'), versionId: `ver_of_${id}`, kind: 'poster', objectKey: `titles/${id}/poster.jpg` },
    })),
  });
  await database.rightsWindow.createMany({
    data: rows.flatMap(({ id, windows }) =>
      windows.map(({ startsAt, endsAt, ...window }) => ({
        ...{ ...window, id: newId('win'), tenantId, titleId: id, externalId: id, createdBy: 'test' },
        startsAt: startsAt === undefined ? null : instant(startsAt),
        endsAt: endsAt === undefined ? null : instant(endsAt),
      })),
    ),
  });
  return tenantId;
}

const addressOf = (token: string, path: string) => `https://tv.example/media/${token}/${path}`;

it('lists in every feed exactly the titles that the resolver offers, and series with some of them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyTitle, { minLength: 40, maxLength: 40, size: 'max' }),
      fc.array(anyQuestion, { minLength: 30, maxLength: 30 }),
      async (titles, questions) => {
        const tenantId = await written(titles);
        const all = await database.title.findMany({ where: { tenantId, kind: { notIn: ['series', 'season'] } } });
        const kinds = new Map(all.map(({ id, kind }) => [id, kind]));
        const rights = await repositories.rights.facts(tenantId, [...kinds.keys()]);
        for (const { format, territories, licenceTypes, tick, ahead } of questions) {
          const aheadMs = ahead * HOUR;
          const { device } = format;
          const asked = request({ territories, licenceTypes, device, at: instant(tick).getTime(), aheadMs });
          const query = { tenantId, territories, licenceTypes, device, at: instant(tick), aheadMs, addressOf };
          const trees = await repositories.feeds.roots(query, { limit: 100 });
          const listed = trees
            .flatMap((tree) => project(format, tree, asked))
            .flatMap(({ title, state }) => (state === 'listed' ? [title] : []));
          const offered = [...rights.values()].flatMap(({ id, facts }) =>
            territories.some((territory) => {
              const asker = { territory, licenceTypes, device: device === undefined ? undefined : { family: device } };
              const instants = Array.from({ length: ahead + 1 }, (_, hours) => asked.at + hours * HOUR);
              return instants.some((at) => mayOffer(facts, asker, at).allowed);
            })
              ? [id]
              : [],
          );
          const played = listed.filter(({ kind }) => kind !== 'series' && kind !== 'season').map(({ id }) => id);
          expect(played.sort()).toEqual(offered.sort());
          const hasEpisode = offered.some((id) => kinds.get(id) === 'episode');
          expect(listed.some(({ kind }) => kind === 'series')).toBe(format.containers && hasEpisode);
        }
      },
    ),
    { numRuns: 4 },
  );
}, 180_000);

it('goes on after a title, and knows when what feeds are made of changes', async () => {
  const open = { kind: 'grant', licenseType: 'SVOD', territories: ['DE'], excludedTerritories: [], unresolved: [] };
  const window = { ...open, startsAt: 0, endsAt: 4, deviceFamilies: [], exception: false, status: 'active' };
  const film = { episode: false, status: 'published', hasMedia: true, windows: [window] };
  const tenantId = await written([film, film, film] as never);
  const query = {
    tenantId,
    territories: ['DE'],
    licenceTypes: ['SVOD'] as const,
    at: instant(1),
    aheadMs: 0,
    addressOf,
  };
  const whole = await repositories.feeds.roots(query, { limit: 100 });
  const begun = await repositories.feeds.roots(query, { limit: 2 });
  const rest = await repositories.feeds.roots(query, { after: begun[1]!.id, limit: 100 });
  expect([...begun, ...rest]).toEqual(whole);
  const first = whole.find(({ kind }) => kind === 'movie');
  expect(first).toMatchObject({
    media: { durationMs: 2 * HOUR },
    pictures: [{ kind: 'poster', url: `https://tv.example/media/token-of-${first!.id}/poster.jpg` }],
  });
  const before = await repositories.feeds.state(tenantId, instant(1), 0);
  expect(before).toMatchObject({ nextChangeAt: instant(4) });
  expect(await repositories.feeds.state(tenantId, instant(2), 0)).toEqual(before);
  const revisions = [before, await repositories.feeds.state(tenantId, instant(4), 0)];
  await database.title.update({ where: { id: first!.id }, data: { name: 'Another' } });
  revisions.push(await repositories.feeds.state(tenantId, instant(4), 0));
  await database.rightsWindow.updateMany({ where: { titleId: first!.id }, data: { endsAt: instant(5) } });
  revisions.push(await repositories.feeds.state(tenantId, instant(4), 0));
  const picture = {
    ...{ role: 'key-art', ratio: '16:9', width: 1920, height: 1080, prefix: 'x/', sha256: 's', bytes: 1n },
  };
  const size = { width: 1280, height: 720, contentType: 'image/jpeg', name: '1280.jpg' };
  const others = ['webp', 'avif'].map((name) => ({ ...size, contentType: `image/${name}`, name: `1920.${name}` }));
  const derived = [...others, { ...size, width: 640, height: 360, name: '640.jpg' }, size];
  const about = { id: newId('art'), tenantId, titleId: first!.id, mediaToken: `art-of-${first!.id}` };
  await database.artwork.create({ data: { ...about, ...picture, derived } });
  revisions.push(await repositories.feeds.state(tenantId, instant(4), 0));
  expect(new Set(revisions.map(({ revision }) => revision)).size).toBe(5);
  const again = await repositories.feeds.roots(query, { limit: 100 });
  expect(again.find(({ id }) => id === first!.id)?.pictures).toMatchObject([
    { kind: 'key-art', url: `https://tv.example/media/art-of-${first!.id}/1280.jpg`, width: 1280, height: 720 },
    { kind: 'poster' },
  ]);
});

describe('the state of feeds', () => {
  const stateNow = (tenantId: string) => repositories.feeds.state(tenantId, instant(1), 0);

  it('changes with what commits late, and with what is gone', async () => {
    const tenantId = await written([]);
    const changes = { startsAt: instant(9), tenantId, externalId: 'x', licenseType: 'SVOD', territories: ['DE'] };
    const revisions = [(await stateNow(tenantId)).revision];
    const noted = async () => revisions.push((await stateNow(tenantId)).revision);
    const [late, early] = [newId('win'), newId('win')];
    await database.$transaction(async (transaction) => {
      await transaction.rightsWindow.create({ data: { ...changes, id: late, createdBy: 'test' } });
      await database.rightsWindow.create({ data: { ...changes, id: early, createdBy: 'test' } });
      await noted();
    });
    await noted();
    await database.rightsWindow.delete({ where: { id: early } });
    await noted();
    expect(new Set(revisions).size).toBe(4);
  });

  it('is the same after the calendar noted something for itself, and after many changes were made one', async () => {
    const tenantId = await written([]);
    const window = { id: newId('win'), tenantId, externalId: 'x', territories: ['DE'], createdBy: 'test' };
    await database.rightsWindow.create({ data: window });
    const before = await stateNow(tenantId);
    await database.$executeRaw`
      UPDATE rights_windows SET announced_open = true, look_at = '2030-01-01' WHERE id = ${window.id}`;
    await Promise.all([foldChanges(database), foldChanges(database)]);
    expect(await database.catalogChange.count({ where: { tenantId } })).toBe(1);
    expect(await stateNow(tenantId)).toEqual(before);
  });

  it('is read off indexes, a row each, of 100,000 windows', async () => {
    const tenantId = newId('ten');
    const far = newId('win');
    await database
      .$transaction(
        async (transaction) => {
          await transaction.$executeRaw`
          INSERT INTO rights_windows (id, tenant_id, external_id, territories, starts_at, ends_at, created_by)
          SELECT ${far} || n, ${tenantId}, 'x' || n, '{DE}', ${instant(0).toISOString()}::timestamp + n * interval '1 minute',
            ${instant(0).toISOString()}::timestamp + n * interval '2 minutes', 'test' FROM generate_series(1, 100000) n`;
          const { text, values } = feedStateStatement(tenantId, instant(24), 14 * 24 * HOUR);
          const [{ 'QUERY PLAN': plan }] = await transaction.$queryRawUnsafe<[{ 'QUERY PLAN': string }]>(
            `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
            ...values,
          );
          const read = rowsRead(typeof plan === 'string' ? JSON.parse(plan) : plan);
          expect(read).toBeLessThanOrEqual(20);
          throw new Rollback();
        },
        { timeout: 60_000 },
      )
      .catch((error) => {
        if (!(error instanceof Rollback)) throw error;
      });
  }, 90_000);
});

/** A hundred thousand windows are of no use to other tests. */
class Rollback extends Error {}

interface PlanNode {
  'Node Type': string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** Rows that the scans of a plan looked at. */
function rowsRead([{ Plan }]: [{ Plan: PlanNode }]): number {
  const of = ({ Plans = [], ...node }: PlanNode): number =>
    Plans.reduce((sum, each) => sum + of(each), 0) +
    (node['Node Type'].includes('Scan')
      ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
      : 0);
  return of(Plan);
}
