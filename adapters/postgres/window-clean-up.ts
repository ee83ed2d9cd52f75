import { playsNowhere } from '../../domain/rights/losses';
import type { Database } from './database';
import { windowsByTitle } from './window-facts';
import type { LeftBehind } from './window-processes-port';

/** Windows that are cleaned up after at once. */
const BATCH = 500;
/** What is left behind longer than this is in nobody's cache any more, milliseconds. */
const FORGOTTEN_MS = 86_400_000;

interface Closed {
  id: string;
  tenant_id: string;
  title_id: string;
  version: number;
}

/** See WindowProcesses.leftBehind. A window counts by its closing, whatever closed it: its time, a change, or being withdrawn. */
export async function leftBehind(database: Database): Promise<LeftBehind> {
  const since = new Date(Date.now() - FORGOTTEN_MS).toISOString();
  const closed = await database.$queryRaw<Closed[]>`
    SELECT w.id, w.tenant_id, w.title_id, max(x.window_version) AS version
    FROM window_transitions x JOIN rights_windows w ON w.id = x.window_id
    LEFT JOIN window_processes p ON p.window_id = w.id AND p.edge = 'close'
    WHERE x.edge = 'close' AND x.applied_at > ${since}::timestamp AND w.kind = 'grant' AND w.title_id IS NOT NULL
      AND x.window_version > coalesce(p.cleaned_version, -1)
    GROUP BY w.id, w.tenant_id, w.title_id ORDER BY w.id LIMIT ${BATCH}`;
  const titles = await closedTitles(database, [...new Set(closed.map(({ title_id }) => title_id))]);
  const versions = await database.version.findMany({
    where: { titleId: { in: titles } },
    select: { mediaToken: true },
  });
  return {
    windows: closed.map(({ id, tenant_id, version }) => ({ id, tenantId: tenant_id, version })),
    mediaTokens: versions.map(({ mediaToken }) => mediaToken),
  };
}

/** Of titles that had windows those that nobody may play now: without a window in force they are closed. */
export async function closedTitles(database: Database, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const titles = await database.title.findMany({
    where: { id: { in: ids } },
    select: { id: true, status: true, currentVersionId: true },
  });
  const windows = windowsByTitle(
    await database.rightsWindow.findMany({ where: { titleId: { in: ids }, status: 'active' } }),
  );
  const now = Date.now();
  const closed = titles.filter(({ id, status, currentVersionId }) => {
    const about = { published: status === 'published', currentVersionId: currentVersionId ?? undefined };
    return playsNowhere({ ...about, windows: windows.get(id) ?? [], rightsRequired: true }, now);
  });
  return closed.map(({ id }) => id);
}

/** See WindowProcesses.cleanedUp. */
export async function cleanedUp(database: Database, windows: LeftBehind['windows']): Promise<void> {
  const now = new Date().toISOString();
  await database.$executeRaw`
    INSERT INTO window_processes (window_id, edge, tenant_id, window_version, state, looked_at, cleaned_version, cleaned_at)
    SELECT n.id, 'close', n.tenant_id, n.version, 'over', ${now}::timestamp, n.version, ${now}::timestamp
    FROM unnest(${windows.map(({ id }) => id)}::text[], ${windows.map(({ tenantId }) => tenantId)}::text[],
      ${windows.map(({ version }) => version)}::int[]) AS n(id, tenant_id, version)
    JOIN rights_windows w ON w.id = n.id
    ON CONFLICT (window_id, edge) DO UPDATE SET cleaned_version = excluded.cleaned_version, cleaned_at = excluded.cleaned_at`;
}
