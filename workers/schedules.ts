import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { Config } from '../adapters/environment/config';
import { ensureSchedule, type ScheduledWorkflow } from '../adapters/temporal/schedules';
import { RIGHTS_CALENDAR, RIGHTS_CALENDAR_ID } from '../workflows/rights/contract';
import {
  type CollectionOrder,
  SUPPLY_CHAIN_QUEUE,
  UPLOAD_COLLECTION,
  UPLOAD_COLLECTION_SCHEDULE,
  WATCH_FOLDERS,
  WATCH_FOLDERS_SCHEDULE,
} from '../workflows/supply-chain/contract';
import { TEST_DATA_ERASURE, TEST_DATA_ERASURE_SCHEDULE } from '../workflows/tenancy/contract';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Time between two looks into the watch folders. */
const WATCH_EVERY_MS = 15_000;
const ERASE_EVERY_MS = 600_000;

/** Every workflow that runs by the clock. */
export const scheduledWorkflows = ({ uploads }: Config): ScheduledWorkflow[] => [
  {
    id: UPLOAD_COLLECTION_SCHEDULE,
    every: uploads.collectEveryS * 1000,
    workflow: UPLOAD_COLLECTION,
    queue: SUPPLY_CHAIN_QUEUE,
    args: [
      {
        graceMs: uploads.graceHours * HOUR_MS,
        unusedMs: uploads.unusedDays * DAY_MS,
        workMs: uploads.workKeptDays * DAY_MS,
      } satisfies CollectionOrder,
    ],
    summary: 'removes abandoned uploads, used-up bytes and old intermediates',
  },
  {
    id: TEST_DATA_ERASURE_SCHEDULE,
    every: ERASE_EVERY_MS,
    workflow: TEST_DATA_ERASURE,
    queue: SUPPLY_CHAIN_QUEUE,
    args: [],
    summary: 'erases what was made in test mode a day ago',
  },
  {
    id: WATCH_FOLDERS_SCHEDULE,
    every: WATCH_EVERY_MS,
    workflow: WATCH_FOLDERS,
    queue: SUPPLY_CHAIN_QUEUE,
    args: [],
    summary: 'orders what has come to rest in the watch folders',
  },
];

const RETRY_MS = 5_000;

/** Make every schedule what the configuration says, as soon as the engine lets us; serving does not wait for it. */
export async function ensureSchedules(connection: NativeConnection, config: Config, log: Logger): Promise<void> {
  const client = new Client({ connection, namespace: config.temporal.namespace });
  for (const wanted of scheduledWorkflows(config)) {
    while (!(await ensured(wanted.id, () => ensureSchedule(client, wanted), log))) await pause();
  }
  while (!(await ensured(RIGHTS_CALENDAR_ID, () => startCalendar(client), log))) await pause();
}

const pause = () => sleep(RETRY_MS, undefined, { ref: false });

/** There is one calendar, however many workers start it; one that an operator ended begins again with the next worker. */
const startCalendar = (client: Client): Promise<unknown> =>
  client.workflow.start(RIGHTS_CALENDAR, {
    workflowId: RIGHTS_CALENDAR_ID,
    taskQueue: SUPPLY_CHAIN_QUEUE,
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary:
      'makes known what time changes: windows that open and close, publications that were set for an instant',
  });

async function ensured(name: string, make: () => Promise<unknown>, log: Logger): Promise<boolean> {
  try {
    await make();
    return true;
  } catch (error) {
    log.warn({ err: error, schedule: name }, 'the schedule is not there yet; it is tried again');
    return false;
  }
}
