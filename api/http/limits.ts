import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { RateCounter } from '../../adapters/postgres/keys-port';
import { HeadendError } from '../../domain/failures';
import { contextOf } from './context';
import type { Caller } from './operation';
import { sendProblem } from './problems';

const MINUTE_MS = 60_000;
const MINUTE_S = MINUTE_MS / 1000;
/** Requests without a good key that one address may send to one API node in a minute. */
const WRONG_KEYS_PER_MINUTE = 60;
/** A key that was good within this time is not held up by wrong ones from the same address. */
const GOOD_MS = 10 * MINUTE_MS;
const MOST_GOOD = 10_000;

/** Count a request of a key. @throws {HeadendError} `request/rate-limited` when its minute is used up */
export type KeyLimit = (caller: Caller, response: Response) => Promise<void>;

/**
 * The limit of each key, in every minute of the clock, over all API nodes: they share the counter. A key of viewers stands in a page for
 * all of them, so without a limit of its own it is counted for each address, by each node. Every answer tells what is left, in the
 * fields of draft-ietf-httpapi-ratelimit-headers-10.
 *
 * @param perMinute requests of a key that has no limit of its own
 */
export function keyLimit(counter: RateCounter, perMinute: number): KeyLimit {
  const ofAddress = addressCounter();
  return async (caller, response) => {
    const limit = caller.rateLimit ?? perMinute;
    const shared = caller.role === 'viewer' && caller.rateLimit === undefined;
    const { used, endsInS } = shared
      ? ofAddress(`${caller.id} ${address(response.req)}`)
      : await counter.take(caller.id);
    const policy = shared ? 'address' : 'key';
    response.setHeader('RateLimit-Policy', `"${policy}";q=${limit};w=${MINUTE_S}`);
    response.setHeader('RateLimit', `"${policy}";r=${Math.max(0, limit - used)};t=${endsInS}`);
    if (used <= limit) return;
    response.setHeader('Retry-After', String(endsInS));
    throw new HeadendError('request/rate-limited', `The ${policy}'s ${limit} requests of this minute are used up.`);
  };
}

/** Addresses that are told apart in one minute; the others share a count. */
const MOST_ADDRESSES = 200_000;

/** Counts in memory, anew in each minute of the clock. @returns what was used with this one */
export function addressCounter(now: () => number = Date.now) {
  let minute = 0;
  const used = new Map<string, number>();
  return (name: string): { used: number; endsInS: number } => {
    const current = Math.floor(now() / MINUTE_MS);
    if (current !== minute) {
      minute = current;
      used.clear();
    }
    const counted = used.has(name) || used.size < MOST_ADDRESSES ? name : '';
    const count = (used.get(counted) ?? 0) + 1;
    used.set(counted, count);
    return { used: count, endsInS: Math.ceil(((minute + 1) * MINUTE_MS - now()) / 1000) };
  };
}

/** Limit what comes without a good key, by address and API node: guessing keys leads nowhere. */
export function strangerLimit(perMinute = WRONG_KEYS_PER_MINUTE): RequestHandler {
  const good = goodKeys();
  return rateLimit({
    windowMs: MINUTE_MS,
    limit: perMinute,
    legacyHeaders: false,
    standardHeaders: false,
    keyGenerator: address,
    skip: (request) => good.has(presented(request)),
    skipSuccessfulRequests: true,
    requestWasSuccessful: (request, response) => {
      if (known(response)) good.add(presented(request));
      return response.statusCode !== 401;
    },
    handler: (_request, response) => {
      if (!response.hasHeader('Retry-After')) response.setHeader('Retry-After', String(MINUTE_S));
      sendProblem(
        response,
        new HeadendError('request/rate-limited', 'Too many requests with wrong keys came from there.'),
      );
    },
  });
}

const known = (response: Response): boolean => contextOf(response).caller !== undefined;

const address = ({ ip }: Request): string => ipKeyGenerator(ip ?? '');

/** Digest of the key as it was sent, so that no key is kept. */
const presented = (request: Request): string | undefined => {
  const header = request.get('authorization');
  return header && createHash('sha256').update(header).digest('base64url');
};

/** Digests of keys that were good lately; the oldest make room. */
function goodKeys() {
  const until = new Map<string, number>();
  return {
    has: (key: string | undefined): boolean => key !== undefined && (until.get(key) ?? 0) > Date.now(),
    add(key: string | undefined): void {
      if (key === undefined) return;
      until.delete(key);
      until.set(key, Date.now() + GOOD_MS);
      const oldest = until.keys().next().value;
      if (until.size > MOST_GOOD && oldest !== undefined) until.delete(oldest);
    },
  };
}
