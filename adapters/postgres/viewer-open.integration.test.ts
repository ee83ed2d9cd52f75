import fc from 'fast-check';
import { testStack } from '../../tests/stack/use';
import { type Database, openDatabase } from '.';
import { anyAsker, anyTitle, instant, written } from './testing/any-rights';
import { createViewerCatalog } from './viewer-catalog';
import type { EntryPage, Looker, ViewerCatalog } from './viewer-catalog-port';

let database: Database;
beforeAll(() => {
  database = openDatabase({ url: testStack().database });
});
afterAll(() => database.$disconnect());

const [SERIES, SEASONS, COLLECTIONS] = [3, 6, 4];
const HOLDERS = SERIES + SEASONS + COLLECTIONS;
const TITLES = 50;
const place = fc.nat({ max: SERIES + SEASONS + 3 });
const items = fc.uniqueArray(fc.nat({ max: TITLES - 1 }), { maxLength: 12 });

/** What stands under what, by numbers of titles: series, seasons, collections, then what plays. */
const anyTree = fc.record({
  seasons: fc.array(fc.nat({ max: SERIES }), { minLength: SEASONS, maxLength: SEASONS }),
  parents: fc.array(place, { minLength: TITLES, maxLength: TITLES }),
  extras: fc.array(fc.constantFrom(false, false, false, true), { minLength: TITLES, maxLength: TITLES }),
  collections: fc.array(items, { minLength: COLLECTIONS, maxLength: COLLECTIONS }),
});
type Tree = typeof anyTree extends fc.Arbitrary<infer T> ? T : never;

async function arranged(ids: string[], tree: Tree): Promise<void> {
  for (const [at, id] of ids.entries()) {
    const season = at - SERIES;
    const kind = at < SERIES ? 'series' : season < SEASONS ? 'season' : at < HOLDERS ? 'collection' : 'movie';
    if (kind === 'series' || kind === 'collection') await database.title.update({ where: { id }, data: { kind } });
    const parent = kind === 'season' ? tree.seasons[season]! : tree.parents[at]!;
    const held = kind === 'season' ? parent < SERIES : parent < SERIES + SEASONS;
    const part = tree.extras[at] ? 'extra' : held ? 'episode' : 'movie';
    const data = { kind: kind === 'season' ? kind : part, parentId: held ? ids[parent] : null, position: at };
    if (kind === 'season' || kind === 'movie') await database.title.update({ where: { id }, data });
  }
  const collections = ids.slice(SERIES + SEASONS, HOLDERS);
  await database.collectionItem.createMany({
    data: collections.flatMap((collectionId, at) =>
      tree.collections[at]!.flatMap((item, position) =>
        ids[item] === collectionId ? [] : [{ collectionId, titleId: ids[item]!, position }],
      ),
    ),
  });
}

async function everyPage(catalog: ViewerCatalog, looker: Looker, page: Omit<EntryPage, 'limit'>): Promise<string[]> {
  const ids: string[] = [];
  for (let after: EntryPage['after']; ; ) {
    const { items: found, next } = await catalog.list(looker, { ...page, limit: 7, after });
    ids.push(...found.map(({ id }) => id));
    if (!next) return ids;
    after = next;
  }
}

it('lists the same from what is open as from all entries, alone and many at once: titles, and what they stand in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyTitle, { minLength: TITLES, maxLength: TITLES, size: 'max' }),
      anyTree,
      fc.array(fc.tuple(anyAsker, fc.integer({ min: -1, max: 7 }), fc.boolean()), { minLength: 6, maxLength: 6 }),
      async (titles, tree, questions) => {
        // Most of what holds others is published, so that much is seen through several.
        const published = titles.map((title, at) => ({
          ...title,
          ...(at < HOLDERS && at % 5 ? { status: 'published' } : {}),
        }));
        const { tenantId, ids } = await written(database, published as typeof titles);
        await arranged(ids, tree);
        const kinds = ['series', 'season', 'collection', 'movie', 'episode', 'extra'] as const;
        const lists: Omit<EntryPage, 'limit'>[] = [
          {},
          { kinds: [...kinds] },
          ...ids.slice(0, SERIES + SEASONS).map((parentId) => ({ parentId })),
          ...ids.slice(SERIES + SEASONS, HOLDERS).map((collectionId) => ({ collectionId })),
        ];
        for (const [{ territory, device }, tick, rightsRequired] of questions) {
          const looker = { tenantId, territory, deviceFamily: device?.family, now: instant(tick) };
          const fromOpen = createViewerCatalog(database, { rightsRequired });
          const fromAll = createViewerCatalog(database, { rightsRequired, few: -1 });
          const pages = lists.flatMap((list) => [
            { ...list, limit: 3 },
            { ...list, kinds: ['movie' as const], limit: 3 },
          ]);
          for (const catalog of [fromOpen, fromAll]) {
            const alone = await Promise.all(pages.map((page) => catalog.list(looker, page)));
            expect(await catalog.lists(looker, pages)).toEqual(alone.map(({ items: found }) => found));
          }
          for (const list of lists)
            expect(await everyPage(fromOpen, looker, list)).toEqual(await everyPage(fromAll, looker, list));
        }
      },
    ),
    { numRuns: 5 },
  );
}, 120_000);

