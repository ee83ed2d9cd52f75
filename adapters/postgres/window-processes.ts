import { lossWords, territoriesOf } from '../../domain/rights/losses';
import { AHEAD_MS, type ProcessEdge, URGENT_MS, watchAt } from '../../domain/rights/readiness-plan';
import { Prisma, type RightsWindow as WindowRow } from '../../prisma/client/client';
import type { Database } from './database';
import { guardAll } from './errors';
import { judgedWindow, windowRecord } from './rights-record';
import { cleanedUp, leftBehind } from './window-clean-up';
import { decideOpening, decisionOf } from './window-decision';
import { layoutsNaming, lossesOfWindows, missingOfWindows } from './window-facts';
import { tellOnce } from './window-notices';
import type {
  EdgeProcess,
  WantingWindow,
  WindowClosing,
  WindowProcesses,
  WindowReadiness,
  WindowWatch,
} from './window-processes-port';

/** Windows of one statement. */
const BATCH = 500;
/** What had nothing to tell may have something after so long: entries and versions come and go. */
const AGAIN_MS = 3_600_000;
/** A process that has not looked so long after it meant to is begun again. */
const LATE_MS = 600_000;

/** {@link WindowProcesses} in PostgreSQL. */
export const createWindowProcesses = (database: Database): WindowProcesses =>
  guardAll({
    async wanting(edge, after) {
      const now = new Date();
      const { ids, after: last } = await unknownWindows(database, edge, after, now);
      const rows = await database.rightsWindow.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } });
      const findings = await findingsOf(database, edge, rows);
      const quiet = rows.filter((row) => (findings.get(row.id) ?? []).length === 0);
      await remember(database, edge, quiet, { state: 'clear', lookAt: new Date(now.getTime() + AGAIN_MS) });
      const windows = rows
        .filter((row) => !quiet.includes(row))
        .map(({ id, tenantId, version }) => ({ windowId: id, edge, tenantId, version }));
      return { windows, after: last, more: ids.length === BATCH };
    },

    begun: (windows, askedAt) => noteBegun(database, windows, askedAt),

    watch: ({ windowId, edge }) =>
      database.$transaction(async (transaction) => {
        const row = await transaction.rightsWindow.findUnique({ where: { id: windowId } });
        if (!row) return GONE;
        const watch = await lookAt(transaction, edge, row);
        await noteWatch(transaction, edge, row, watch);
        return watch;
      }),

    async readiness(tenantId, windowId) {
      const row = await database.rightsWindow.findFirst({
        where: { id: windowId, tenantId },
        include: { processes: { where: { edge: 'open' } }, notices: { where: { edge: 'open' } } },
      });
      return row ? readinessOf(database, row) : undefined;
    },

    async closing(tenantId, windowId) {
      const row = await database.rightsWindow.findFirst({
        where: { id: windowId, tenantId },
        include: { processes: { where: { edge: 'close' } }, notices: { where: { edge: 'close' } } },
      });
      return row ? closingOf(database, row) : undefined;
    },

    leftBehind: () => leftBehind(database),
    cleanedUp: (windows) => cleanedUp(database, windows),

    decide: (window, word) => decideOpening(database, window, word),
  });

const GONE: WindowWatch = { state: 'over', findings: [], told: false };

/**
 * Windows whose edge is near, and which nothing has looked at as they are now. In the order of their edges: every batch goes on where
 * the one before ended, so that a round reads each window that is near once, however many there are.
 */
async function unknownWindows(
  database: Database,
  edge: ProcessEdge,
  after: string,
  now: Date,
): Promise<{ ids: string[]; after: string }> {
  const at = edge === 'open' ? Prisma.sql`w.starts_at` : Prisma.sql`w.ends_at`;
  const side = edge === 'open' ? 'start' : 'end';
  const [from = new Date(now.getTime() + 1).toISOString(), id = ''] = after === '' ? [] : after.split(' ');
  const rows = await database.$queryRaw<{ id: string; at: Date }[]>`
    SELECT w.id, ${at} AT TIME ZONE 'UTC' AS at FROM rights_windows w
    WHERE w.status = 'active' AND w.kind = 'grant' AND NOT ${side} = ANY(w.unresolved)
      AND ${at} >= ${from}::timestamp AND (${at}, w.id) > (${from}::timestamp, ${id})
      AND ${at} <= ${new Date(now.getTime() + AHEAD_MS).toISOString()}::timestamp
      AND NOT EXISTS (SELECT 1 FROM window_processes p WHERE p.window_id = w.id AND p.edge = ${edge}
        AND p.window_version = w.version AND p.look_at > ${new Date(now.getTime() - LATE_MS).toISOString()}::timestamp
        AND (p.state = 'waiting' OR p.look_at > ${now.toISOString()}::timestamp))
    ORDER BY ${at}, w.id LIMIT ${BATCH}`;
  const last = rows.at(-1);
  return { ids: rows.map((row) => row.id), after: last ? `${last.at.toISOString()} ${last.id}` : after };
}

