import type { CdnPurge } from '../../adapters/cdn/port';
import type { RightsCalendar } from '../../adapters/postgres/rights-calendar-port';
import type { WantingWindow, WindowProcesses } from '../../adapters/postgres/window-processes-port';
import type { RightsCalendarActivities } from '../../workflows/rights/contract';

export interface CalendarPorts {
  rightsCalendar: RightsCalendar;
  windowProcesses: WindowProcesses;
  /** Begin the process of a window, or tell it that the window has changed. */
  beginWindowProcess(window: WantingWindow): Promise<void>;
  cdn: CdnPurge;
  /** Make known how many windows were found otherwise than they should be. */
  onDrift(windows: number): void;
}

/** Processes that are begun at the same time. */
const AT_ONCE = 10;

/** Steps of the calendar. */
export const createCalendarActivities = (ports: CalendarPorts): RightsCalendarActivities => ({
  async applyDueRights() {
    const { nextAt, ...look } = await ports.rightsCalendar.applyDue();
    return { ...look, nextAt: nextAt?.toISOString() };
  },

  async beginWindowProcesses() {
    let begun = 0;
    for (const edge of ['open', 'close'] as const)
      for (let [after, more] = ['', true]; more; ) {
        const askedAt = new Date();
        const found = await ports.windowProcesses.wanting(edge, after);
        ({ after, more } = found);
        await beginAll(ports, found.windows, askedAt);
        begun += found.windows.length;
      }
    return { begun };
  },

  async cleanUpAfterWindows() {
    const sum = { windows: 0, purged: 0 };
    for (;;) {
      const { windows, mediaTokens } = await ports.windowProcesses.leftBehind();
      if (windows.length === 0) return sum;
      if (mediaTokens.length > 0) await ports.cdn.purge(mediaTokens, 'soft');
      await ports.windowProcesses.cleanedUp(windows);
      sum.windows += windows.length;
      sum.purged += mediaTokens.length;
    }
  },

  async reconcileRights() {
    const sum = { drift: 0, joined: 0 };
    for (let [after, more] = ['', true]; more; ) {
      const found = await ports.rightsCalendar.reconcile(after);
      ({ after, more } = found);
      sum.drift += found.drift;
      sum.joined += found.joined;
    }
    ports.onDrift(sum.drift);
    return sum;
  },
});

/** Only those that were begun are noted: one that was not is found again. */
async function beginAll(
  { windowProcesses, beginWindowProcess }: CalendarPorts,
  windows: WantingWindow[],
  askedAt: Date,
): Promise<void> {
  for (let from = 0; from < windows.length; from += AT_ONCE) {
    const batch = windows.slice(from, from + AT_ONCE);
    await Promise.all(batch.map(beginWindowProcess));
    await windowProcesses.begun(batch, askedAt);
  }
}
