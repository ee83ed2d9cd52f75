import type { CalendarPorts } from '../activities/rights/calendar';
import type { CdnPurge } from '../adapters/cdn/port';
import type { Config } from '../adapters/environment/config';
import type { Database } from '../adapters/postgres';
import { createRightsCalendar } from '../adapters/postgres/rights-calendar';
import { createWindowProcesses } from '../adapters/postgres/window-processes';
import type { WantingWindow } from '../adapters/postgres/window-processes-port';
import { connectTemporal } from '../adapters/temporal/engine';
import type { WorkflowEngine } from '../adapters/temporal/port';
import { WINDOW_PROCESS, type WindowOrder, windowChanged, windowProcessId } from '../workflows/rights/contract';
import { SUPPLY_CHAIN_QUEUE } from '../workflows/supply-chain/contract';
import type { PoolMetrics } from './metrics';

/** What the calendar of rights and the processes of windows reach. The engine is connected to when it is first used. */
export async function openRights(
  config: Config,
  database: Database,
  { cdn, metrics }: { cdn: CdnPurge; metrics: Pick<PoolMetrics, 'rightsDrift'> },
): Promise<{ ports: CalendarPorts; close(): Promise<void> }> {
  const engine = await connectTemporal({ ...config.temporal, identity: `rights@${process.pid}` });
  return {
    ports: {
      rightsCalendar: createRightsCalendar(database),
      windowProcesses: createWindowProcesses(database),
      cdn,
      beginWindowProcess: (window) => beginWindowProcess(engine, window),
      onDrift: (windows) => metrics.rightsDrift.set(windows),
    },
    close: () => engine.close(),
  };
}

/** Begin the process of a window, or have the one under way look at once. */
export const beginWindowProcess = (
  engine: WorkflowEngine,
  { tenantId, windowId, edge }: Omit<WantingWindow, 'version'>,
): Promise<void> =>
  engine.start({
    type: WINDOW_PROCESS,
    id: windowProcessId({ windowId, edge }),
    queue: SUPPLY_CHAIN_QUEUE,
    input: { windowId, edge } satisfies WindowOrder,
    attributes: [{ name: 'TenantId', type: 'keyword', value: tenantId }],
    summary: edge === 'open' ? 'is there what was sold, before it opens?' : 'tells who loses a title, before it closes',
    details: `Window \`${windowId}\``,
    priority: 4,
    fairnessKey: tenantId,
    signal: windowChanged.name,
  });
