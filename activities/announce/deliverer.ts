import type { AttemptCause, DeliveryKey, DueDelivery, WebhookOutbox } from '../../adapters/postgres/webhooks-port';
import type { SecretBox } from '../../adapters/secrets/port';
import type { WebhookOutcome, WebhookSender } from '../../adapters/webhooks/port';
import { nextWaitMs } from '../../domain/announce/retry-ladder';
import type { FailedAttempt } from '../../workflows/announce/contract';

export interface AnnounceLog {
  info(about: object, message: string): void;
  warn(about: object, message: string): void;
}

export interface DelivererPorts {
  outbox: WebhookOutbox;
  sender: WebhookSender;
  secrets: SecretBox;
  log: AnnounceLog;
  /** Counts attempts. @param code a failure code, or `delivered` */
  counted?(cause: AttemptCause, code: string): void;
}

/** What came of an attempt at a delivery. */
export type Delivered =
  | { state: 'delivered' }
  /** No attempt was made, or none is made any more. */
  | { state: 'ended' }
  | ({ state: 'failed'; due: DueDelivery } & FailedAttempt);

/** Who makes an attempt, and what the delivery waits for when it fails. */
export interface AttemptBy {
  /** The dispatcher makes first attempts and replays, the workflow the others. */
  by: 'dispatcher' | 'retry';
  /** Attempts of the workflow's ladder that failed before; the dispatcher's count is kept with the delivery. */
  failed?: number;
}

/** When the dispatcher looks again at a delivery that it could not hand over to a workflow, milliseconds at least. */
const AGAIN_MS = 30_000;

/**
 * Make one attempt and write it down. A process that dies between the two makes it again: at least once, with the same
 * `webhook-id`.
 */
export const createDeliverer = (ports: DelivererPorts) => {
  const { outbox } = ports;
  const deliver = async (key: DeliveryKey, by: AttemptBy, signal?: AbortSignal): Promise<Delivered> => {
    const due = await outbox.load(key);
    if (!due || isEnded(due)) return { state: 'ended' };
    if (!due.endpoint.deleted && due.endpoint.status === 'active') return attempt(ports, { key, due, by }, signal);
    return (await outbox.skip(key)) ? { state: 'ended' } : deliver(key, by, signal);
  };
  return deliver;
};

async function attempt(
  { outbox, sender, secrets, log, counted }: DelivererPorts,
  { key, due, by }: { key: DeliveryKey; due: DueDelivery; by: AttemptBy },
  signal: AbortSignal | undefined,
): Promise<Delivered> {
  const outcome: WebhookOutcome = await sender.send({
    url: due.endpoint.url,
    id: key.eventId,
    body: bodyOf(due),
    secrets: due.secrets.map((sealed) => secrets.open(sealed, key.endpointId)),
    signal,
  });
  const cause = by.by === 'retry' ? 'retry' : due.cause;
  const { failure, retryAfterMs, ...shown } = outcome;
  const made = { ...shown, cause, failureCode: failure?.code, failureDetail: failure?.detail };
  counted?.(cause, failure?.code ?? 'delivered');
  const about = { event: key.eventId, endpoint: key.endpointId, type: due.event.type, cause };
  if (!failure) {
    await outbox.record(key, made, { status: 'delivered' });
    log.info({ ...about, ms: outcome.durationMs }, 'webhook delivered');
    return { state: 'delivered' };
  }
  const recorded = await outbox.record(key, made, afterFailure(key, due, by, retryAfterMs));
  log.warn({ ...about, code: failure.code, endpointIs: recorded.endpoint }, failure.detail);
  if (recorded.endpoint !== 'active' && (await outbox.skip(key))) return { state: 'ended' };
  return { state: 'failed', due, ...failure, retryAfterMs };
}

const isEnded = ({ status }: DueDelivery): boolean =>
  status === 'delivered' || status === 'failed' || status === 'skipped';

/** The seed of a delivery's jitter: the workflow and the rows agree on it. */
export const seedOf = ({ endpointId, eventId }: DeliveryKey): string => `${endpointId}:${eventId}`;

function afterFailure(
  key: DeliveryKey,
  due: DueDelivery,
  { by, failed = 0 }: AttemptBy,
  retryAfterMs: number | undefined,
): Parameters<WebhookOutbox['record']>[2] {
  const made = by === 'retry' ? failed + 1 : due.attempts + 1;
  const waitMs = nextWaitMs({ failed: made, seed: seedOf(key), retryAfterMs });
  if (by === 'dispatcher') return { status: 'waiting', nextAt: new Date(Date.now() + Math.max(waitMs ?? 0, AGAIN_MS)) };
  return waitMs === undefined ? { status: 'failed' } : { status: 'retrying', nextAt: new Date(Date.now() + waitMs) };
}

const bodyOf = ({ event }: DueDelivery): string =>
  JSON.stringify({
    id: event.id,
    type: event.type,
    timestamp: event.createdAt.toISOString(),
    sequence: event.sequence,
    data: event.data,
  });
