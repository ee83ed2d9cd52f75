import { Context } from '@temporalio/activity';

/** The running activity; undefined when the step is called outside of one, as tests and tools do. */
function current(): Context | undefined {
  try {
    return Context.current();
  } catch {
    return undefined;
  }
}

/** Tell Temporal that the step advances; harmless outside an activity. Only ever call it on real progress. */
export const beat = (details?: unknown): void => current()?.heartbeat(details);

/** The same for every attempt at a step, another for every other step; undefined outside an activity. */
export const stepKey = (): string | undefined => {
  const info = current()?.info;
  return info && `${info.workflowExecution?.runId}:${info.activityId}`;
};

/** Aborts when the running activity is cancelled; undefined outside an activity. */
export const cancelSignal = (): AbortSignal | undefined => current()?.cancellationSignal;
