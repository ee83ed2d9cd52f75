import { Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import type { TitleRecord } from './port';
import { readPlanned } from './prepared';
import { DEPTH, type Listing, listedRows, NEWEST_FIRST, wantedOf } from './viewer-listing';
import { fewOpen, openPage } from './viewer-open';
import { filtered, readEntries, titleOf } from './viewer-rows';
import { type VisibleTo, visibleEntry } from './visible';

/** Newest entries that the gate is asked of for all lists at once. */
const SHARED = 2_000;
/** More than can stand in what is open where little is. */
const ALL = 1_000_000;

/**
 * The first pages of many lists for one asker: the gate is asked once of the newest entries, which most lists are made of; only those
 * that these do not fill are read by themselves, and each entry is read once however many lists it is in.
 *
 * @param listings of this asker
 */
export async function listTogether(
  database: Database,
  tenantId: string,
  asker: VisibleTo,
  listings: readonly Listing[],
): Promise<TitleRecord[][]> {
  const different = new Map(listings.map((listing) => [keyOf(listing), listing]));
  const found = await sharedIds(database, { tenantId, asker }, different);
  const alone = [...different].filter(([key]) => !found.has(key));
  const known = new Map<string, TitleRecord>();
  const read = async ([key, listing]: [string, Listing]) => {
    const rows = await listedRows(database, listing);
    for (const row of rows) known.set(row.id, known.get(row.id) ?? titleOf(row));
    found.set(
      key,
      rows.map(({ id }) => id),
    );
  };
  const shared = new Set([...found.values()].flat());
  await Promise.all(alone.map(read));
  const rest = [...shared].filter((id) => !known.has(id));
  for (const title of await readEntries(database, tenantId, rest, asker)) known.set(title.id, title);
  return listings.map((listing) => found.get(keyOf(listing))?.flatMap((id) => known.get(id) ?? []) ?? []);
}

const keyOf = ({ page }: Listing): string => JSON.stringify(page);

/** Ids of the pages that what is shared fills, or holds all of. */
async function sharedIds(
  database: Database,
  { tenantId, asker }: Pick<Listing, 'tenantId' | 'asker'>,
  listings: ReadonlyMap<string, Listing>,
): Promise<Map<string, string[]>> {
  const sharing = [...listings].filter(
    ([, { page }]) => page.parentId === undefined && page.collectionId === undefined,
  );
  const [first] = sharing;
  if (!first || sharing.length < 2) return new Map();
  const open = await fewOpen(database, first[1], first[1].few);
  const seen = open ? seenOpen(first[1], open) : seenNewest(first[1]);
  const pages = sharing.map(
    ([, listing], at) => Prisma.sql`SELECT ${at}::int AS at, ARRAY(
      SELECT e.title_id FROM seen e WHERE ${wantedOf(listing)} ${NEWEST_FIRST} LIMIT ${listing.take}) AS ids`,
  );
  const rows = await readPlanned<{ at: number; ids: string[] }>(
    database,
    Prisma.sql`WITH ${seen} ${Prisma.join(pages, ' UNION ALL ')}`,
  );
  return new Map(
    rows.flatMap(({ at, ids }) => {
      const [key, { take }] = sharing[at]!;
      return open || ids.length === take ? [[key, ids] as const] : [];
    }),
  );

  function seenNewest({ depth = DEPTH }: Listing): Prisma.Sql {
    return Prisma.sql`seen AS MATERIALIZED (
      SELECT e.* FROM (
        SELECT title_id, kind, parent_id, release_year, genres, languages, places, opens_at, closes_at, published_at
        FROM published_entries e WHERE e.tenant_id = ${tenantId} ${NEWEST_FIRST} LIMIT ${depth}
      ) e JOIN titles t ON t.id = e.title_id
      WHERE ${filtered({}, asker)} AND ${visibleEntry(asker)} ${NEWEST_FIRST} LIMIT ${SHARED})`;
  }

  function seenOpen(listing: Listing, ids: readonly string[]): Prisma.Sql {
    const order = { joined: Prisma.empty, order: Prisma.sql`e.published_at`, direction: 'DESC' as const };
    return Prisma.sql`${openPage({ ...listing, ...order, open: ids, wanted: filtered({}, asker), take: ALL })},
      seen AS MATERIALIZED (SELECT e.* FROM page CROSS JOIN LATERAL (
        SELECT title_id, kind, parent_id, release_year, genres, languages, places, opens_at, closes_at, published_at
        FROM published_entries WHERE title_id = page.title_id OFFSET 0) e)`;
  }
}
