import { nextEdge, standsOpen } from '../../domain/rights/calendar';
import type { Prisma, RightsWindow as WindowRow } from '../../prisma/client/client';
import { applySchedule } from './catalog-publication';
import type { Database } from './database';
import { guardAll } from './errors';
import { EVENTS_CHANNEL } from './events';
import { windowData } from './events-data';
import { foldChanges } from './feed-state';
import { newId } from './ids';
import { announceOneLayout } from './layout-publication';
import type { CalendarRound, RightsCalendar } from './rights-calendar-port';
import { reconcileWindows } from './rights-calendar-reconcile';
import { judgedWindow } from './rights-record';

/** Windows of one transaction: a midnight at which ten thousand open is twenty of them. */
const ROUND = 500;

/** {@link RightsCalendar} in PostgreSQL. */
export const createRightsCalendar = (database: Database): RightsCalendar =>
  guardAll({
    async applyDue() {
      const sum: CalendarRound = { opened: 0, closed: 0, scheduled: 0, latestMs: 0 };
      for (let more = true; more; ) more = await applyWindows(database, sum);
      for (let more = true; more; ) more = await applyOneSchedule(database, sum);
      while (await announceOneLayout(database)) sum.scheduled++;
      return { ...sum, nextAt: await nextAt(database) };
    },
    async reconcile(after) {
      if (after === '') await foldChanges(database);
      return reconcileWindows(database, after);
    },
  });

type Round = Omit<CalendarRound, 'nextAt'>;

/** Make known what has changed of the windows that are due, once each. @returns whether there may be more */
async function applyWindows(database: Database, sum: Round): Promise<boolean> {
  return database.$transaction(async (transaction) => {
    const now = Date.now();
    const due = await transaction.$queryRaw<{ id: string }[]>`
      SELECT id FROM rights_windows WHERE look_at <= ${new Date(now).toISOString()}::timestamp
      ORDER BY look_at LIMIT ${ROUND} FOR UPDATE SKIP LOCKED`;
    if (due.length === 0) return false;
    const rows = await transaction.rightsWindow.findMany({ where: { id: { in: due.map(({ id }) => id) } } });
    const turned = rows.filter((row) => standsOpen(judgedWindow(row), now) !== row.announcedOpen);
    await noteTransitions(transaction, turned, now);
    await tell(transaction, turned, now);
    await lookNext(transaction, rows, now);
    for (const row of turned) {
      sum[row.announcedOpen ? 'closed' : 'opened']++;
      sum.latestMs = Math.max(sum.latestMs, now - dueAt(row).getTime());
    }
    return due.length === ROUND;
  });
}

/** When a window should have turned: at its edge, or when it was changed after that. */
const dueAt = ({ announcedOpen, startsAt, endsAt, updatedAt }: WindowRow): Date => {
  const edge = announcedOpen ? endsAt : startsAt;
  return edge && edge.getTime() > updatedAt.getTime() ? edge : updatedAt;
};

/** One statement for all: Prisma would compile and send each row by itself. */
async function noteTransitions(transaction: Prisma.TransactionClient, rows: WindowRow[], now: number): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO window_transitions (window_id, edge, window_version, tenant_id, due_at, applied_at)
    SELECT w.id, CASE WHEN w.announced_open THEN 'close' ELSE 'open' END, w.version, w.tenant_id, n.due_at::timestamp,
      ${new Date(now).toISOString()}::timestamp
    FROM unnest(${rows.map(({ id }) => id)}::text[], ${rows.map((row) => dueAt(row).toISOString())}::text[]) AS n(id, due_at)
    JOIN rights_windows w ON w.id = n.id
    ON CONFLICT DO NOTHING`;
}

/** Of windows whose title is there. */
async function tell(transaction: Prisma.TransactionClient, rows: WindowRow[], now: number): Promise<void> {
  const told = rows.filter(({ titleId }) => titleId !== null);
  if (told.length === 0) return;
  const events = told.map((row) => ({
    ...{ id: newId('evt', now), tenant_id: row.tenantId, subject: row.titleId },
    ...{ type: row.announcedOpen ? 'window.closed' : 'window.opened', data: windowData(row) },
  }));
  await transaction.$executeRaw`
    INSERT INTO events (id, tenant_id, type, subject, test_mode, data, created_at)
    SELECT e.id, e.tenant_id, e.type, e.subject, false, e.data, now() AT TIME ZONE 'UTC'
    FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb) AS e(id text, tenant_id text, type text, subject text, data jsonb)`;
  await transaction.$executeRaw`SELECT pg_notify(${EVENTS_CHANNEL}, '')`;
}

async function lookNext(transaction: Prisma.TransactionClient, rows: WindowRow[], now: number): Promise<void> {
  const next = rows.map((row) => {
    const at = nextEdge(judgedWindow(row), now);
    return at === undefined ? null : new Date(at).toISOString();
  });
  await transaction.$executeRaw`
    UPDATE rights_windows w SET announced_open = n.open, look_at = n.look_at::timestamp
    FROM unnest(${rows.map(({ id }) => id)}::text[], ${rows.map((row) => standsOpen(judgedWindow(row), now))}::boolean[],
      ${next}::text[]) AS n(id, open, look_at)
    WHERE w.id = n.id`;
}

/** One schedule is one transaction: one that fails keeps no other from it. @returns whether there may be more */
async function applyOneSchedule(database: Database, sum: Round): Promise<boolean> {
  return database.$transaction(async (transaction) => {
    const [due] = await transaction.$queryRaw<{ id: string }[]>`
      SELECT id FROM title_schedules WHERE status = 'waiting' AND at <= ${new Date().toISOString()}::timestamp
      ORDER BY at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;
    if (!due) return false;
    await applySchedule(transaction, due.id);
    sum.scheduled++;
    return true;
  });
}

async function nextAt(database: Database): Promise<Date | undefined> {
  const [row] = await database.$queryRaw<[{ at: Date | null }]>`
    SELECT least(
      (SELECT min(look_at) FROM rights_windows WHERE look_at IS NOT NULL),
      (SELECT min(at) FROM title_schedules WHERE status = 'waiting'),
      (SELECT min(goes_live_at) FROM layout_versions WHERE announced_at IS NULL AND cancelled_at IS NULL)) AS at`;
  return row.at ?? undefined;
}
