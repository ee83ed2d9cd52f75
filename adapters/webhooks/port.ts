import type { FailureCode } from '../../domain/failures';

/** An event, ready to be sent. */
export interface WebhookMessage {
  url: string;
  /** The `webhook-id`: the id of the event. */
  id: string;
  /** JSON text, below 20 kB. */
  body: string;
  /** Signing secrets (`whsec_…`), newest first; the receiver may know any of them. */
  secrets: readonly string[];
  signal?: AbortSignal;
}

/** What came of one attempt. Nothing here is secret: signatures are masked. */
export interface WebhookOutcome {
  startedAt: Date;
  durationMs: number;
  requestHeaders: Record<string, string>;
  responseStatus?: number;
  responseHeaders?: Record<string, string>;
  /** The first 4 kB, as text. */
  responseBody?: string;
  /** Absent when the endpoint took the event. */
  failure?: { code: FailureCode; detail: string };
  /** What the endpoint asked for by `Retry-After`, milliseconds. */
  retryAfterMs?: number;
}

/** Sends events to partners' servers, by Standard Webhooks. */
export interface WebhookSender {
  /** One attempt. A failure of the receiver is an outcome, not an error. */
  send(message: WebhookMessage): Promise<WebhookOutcome>;
  /**
   * May events be sent there? A name that does not resolve passes; sending tells more.
   *
   * @throws {HeadendError} `webhook/url-not-allowed`, `webhook/forbidden-address`
   */
  check(url: string): Promise<void>;
  close(): Promise<void>;
}
