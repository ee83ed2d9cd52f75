import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { Config } from '../adapters/environment/config';
import { ensureSchedule, type ScheduledWorkflow } from '../adapters/temporal/schedules';
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
    while (!(await ensured(client, wanted, log))) await sleep(RETRY_MS, undefined, { ref: false });
  }
}

async function ensured(client: Client, wanted: ScheduledWorkflow, log: Logger): Promise<boolean> {
  try {
    await ensureSchedule(client, wanted);
    return true;
  } catch (error) {
    log.warn({ err: error, schedule: wanted.id }, 'the schedule is not there yet; it is tried again');
    return false;
  }
}
