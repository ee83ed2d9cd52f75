import { Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import { guardAll } from './errors';
import { readPage } from './paging';
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
        (take) => database.$queryRaw<ListedRow[]>(listed(looker.tenantId, page, asker, take)),
        ({ place }) => place,
      );
      return { items: items.map(titleOf), next };
    },

    some: (looker, ids) => readEntries(database, looker.tenantId, ids, askerOf(looker)),

    search: (looker, search) => searchEntries(database, looker.tenantId, search, askerOf(looker)),

    async nextChange(tenantId, now) {
      const at = Prisma.sql`${now.toISOString()}::timestamp`;
      const [row] = await database.$queryRaw<{ at: Date | null }[]>`
        SELECT least(
          (SELECT min(starts_at) FROM rights_windows WHERE tenant_id = ${tenantId} AND starts_at > ${at}),
          (SELECT min(ends_at) FROM rights_windows WHERE tenant_id = ${tenantId} AND ends_at > ${at}),
          (SELECT min(at) FROM title_schedules WHERE tenant_id = ${tenantId} AND status = 'waiting' AND at > ${at})
        ) AT TIME ZONE 'UTC' AS at`;
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

/** Lists are read off an index; the rest of an entry is read for those on the page only. */
function listed(tenantId: string, page: EntryPage, asker: VisibleTo, take: number): Prisma.Sql {
  const { from, place, descending, top } = sourceOf(page);
  const order = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const beyond = descending ? Prisma.sql`<` : Prisma.sql`>`;
  const after = page.after
    ? Prisma.sql`AND (${place}, e.title_id) ${beyond} (${page.after.at.toISOString()}::timestamp, ${page.after.id})`
    : Prisma.empty;
  return Prisma.sql`
    WITH page AS (
      SELECT e.title_id, ${place} AS place FROM ${from} JOIN titles t ON t.id = e.title_id
      WHERE e.tenant_id = ${tenantId} ${after} AND ${filtered(page, asker.territory)} AND ${top} AND ${visibleEntry(asker)}
      ORDER BY ${place} ${order}, e.title_id ${order} LIMIT ${take}
    )
    SELECT ${shownColumns}, page.place AT TIME ZONE 'UTC' AS place
    FROM page JOIN titles t ON t.id = page.title_id
    ORDER BY page.place ${order}, page.title_id ${order}`;
}

/** Numbers stand as milliseconds of the epoch, so that every list is sorted by an instant. */
const numbered = (position: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`('1970-01-01'::timestamp + coalesce(${position}, 1000000) * interval '1 millisecond')`;

/** From where a list is read, and by what it is sorted; only one of everything keeps to the `top`, to entries without a parent. */
function sourceOf({ parentId, collectionId, kinds }: EntryPage) {
  const all = Prisma.sql`true`;
  if (parentId)
    return {
      from: Prisma.sql`published_entries e`,
      place: numbered(Prisma.sql`e.position`),
      ...{ descending: false, top: all },
    };
  if (collectionId)
    return {
      from: Prisma.sql`(SELECT entry.*, item.position AS listed_at FROM collection_items item
        JOIN published_entries entry ON entry.title_id = item.title_id WHERE item.collection_id = ${collectionId}) e`,
      place: numbered(Prisma.sql`e.listed_at`),
      ...{ descending: false, top: all },
    };
  return {
    from: Prisma.sql`published_entries e`,
    place: Prisma.sql`e.published_at`,
    ...{ descending: true, top: kinds ? all : Prisma.sql`e.parent_id IS NULL` },
  };
}
