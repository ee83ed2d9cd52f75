import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, type Options, rateLimit } from 'express-rate-limit';
import { HeadendError } from '../../domain/failures';
import { sendProblem } from './problems';

const MINUTE_MS = 60_000;
/** Requests with a wrong key that one address may send in a minute. */
const WRONG_KEYS_PER_MINUTE = 60;

/** Headers for every answer. `connect` names origins that pages may talk to beside their own, such as the object store. */
export function securityHeaders({ https, connect }: { https: boolean; connect: readonly string[] }): RequestHandler {
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    // The component library sets styles from scripts.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    });
    if (https) response.set('Strict-Transport-Security', 'max-age=31536000');
    next();
  };
}

/** Limit requests by API key, and wrong keys by address. */
export function rateLimits(perMinute: number): RequestHandler[] {
  const shared: Partial<Options> = {
    windowMs: MINUTE_MS,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    handler: (_request, response) => {
      sendProblem(response, new HeadendError('request/rate-limited', 'The limit of this minute is used up.'));
    },
  };
  return [
    rateLimit({
      ...shared,
      limit: WRONG_KEYS_PER_MINUTE,
      standardHeaders: false,
      keyGenerator: address,
      skipSuccessfulRequests: true,
      requestWasSuccessful: (_request, { statusCode }) => statusCode !== 401,
    }),
    rateLimit({ ...shared, limit: perMinute, keyGenerator: keyOrAddress }),
  ];
}

const address = ({ ip }: Request): string => ipKeyGenerator(ip ?? '');

function keyOrAddress(request: Request): string {
  const header = request.get('authorization');
  return header ? createHash('sha256').update(header).digest('base64url') : address(request);
}
