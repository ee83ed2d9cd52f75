import { Prisma } from '../../prisma/client/client';
import type { Database } from './database';

/** The calendar itself needs a little time. */
const GRACE_MS = 60_000;
/** Windows that one statement reads, in the order of their ids: its locks are few and short, however many windows there are. */
const BATCH = 50_000;

/** See RightsCalendar.reconcile. The next look of the calendar does what is to be done, once, as it does with any change. */
export async function reconcileWindows(
  database: Database,
  after: string,
  batch = BATCH,
): Promise<{ drift: number; joined: number; after: string; more: boolean }> {
  const [slice] = await database.$queryRaw<[{ last: string | null; count: number; lost: boolean | null }]>`
    SELECT max(id) AS last, count(*)::int AS count, bool_or(lost) AS lost FROM (
      SELECT id, title_id IS NULL AS lost FROM rights_windows WHERE id > ${after} ORDER BY id LIMIT ${batch}) slice`;
  const { last, count, lost } = slice;
  if (last === null) return { drift: 0, joined: 0, after, more: false };
  const among = Prisma.sql`w.id > ${after} AND w.id <= ${last}`;
  const joined = lost ? await joinTitles(database, among) : 0;
  return { drift: await lookAtDrifted(database, among), joined, after: last, more: count === batch };
}

function lookAtDrifted(database: Database, among: Prisma.Sql): Promise<number> {
  const now = new Date();
  const before = new Date(now.getTime() - GRACE_MS);
  return database.$executeRaw`
    UPDATE rights_windows w SET look_at = '2000-01-01'
    WHERE ${among} AND w.announced_open IS DISTINCT FROM ${standsOpenAt(now)}
      AND w.announced_open IS DISTINCT FROM ${standsOpenAt(before)} AND w.updated_at <= ${before.toISOString()}::timestamp`;
}

/** `standsOpen` (domain/rights/calendar.ts) in SQL, of windows `w`; a test holds the two equal. */
export const standsOpenAt = (at: Date): Prisma.Sql => {
  const instant = Prisma.sql`${at.toISOString()}::timestamp`;
  return Prisma.sql`(w.status = 'active' AND (NOT w.exception OR w.approved_by IS NOT NULL)
    AND NOT 'start' = ANY(w.unresolved) AND (w.starts_at IS NULL OR w.starts_at <= ${instant})
    AND (w.ends_at IS NULL OR w.ends_at > ${instant}))`;
};

/**
 * Windows that came before their title are joined with it by a trigger when it is made (migration avails); what is left is the
 * import and the title that were written at the same instant, neither seeing the other, and titles that were renamed.
 */
const joinTitles = (database: Database, among: Prisma.Sql): Promise<number> =>
  database.$executeRaw`
    UPDATE rights_windows w
    SET title_id = found.title_id, external_id = found.external_id, version = w.version + 1,
      updated_at = now() AT TIME ZONE 'UTC'
    FROM (
      SELECT DISTINCT ON (w.id) w.id, t.id AS title_id, t.external_id FROM rights_windows w
      LEFT JOIN avails_windows a ON a.window_id = w.id
      JOIN titles t ON t.tenant_id = w.tenant_id
        AND t.external_id = ANY(array_append(coalesce(a.title_names, '{}'), w.external_id))
      WHERE ${among} AND w.title_id IS NULL
      ORDER BY w.id, t.external_id <> w.external_id, t.id
    ) found
    WHERE w.id = found.id AND w.title_id IS NULL`;
