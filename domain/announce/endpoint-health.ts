import type { FailureCode } from '../failures';
import { LONGEST_LADDER_MS } from './retry-ladder';

/** An event counts as failed when so many attempts at it failed: about 35 minutes after the first. */
export const FAILED_AFTER_ATTEMPTS = 4;
/** So many failed events one after the other pause an endpoint that took nothing for a day: an outage of hours does not. */
export const PAUSED_AFTER_EVENTS = 10;
export const MANY_PAUSE_AFTER_MS = 24 * 3_600_000;
/** Whatever fails pauses an endpoint that took nothing for so long, milliseconds: a single event has its ten attempts. */
export const PAUSED_AFTER_MS = LONGEST_LADDER_MS;

/** How an endpoint has been doing. */
export interface EndpointHealth {
  /** Failed events since the last success. */
  failures: number;
  /** Epoch milliseconds of the first failed attempt since the last success. */
  failingSince?: number;
}

/** What an attempt at one event told of its endpoint. */
export interface AttemptTold {
  /** Null when the endpoint took the event. */
  code: FailureCode | null;
  /** Attempts at this event so far, this one included. */
  attempts: number;
  /** Epoch milliseconds. */
  at: number;
}

/** What becomes of an endpoint after an attempt. */
export interface HealthVerdict {
  health: EndpointHealth;
  /** Absent while nothing changes for the endpoint. */
  turn?: { status: 'paused' | 'disabled'; reason: FailureCode };
}

/** Judge an endpoint by one more attempt: a success clears the past, 410 ends it, lasting failure pauses it. */
export function judgeEndpoint(before: EndpointHealth, { code, attempts, at }: AttemptTold): HealthVerdict {
  if (code === null) return { health: { failures: 0 } };
  const health = {
    failures: before.failures + (attempts === FAILED_AFTER_ATTEMPTS ? 1 : 0),
    failingSince: before.failingSince ?? at,
  };
  if (code === 'webhook/gone') return { health, turn: { status: 'disabled', reason: 'webhook/gone' } };
  const failingMs = at - health.failingSince;
  const many = health.failures >= PAUSED_AFTER_EVENTS && failingMs >= MANY_PAUSE_AFTER_MS;
  const lasting = many || failingMs >= PAUSED_AFTER_MS;
  return lasting ? { health, turn: { status: 'paused', reason: 'webhook/failing' } } : { health };
}
