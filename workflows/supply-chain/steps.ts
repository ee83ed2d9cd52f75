import { ActivityCancellationType, type ActivityOptions, proxyActivities } from '@temporalio/workflow';
import {
  type PartSource,
  SUPPLY_CHAIN_ENCODE_QUEUE,
  SUPPLY_CHAIN_IO_QUEUE,
  SUPPLY_CHAIN_PULL_QUEUE,
  SUPPLY_CHAIN_QUEUE,
  type SupplyChainDeskActivities,
  type SupplyChainEncodeActivities,
  type SupplyChainIoActivities,
} from './contract';

/** A step waits for its outside world as long as it takes: an operator mends it, nothing is lost meanwhile. */
const PATIENT = { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '30 seconds' } as const;

/** Attempts at a step that works on a partner's media are capped: a file that kills its worker must not do so for ever. */
const CAPPED = { ...PATIENT, maximumAttempts: 30 } as const;

const DESK: ActivityOptions = {
  taskQueue: SUPPLY_CHAIN_QUEUE,
  startToCloseTimeout: '1 minute',
  retry: PATIENT,
};

/** The io pool beats while its event loop lives; a transfer that stands still is ended by the adapter that makes it. */
const IO: ActivityOptions = {
  taskQueue: SUPPLY_CHAIN_IO_QUEUE,
  startToCloseTimeout: '12 hours',
  heartbeatTimeout: '20 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: PATIENT,
};

/** An encoder beats with advancing frames. */
const ENCODE: ActivityOptions = {
  taskQueue: SUPPLY_CHAIN_ENCODE_QUEUE,
  startToCloseTimeout: '12 hours',
  heartbeatTimeout: '20 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: CAPPED,
};

/** Nobody waits for a preview, so it is given up soon; a cancelled one must hear of it soon, too. */
const PREVIEW: ActivityOptions = {
  ...ENCODE,
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '10 seconds',
  retry: { ...PATIENT, maximumAttempts: 3 },
};

/** A report without pictures is a report, so they are given up when they do not come soon. */
const CAPTURE: ActivityOptions = {
  ...PREVIEW,
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: '30 seconds', // it beats with every picture, and a long GOP takes its time
  scheduleToCloseTimeout: '3 minutes',
};

export const desk = proxyActivities<SupplyChainDeskActivities>(DESK);
export const io = proxyActivities<SupplyChainIoActivities>(IO);
export const encoder = proxyActivities<SupplyChainEncodeActivities>(ENCODE);

/** A progress report that does not get through is followed by a newer one anyway. */
export const REPORT: ActivityOptions = {
  taskQueue: SUPPLY_CHAIN_QUEUE,
  startToCloseTimeout: '10 seconds',
  retry: { ...PATIENT, maximumAttempts: 3 },
  summary: 'report progress',
};

/** Call-site options with what an operator reads in Temporal UI. */
export const deskStep = (summary: string): ActivityOptions => ({ ...DESK, summary });
export const ioStep = (summary: string): ActivityOptions => ({ ...IO, summary });
export const mediaStep = (summary: string): ActivityOptions => ({ ...IO, retry: CAPPED, summary });
/** A step that nothing waits for: it is tried for a while, seldom in the end. */
export const purgeStep = (summary: string, triedFor: '1 hour' | '7 days'): ActivityOptions => ({
  ...IO,
  startToCloseTimeout: '5 minutes',
  scheduleToCloseTimeout: triedFor,
  retry: { ...PATIENT, maximumInterval: '10 minutes' },
  summary,
});
/** A step that fetches files; where it may wait for a partner's server, it waits in line with its like. */
export const receiveStep = (summary: string, sources: readonly PartSource[]): ActivityOptions => ({
  ...IO,
  taskQueue: sources.some(({ kind }) => kind === 'url') ? SUPPLY_CHAIN_PULL_QUEUE : SUPPLY_CHAIN_IO_QUEUE,
  summary,
});
export const encodeStep = (summary: string, priorityKey: number, fairnessKey: string): ActivityOptions => ({
  ...ENCODE,
  summary,
  priority: { priorityKey, fairnessKey },
});
export const previewStep = (summary: string, priorityKey: number, fairnessKey: string): ActivityOptions => ({
  ...PREVIEW,
  summary,
  priority: { priorityKey, fairnessKey },
});
export const captureStep = (summary: string, priorityKey: number, fairnessKey: string): ActivityOptions => ({
  ...CAPTURE,
  summary,
  priority: { priorityKey, fairnessKey },
});
