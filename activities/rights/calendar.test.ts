import type { LeftBehind } from '../../adapters/postgres/window-processes-port';
import { HeadendError } from '../../domain/failures';
import { type CalendarPorts, createCalendarActivities } from './calendar';

const batch = (...names: string[]): LeftBehind => ({
  windows: names.map((id) => ({ id, tenantId: 'ten_1', version: 1 })),
  mediaTokens: names.map((name) => `token of ${name}`),
});

/** Windows that are left behind until they are noted as cleaned up after, two at a time. */
function world({ purge = async () => ['edge'] }: Partial<CalendarPorts['cdn']> = {}) {
  const left = ['a', 'b', 'c'];
  const purged: string[][] = [];
  const drifts: number[] = [];
  const slices = [
    { drift: 2, joined: 0, after: 'm', more: true },
    { drift: 1, joined: 4, after: 'z', more: false },
  ];
  const ports = {
    windowProcesses: {
      leftBehind: async () => batch(...left.slice(0, 2)),
      cleanedUp: async (windows: LeftBehind['windows']) => {
        left.splice(0, windows.length);
      },
    },
    rightsCalendar: { reconcile: async (after: string) => (after === '' ? slices[0] : slices[1]) },
    cdn: {
      purge: async (tokens: string[], mode: 'soft') => {
        purged.push([mode, ...tokens]);
        return purge(tokens, mode);
      },
    },
    onDrift: (windows: number) => drifts.push(windows),
  } as unknown as CalendarPorts;
  return { activities: createCalendarActivities(ports), purged, drifts, left };
}

describe('what windows have left behind', () => {
  it('is purged softly, batch by batch, until nothing is left', async () => {
    const { activities, purged, left } = world();
    expect(await activities.cleanUpAfterWindows()).toEqual({ windows: 3, purged: 3 });
    expect(purged).toEqual([
      ['soft', 'token of a', 'token of b'],
      ['soft', 'token of c'],
    ]);
    expect(left).toEqual([]);
    expect(await activities.cleanUpAfterWindows()).toEqual({ windows: 0, purged: 0 });
  });

  it('is still there when a CDN could not be told', async () => {
    const refusal = new HeadendError('cdn/purge-failed', 'edge answered 503.');
    const { activities, left } = world({ purge: () => Promise.reject(refusal) });
    await expect(activities.cleanUpAfterWindows()).rejects.toBe(refusal);
    expect(left).toHaveLength(3);
  });
});

it('compares windows slice by slice, and tells how many had drifted in all', async () => {
  const { activities, drifts } = world();
  const found = await activities.reconcileRights();
  expect(found).toEqual({ drift: 3, joined: 4 });
  expect(drifts).toEqual([3]);
});
