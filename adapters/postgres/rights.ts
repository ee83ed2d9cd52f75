import { namesOf } from '../../domain/rights/territory';
import type { RightsFacts } from '../../domain/rights/types';
import { Prisma, type RightsWindow as WindowRow } from '../../prisma/client/client';
import type { Database } from './database';
import { guardAll } from './errors';
import { afterPosition, newestFirst, readPage } from './paging';
import { rightsDesk } from './rights-desk';
import type { EdgeQuery, Rights, TitleRights, WindowQuery } from './rights-port';
import { judgedWindow, windowRecord } from './rights-record';
import { changeWindow, createWindow, decideWindow, recordMilestone } from './rights-write';

/** {@link Rights} in PostgreSQL. @param rightsRequired a title without any window is closed */
export const createRights = (database: Database, { rightsRequired = false } = {}): Rights =>
  guardAll({
    ...rightsDesk(database),

    async facts(tenantId, titleIds) {
      const ids = [...new Set(titleIds)];
      const titles = await database.title.findMany({ where: { id: { in: ids }, tenantId }, select: TITLE });
      const windows = await database.rightsWindow.findMany({
        where: { titleId: { in: titles.map(({ id }) => id) } },
        orderBy: { id: 'asc' },
      });
      return new Map(titles.map((title) => [title.id, rightsOf(title, windows, rightsRequired)]));
    },

    async find(tenantId, id) {
      const row = await database.rightsWindow.findFirst({ where: { id, tenantId } });
      return row ? windowRecord(row) : undefined;
    },

    async list(query) {
      const { items, next } = await readPage(
        query.limit,
        (take) => database.rightsWindow.findMany({ where: whereOf(query), orderBy: newestFirst('createdAt'), take }),
        ({ createdAt }) => createdAt,
      );
      return { items: items.map(windowRecord), next };
    },

    async edges(query) {
      const { edge, limit } = query;
      const sides = [
        ...(edge === 'close' ? [] : [edgesOf(query, 'open')]),
        ...(edge === 'open' ? [] : [edgesOf(query, 'close')]),
      ];
      const rows = await database.$queryRaw<{ id: string; window_id: string; at: Date; edge: 'open' | 'close' }[]>`
        SELECT e.id, e.window_id, e.at AT TIME ZONE 'UTC' AS at, e.edge FROM (${Prisma.join(sides, ' UNION ALL ')}) e
        ORDER BY e.at, e.id LIMIT ${limit + 1}`;
      const windows = await database.rightsWindow.findMany({
        where: { id: { in: rows.slice(0, limit).map(({ window_id }) => window_id) } },
      });
      const known = new Map(windows.map((row) => [row.id, windowRecord(row)]));
      const items = rows.slice(0, limit).flatMap(({ id, window_id, at, edge: kind }) => {
        const window = known.get(window_id);
        return window ? [{ id, at, edge: kind, window }] : [];
      });
      const last = rows.at(limit - 1);
      return { items, next: rows.length > limit && last ? { at: last.at, id: last.id } : undefined };
    },

    async sold({ tenantId, titleId, after, limit }) {
      const titles = await database.$queryRaw<{ title_id: string; name: string }[]>`
        SELECT title_id, (SELECT name FROM titles t WHERE t.id = title_id) AS name FROM rights_windows
        WHERE tenant_id = ${tenantId} AND status = 'active' AND kind = 'grant' AND title_id IS NOT NULL
          AND title_id > ${after ?? ''} AND ${titleId ? Prisma.sql`title_id = ${titleId}` : Prisma.sql`true`}
        GROUP BY title_id HAVING count(*) > 1 ORDER BY title_id LIMIT ${limit}`;
      const ids = titles.map(({ title_id }) => title_id);
      const rows = await database.rightsWindow.findMany({
        where: { titleId: { in: ids }, status: 'active', kind: 'grant' },
      });
      return titles.map(({ title_id: id, name }) => {
        const windows = rows.filter((row) => row.titleId === id).map(windowRecord);
        return { titleId: id, name, externalId: windows[0]?.externalId ?? '', windows };
      });
    },

    create: (tenantId, titleId, terms, actor) => createWindow(database, { tenantId, titleId, terms, actor }),
    change: (window, terms, actor) => changeWindow(database, { window, terms, actor }),
    decide: (window, decision, actor) => decideWindow(database, { window, decision, actor }),
    recordMilestone: (tenantId, milestone) => recordMilestone(database, tenantId, milestone),

    milestones: (tenantId, externalId) =>
      database.titleMilestone.findMany({
        where: { tenantId, externalId },
        orderBy: [{ at: 'asc' }, { event: 'asc' }, { territory: 'asc' }],
      }),
  });

