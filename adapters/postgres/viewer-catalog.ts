import { Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import { guardAll } from './errors';
import { foreseen } from './foreseen';
import { readPage } from './paging';
import { readPlanned, readPrepared } from './prepared';
import type { EntryPage, Looker, ViewerCatalog } from './viewer-catalog-port';
import { filtered, readEntries, type ShownRow, shownColumns, titleOf } from './viewer-rows';
import { searchEntries } from './viewer-search';
import { type VisibleTo, visibleEntry } from './visible';

/** Ways to watch that somebody may have or buy. */
const ANY_OFFER = { licenceTypes: ['SVOD', 'AVOD', 'VOD', 'EST'], purpose: 'offer' } as const;

interface ViewerCatalogOptions {
  /** A title without any window is closed. */
  rightsRequired?: boolean;
  /** How many of the newest entries a list is looked for among. */
  depth?: number;
}

/** {@link ViewerCatalog} in PostgreSQL. */
export const createViewerCatalog = (
  database: Database,
  { rightsRequired = false, depth }: ViewerCatalogOptions = {},
): ViewerCatalog => {
  const askerOf = (looker: Looker): VisibleTo => askerFor(looker, rightsRequired);
  return guardAll<ViewerCatalog>({
    async list(looker, page) {
      const asker = askerOf(looker);
      const { items, next } = await readPage(
        page.limit,
        (take) => listedRows(database, { tenantId: looker.tenantId, page, asker, take, depth }),
        ({ place }) => place,
      );
      return { items: items.map(titleOf), next };
    },

    some: (looker, ids) => readEntries(database, looker.tenantId, ids, askerOf(looker)),

    foresee: (tenantId, at, look) =>
      foreseen(database, tenantId, at, (then) => look(createViewerCatalog(then, { rightsRequired }))),

    search: (looker, search) => searchEntries(database, looker.tenantId, search, askerOf(looker)),

    async nextChange(tenantId, now) {
      const at = Prisma.sql`${now.toISOString()}::timestamp`;
      const [row] = await readPrepared<{ at: Date | null }>(
        database,
        Prisma.sql`
        SELECT least(
          (SELECT min(starts_at) FROM rights_windows WHERE tenant_id = ${tenantId} AND starts_at > ${at}),
          (SELECT min(ends_at) FROM rights_windows WHERE tenant_id = ${tenantId} AND ends_at > ${at}),
          (SELECT min(at) FROM title_schedules WHERE tenant_id = ${tenantId} AND status = 'waiting' AND at > ${at}),
          (SELECT min(goes_live_at) FROM layout_versions
            WHERE tenant_id = ${tenantId} AND cancelled_at IS NULL AND goes_live_at > ${at})
                ) AT TIME ZONE 'UTC' AS at`,
      );
      return row?.at ?? undefined;
    },
  });
};

const askerFor = ({ territory, deviceFamily, now }: Looker, rightsRequired: boolean): VisibleTo => ({
  ...ANY_OFFER,
  ...{ territory, rightsRequired, at: now },
  device: deviceFamily === undefined ? undefined : { family: deviceFamily },
});

/** The statement of {@link ViewerCatalog.list} for what is not rare. */
export const listedEntries = (looker: Looker, page: EntryPage, rightsRequired = false): Prisma.Sql => {
  const { tenantId } = looker;
  return newest({ tenantId, page, asker: askerFor(looker, rightsRequired), take: page.limit + 1 });
};

interface ListedRow extends ShownRow {
  /** By which the list is sorted. */
  place: Date;
}

/** How many of the newest entries are looked through for a list, before it is asked for by what makes it rare. */
const DEPTH = 20_000;

interface Listing {
  tenantId: string;
  page: EntryPage;
  asker: VisibleTo;
  take: number;
  depth?: number;
}

/** Children and members by their numbers, everything else newest first. */
async function listedRows(database: Database, listing: Listing): Promise<ListedRow[]> {
  const { page, take } = listing;
  if (page.parentId !== undefined || page.collectionId !== undefined) return readPrepared(database, children(listing));
  const rows = await readPrepared<ListedRow>(database, newest(listing));
  // What makes it rare is in the values, so that they decide the plan.
  return rows.length === take ? rows : readPlanned(database, rare(listing));
}

/** Lists are read off an index; the rest of an entry is read for those on the page only. */
const shown = (page: Prisma.Sql, order: 'ASC' | 'DESC'): Prisma.Sql => Prisma.sql`
  WITH ${page}
  SELECT ${shownColumns}, page.place AT TIME ZONE 'UTC' AS place FROM page JOIN titles t ON t.id = page.title_id
  ORDER BY page.place ${Prisma.raw(order)}, page.title_id ${Prisma.raw(order)}`;

const NEWEST_FIRST = Prisma.sql`ORDER BY e.published_at DESC, e.title_id DESC`;

const entriesOf = ({ tenantId, page: { after } }: Listing): Prisma.Sql => Prisma.sql`
  SELECT * FROM published_entries e WHERE e.tenant_id = ${tenantId} ${
    after
      ? Prisma.sql`AND (e.published_at, e.title_id) < (${after.at.toISOString()}::timestamp, ${after.id})`
      : Prisma.empty
  }`;

const wantedOf = ({ page, asker }: Listing): Prisma.Sql =>
  Prisma.sql`${page.kinds ? Prisma.empty : Prisma.sql`e.parent_id IS NULL AND`} ${filtered(page, asker)}`;

/** The first that the asker may see among sorted entries. */
const seen = ({ asker, take }: Listing, among: Prisma.Sql, when: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT e.title_id, e.published_at AS place FROM (${among}) e JOIN titles t ON t.id = e.title_id
  WHERE ${when} AND ${visibleEntry(asker)} ${NEWEST_FIRST} LIMIT ${take}`;

/** The newest are looked through, off their index alone: reading ends with the page. */
const newest = (listing: Listing): Prisma.Sql =>
  shown(
    Prisma.sql`page AS (${seen(
      listing,
      Prisma.sql`${entriesOf(listing)} ${NEWEST_FIRST} LIMIT ${listing.depth ?? DEPTH}`,
      wantedOf(listing),
    )})`,
    'DESC',
  );

/** What is too rare to be met on the way is looked up by what makes it rare, and sorted before the gate is asked. */
const rare = (listing: Listing): Prisma.Sql =>
  shown(
    Prisma.sql`page AS (${seen(
      listing,
      Prisma.sql`${entriesOf(listing)} AND ${wantedOf(listing)} ${NEWEST_FIRST} OFFSET 0`,
      Prisma.sql`true`,
    )})`,
    'DESC',
  );

/** Numbers stand as milliseconds of the epoch, so that every list is sorted by an instant. */
const numbered = (position: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`('1970-01-01'::timestamp + coalesce(${position}, 1000000) * interval '1 millisecond')`;

/** Children and members are few enough to be sorted. */
function children({ tenantId, page, asker, take }: Listing): Prisma.Sql {
  const { collectionId, after } = page;
  const [from, place] = collectionId
    ? [
        Prisma.sql`(SELECT entry.*, item.position AS listed_at FROM collection_items item
          JOIN published_entries entry ON entry.title_id = item.title_id WHERE item.collection_id = ${collectionId}) e`,
        numbered(Prisma.sql`e.listed_at`),
      ]
    : [Prisma.sql`published_entries e`, numbered(Prisma.sql`e.position`)];
  const beyond = after
    ? Prisma.sql`AND (${place}, e.title_id) > (${after.at.toISOString()}::timestamp, ${after.id})`
    : Prisma.empty;
  return shown(
    Prisma.sql`page AS (
      SELECT e.title_id, ${place} AS place FROM ${from} JOIN titles t ON t.id = e.title_id
      WHERE e.tenant_id = ${tenantId} ${beyond} AND ${filtered(page, asker)} AND ${visibleEntry(asker)}
      ORDER BY ${place}, e.title_id LIMIT ${take}
    )`,
    'ASC',
  );
}
