import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { FeedState, Feeds } from '../../adapters/postgres/feed-port';
import { HeadendError } from '../../domain/failures';
import type { FeedFormat } from '../../domain/feeds/format';
import { FEED_FORMATS } from '../../domain/feeds/formats';
import { type AdmissionDeps, admit } from '../http/admit';
import { isFresh } from '../http/conditions';
import { contextOf } from '../http/context';
import { scopesOf } from '../http/scopes';
import { validated } from '../http/validate';
import { z } from '../http/zod';
import { type Asked, aheadOf, askedOf, feedQuery } from './query';
import { feedText } from './text';

export interface FeedDeps {
  admission: AdmissionDeps;
  feeds: Feeds;
  /** Origin of viewer pages and pictures. */
  publicUrl: string;
}

/** Receivers ask again after so long at the latest, seconds: what editors change is seen then. */
const LONGEST_S = 900;
/** Feeds that one API node writes at once; each reads the whole catalogue. */
const MOST_AT_ONCE = 4;

const FeedAddressSchema = z.strictObject({ ...feedQuery, key: z.string().optional() });

/**
 * `GET /feeds/{name}.{xml|json}`: feeds for devices and partners, as a projection of the resolver (docs/feeds.md). Receivers that
 * cannot send headers get a key in their address that opens feeds and nothing else; it is logged nowhere.
 */
export function feedsRouter({ admission, feeds, publicUrl }: FeedDeps): Router {
  const router = Router({ caseSensitive: true });
  let writing = 0;
  for (const format of FEED_FORMATS) {
    const path = `/feeds/${format.name}.${format.extension}`;
    router.get(path, async (request, response) => {
      contextOf(response).route = path;
      const { tenantId } = await admitReceiver(request, response, admission);
      const { key: _key, ...address } = validated(FeedAddressSchema, request.query, 'query') as z.output<
        typeof FeedAddressSchema
      >;
      const at = new Date();
      const [state, provider] = await Promise.all([
        feeds.state(tenantId, at, aheadOf(format, address)),
        feeds.provider(tenantId),
      ]);
      const asked = askedOf(format, address, { tenantId, provider, publicUrl, at, changedAt: state.changedAt });
      setHeaders(response, format, state, asked);
      const lastModified = lastModifiedOf(state, at);
      if (isFresh(request.headers, { etag: response.get('ETag') ?? '', lastModified }))
        return void response.status(304).end();
      if (request.method === 'HEAD') return void response.end();
      if (writing >= MOST_AT_ONCE) throw busy(response);
      writing++;
      try {
        await pipeline(Readable.from(feedText(format, asked, feeds), { highWaterMark: 1 }), response);
      } catch (error) {
        // The answer is cut off, which receivers see; there is nobody left to tell.
        contextOf(response).log.warn({ err: error }, 'a feed was not sent to its end');
      } finally {
        writing--;
      }
    });
  }
  return router;
}

/** A key of an address becomes one of the header before anything looks at it. */
export const keyOfAddress: RequestHandler = (request, _response, next) => {
  const { key } = request.query;
  if (typeof key === 'string' && !request.headers.authorization) request.headers.authorization = `Bearer ${key}`;
  next();
};

/** @throws {HeadendError} as `admit`; `auth/forbidden` when an address holds a key that opens more than feeds */
export async function admitReceiver(request: Request, response: Response, admission: AdmissionDeps) {
  const caller = await admit(request, response, 'feeds:read', admission);
  if (request.query.key !== undefined && scopesOf(caller).some((scope) => scope !== 'feeds:read'))
    throw new HeadendError('auth/forbidden', 'Only a key whose one scope is feeds:read may stand in an address.');
  return caller;
}

function busy(response: Response): HeadendError {
  response.setHeader('Retry-After', '30');
  response.removeHeader('ETag');
  response.removeHeader('Last-Modified');
  return new HeadendError('request/rate-limited', `${MOST_AT_ONCE} feeds are being written at this moment.`);
}

/** A feed is the same until something changes, or a window opens or closes. */
function setHeaders(response: Response, { mediaType, name }: FeedFormat, state: FeedState, { request }: Asked): void {
  const { at, changedAt: _told, ...same } = request;
  const left = state.nextChangeAt ? Math.floor((state.nextChangeAt.getTime() - at) / 1000) : LONGEST_S;
  const tag = createHash('sha256')
    .update(JSON.stringify([name, state.revision, same]))
    .digest('base64url');
  response.set({
    'Content-Type': mediaType,
    'Cache-Control': `private, max-age=${Math.max(0, Math.min(LONGEST_S, left))}`,
    ETag: `W/"${tag.slice(0, 22)}"`,
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex, nofollow, noarchive',
  });
  const lastModified = lastModifiedOf(state, new Date(at));
  if (lastModified) response.set('Last-Modified', lastModified.toUTCString());
}

/** Dates of HTTP are whole seconds: within the same one something more may change, so that it is not told yet (RFC 9110, 8.8.2.2). */
const lastModifiedOf = ({ changedAt }: FeedState, at: Date): Date | undefined =>
  changedAt && at.getTime() - changedAt.getTime() >= 2000 ? changedAt : undefined;
