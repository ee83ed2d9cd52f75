import { Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import { readPlanned, readPrepared } from './prepared';
import type { EntryPage, Looker } from './viewer-catalog-port';
import { fewOpen, openPage } from './viewer-open';
import { filtered, type ShownRow, shownColumns } from './viewer-rows';
import { type VisibleTo, visibleEntry } from './visible';

/** Ways to watch that somebody may have or buy. */
const ANY_OFFER = { licenceTypes: ['SVOD', 'AVOD', 'VOD', 'EST'], purpose: 'offer' } as const;

/** The asker that somebody who looks is to the gate. */
export const askerFor = ({ territory, deviceFamily, now }: Looker, rightsRequired: boolean): VisibleTo => ({
  ...ANY_OFFER,
  ...{ territory, rightsRequired, at: now },
  device: deviceFamily === undefined ? undefined : { family: deviceFamily },
});

/** The statement of {@link ViewerCatalog.list} for what is not rare. */
export const listedEntries = (looker: Looker, page: EntryPage, rightsRequired = false): Prisma.Sql => {
  const { tenantId } = looker;
  return newest({ tenantId, page, asker: askerFor(looker, rightsRequired), take: page.limit + 1 });
};

/** An entry of a list. */
export interface ListedRow extends ShownRow {
  /** By which the list is sorted. */
  place: Date;
}

/** How many of the newest entries are looked through for a list, before it is asked for by what makes it rare. */
export const DEPTH = 20_000;

/** A page that is asked for, and by whom. */
export interface Listing {
  tenantId: string;
  page: EntryPage;
  asker: VisibleTo;
  take: number;
  depth?: number;
  few?: number;
}

/** The entries of a page: children and members by their numbers, everything else newest first. */
export async function listedRows(database: Database, listing: Listing): Promise<ListedRow[]> {
  const { page, take } = listing;
  const numbered = page.parentId !== undefined || page.collectionId !== undefined;
  const open = await fewOpen(database, listing, listing.few);
  if (open) return readPrepared(database, fromOpen(listing, open, numbered));
  if (numbered) return readPrepared(database, children(listing));
  const rows = await readPrepared<ListedRow>(database, newest(listing));
  // What makes it rare is in the values, so that they decide the plan.
  return rows.length === take ? rows : readPlanned(database, rare(listing));
}

/** Lists are read off an index; the rest of an entry is read for those on the page only. */
const shown = (page: Prisma.Sql, order: 'ASC' | 'DESC'): Prisma.Sql => Prisma.sql`
  WITH ${page}
  SELECT ${shownColumns}, page.place AT TIME ZONE 'UTC' AS place FROM page JOIN titles t ON t.id = page.title_id
  ORDER BY page.place ${Prisma.raw(order)}, page.title_id ${Prisma.raw(order)}`;

/** The order of what is not numbered, of entries `e`. */
export const NEWEST_FIRST = Prisma.sql`ORDER BY e.published_at DESC, e.title_id DESC`;

const NEWEST: Order = { from: Prisma.empty, place: Prisma.sql`e.published_at`, direction: 'DESC' };

/** Entries after the last of the page before. */
const beyond = ({ page: { after } }: Listing, { place, direction }: Order): Prisma.Sql =>
  after
    ? Prisma.sql`AND (${place}, e.title_id) ${Prisma.raw(direction === 'ASC' ? '>' : '<')} (${after.at.toISOString()}::timestamp, ${after.id})`
    : Prisma.empty;

const entriesOf = (listing: Listing): Prisma.Sql => Prisma.sql`
  SELECT * FROM published_entries e WHERE e.tenant_id = ${listing.tenantId} ${beyond(listing, NEWEST)}`;

/** What narrows the entries `e` of a page that is not numbered. */
export const wantedOf = ({ page, asker }: Listing): Prisma.Sql =>
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

/** By which a list is sorted: an instant of entries `e`, joined with more. */
interface Order {
  from: Prisma.Sql;
  place: Prisma.Sql;
  direction: 'ASC' | 'DESC';
}

/** Of children, or of the members of a collection. */
const orderOf = ({ page: { collectionId } }: Listing): Order =>
  collectionId === undefined
    ? { from: Prisma.empty, place: numbered(Prisma.sql`e.position`), direction: 'ASC' }
    : {
        from: Prisma.sql`JOIN collection_items item ON item.title_id = e.title_id AND item.collection_id = ${collectionId}`,
        place: numbered(Prisma.sql`item.position`),
        direction: 'ASC',
      };

/** Children and members are few enough to be sorted. */
function children(listing: Listing): Prisma.Sql {
  const { tenantId, page, asker, take } = listing;
  const order = orderOf(listing);
  return shown(
    Prisma.sql`page AS (
      SELECT e.title_id, ${order.place} AS place FROM published_entries e ${order.from} JOIN titles t ON t.id = e.title_id
      WHERE e.tenant_id = ${tenantId} ${beyond(listing, order)} AND ${filtered(page, asker)} AND ${visibleEntry(asker)}
      ORDER BY ${order.place}, e.title_id LIMIT ${take}
    )`,
    'ASC',
  );
}

/** Any list, where little is open: what is in it stands under what is open. */
function fromOpen(listing: Listing, open: readonly string[], isNumbered: boolean): Prisma.Sql {
  const { tenantId, page, asker, take } = listing;
  const { from, place, direction } = isNumbered ? orderOf(listing) : NEWEST;
  const narrowed = isNumbered ? filtered(page, asker) : wantedOf(listing);
  const wanted = Prisma.sql`${narrowed} ${beyond(listing, { from, place, direction })}`;
  return shown(openPage({ tenantId, asker, open, take, wanted, joined: from, order: place, direction }), direction);
}
