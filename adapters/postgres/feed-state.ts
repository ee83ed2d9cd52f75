import { createHash } from 'node:crypto';
import { Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import type { FeedState } from './feed-port';

/** See Feeds.state. Costs what was changed since the last {@link foldChanges}, however large the catalogue is. */
export async function feedState(database: Database, tenantId: string, at: Date, aheadMs: number): Promise<FeedState> {
  const [row] = await database.$queryRaw<[StateRow]>(feedStateStatement(tenantId, at, aheadMs));
  return stateOf(row, aheadMs);
}

/** The statement of {@link feedState}. */
export const feedStateStatement = (tenantId: string, at: Date, aheadMs: number): Prisma.Sql => {
  const horizon = new Date(at.getTime() + aheadMs);
  // Sums, not only the last change: what commits late changes them too.
  return Prisma.sql`
    SELECT c.changes::text, c.last AT TIME ZONE 'UTC' AS changed_at,
      ${edgeBefore(tenantId, at)} AS passed_at, ${edgeAfter(tenantId, at)} AS next_at,
      ${edgeBefore(tenantId, horizon)} AS come_at, ${edgeAfter(tenantId, horizon)} AS coming_at
    FROM (SELECT coalesce(sum(changes), 0) AS changes, max(at) AS last FROM catalog_changes WHERE tenant_id = ${tenantId}) c`;
};

/** Make one row of all changes of each tenant. Their sums stay the same, whoever writes or reads meanwhile. */
export const foldChanges = (database: Database): Promise<number> =>
  database.$executeRaw`
    WITH folded AS (
      DELETE FROM catalog_changes WHERE tenant_id IN (SELECT tenant_id FROM catalog_changes GROUP BY tenant_id HAVING count(*) > 1)
      RETURNING tenant_id, changes, at
    )
    INSERT INTO catalog_changes (tenant_id, changes, at) SELECT tenant_id, sum(changes), max(at) FROM folded GROUP BY tenant_id`;

/** The last start or end of a window of the tenant until an instant. */
const edgeBefore = (tenantId: string, at: Date): Prisma.Sql => {
  const last = (column: Prisma.Sql) => Prisma.sql`(SELECT max(${column}) FROM rights_windows
    WHERE tenant_id = ${tenantId} AND ${column} <= ${at.toISOString()}::timestamp)`;
  return Prisma.sql`greatest(${last(Prisma.sql`starts_at`)}, ${last(Prisma.sql`ends_at`)}) AT TIME ZONE 'UTC'`;
};

/** The first one after an instant. */
const edgeAfter = (tenantId: string, at: Date): Prisma.Sql => {
  const first = (column: Prisma.Sql) => Prisma.sql`(SELECT min(${column}) FROM rights_windows
    WHERE tenant_id = ${tenantId} AND ${column} > ${at.toISOString()}::timestamp)`;
  return Prisma.sql`least(${first(Prisma.sql`starts_at`)}, ${first(Prisma.sql`ends_at`)}) AT TIME ZONE 'UTC'`;
};

interface StateRow {
  /** A count, in digits. */
  changes: string;
  changed_at: Date | null;
  passed_at: Date | null;
  next_at: Date | null;
  /** The same as seen from as far ahead as the feed looks. */
  come_at: Date | null;
  coming_at: Date | null;
}

function stateOf(
  { changes, changed_at, passed_at, next_at, come_at, coming_at }: StateRow,
  aheadMs: number,
): FeedState {
  const parts = [changes, passed_at?.getTime(), come_at?.getTime()].map(String).join(' ');
  const past = [changed_at?.getTime(), passed_at?.getTime(), come_at && come_at.getTime() - aheadMs];
  const ahead = [next_at?.getTime(), coming_at && coming_at.getTime() - aheadMs].flatMap((at) => at ?? []);
  const last = Math.max(...past.map((at) => at ?? 0));
  return {
    revision: createHash('sha256').update(parts).digest('base64url').slice(0, 22),
    changedAt: last > 0 ? new Date(last) : undefined,
    nextChangeAt: ahead.length > 0 ? new Date(Math.min(...ahead)) : undefined,
  };
}
