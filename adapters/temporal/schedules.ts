import { type Client, ScheduleAlreadyRunning, type ScheduleOptions, ScheduleOverlapPolicy } from '@temporalio/client';
import { HeadendError } from '../../domain/failures';
import { isTrouble } from './trouble';

/** A workflow that runs again and again. */
export interface ScheduledWorkflow {
  /** Id of the schedule; each run's workflow id is this and the instant it was due. */
  id: string;
  /** Time between two starts, milliseconds, at least a second. */
  every: number;
  /** Workflow type name. */
  workflow: string;
  queue: string;
  args: unknown[];
  /** What it is for, in one line, shown in Temporal UI. */
  summary: string;
}

/** Starts missed while the engine was away are made up when they are no older; one start is enough for all of them. */
const CATCHUP = '1 minute';

/**
 * Make a schedule what it should be: created when it is not there, changed when its time, workflow or input is another.
 * Every worker of a pool may do so at once, any number of times. A schedule that an operator has paused stays paused.
 *
 * Runs never overlap: while one is under way the next start is left out.
 *
 * @throws {HeadendError} `temporal/unavailable`
 */
export async function ensureSchedule(client: Client, wanted: ScheduledWorkflow): Promise<void> {
  try {
    await client.connection.withDeadline(Date.now() + DEADLINE_MS, () => createOrChange(client, wanted));
  } catch (error) {
    if (!isTrouble(error)) throw error;
    throw new HeadendError('temporal/unavailable', 'The workflow engine did not answer.', { cause: error });
  }
}

const DEADLINE_MS = 10_000;

async function createOrChange(client: Client, wanted: ScheduledWorkflow): Promise<void> {
  const options = optionsOf(wanted);
  try {
    await client.schedule.create({ ...options, scheduleId: wanted.id });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(wanted.id).update(({ state }) => ({ ...options, state }));
  }
}

function optionsOf({ id, every, workflow, queue, args, summary }: ScheduledWorkflow) {
  return {
    spec: { intervals: [{ every }] },
    action: {
      type: 'startWorkflow',
      workflowType: workflow,
      workflowId: id,
      taskQueue: queue,
      args,
      staticSummary: summary,
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: CATCHUP, pauseOnFailure: false },
  } satisfies Omit<ScheduleOptions, 'scheduleId'>;
}
