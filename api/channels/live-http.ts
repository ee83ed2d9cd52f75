import type { IncomingMessage, ServerResponse } from 'node:http';
import { isFresh } from '../http/conditions';
import type { LiveDocument } from './live-documents';

/** Of every answer under `/live/`. */
export const LIVE_CORS: readonly [string, string][] = [
  ['Access-Control-Allow-Origin', '*'],
  ['Access-Control-Expose-Headers', 'Content-Length, Content-Encoding, ETag, Age, Date, Retry-After'],
  ['Cross-Origin-Resource-Policy', 'cross-origin'],
  ['Timing-Allow-Origin', '*'],
  ['X-Content-Type-Options', 'nosniff'],
];

/** @param vary headers beside the encoding that the answer depends on */
export function sendDocument(
  { type, body, zipped, etag, maxAge }: LiveDocument,
  request: IncomingMessage,
  response: ServerResponse,
  vary: readonly string[] = [],
): void {
  const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const tag = gzip ? `"${etag}-gzip"` : `"${etag}"`;
  response.setHeader('Content-Type', type);
  response.setHeader('Cache-Control', `public, max-age=${maxAge}, stale-while-revalidate=${maxAge * 2}`);
  response.setHeader('ETag', tag);
  response.setHeader('Vary', [...vary, 'Accept-Encoding'].join(', '));
  if (isFresh(request.headers, { etag: tag })) {
    response.statusCode = 304;
    response.end();
    return;
  }
  const bytes = gzip ? zipped() : body;
  if (gzip) response.setHeader('Content-Encoding', 'gzip');
  response.setHeader('Content-Length', bytes.length);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
