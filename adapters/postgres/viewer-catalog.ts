import { Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import { guardAll } from './errors';
import { foreseen } from './foreseen';
import { readPage } from './paging';
import { readPrepared } from './prepared';
import type { EntryPage, Looker, ViewerCatalog } from './viewer-catalog-port';
import { filtered, readEntries, type ShownRow, shownColumns, titleOf } from './viewer-rows';
import { searchEntries } from './viewer-search';
import { type VisibleTo, visibleEntry } from './visible';

/** Ways to watch that somebody may have or buy. */
const ANY_OFFER = { licenceTypes: ['SVOD', 'AVOD', 'VOD', 'EST'], purpose: 'offer' } as const;

/** {@link ViewerCatalog} in PostgreSQL. @param rightsRequired a title without any window is closed */
export const createViewerCatalog = (database: Database, { rightsRequired = false } = {}): ViewerCatalog => {
  const askerOf = (looker: Looker): VisibleTo => askerFor(looker, rightsRequired);
  return guardAll<ViewerCatalog>({
    async list(looker, page) {
      const asker = askerOf(looker);
      const { items, next } = await readPage(
        page.limit,
        (take) => readPrepared<ListedRow>(database, listed(looker.tenantId, page, asker, take)),
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

/** The statement of {@link ViewerCatalog.list}. */
export const listedEntries = (looker: Looker, page: EntryPage, rightsRequired = false): Prisma.Sql =>
  listed(looker.tenantId, page, askerFor(looker, rightsRequired), page.limit + 1);

interface ListedRow extends ShownRow {
  /** By which the list is sorted. */
  place: Date;
}

/** Newest entries that are looked through before the rarest filter decides how to look. */
const NEWEST = 4_000;

/** Lists are read off an index; the rest of an entry is read for those on the page only. */
function listed(tenantId: string, page: EntryPage, asker: VisibleTo, take: number): Prisma.Sql {
  const { parentId, collectionId } = page;
  const ordered = parentId !== undefined || collectionId !== undefined;
  const order = ordered ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  return Prisma.sql`
    WITH ${ordered ? children(tenantId, page, asker, take) : newest(tenantId, page, asker, take)}
    SELECT ${shownColumns}, page.place AT TIME ZONE 'UTC' AS place
    FROM page JOIN titles t ON t.id = page.title_id
    ORDER BY page.place ${order}, page.title_id ${order}`;
}

/**
 * The newest are looked through first, off their index alone. What is so rare that these hold too few of it is looked up by what
 * makes it rare, then sorted: neither way reads everything.
 */
function newest(tenantId: string, page: EntryPage, asker: VisibleTo, take: number): Prisma.Sql {
  const after = page.after
    ? Prisma.sql`AND (e.published_at, e.title_id) < (${page.after.at.toISOString()}::timestamp, ${page.after.id})`
    : Prisma.empty;
  const top = page.kinds ? Prisma.empty : Prisma.sql`AND e.parent_id IS NULL`;
  const wanted = Prisma.sql`${filtered(page, asker.territory)} ${top}`;
  const first = Prisma.sql`ORDER BY e.published_at DESC, e.title_id DESC LIMIT`;
  return Prisma.sql`
    near AS MATERIALIZED (
      SELECT e.title_id, e.published_at AS place FROM (
        SELECT * FROM published_entries e WHERE e.tenant_id = ${tenantId} ${after} ${first} ${NEWEST}
      ) e JOIN titles t ON t.id = e.title_id
      WHERE ${wanted} AND ${visibleEntry(asker)} ${first} ${take}
    ), far AS MATERIALIZED (
      SELECT e.title_id, e.published_at AS place FROM (
        SELECT * FROM published_entries e WHERE e.tenant_id = ${tenantId} ${after} AND ${wanted}
          AND (SELECT count(*) FROM near) < ${take} OFFSET 0
      ) e JOIN titles t ON t.id = e.title_id
      WHERE ${visibleEntry(asker)} ${first} ${take}
    ), page AS (
      SELECT * FROM near WHERE (SELECT count(*) FROM near) = ${take} UNION ALL SELECT * FROM far
    )`;
}

/** Numbers stand as milliseconds of the epoch, so that every list is sorted by an instant. */
const numbered = (position: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`('1970-01-01'::timestamp + coalesce(${position}, 1000000) * interval '1 millisecond')`;

/** Children and members are few enough to be sorted. */
function children(tenantId: string, page: EntryPage, asker: VisibleTo, take: number): Prisma.Sql {
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
  return Prisma.sql`
    page AS (
      SELECT e.title_id, ${place} AS place FROM ${from} JOIN titles t ON t.id = e.title_id
      WHERE e.tenant_id = ${tenantId} ${beyond} AND ${filtered(page, asker.territory)} AND ${visibleEntry(asker)}
      ORDER BY ${place}, e.title_id LIMIT ${take}
    )`;
}
