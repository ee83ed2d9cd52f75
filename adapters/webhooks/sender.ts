import { Agent, type Dispatcher, errors, request } from 'undici';
import { retryAfterMs } from '../../domain/announce/retry-ladder';
import { type FailureCode, isHeadendError } from '../../domain/failures';
import { guardedConnector } from '../http-source/guard';
import type { WebhookMessage, WebhookOutcome, WebhookSender } from './port';
import { maskedHeaders, signedHeaders } from './signature';
import { checkTarget, type TargetOptions, targetOf } from './target';

/** How long an endpoint has for all of connecting, reading and answering, milliseconds. */
const TIMEOUT_MS = 15_000;
/** Once the status is there, the rest of the answer is of little interest, milliseconds. */
const BODY_TIMEOUT_MS = 2_000;
/** Of an answer, so much is kept; what comes after is not read, bytes. */
const KEPT_BYTES = 4_096;
const MOST_HEADERS = 50;
const MOST_HEADER_CHARACTERS = 1_000;

/** {@link WebhookSender} over undici. Redirects are never followed; every connection goes to an address that was checked. */
export function createWebhookSender(options: TargetOptions, timeoutMs = TIMEOUT_MS): WebhookSender {
  const pools = {
    headersTimeout: timeoutMs,
    bodyTimeout: BODY_TIMEOUT_MS,
    keepAliveTimeout: 4_000,
    connections: 8,
    // A receiver cannot fill our memory with headers.
    maxHeaderSize: 16_384,
  };
  const guarded = new Agent({ ...pools, connect: guardedConnector({ allowPrivate: [] }, timeoutMs) });
  const open = new Agent({ ...pools, connect: { timeout: timeoutMs } });
  return {
    async send(message) {
      const startedAt = new Date();
      const headers = signedHeaders(message, startedAt);
      const answer = await attempt(message, headers).catch((error: unknown) => ({ failure: failureOfError(error) }));
      return {
        startedAt,
        durationMs: Date.now() - startedAt.getTime(),
        requestHeaders: maskedHeaders(headers),
        ...answer,
      };
    },
    check: (url) => checkTarget(url, options),
    close: async () => {
      await Promise.all([guarded.destroy(), open.destroy()]);
    },
  };

  async function attempt(message: WebhookMessage, headers: Record<string, string>): Promise<Partial<WebhookOutcome>> {
    const { url, allowed } = targetOf(message.url, options);
    const deadline = AbortSignal.timeout(timeoutMs);
    const answer = await request(url, {
      method: 'POST',
      dispatcher: allowed ? open : guarded,
      headers,
      body: message.body,
      signal: message.signal ? AbortSignal.any([message.signal, deadline]) : deadline,
    });
    return judged(answer, await firstBytes(answer.body));
  }
}

function judged({ statusCode, headers }: Dispatcher.ResponseData, body: string): Partial<WebhookOutcome> {
  const wait = headers['retry-after'];
  const code = codeOf(statusCode);
  return {
    responseStatus: statusCode,
    responseHeaders: keptHeaders(headers),
    responseBody: body,
    retryAfterMs: retryAfterMs(Array.isArray(wait) ? wait[0] : wait, Date.now()),
    failure: code && { code, detail: `The endpoint answered with status ${statusCode}.` },
  };
}

function codeOf(status: number): FailureCode | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 410) return 'webhook/gone';
  return status >= 300 && status < 400 ? 'webhook/redirected' : 'webhook/refused';
}

/** The beginning of an answer. Trouble and slowness after the status change nothing about it. */
async function firstBytes(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const late = setTimeout(() => body.destroy(), BODY_TIMEOUT_MS);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= KEPT_BYTES) break;
    }
  } catch {
    // What came until then is kept.
  } finally {
    clearTimeout(late);
    body.on('error', () => undefined);
    body.destroy();
  }
  return Buffer.concat(chunks).subarray(0, KEPT_BYTES).toString('utf8');
}

/** `Set-Cookie` may hold a session of the partner's and is of no use to anybody here. */
const keptHeaders = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name, value]) => value !== undefined && name !== 'set-cookie')
      .slice(0, MOST_HEADERS)
      .map(([name, value]) => [name, String(value).slice(0, MOST_HEADER_CHARACTERS)]),
  );

const TIMEOUTS = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

/** What never reached a status, in words that hold no address of ours. */
function failureOfError(error: unknown): { code: FailureCode; detail: string } {
  const known = isHeadendError(error) ? error : isHeadendError(causeOf(error)) ? causeOf(error) : undefined;
  if (isHeadendError(known)) {
    const forbidden = known.code === 'source/forbidden-address';
    return { code: forbidden ? 'webhook/forbidden-address' : known.code, detail: known.message };
  }
  const { name = '', code = '' } = error as { name?: string; code?: string };
  if (name === 'TimeoutError' || name === 'AbortError' || TIMEOUTS.has(code)) {
    return { code: 'webhook/timeout', detail: 'The endpoint did not answer in time.' };
  }
  return { code: 'webhook/unreachable', detail: `The endpoint cannot be reached: ${reasonOf(error, code)}.` };
}

const causeOf = (error: unknown): unknown => (error as { cause?: unknown } | null)?.cause;

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name does not resolve',
  EAI_AGAIN: 'its name does not resolve at the moment',
  ECONNREFUSED: 'it refuses connections',
  ECONNRESET: 'it closed the connection',
  UND_ERR_SOCKET: 'it closed the connection',
  UND_ERR_HEADERS_OVERFLOW: 'the headers of its answer are too large',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate chain is not complete',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

function reasonOf(error: unknown, code: string): string {
  if (error instanceof errors.HTTPParserError) return 'its answer is not HTTP';
  return REASONS[code] ?? (code || 'the connection broke');
}