/** What was written for a measurement is of no use to other tests. */
class Rollback extends Error {}

it('reads what is open here, not what opens here next month and is open elsewhere', async () => {
  const { tenantId } = await written(database, []);
  const at = '2028-03-01T00:00:00Z';
  const looker = { tenantId, territory: 'DE', now: new Date(at) };
  const read: Record<string, { listed: number; rows: number }> = {};
  const measured = database.$transaction(
    async (transaction) => {
      const run = (sql: string, ...values: unknown[]) => transaction.$executeRawUnsafe(sql, ...values);
      await run(TITLES_OF_MANY, tenantId);
      await run(SNAPSHOTS, tenantId);
      await run(`UPDATE titles SET snapshot_id = id WHERE tenant_id = $1`, tenantId);
      await run(MEMBERS, tenantId);
      await run(WINDOWS, tenantId, at);
      await run('ANALYZE titles, title_openings, published_entries, collection_items');
      await run('SET LOCAL enable_seqscan = off');
      const rowsRead = async () => {
        const [row] = await transaction.$queryRaw<[{ rows: number }]>`
          SELECT sum(seq_tup_read + idx_tup_fetch)::int AS rows FROM pg_stat_xact_user_tables`;
        return row.rows;
      };
      const catalog = createViewerCatalog(transaction as Database);
      const pages = { all: {}, series: { kinds: ['series'] as const }, members: { collectionId: `${tenantId}c` } };
      for (const [name, page] of Object.entries(pages)) {
        const before = await rowsRead();
        const { items: listed } = await catalog.list(looker, { limit: 20, ...page } as EntryPage);
        read[name] = { listed: listed.length, rows: (await rowsRead()) - before };
      }
      throw new Rollback();
    },
    { timeout: 60_000 },
  );
  await expect(measured).rejects.toThrow(Rollback);
  // Four titles, one of them an episode, its season and series, and the collection.
  expect(read).toMatchObject({ all: { listed: 5 }, series: { listed: 1 }, members: { listed: 3 } });
  for (const { rows } of Object.values(read)) expect(rows).toBeLessThan(250);
}, 90_000);

/** Four hundred films, and ten series of twenty episodes in a season. */
const TITLES_OF_MANY = `
  INSERT INTO titles (id, tenant_id, external_id, name, kind, status, parent_id, position, current_version_id, published_at, updated_at)
  SELECT $1 || kind || n, $1, kind || n, kind || n, CASE kind WHEN 'c' THEN 'collection' WHEN 's' THEN 'series' WHEN 't' THEN 'season'
      WHEN 'e' THEN 'episode' ELSE 'movie' END, 'published',
    CASE kind WHEN 't' THEN $1 || 's' || n WHEN 'e' THEN $1 || 't' || right(n, 1) END, 1,
    CASE WHEN kind IN ('e', 'm') THEN $1 || kind || n END, now(), now()
  FROM (SELECT 'm' AS kind, n::text FROM generate_series(1, 400) n UNION ALL SELECT 'c', ''
    UNION ALL SELECT kind, n::text FROM generate_series(0, 9) n, unnest(ARRAY['s', 't']) kind
    UNION ALL SELECT 'e', n::text FROM generate_series(0, 199) n) made`;
const SNAPSHOTS = `
  INSERT INTO title_snapshots (id, tenant_id, title_id, number, document, digest, created_by)
  SELECT id, $1, id, 1, '{}', id, 'test' FROM titles WHERE tenant_id = $1`;
const MEMBERS = `
  INSERT INTO collection_items (collection_id, title_id, position)
  SELECT $1 || 'c', id, 1 FROM titles WHERE tenant_id = $1 AND kind = 'movie'`;
const WINDOWS = `
  INSERT INTO rights_windows (id, tenant_id, external_id, title_id, license_type, territories, starts_at, created_by)
  SELECT id || place, $1, external_id, id, 'SVOD', ARRAY[place],
    $2::timestamp + CASE WHEN place = 'FR' OR external_id IN ('m1', 'm200', 'm400', 'e7') THEN interval '-1 day' ELSE interval '30 days' END, 'test'
  FROM titles, unnest(ARRAY['DE', 'FR']) place WHERE tenant_id = $1 AND kind IN ('movie', 'episode')`;
