import cors from 'cors';
import type { Request, RequestHandler } from 'express';
import { HeadendError } from '../../domain/failures';
import type { Caller } from './operation';

const EXPOSED = [
  'Location',
  'ETag',
  'Idempotency-Replayed',
  'X-Request-Id',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'Tus-Resumable',
  'Tus-Version',
  'Tus-Extension',
  'Tus-Max-Size',
  'Tus-Checksum-Algorithm',
  'Upload-Offset',
  'Upload-Length',
  'Upload-Expires',
  'Upload-Metadata',
  'Upload-Defer-Length',
];
const READER_HEADERS = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-None-Match',
  'X-Request-Id',
  'Session-Token',
];
const WRITER_HEADERS = [
  ...READER_HEADERS,
  'If-Match',
  'Tus-Resumable',
  'Upload-Length',
  'Upload-Offset',
  'Upload-Metadata',
  'Upload-Checksum',
  'Upload-Defer-Length',
];
const SHARED: cors.CorsOptions = { exposedHeaders: EXPOSED, maxAge: 86_400 };

/**
 * What browsers let pages of other origins do. Any page may read as a viewer, start playback and end it: keys travel in a header that
 * no browser sends by itself. Everything else is for configured origins.
 */
export const corsRules = (origins: readonly string[]): RequestHandler =>
  cors((request, done) => {
    const origin = request.headers.origin ?? '';
    done(
      null,
      origins.includes(origin)
        ? {
            ...SHARED,
            origin,
            methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
            allowedHeaders: WRITER_HEADERS,
          }
        : { ...SHARED, origin: '*', methods: ['GET', 'HEAD', 'POST', 'DELETE'], allowedHeaders: READER_HEADERS },
    );
  });

/**
 * A key that does more than watch must not be in a page that strangers can read: refuse it there, so that the mistake is
 * found in development.
 *
 * @throws {HeadendError} `auth/origin`
 */
export function checkOrigin(request: Request, caller: Caller, origins: readonly string[]): void {
  const origin = request.get('origin');
  if (!origin || caller.role === 'viewer' || origins.includes(origin) || isOurs(origin, request)) return;
  throw new HeadendError('auth/origin', `A key with the role ${caller.role} was sent by a page of another origin.`);
}

/** A page of this very host; behind a proxy that ends TLS only the host can be compared. */
function isOurs(origin: string, request: Request): boolean {
  return URL.canParse(origin) && new URL(origin).host === request.get('host');
}
