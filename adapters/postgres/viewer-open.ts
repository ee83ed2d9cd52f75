import { Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import { readPrepared } from './prepared';
import { placesOf } from './viewer-rows';
import { type VisibleTo, visible } from './visible';

/** Titles open in a place, up to which a list begins with them; with more, the newest are soon met among all entries. */
const FEW = 2_000;
/** That there are more is remembered for so long, milliseconds: it decides how a list is read, never what is in it. */
const KEPT_MS = 10_000;
const MOST_KEPT = 1_000;

const kept = new WeakMap<Database, Map<string, number>>();

interface Place {
  tenantId: string;
  asker: VisibleTo;
}

/** Ids of the titles that grants open where the asker is, whatever bars them; undefined when they are not few. */
export async function fewOpen(
  database: Database,
  { tenantId, asker }: Place,
  most = FEW,
): Promise<string[] | undefined> {
  const { territory, at, rightsRequired } = asker;
  const key = [tenantId, territory, rightsRequired, Math.floor(at.getTime() / KEPT_MS), most].join(' ');
  const many = kept.get(database) ?? new Map<string, number>();
  if ((many.get(key) ?? 0) > Date.now()) return undefined;
  // Each place by itself: an index of ranges looks up one value at a time.
  const rows = await readPrepared<{ id: string }>(
    database,
    Prisma.sql`
      SELECT o.id FROM unnest(${placesOf(asker)}::text[]) AS asked(place) CROSS JOIN LATERAL (
        SELECT title_id AS id FROM title_openings
        WHERE tenant_id = ${tenantId} AND place = asked.place
          AND tsrange(opens_at, closes_at) @> ${at.toISOString()}::timestamp LIMIT ${most + 1}) o
      LIMIT ${most + 1}`,
  );
  if (rows.length <= most) return rows.map(({ id }) => id);
  if (many.size >= MOST_KEPT) many.clear();
  kept.set(database, many.set(key, Date.now() + KEPT_MS));
  return undefined;
}

interface OpenPage extends Place {
  /** Titles that are open, of {@link fewOpen}. */
  open: readonly string[];
  /** Narrows entries `e`. */
  wanted: Prisma.Sql;
  /** More that is joined to entries `e`. */
  joined: Prisma.Sql;
  /** By which the page is sorted, of an entry `e`. */
  order: Prisma.Sql;
  direction: 'ASC' | 'DESC';
  take: number;
}

/**
 * A page of entries as `page`, that begins with the titles open where the asker is: reads as many rows as these are and what they
 * stand in, however many entries there are. An entry is seen when one of its parts is, and what lies between is published: the
 * walk of `titles_within` (see `visibleEntry`) from the other end. The gate is asked until the page is full.
 */
export const openPage = ({ tenantId, asker, open, wanted, joined, order, direction, take }: OpenPage): Prisma.Sql => {
  const way = Prisma.raw(direction);
  return Prisma.sql`
    RECURSIVE up(entry, part, depth) AS (
      SELECT DISTINCT id, id, 0 FROM unnest(${[...open]}::text[]) id
      UNION
      SELECT above.id, up.part, up.depth + 1
      FROM up JOIN titles below ON below.id = up.entry CROSS JOIN LATERAL (
        SELECT below.parent_id AS id WHERE below.kind <> 'extra' AND below.parent_id IS NOT NULL
        UNION ALL
        SELECT i.collection_id FROM collection_items i WHERE i.title_id = below.id
      ) over JOIN titles above ON above.id = over.id
      WHERE up.depth < 4 AND above.status = 'published' AND above.kind IN ('series', 'season', 'collection')
    ), candidates AS (
      SELECT e.title_id, ${order} AS place, up.part
      FROM (SELECT DISTINCT entry, part FROM up) up
      CROSS JOIN LATERAL (SELECT * FROM published_entries WHERE title_id = up.entry OFFSET 0) e ${joined}
      WHERE e.tenant_id = ${tenantId} AND ${wanted}
      ORDER BY 2 ${way}, 1 ${way} OFFSET 0
    ), page AS (
      SELECT DISTINCT ON (c.place, c.title_id) c.title_id, c.place FROM candidates c JOIN titles t ON t.id = c.part
      WHERE ${visible(asker)} ORDER BY c.place ${way}, c.title_id ${way} LIMIT ${take}
    )`;
};