type Reader = Parameters<typeof missingOfWindows>[0];

/** In words for people, by window. What somebody said `go` to lacks nothing. */
async function findingsOf(reader: Reader, edge: ProcessEdge, rows: WindowRow[]): Promise<Map<string, string[]>> {
  if (edge === 'close') {
    const losses = await lossesOfWindows(reader, rows);
    return new Map([...losses].map(([id, lost]) => [id, lossWords(lost)]));
  }
  const missing = await missingOfWindows(reader, rows);
  return new Map(
    rows.map(({ id, decision }) => [
      id,
      decision === 'go' ? [] : (missing.get(id) ?? []).map(({ code, message }) => `${code}: ${message}`),
    ]),
  );
}

/** What is found just before an edge, and the event that tells of it; undefined while there is nothing to tell. */
async function tidingsOf(transaction: Prisma.TransactionClient, edge: ProcessEdge, row: WindowRow) {
  return edge === 'close' ? closingTidings(transaction, row) : openingTidings(transaction, row);
}

async function closingTidings(transaction: Prisma.TransactionClient, row: WindowRow) {
  const losses = (await lossesOfWindows(transaction, [row])).get(row.id) ?? [];
  if (losses.length === 0) return undefined;
  const layouts = await layoutsNaming(transaction, row);
  const naming = layouts.map(({ key, version }) => `the layout ${key}, whose version ${version} names it`);
  const data = {
    ...{ closes_at: row.endsAt?.toISOString() ?? '', leaves: territoriesOf(losses), losses },
    layouts: layouts.slice(0, MOST_TOLD).map(({ goesLiveAt, ...layout }) => ({
      ...{ ...layout, goes_live_at: goesLiveAt.toISOString() },
    })),
  };
  return { findings: [...lossWords(losses), ...naming], event: { type: 'window.closing_soon', data } as const };
}

async function openingTidings(transaction: Prisma.TransactionClient, row: WindowRow) {
  const findings = (await findingsOf(transaction, 'open', [row])).get(row.id) ?? [];
  if (findings.length === 0) return undefined;
  const missing = (await missingOfWindows(transaction, [row])).get(row.id) ?? [];
  const opensAt = row.startsAt ?? new Date(0);
  const urgent = opensAt.getTime() - Date.now() <= URGENT_MS;
  const data = { missing: missing.slice(0, MOST_TOLD), opens_at: opensAt.toISOString(), urgent };
  return { findings, event: { type: 'window.not_ready', data } as const };
}

/** Longest list in an event: its body must stay small. */
const MOST_TOLD = 50;

async function lookAt(transaction: Prisma.TransactionClient, edge: ProcessEdge, row: WindowRow): Promise<WindowWatch> {
  const { place, distance, nextAt, ...at } = watchAt(edge, judgedWindow(row), Date.now());
  const edgeAt = at.edgeAt === undefined ? undefined : new Date(at.edgeAt);
  if (!edgeAt || place === 'far') return { ...GONE, edgeAt };
  const tidings = await tidingsOf(transaction, edge, row);
  const { findings = [] } = tidings ?? {};
  const told =
    tidings && distance !== undefined
      ? await tellOnce(transaction, { edge, row, edgeAt, distance, event: tidings.event })
      : false;
  if (place === 'past' || nextAt === undefined) return { state: 'over', edgeAt, findings, told };
  return tidings
    ? { state: 'waiting', edgeAt, findings, told, nextAt: new Date(nextAt) }
    : { state: 'clear', edgeAt, findings, told };
}

async function noteWatch(transaction: Prisma.TransactionClient, edge: ProcessEdge, row: WindowRow, watch: WindowWatch) {
  const lookAtNext = watch.nextAt ?? new Date(Date.now() + AGAIN_MS);
  await remember(transaction, edge, [row], { state: watch.state, lookAt: lookAtNext, findings: watch.findings });
}

