import type { WindowProcesses } from '../../adapters/postgres/window-processes-port';
import { HeadendError } from '../../domain/failures';
import type { WindowActivities } from '../../workflows/rights/contract';

/** Steps of what happens around the edges of a window. */
export const createWindowActivities = (windows: WindowProcesses): WindowActivities => ({
  async lookAtWindow(order) {
    const { nextAt, edgeAt, ...look } = await windows.watch(order);
    return { ...look, nextAt: nextAt?.toISOString(), edgeAt: edgeAt?.toISOString() };
  },

  async decideWindow({ windowId, decision, actor, reason }) {
    const decided = await windows.decide({ windowId }, { decision, actor, reason });
    if (!decided) throw new HeadendError('rights/window-withdrawn', `The window ${windowId} is not in force.`);
  },
});
