import { Runtime } from '@temporalio/worker';
import { testStack } from '../../tests/stack/use';
import { saveHistory } from '../../tests/support/histories';
import { eventually, openWorkshop, quietRuntime, type Workshop } from '../../tests/support/temporal';
import { SUPPLY_CHAIN_QUEUE } from '../supply-chain/contract';
import {
  type CalendarLook,
  RIGHTS_CALENDAR,
  RIGHTS_CALENDAR_ID,
  type RightsCalendarActivities,
} from './calendar-contract';

jest.setTimeout(60_000);

const NOTHING: CalendarLook = { opened: 0, closed: 0, scheduled: 0, latestMs: 0 };
let workshop: Workshop;
let looks: number[];
let edge: number;
let begun: number;
let compared: number;
let cleaned: number;

beforeAll(async () => {
  quietRuntime();
  const activities: RightsCalendarActivities = {
    applyDueRights: async () => {
      looks.push(Date.now());
      if (looks.length === 1) throw new Error('The database is away.');
      return Date.now() < edge ? { ...NOTHING, nextAt: new Date(edge).toISOString() } : { ...NOTHING, opened: 1 };
    },
    beginWindowProcesses: async () => ({ begun: ++begun }),
    cleanUpAfterWindows: async () => {
      cleaned++;
      throw new Error('The CDN is away.');
    },
    reconcileRights: async () => {
      compared++;
      throw new Error('The database is away.');
    },
  };
  workshop = await openWorkshop(testStack().temporal, activities);
});
afterAll(async () => {
  await workshop?.stop();
  await Runtime.instance().shutdown();
});

it('sleeps to the next edge, looks then, and goes on after a database that was away, also beside the looks', async () => {
  looks = [];
  [begun, compared, cleaned] = [0, 0, 0];
  edge = Date.now() + 4_000;
  const handle = await workshop.client.workflow.start(RIGHTS_CALENDAR, {
    ...{ workflowId: RIGHTS_CALENDAR_ID, taskQueue: SUPPLY_CHAIN_QUEUE },
  });
  await eventually(async () => expect(looks.at(-1) ?? 0).toBeGreaterThanOrEqual(edge), 30_000);
  expect(looks.length).toBeLessThanOrEqual(4);
  await eventually(async () => expect([begun, cleaned, compared]).toEqual([1, 3, 3]), 30_000);
  await handle.terminate();
  await saveHistory('rights-calendar-3', handle, 'rights');
});
