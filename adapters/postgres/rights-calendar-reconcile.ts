import { Prisma } from '../../prisma/client/client';
import type { Database } from './database';

/** The calendar itself needs a little time. */
const GRACE_MS = 60_000;

/** See RightsCalendar.reconcile. The next look of the calendar does what is to be done, once, as it does with any change. */
export async function reconcileWindows(database: Database): Promise<{ drift: number; joined: number }> {
  const now = new Date();
  const joined = await joinTitles(database);
  const settled = Prisma.sql`${new Date(now.getTime() - GRACE_MS).toISOString()}::timestamp`;
  const drift = await database.$executeRaw`
    UPDATE rights_windows w SET look_at = '2000-01-01'
    WHERE w.announced_open IS DISTINCT FROM ${standsOpenAt(now)} AND w.announced_open IS DISTINCT FROM ${standsOpenAt(new Date(now.getTime() - GRACE_MS))}
      AND w.updated_at <= ${settled}`;
  return { drift, joined };
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
const joinTitles = (database: Database): Promise<number> =>
  database.$executeRaw`
    UPDATE rights_windows w
    SET title_id = found.title_id, external_id = found.external_id, version = w.version + 1,
      updated_at = now() AT TIME ZONE 'UTC'
    FROM (
      SELECT DISTINCT ON (lost.id) lost.id, t.id AS title_id, t.external_id FROM rights_windows lost
      LEFT JOIN avails_windows a ON a.window_id = lost.id
      JOIN titles t ON t.tenant_id = lost.tenant_id
        AND t.external_id = ANY(array_append(coalesce(a.title_names, '{}'), lost.external_id))
      WHERE lost.title_id IS NULL
      ORDER BY lost.id, t.external_id <> lost.external_id, t.id
    ) found
    WHERE w.id = found.id AND w.title_id IS NULL`;
