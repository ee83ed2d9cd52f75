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

interface ViewerCatalogOptions {
  /** A title without any window is closed. */
  rightsRequired?: boolean;
  depths?: Depths;
}

/** {@link ViewerCatalog} in PostgreSQL. */
export const createViewerCatalog = (
  database: Database,
  { rightsRequired = false, depths }: ViewerCatalogOptions = {},
): ViewerCatalog => {
  const askerOf = (looker: Looker): VisibleTo => askerFor(looker, rightsRequired);
  return guardAll<ViewerCatalog>({
    async list(looker, page) {
      const asker = askerOf(looker);
      const { items, next } = await readPage(
        page.limit,
        (take) => readPrepared<ListedRow>(database, listed(looker.tenantId, page, asker, take, depths)),
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

/** How many of the newest entries are looked through for a list before it is asked for by what makes it rare. */
interface Depths {
  near: number;
  /** When what is wanted is among the near ones, though too rarely for a page. */
  walk: number;
}
const DEPTHS: Depths = { near: 4_000, walk: 80_000 };
/** So many among the near ones promise that the walk ends at a page. */
const PROMISING = 2;

/** Lists are read off an index; the rest of an entry is read for those on the page only. */
function listed(tenantId: string, page: EntryPage, asker: VisibleTo, take: number, depths = DEPTHS): Prisma.Sql {
  const { parentId, collectionId } = page;
  const ordered = parentId !== undefined || collectionId !== undefined;
  const order = ordered ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  return Prisma.sql`
    WITH ${ordered ? children(tenantId, page, asker, take) : newest(tenantId, page, asker, take, depths)}
    SELECT ${shownColumns}, page.place AT TIME ZONE 'UTC' AS place
    FROM page JOIN titles t ON t.id = page.title_id
    ORDER BY page.place ${order}, page.title_id ${order}`;
}

/**
 * The newest are looked through first, off their index alone, and further down when that promises a page. What is rarer is looked up
 * by what makes it rare and sorted, before the gate is asked: no way reads everything.
 */
function newest(tenantId: string, page: EntryPage, asker: VisibleTo, take: number, { near, walk }: Depths): Prisma.Sql {
  const after = page.after
    ? Prisma.sql`AND (e.published_at, e.title_id) < (${page.after.at.toISOString()}::timestamp, ${page.after.id})`
    : Prisma.empty;
  const top = page.kinds ? Prisma.empty : Prisma.sql`e.parent_id IS NULL AND`;
  const wanted = Prisma.sql`${top} ${filtered(page, asker)}`;
  const entries = Prisma.sql`SELECT * FROM published_entries e WHERE e.tenant_id = ${tenantId} ${after}`;
  const first = Prisma.sql`ORDER BY e.published_at DESC, e.title_id DESC`;
  const seen = (among: Prisma.Sql, when: Prisma.Sql) => Prisma.sql`
    SELECT e.title_id, e.published_at AS place FROM (${among}) e JOIN titles t ON t.id = e.title_id
    WHERE ${when} AND ${visibleEntry(asker)} ${first} LIMIT ${take}`;
  const found = Prisma.sql`(SELECT count(*) FROM near)`;
  return Prisma.sql`
    near AS MATERIALIZED (${seen(Prisma.sql`${entries} ${first} LIMIT ${near}`, wanted)}),
    walk AS MATERIALIZED (${seen(
      Prisma.sql`${entries} AND ${found} BETWEEN ${PROMISING} AND ${take} - 1 ${first} LIMIT ${walk}`,
      wanted,
    )}),
    far AS MATERIALIZED (${seen(
      Prisma.sql`${entries} AND ${wanted} AND greatest(${found}, (SELECT count(*) FROM walk)) < ${take} ${first} OFFSET 0`,
      Prisma.sql`true`,
    )}),
    page AS (
      SELECT * FROM near WHERE ${found} = ${take}
      UNION ALL SELECT * FROM walk WHERE (SELECT count(*) FROM walk) = ${take}
      UNION ALL SELECT * FROM far
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
      WHERE e.tenant_id = ${tenantId} ${beyond} AND ${filtered(page, asker)} AND ${visibleEntry(asker)}
      ORDER BY ${place}, e.title_id LIMIT ${take}
    )`;
}
