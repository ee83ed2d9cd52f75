import type { FailureCode } from '../../domain/failures';

/** The front door of announcing: how a delivery that failed is tried again. */

/** Workflows are served by the orchestration pool, steps by slots of their own in the io pool: receivers may be slow. */
export const ANNOUNCE_QUEUE = 'announce';

/** Workflow type name, as started by the dispatcher. */
export const WEBHOOK_RETRY = 'webhookRetry';

/** One run per delivery that failed; started again while it runs, it is the same run. */
export const webhookRetryId = (endpointId: string, eventId: string): string => `webhook-retry:${endpointId}:${eventId}`;

/** The inverse of {@link webhookRetryId}; undefined for other workflows. */
export function deliveryOf(workflowId: string): { endpointId: string; eventId: string } | undefined {
  const [, endpointId, eventId] = /^webhook-retry:([^:]+):([^:]+)$/.exec(workflowId) ?? [];
  return endpointId && eventId ? { endpointId, eventId } : undefined;
}

/** Why an attempt failed, and what the endpoint asked for. */
export interface FailedAttempt {
  code: FailureCode;
  detail: string;
  /** Milliseconds, by `Retry-After`. */
  retryAfterMs?: number;
}

/** A delivery whose first attempt failed. */
export interface WebhookRetryOrder {
  endpointId: string;
  eventId: string;
  tenantId: string;
  eventType: string;
  /** Host of the endpoint, for people. */
  host: string;
  first: FailedAttempt;
}

export type WebhookRetryOutcome =
  | { state: 'delivered'; attempts: number }
  /** The ladder is at its end. */
  | { state: 'failed'; attempts: number }
  /** The endpoint was paused, disabled or deleted meanwhile, or the delivery ended in another way. */
  | { state: 'ended'; attempts: number };

/** One more attempt. */
export interface AttemptTask {
  endpointId: string;
  eventId: string;
  /** Attempts of this ladder that failed before. */
  failed: number;
}

export type AttemptAnswer = { state: 'delivered' } | { state: 'ended' } | ({ state: 'failed' } & FailedAttempt);

/** The steps this process needs from the outside world. Implemented in activities/announce. */
export interface AnnounceActivities {
  /** Send the event once more and write down what came of it. Repeated, it may send twice, with the same `webhook-id`. */
  attemptDelivery(task: AttemptTask): Promise<AttemptAnswer>;
}
