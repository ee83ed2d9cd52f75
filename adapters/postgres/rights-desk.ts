import { namesOf } from '../../domain/rights/territory';
import { Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import type { DeskQuery, DeskTitle, RightsDesk } from './rights-port';
import { windowRecord } from './rights-record';

/** A title, or the id of one that is not there; `rank` 1 comes last. */
interface Head {
  rank: 0 | 1;
  /** By which it is sorted. */
  name: string;
  /** Of the title, or the partner's of a missing one. */
  id: string;
  external_id: string;
  published: boolean;
}

/** {@link RightsDesk} in PostgreSQL. */
export const rightsDesk = (database: Database): RightsDesk => ({
  async desk(query) {
    const heads = await headsOf(database, query);
    const page = heads.slice(0, query.limit);
    const last = page.at(-1);
    return {
      titles: await withWindows(database, query, page),
      next: heads.length > query.limit && last ? JSON.stringify([last.rank, last.name, last.id]) : undefined,
    };
  },
});

/** One more than the page holds, where there is more. */
async function headsOf(database: Database, query: DeskQuery): Promise<Head[]> {
  const [rank, name, id] = query.after ? (JSON.parse(query.after) as [number, string, string]) : [-1, '', ''];
  const take = query.limit + 1;
  const titles =
    rank === 1
      ? []
      : await database.$queryRaw<Head[]>`
        SELECT 0 AS rank, t.name, t.id, t.external_id, t.status = 'published' AS published FROM titles t
        WHERE t.tenant_id = ${query.tenantId} AND ${named(query, Prisma.sql`t.name`, Prisma.sql`t.external_id`)}
          AND ${rank === 0 ? Prisma.sql`(t.name, t.id) > (${name}, ${id})` : Prisma.sql`true`}
          AND EXISTS (SELECT 1 FROM rights_windows w WHERE w.title_id = t.id AND ${matches(query)})
        ORDER BY t.name, t.id LIMIT ${take}`;
  if (titles.length === take) return titles;
  const missing = await database.$queryRaw<Head[]>`
    SELECT DISTINCT 1 AS rank, w.external_id AS name, w.external_id AS id, w.external_id, false AS published
    FROM rights_windows w
    WHERE w.tenant_id = ${query.tenantId} AND w.title_id IS NULL AND ${matches(query)}
      AND ${named(query, Prisma.sql`w.external_id`)}
      AND ${rank === 1 ? Prisma.sql`w.external_id > ${id}` : Prisma.sql`true`}
    ORDER BY w.external_id LIMIT ${take - titles.length}`;
  return [...titles, ...missing];
}

/** Windows `w` that are in force, touch the time and are what was asked for. */
const matches = ({ from, to, territory, licenceType }: DeskQuery): Prisma.Sql => Prisma.sql`(
  w.status = 'active'
  AND (w.starts_at IS NULL OR w.starts_at < ${to.toISOString()}::timestamp)
  AND (w.ends_at IS NULL OR w.ends_at > ${from.toISOString()}::timestamp)
  AND ${territory ? Prisma.sql`w.territories && ${namesOf(territory)}::text[] AND NOT w.excluded_territories && ${namesOf(territory)}::text[]` : Prisma.sql`true`}
  AND ${licenceType ? Prisma.sql`(w.license_type = ${licenceType} OR w.license_type IS NULL)` : Prisma.sql`true`}
)`;

function named({ text }: DeskQuery, ...columns: Prisma.Sql[]): Prisma.Sql {
  if (!text) return Prisma.sql`true`;
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return Prisma.sql`(${Prisma.join(
    columns.map((column) => Prisma.sql`${column} ILIKE ${pattern}`),
    ' OR ',
  )})`;
}

async function withWindows(database: Database, query: DeskQuery, heads: readonly Head[]): Promise<DeskTitle[]> {
  const titles = heads.filter(({ rank }) => rank === 0).map(({ id }) => id);
  const missing = heads.filter(({ rank }) => rank === 1).map(({ id }) => id);
  const rows = await database.rightsWindow.findMany({
    where: {
      ...{ tenantId: query.tenantId, status: 'active' },
      OR: [{ titleId: { in: titles } }, { titleId: null, externalId: { in: missing } }],
    },
    orderBy: [{ startsAt: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
  });
  const ids = rows.map(({ id }) => id);
  const asked = await database.$queryRaw<{ id: string }[]>`
    SELECT w.id FROM rights_windows w WHERE w.id = ANY(${ids}::text[]) AND ${matches(query)}`;
  const shown = new Set(asked.map(({ id }) => id));
  return heads.map(({ rank, id, name, external_id: externalId, published }) => {
    const own = rows.filter((row) => (rank === 0 ? row.titleId === id : !row.titleId && row.externalId === id));
    const windows = own.filter((row) => shown.has(row.id)).map(windowRecord);
    const grants = own.filter(({ kind }) => kind === 'grant').map(windowRecord);
    const known = rank === 0 ? { titleId: id, name } : {};
    return { ...known, externalId, published, windows, grants };
  });
}
