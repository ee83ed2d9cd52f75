import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, type Options, rateLimit } from 'express-rate-limit';
import { HeadendError } from '../../domain/failures';
import { contextOf } from './context';
import { sendProblem } from './problems';

const MINUTE_MS = 60_000;
/** Requests with a wrong key that one address may send in a minute. */
const WRONG_KEYS_PER_MINUTE = 60;
/** A key that was good within this time is not held up by wrong ones from the same address. */
const GOOD_MS = 10 * MINUTE_MS;
const MOST_GOOD = 10_000;

/** Limit requests by API key, and wrong keys by address. */
export function rateLimits(perMinute: number): RequestHandler[] {
  const good = goodKeys();
  const shared: Partial<Options> = {
    windowMs: MINUTE_MS,
    legacyHeaders: false,
    handler: (_request, response) => {
      if (!response.hasHeader('Retry-After')) response.setHeader('Retry-After', String(MINUTE_MS / 1000));
      sendProblem(response, new HeadendError('request/rate-limited', 'The limit of this minute is used up.'));
    },
  };
  return [
    rateLimit({
      ...shared,
      limit: WRONG_KEYS_PER_MINUTE,
      standardHeaders: false,
      keyGenerator: address,
      skip: (request) => good.has(presented(request)),
      skipSuccessfulRequests: true,
      requestWasSuccessful: (request, response) => {
        if (known(response)) good.add(presented(request));
        return response.statusCode !== 401;
      },
    }),
    rateLimit({ ...shared, limit: perMinute, standardHeaders: 'draft-7', keyGenerator: keyOrAddress }),
  ];
}

const known = (response: Response): boolean => contextOf(response).caller !== undefined;

const address = ({ ip }: Request): string => ipKeyGenerator(ip ?? '');

/** Digest of the key as it was sent, so that no key is kept. */
const presented = (request: Request): string | undefined => {
  const header = request.get('authorization');
  return header && createHash('sha256').update(header).digest('base64url');
};

const keyOrAddress = (request: Request): string => presented(request) ?? address(request);

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