/** The first edges of one kind, by their instants: no more of them are read than are asked for, however many there are. */
function edgesOf({ tenantId, from, to, territory, limit, after }: EdgeQuery, edge: 'open' | 'close'): Prisma.Sql {
  const at = edge === 'open' ? Prisma.sql`w.starts_at` : Prisma.sql`w.ends_at`;
  const id = Prisma.sql`w.id || ${`_${edge}`}::text`;
  const names = [...namesOf(territory ?? '')];
  const here = Prisma.sql`w.territories && ${names}::text[] AND NOT w.excluded_territories && ${names}::text[]`;
  const next = after && Prisma.sql`(${at}, ${id}) > (${after.at.toISOString()}::timestamp, ${after.id})`;
  const first = after && after.at > from ? after.at : from;
  return Prisma.sql`(
    SELECT ${id} AS id, w.id AS window_id, ${at} AS at, ${edge}::text AS edge FROM rights_windows w
    WHERE w.tenant_id = ${tenantId} AND w.status = 'active' AND w.kind = 'grant'
      AND ${at} >= ${first.toISOString()}::timestamp AND ${at} < ${to.toISOString()}::timestamp
      AND ${territory ? here : Prisma.sql`true`} AND ${next ?? Prisma.sql`true`}
    ORDER BY ${at}, ${id} LIMIT ${limit + 1})`;
}

const TITLE = {
  ...{ id: true, externalId: true, name: true, currentVersionId: true, status: true },
} as const satisfies Prisma.TitleSelect;
type TitleRow = Prisma.TitleGetPayload<{ select: typeof TITLE }>;

const rightsOf = (title: TitleRow, windows: WindowRow[], rightsRequired: boolean): TitleRights => ({
  ...{ id: title.id, externalId: title.externalId, name: title.name },
  facts: factsOf(title, windows, rightsRequired),
});

const factsOf = (
  { id, status, currentVersionId }: TitleRow,
  windows: WindowRow[],
  rightsRequired: boolean,
): RightsFacts => ({
  published: status === 'published',
  currentVersionId: currentVersionId ?? undefined,
  windows: windows.filter(({ titleId }) => titleId === id).map(judgedWindow),
  rightsRequired,
});

function whereOf({ tenantId, titleId, externalId, territory, licenceType, state, now, after }: WindowQuery) {
  const place = territory === undefined ? undefined : { hasSome: [...namesOf(territory)] };
  return {
    ...{ tenantId, titleId, externalId, licenseType: licenceType, territories: place },
    AND: [afterPosition('createdAt', after), state ? STATES[state](now) : {}],
  };
}

const WAITS: Prisma.RightsWindowWhereInput[] = [
  { exception: true, approvedBy: null },
  { unresolved: { has: 'start' } },
];

const STATES: Record<NonNullable<WindowQuery['state']>, (now: Date) => Prisma.RightsWindowWhereInput> = {
  withdrawn: () => ({ status: 'withdrawn' }),
  waiting: () => ({ status: 'active', OR: WAITS }),
  upcoming: (now) => ({ status: 'active', NOT: { OR: WAITS }, startsAt: { gt: now } }),
  open: (now) => ({
    ...{ status: 'active', NOT: { OR: WAITS } },
    AND: [
      { OR: [{ startsAt: null }, { startsAt: { lte: now } }] },
      { OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
    ],
  }),
  closed: (now) => ({
    ...{ status: 'active', NOT: { OR: WAITS }, endsAt: { lte: now } },
    OR: [{ startsAt: null }, { startsAt: { lte: now } }],
  }),
};
