import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { Config } from '../adapters/environment/config';
import { ensureSchedule, type ScheduledWorkflow } from '../adapters/temporal/schedules';

/** Every workflow that runs by the clock. */
export const scheduledWorkflows = (_config: Config): ScheduledWorkflow[] => [];

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
