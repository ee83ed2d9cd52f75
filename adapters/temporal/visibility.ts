import type { temporal } from '@temporalio/proto';
import type { RunState, RunSummary } from './port';

/** `WorkflowExecutionStatus` of the Temporal API, by number. */
const STATES: readonly RunState[] = [
  'unknown',
  'running',
  'completed',
  'failed',
  'cancelled',
  'terminated',
  'continued',
  'timed_out',
];

/** The names that visibility queries use for our states. */
export const VISIBILITY_STATES: Readonly<Record<string, string>> = {
  running: 'Running',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Canceled',
  terminated: 'Terminated',
  continued: 'ContinuedAsNew',
  timed_out: 'TimedOut',
};

/** What a list shows of one execution. */
export function summaryOf(info: temporal.api.workflow.v1.IWorkflowExecutionInfo): RunSummary {
  return {
    id: info.execution?.workflowId ?? '',
    runId: info.execution?.runId ?? '',
    type: info.type?.name ?? '',
    status: STATES[Number(info.status ?? 0)] ?? 'unknown',
    startedAt: instant(info.startTime) ?? new Date(0),
    closedAt: instant(info.closeTime),
    attributes: Object.fromEntries(
      Object.entries(info.searchAttributes?.indexedFields ?? {}).flatMap(([name, { data }]) => {
        const value = decoded(data);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  };
}

const instant = (time: { seconds?: unknown; nanos?: number | null } | null | undefined): Date | undefined =>
  time ? new Date(Number(time.seconds ?? 0) * 1000 + Math.floor((time.nanos ?? 0) / 1e6)) : undefined;

/** Search attributes are JSON payloads: a word, a number, or a list of words. */
function decoded(data: Uint8Array | null | undefined): string | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(data ?? []).toString('utf8'));
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return first === undefined || first === null ? undefined : String(first);
  } catch {
    return undefined;
  }
}
