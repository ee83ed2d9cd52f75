import { AHEAD_MS, type ProcessEdge, stepOf, URGENT_MS } from '../../domain/rights/readiness-plan';
import { Prisma, type RightsWindow as WindowRow } from '../../prisma/client/client';
import type { Database } from './database';
import { guardAll } from './errors';
import { windowRecord } from './rights-record';
import { decideOpening, decisionOf } from './window-decision';
import { lossesOfWindows, missingOfWindows } from './window-facts';
import { tellOnce } from './window-notices';
import type { WindowProcesses, WindowReadiness, WindowWatch } from './window-processes-port';

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
      const ids = await unknownWindows(database, edge, after, now);
      const rows = await database.rightsWindow.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } });
      const findings = await findingsOf(database, edge, rows);
      const quiet = rows.filter((row) => (findings.get(row.id) ?? []).length === 0);
      await remember(database, edge, quiet, { state: 'clear', lookAt: new Date(now.getTime() + AGAIN_MS) });
      const windows = rows
        .filter((row) => !quiet.includes(row))
        .map(({ id, tenantId }) => ({ windowId: id, edge, tenantId }));
      return { windows, after: ids.at(-1) ?? after, more: ids.length === BATCH };
    },

    async begun(names) {
      for (const edge of ['open', 'close'] as const) {
        const ids = names.filter((each) => each.edge === edge).map(({ windowId }) => windowId);
        const rows = await database.rightsWindow.findMany({ where: { id: { in: ids } } });
        await remember(database, edge, rows, { state: 'waiting', lookAt: new Date() });
      }
    },

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

    decide: (window, word) => decideOpening(database, window, word),
  });

const GONE: WindowWatch = { state: 'over', findings: [], told: false };

/** Windows whose edge is near, and which nothing has looked at as they are now. */
async function unknownWindows(database: Database, edge: ProcessEdge, after: string, now: Date): Promise<string[]> {
  const at = edge === 'open' ? Prisma.sql`w.starts_at` : Prisma.sql`w.ends_at`;
  const side = edge === 'open' ? 'start' : 'end';
  // Taken by their times first: in the order of ids, with nearly all known, every window there is would be walked through.
  const rows = await database.$queryRaw<{ id: string }[]>`
    WITH near AS MATERIALIZED (
      SELECT w.id, w.version FROM rights_windows w
      WHERE w.status = 'active' AND w.kind = 'grant' AND NOT ${side} = ANY(w.unresolved)
        AND ${at} > ${now.toISOString()}::timestamp
        AND ${at} <= ${new Date(now.getTime() + AHEAD_MS).toISOString()}::timestamp)
    SELECT n.id FROM near n
    WHERE n.id > ${after}
      AND NOT EXISTS (SELECT 1 FROM window_processes p WHERE p.window_id = n.id AND p.edge = ${edge}
        AND p.window_version = n.version AND p.look_at > ${new Date(now.getTime() - LATE_MS).toISOString()}::timestamp
        AND (p.state = 'waiting' OR p.look_at > ${now.toISOString()}::timestamp))
    ORDER BY n.id LIMIT ${BATCH}`;
  return rows.map(({ id }) => id);
}

type Reader = Parameters<typeof missingOfWindows>[0];

/** In words for people, by window. What somebody said `go` to lacks nothing. */
async function findingsOf(reader: Reader, edge: ProcessEdge, rows: WindowRow[]): Promise<Map<string, string[]>> {
  if (edge === 'close') return lossesOfWindows(reader, rows);
  const missing = await missingOfWindows(reader, rows);
  return new Map(
    rows.map(({ id, decision }) => [
      id,
      decision === 'go' ? [] : (missing.get(id) ?? []).map(({ code, message }) => `${code}: ${message}`),
    ]),
  );
}

async function lookAt(transaction: Prisma.TransactionClient, edge: ProcessEdge, row: WindowRow): Promise<WindowWatch> {
  const now = Date.now();
  const edgeAt = edgeOf(edge, row);
  if (!edgeAt || edgeAt.getTime() - now > AHEAD_MS) return { ...GONE, edgeAt };
  const findings = (await findingsOf(transaction, edge, [row])).get(row.id) ?? [];
  const { distance, nextAt } = stepOf(edge, edgeAt.getTime(), now);
  const told =
    findings.length > 0 && distance !== undefined
      ? await tellOnce(transaction, { edge, row, edgeAt, distance, event: await eventOf(transaction, edge, row) })
      : false;
  const state = nextAt === undefined ? 'over' : findings.length > 0 ? 'waiting' : 'clear';
  return { state, edgeAt, findings, told, nextAt: state === 'waiting' && nextAt ? new Date(nextAt) : undefined };
}

/** Undefined: it has none, or time is not what it waits for. */
function edgeOf(edge: ProcessEdge, { kind, status, unresolved, startsAt, endsAt }: WindowRow): Date | undefined {
  if (status !== 'active' || kind !== 'grant' || unresolved.includes(edge === 'open' ? 'start' : 'end'))
    return undefined;
  return (edge === 'open' ? startsAt : endsAt) ?? undefined;
}

/** Longest list in an event: its body must stay small. */
const MOST_TOLD = 50;

async function eventOf(transaction: Prisma.TransactionClient, edge: ProcessEdge, row: WindowRow) {
  if (edge === 'close') {
    const leaves = (await lossesOfWindows(transaction, [row])).get(row.id) ?? [];
    return { type: 'window.closing_soon', data: { closes_at: row.endsAt?.toISOString() ?? '', leaves } } as const;
  }
  const missing = (await missingOfWindows(transaction, [row])).get(row.id) ?? [];
  const opensAt = row.startsAt ?? new Date(0);
  const urgent = opensAt.getTime() - Date.now() <= URGENT_MS;
  const data = { missing: missing.slice(0, MOST_TOLD), opens_at: opensAt.toISOString(), urgent };
  return { type: 'window.not_ready', data } as const;
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

type ReadinessRow = Prisma.RightsWindowGetPayload<{ include: { processes: true; notices: true } }>;

async function readinessOf(database: Database, row: ReadinessRow): Promise<WindowReadiness> {
  const [process] = row.processes;
  const missing = (await missingOfWindows(database, [row])).get(row.id) ?? [];
  const opensAt = row.startsAt?.getTime();
  return {
    window: windowRecord(row),
    missing,
    missingSince: missing.length > 0 ? (process?.since ?? undefined) : undefined,
    process: process && {
      state: process.state as WindowWatch['state'],
      lookedAt: process.lookedAt,
      nextAt: process.state === 'waiting' ? (process.lookAt ?? undefined) : undefined,
    },
    told: row.notices
      .filter(({ edgeAt }) => edgeAt.getTime() === opensAt)
      .sort((a, b) => a.toldAt.getTime() - b.toldAt.getTime())
      .map(({ distanceS, toldAt }) => ({ distanceS, at: toldAt })),
    decision: decisionOf(row),
  };
}
