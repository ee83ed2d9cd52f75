import type { FailureCode } from '../../domain/failures';
import type { Page, PageRequest } from './port';

/** What the webhooks remember. Trouble of the database is {HeadendError} `database/unavailable`, as everywhere. */

export type EndpointStatus = 'active' | 'paused' | 'disabled';
/** waiting for the dispatcher, retrying by its workflow, or ended in one of three ways. */
export type DeliveryStatus = 'waiting' | 'retrying' | 'delivered' | 'failed' | 'skipped';
export type AttemptCause = 'dispatcher' | 'retry' | 'replay';

export interface DeliveryRecord {
  endpointId: string;
  status: DeliveryStatus;
  attempts: number;
  nextAt?: Date;
  endedAt?: Date;
}

/** Something that happened. */
export interface EventRecord {
  id: string;
  sequence: number;
  tenantId: string;
  type: string;
  subject: string;
  testMode: boolean;
  data: Record<string, unknown>;
  createdAt: Date;
}

export interface EventLog {
  /** Newest first, by sequence. @param page.before only those with a smaller sequence */
  list(page: {
    tenantId: string;
    testMode?: boolean;
    limit: number;
    before?: number;
    types?: string[];
    subject?: string;
  }): Promise<{ items: EventRecord[]; next?: number }>;
  find(tenantId: string, id: string): Promise<(EventRecord & { deliveries: DeliveryRecord[] }) | undefined>;
}

export interface EndpointRecord {
  id: string;
  tenantId: string;
  url: string;
  description?: string;
  events: string[];
  status: EndpointStatus;
  statusReason?: FailureCode;
  failures: number;
  failingSince?: Date;
  testMode: boolean;
  /** Secrets that sign at this moment, newest first; never the secrets themselves. */
  secrets: { id: string; createdAt: Date; expiresAt?: Date }[];
  createdAt: Date;
  updatedAt: Date;
}

/** Who does something to an endpoint. */
interface ByWhom {
  tenantId: string;
  id: string;
  /** Label of an API key, or `dispatcher`. */
  actor: string;
}

/** Who asks for something that must not be done twice when its request is worked on again because it had no answer. */
interface Requested extends ByWhom {
  requestKey: string;
}

/** Every method that names an endpoint throws {HeadendError} `request/not-found` when the tenant has none of that id. */
export interface WebhookEndpoints {
  /**
   * @param endpoint.seal makes what is kept of the secret, given the endpoint's id
   * @throws {HeadendError} `webhook/too-many-endpoints`
   */
  create(endpoint: {
    tenantId: string;
    actor: string;
    /** Stands for the request: worked on again, it gets the endpoint that it made, with the new secret. */
    requestKey: string;
    url: string;
    description?: string;
    events: string[];
    testMode: boolean;
    seal(id: string): Uint8Array<ArrayBuffer>;
  }): Promise<EndpointRecord>;
  find(tenantId: string, id: string): Promise<EndpointRecord | undefined>;
  /** @param page.testMode only those of test mode */
  list(page: PageRequest & { testMode?: true }): Promise<Page<EndpointRecord>>;
  /**
   * Another status is what {@link WebhookEndpoints.turn} makes of it.
   *
   * @param check sees the endpoint as the change finds it, and may throw
   */
  update(
    by: ByWhom,
    changes: { url?: string; description?: string | null; events?: string[]; status?: EndpointStatus },
    check: (current: EndpointRecord) => void,
  ): Promise<EndpointRecord>;
  remove(by: ByWhom): Promise<EndpointRecord>;
  /** Pause or disable by hand. To what it is already changes nothing. */
  turn(by: ByWhom, status: 'paused' | 'disabled'): Promise<EndpointRecord>;
  /**
   * Send again, and forget past failures.
   *
   * @param resend also what was skipped
   * @throws {HeadendError} `webhook/replay-too-large`: then nothing is changed
   */
  resume(by: Requested, resend: boolean): Promise<EndpointRecord>;
  /**
   * A new secret signs from now on; those before sign beside it until `overlapMs` is over.
   *
   * @param by.requestKey stands for the request: worked on again, its secret is replaced by the one that its sender will see
   */
  rotate(by: Requested, sealed: Uint8Array<ArrayBuffer>, overlapMs: number): Promise<EndpointRecord>;
  /** Have a `webhook.ping` sent. @throws {HeadendError} `webhook/endpoint-inactive` @returns the event's id */
  ping(by: Requested): Promise<string>;
  /**
   * Have events delivered again. Deliveries that are under way stay as they are.
   *
   * @throws {HeadendError} `webhook/endpoint-inactive`, `webhook/replay-too-large`; `request/not-found` for an unknown event
   * @returns how many are sent
   */
  replay(by: Requested, what: ReplayRequest): Promise<number>;
  attempts(
    page: PageRequest & { endpointId: string; eventId?: string; failed?: boolean },
  ): Promise<Page<AttemptRecord & { eventType: string }>>;
}