/** One statement for all. `since` stays while there is something, and goes when there is nothing. */
async function remember(
  writer: Pick<Prisma.TransactionClient, '$executeRaw'>,
  edge: ProcessEdge,
  rows: WindowRow[],
  { state, lookAt: at, findings }: { state: WindowWatch['state']; lookAt: Date; findings?: string[] },
): Promise<void> {
  if (rows.length === 0) return;
  const found = findings ? JSON.stringify(findings) : null;
  const any = findings ? findings.length > 0 : state === 'waiting';
  const now = new Date().toISOString();
  await writer.$executeRaw`
    INSERT INTO window_processes (window_id, edge, tenant_id, window_version, state, findings, since, looked_at, look_at)
    SELECT n.id, ${edge}, n.tenant_id, n.version, ${state}, coalesce(${found}::jsonb, '[]'),
      CASE WHEN ${any} THEN ${now}::timestamp END, ${now}::timestamp, ${at.toISOString()}::timestamp
    FROM unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ tenantId }) => tenantId)}::text[],
      ${rows.map(({ version }) => version)}::int[]) AS n(id, tenant_id, version)
    JOIN rights_windows w ON w.id = n.id
    ON CONFLICT (window_id, edge) DO UPDATE SET window_version = excluded.window_version, state = excluded.state,
      findings = CASE WHEN ${found === null} AND ${any} THEN window_processes.findings ELSE excluded.findings END,
      since = CASE WHEN ${any} THEN coalesce(window_processes.since, excluded.since) END,
      looked_at = excluded.looked_at, look_at = excluded.look_at`;
}

/**
 * Processes were begun for windows as they were found. A process may have looked before this is written, at the window as it was
 * found or as it has been changed since: what it noted itself is newer, and a version that nothing has looked at must not pass for known.
 */
async function noteBegun(database: Database, windows: readonly WantingWindow[], askedAt: Date): Promise<void> {
  if (windows.length === 0) return;
  const now = new Date().toISOString();
  await database.$executeRaw`
    INSERT INTO window_processes (window_id, edge, tenant_id, window_version, state, since, looked_at, look_at)
    SELECT n.id, n.edge, n.tenant_id, n.version, 'waiting', ${now}::timestamp, ${now}::timestamp, ${now}::timestamp
    FROM unnest(${windows.map(({ windowId }) => windowId)}::text[], ${windows.map(({ edge }) => edge)}::text[],
      ${windows.map(({ tenantId }) => tenantId)}::text[], ${windows.map(({ version }) => version)}::int[])
      AS n(id, edge, tenant_id, version)
    JOIN rights_windows w ON w.id = n.id
    ON CONFLICT (window_id, edge) DO UPDATE SET window_version = excluded.window_version, state = 'waiting',
      since = coalesce(window_processes.since, excluded.since), looked_at = excluded.looked_at, look_at = excluded.look_at
    WHERE window_processes.looked_at < ${askedAt.toISOString()}::timestamp`;
}

type EdgeRow = Prisma.RightsWindowGetPayload<{ include: { processes: true; notices: true } }>;

const edgeProcess = ({ processes: [process], notices }: EdgeRow, edgeAt: Date | null): EdgeProcess => ({
  process: process && {
    state: process.state as WindowWatch['state'],
    lookedAt: process.lookedAt,
    nextAt: process.state === 'waiting' ? (process.lookAt ?? undefined) : undefined,
  },
  told: notices
    .filter((notice) => notice.edgeAt.getTime() === edgeAt?.getTime())
    .sort((a, b) => a.toldAt.getTime() - b.toldAt.getTime())
    .map(({ distanceS, toldAt }) => ({ distanceS, at: toldAt })),
});

async function readinessOf(database: Database, row: EdgeRow): Promise<WindowReadiness> {
  const missing = (await missingOfWindows(database, [row])).get(row.id) ?? [];
  return {
    ...{ window: windowRecord(row), missing, ...edgeProcess(row, row.startsAt) },
    missingSince: missing.length > 0 ? (row.processes[0]?.since ?? undefined) : undefined,
    decision: decisionOf(row),
  };
}

async function closingOf(database: Database, row: EdgeRow): Promise<WindowClosing> {
  const losses = (await lossesOfWindows(database, [row])).get(row.id) ?? [];
  return {
    ...{ window: windowRecord(row), losses, ...edgeProcess(row, row.endsAt) },
    layouts: losses.length > 0 ? await layoutsNaming(database, row) : [],
    cleanedAt: row.processes[0]?.cleanedAt ?? undefined,
  };
}
