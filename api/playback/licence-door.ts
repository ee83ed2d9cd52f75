import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { ContentKey } from '../../adapters/content-keys/port';
import { newId } from '../../adapters/postgres/ids';
import { clearKeyLicence } from '../../domain/drm/clear-key';
import { type FailureCode, HeadendError, isHeadendError } from '../../domain/failures';
import { licenceProblemOf } from './licence-problems';
import type { LicenceAsk } from './licence-service';

/** Path of the Clear Key licence service. */
export const LICENCE_PATH = '/v1/licenses/clearkey';

/** A challenge names a few keys in a few hundred bytes. */
export const MAX_CHALLENGE_BYTES = 16_384;
/** A challenge that is not there after so long, milliseconds, ends its connection: nobody holds one open byte by byte. */
const CHALLENGE_MS = 10_000;
const RETRY_KEY = /^[\x21-\x7e]{1,255}$/;

export interface LicenceDoorParts {
  licence(ask: LicenceAsk): Promise<ContentKey[]>;
  /** Proxies in front that are believed about addresses. */
  proxies: number;
  log: Logger;
  observe(status: number, seconds: number, code: FailureCode | undefined): void;
}

/**
 * Serves `POST /v1/licenses/clearkey` on the bare HTTP server, before everything else: licences are asked for by everybody at
 * once when a match begins, so nothing is in their way that they do not need.
 *
 * @returns false when the request is for somebody else
 */
export const licenceDoor =
  (parts: LicenceDoorParts) =>
  (request: IncomingMessage, response: ServerResponse): boolean => {
    const [path, query] = split(request.url ?? '');
    if (path !== LICENCE_PATH) return false;
    void answer(parts, request, response, query);
    return true;
  };

const split = (url: string): [string, string] => {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
};

async function answer(
  parts: LicenceDoorParts,
  request: IncomingMessage,
  response: ServerResponse,
  query: string,
): Promise<void> {
  const arrivedAt = performance.now();
  // A socket whose client has gone no longer knows its address, and a retry must find the same one.
  const address = addressOf(request, parts.proxies);
  let failure: HeadendError | undefined;
  try {
    if (request.method === 'OPTIONS') return preflight(response);
    if (request.method !== 'POST')
      throw new HeadendError('request/method-not-allowed', `${request.method} is not served here, POST is.`);
    const body = await readBody(request);
    if (!body) return;
    const keys = await parts.licence({
      ...proofIn(request, query),
      address,
      challenge: body.text,
      arrivedAt,
    });
    send(response, 200, 'application/json', clearKeyLicence(keys));
  } catch (error) {
    failure = isHeadendError(error) ? error : new HeadendError('internal/unexpected', 'The licence request failed.');
    if (failure.failure.status >= 500) parts.log.error({ err: error, code: failure.code }, 'licence request failed');
    refuse(response, failure);
  }
  parts.observe(response.statusCode, (performance.now() - arrivedAt) / 1000, failure?.code);
}

function proofIn(request: IncomingMessage, query: string): Pick<LicenceAsk, 'token' | 'retryKey'> {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const given = request.headers['idempotency-key'];
  const retryKey = typeof given === 'string' && RETRY_KEY.test(given) ? given : undefined;
  return { token: bearer ?? new URLSearchParams(query).get('token') ?? undefined, retryKey };
}

/** The address that the farthest proxy believed saw; as Express reads `X-Forwarded-For`. */
function addressOf(request: IncomingMessage, proxies: number): string | undefined {
  const told = String(request.headers['x-forwarded-for'] ?? '').split(',');
  const hops = [
    request.socket.remoteAddress,
    ...told
      .map((text) => text.trim())
      .filter(Boolean)
      .reverse(),
  ];
  return hops[Math.min(proxies, hops.length - 1)];
}

/** Undefined when whoever asked went away before its end, or was too slow; without text when it is too large. */
function readBody(request: IncomingMessage): Promise<{ text?: string } | undefined> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    const late = setTimeout(() => request.destroy(), CHALLENGE_MS);
    request.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes <= MAX_CHALLENGE_BYTES) parts.push(part);
      else {
        // What is still to come is thrown away unread by whoever ends the connection.
        request.pause();
        clearTimeout(late);
        resolve({});
      }
    });
    request.on('end', () => {
      clearTimeout(late);
      resolve({ text: Buffer.concat(parts).toString('utf8') });
    });
    request.on('error', () => undefined);
    request.on('close', () => {
      clearTimeout(late);
      resolve(undefined);
    });
  });
}

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'X-Request-Id, Retry-After',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
};

function preflight(response: ServerResponse): void {
  response
    .writeHead(204, {
      ...CORS,
      'Access-Control-Allow-Methods': 'POST, OPTIONS',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key',
      'Access-Control-Max-Age': '86400',
    })
    .end();
}

function send(response: ServerResponse, status: number, type: string, body: string, more: object = {}): void {
  if (response.headersSent || response.destroyed) return;
  response
    .writeHead(status, { ...CORS, 'Content-Type': type, 'Content-Length': Buffer.byteLength(body), ...more })
    .end(body);
}

function refuse(response: ServerResponse, error: HeadendError): void {
  const requestId = newId('req');
  const problem = licenceProblemOf(error, requestId);
  send(response, problem.status, 'application/problem+json', JSON.stringify(problem), {
    'X-Request-Id': requestId,
    ...(error.failure.retry ? { 'Retry-After': error.code === 'licence/too-many-refusals' ? '60' : '2' } : {}),
    ...(error.code === 'request/method-not-allowed' ? { Allow: 'POST, OPTIONS' } : {}),
    ...(error.code === 'licence/challenge-too-large' ? { Connection: 'close' } : {}),
  });
}