/** One event, or a range by type. */
export type ReplayRequest = { eventId: string } | (ReplayRange & { types?: string[] });

/** Instants, the last one excluded, or sequence numbers, both included. */
type ReplayRange = { from: Date; to: Date } | { first: number; last: number };

/** One attempt at a delivery, with request and answer. */
export interface AttemptRecord {
  id: string;
  eventId: string;
  cause: AttemptCause;
  startedAt: Date;
  durationMs: number;
  /** Signatures are masked. */
  requestHeaders: Record<string, string>;
  responseStatus?: number;
  responseHeaders?: Record<string, string>;
  responseBody?: string;
  failureCode?: FailureCode;
  failureDetail?: string;
}

/** A delivery with all that an attempt needs. */
export interface DueDelivery {
  event: EventRecord;
  endpoint: { id: string; url: string; status: EndpointStatus; deleted: boolean };
  status: DeliveryStatus;
  cause: AttemptCause;
  attempts: number;
  /** As sealed, of every secret that signs now, newest first. */
  secrets: Uint8Array[];
}

/** Names one delivery. */
export interface DeliveryKey {
  eventId: string;
  endpointId: string;
}

/** How an attempt leaves its delivery. */
export type DeliveryAfter =
  | { status: 'delivered' }
  /** The workflow makes the next attempt. */
  | { status: 'retrying'; nextAt?: Date }
  /** The dispatcher makes the next attempt when the time has come. */
  | { status: 'waiting'; nextAt: Date }
  | { status: 'failed' };

/** The outbox, as the dispatcher and the retry workflow's steps see it. Safe in any number of processes. */
export interface WebhookOutbox {
  /** Make the deliveries of new events, oldest first. @returns how many events were spread */
  spread(limit: number): Promise<number>;
  /**
   * Take waiting deliveries in hand for `lockMs`, of the endpoints that were served longest ago.
   *
   * @param request.busy endpoints to leave alone; they count in `perTenant` and `failing`
   * @param request.endpoints most endpoints to take from
   * @param request.perTenant most endpoints of one tenant
   * @param request.failing most endpoints that have not answered well since they last failed
   * @param request.perEndpoint most deliveries of one endpoint
   */
  claim(request: {
    busy: string[];
    endpoints: number;
    perTenant: number;
    failing: number;
    perEndpoint: number;
    lockMs: number;
  }): Promise<DeliveryKey[]>;
  /** Undefined when there is no such delivery. */
  load(key: DeliveryKey): Promise<DueDelivery | undefined>;
  /** Write an attempt down and what becomes of delivery and endpoint, in one transaction. */
  record(
    key: DeliveryKey,
    attempt: Omit<AttemptRecord, 'id' | 'eventId'>,
    after: DeliveryAfter,
  ): Promise<{ endpoint: EndpointStatus }>;
  /** Hand a delivery over to its workflow, unless it ended meanwhile. */
  handOver(key: DeliveryKey, nextAt: Date): Promise<void>;
  /**
   * No further attempt is made at a delivery of an endpoint that is not active. One that has ended stays as it is.
   *
   * @returns false when the endpoint has become active meanwhile: then the delivery is made
   */
  skip(key: DeliveryKey): Promise<boolean>;
  /** Remove events, with their deliveries and attempts, that ended before. @returns how many */
  sweep(before: Date, limit: number): Promise<number>;
}
