import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import { type NextFunction, type Request, type Response, Router } from 'express';
import { isObjectKey } from '../../adapters/object-store/keys';
import type { ObjectStore, StoredObject } from '../../adapters/object-store/port';
import { isCommonAccessToken } from '../../domain/delivery/common-access-token';
import { addressPrefix, type MediaBinding } from '../../domain/delivery/path-token';
import { steered } from '../../domain/delivery/steering';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { cacheControlOf, contentTypeOf, isCompressible, REVALIDATE } from '../../domain/packaging/mime';
import { LAYOUT } from '../../domain/packaging/package-facts';
import { type ByteRange, isFresh, rangeApplies, requestedRange } from '../http/conditions';
import { sendProblem } from '../http/problems';

/** What a media token opens. */
export interface MediaGrant {
  /** Object prefix, ends with `/`; nothing outside of it is served. */
  prefix: string;
  /** The playlists under it still grow. */
  live: boolean;
  /** Only artwork is served. */
  artworkOnly?: boolean;
  /** What CDNs shall know its answers by, so that they can be purged. */
  tag?: string;
  /** Makes a token that takes the place of one that ends soon. */
  renewed?: () => Promise<string>;
}

export interface MediaRouterPorts {
  store: Pick<ObjectStore, 'find' | 'get' | 'getRange'>;
  /**
   * The grant of a token, or of a Common Access Token with the media token behind it; undefined when nobody knows it. The caller
   * caches.
   *
   * @throws {HeadendError} `media/token-…`
   */
  resolveToken(token: string, viewer: MediaBinding): Promise<MediaGrant | undefined>;
  /** Header in which a trusted proxy tells the viewer's country; none is believed without it. */
  countryHeader?: string;
  /** Address of the steering document that manifests name; none without it. */
  steering?: string;
}

/**
 * Serves `GET|HEAD /media/{token}/{path…}` from the object store.
 *
 * The token is a part of the path, so relative URLs in playlists carry it along and caches share what viewers share.
 * Every answer, errors too, carries CORS headers: without them a player cannot tell a 404 from a CORS fault.
 */
export function mediaRouter({ store, resolveToken, countryHeader, steering }: MediaRouterPorts): Router {
  const router = Router({ caseSensitive: true });
  router.use('/media', (_request, response, next) => {
    for (const [name, value] of CORS) response.setHeader(name, value);
    next();
  });
  router.options('/media/{*path}', (_request, response) => {
    response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS');
    response.setHeader(
      'Access-Control-Allow-Headers',
      'Range, If-Range, If-None-Match, If-Modified-Since, CMCD-Request, CMCD-Object, CMCD-Status, CMCD-Session',
    );
    response.setHeader('Access-Control-Max-Age', '86400');
    response.status(204).end();
  });
  router.get('/media/:token/*path', async (request: Request, response: Response) => {
    const { token, key } = addressed(request.params as unknown as { token: string; path: string[] });
    const viewer = {
      country: countryHeader && request.get(countryHeader),
      addressPrefix: addressPrefix(request.ip ?? ''),
    };
    const grant = isObjectKey(key) && !isOurs(key) ? await resolveToken(token, viewer) : undefined;
    if (grant?.artworkOnly && !isArtwork(key))
      throw new HeadendError('media/token-required', 'The title is encrypted: this address opens its artwork only.');
    const object = grant && (await store.find(grant.prefix + key));
    if (!grant || !object) throw notFound();
    const kind = key === LAYOUT.master ? 'hls' : key === LAYOUT.dash ? 'dash' : undefined;
    const renewed = kind && (await grant.renewed?.());
    const wanted = { key: grant.prefix + key, object, live: grant.live, tag: grant.tag, renewed };
    if (steering && kind) await serve(...(await withSteering(store, wanted, kind, steering)), request, response);
    else await serve(store, wanted, request, response);
  });
  router.all('/media/{*path}', (request, response) => {
    if (request.method === 'GET' || request.method === 'HEAD') throw notFound();
    response.setHeader('Allow', 'GET, HEAD, OPTIONS');
    throw new HeadendError('request/method-not-allowed', `${request.method} is not served here, GET and HEAD are.`);
  });
  router.use('/media', mediaProblem);
  return router;
}

/** A Common Access Token takes the media token behind it along. */
function addressed({ token, path: [first = '', ...rest] }: { token: string; path: string[] }) {
  return isCommonAccessToken(token)
    ? { token: `${token}/${first}`, key: rest.join('/') }
    : { token, key: [first, ...rest].join('/') };
}

/** The commit marker of a version is for the pipeline: it tells entity tags, digests and what was made with what. */
const isOurs = (key: string): boolean => key === LAYOUT.inventory;

/** Catalogues are public: posters, and the artwork that a partner delivered. Thumbnails show the film and are not. */
const isArtwork = (key: string): boolean => key === LAYOUT.poster || key.startsWith('artwork/');

const notFound = () => new HeadendError('media/not-found', 'There is no such media object.');

const CORS: [string, string][] = [
  ['Access-Control-Allow-Origin', '*'],
  [
    'Access-Control-Expose-Headers',
    'Content-Length, Content-Range, Content-Encoding, ETag, Accept-Ranges, Age, Date, CTA-Common-Access-Token',
  ],
  ['Cross-Origin-Resource-Policy', 'cross-origin'],
  ['Timing-Allow-Origin', '*'],
  ['X-Content-Type-Options', 'nosniff'],
];

/** As Cloudflare and Google, Fastly and Varnish, and Akamai name it; a CDN takes its own off. */
const CACHE_TAGS = ['Cache-Tag', 'Surrogate-Key', 'Edge-Cache-Tag'];

interface Wanted {
  key: string;
  object: StoredObject;
  live: boolean;
  tag?: string;
  renewed?: string;
}

type Reader = Pick<ObjectStore, 'get' | 'getRange'>;

/** The manifest as another object: its own length, and an entity tag that changes with the steering. */
async function withSteering(
  store: Reader,
  { object, ...wanted }: Wanted,
  kind: 'hls' | 'dash',
  uri: string,
): Promise<[Reader, Wanted]> {
  const stored = Buffer.concat(await (await store.get(wanted.key)).toArray()).toString('utf8');
  const body = Buffer.from(steered(kind, stored, uri));
  return [
    {
      get: async () => Readable.from([body]),
      getRange: async (_key, start, end) => Readable.from([body.subarray(start, end + 1)]),
    },
    { ...wanted, object: { ...object, bytes: body.length, etag: `${object.etag}-steered` } },
  ];
}

async function serve(store: Reader, wanted: Wanted, request: Request, response: Response): Promise<void> {
  const { key, object, live, tag, renewed } = wanted;
  const zipped = isCompressible(key) && object.bytes > 0 ? encodingOf(request) : undefined;
  const etag = zipped ? `"${object.etag}-${zipped}"` : `"${object.etag}"`;
  response.setHeader('Content-Type', contentTypeOf(key));
  response.setHeader('Cache-Control', live ? REVALIDATE : cacheControlOf(key));
  if (renewed) {
    // It is this viewer's own.
    response.setHeader('Cache-Control', 'private, no-store');
    response.setHeader('CTA-Common-Access-Token', renewed);
  }
  if (tag) for (const name of CACHE_TAGS) response.setHeader(name, tag);
  response.setHeader('ETag', etag);
  response.setHeader('Last-Modified', object.lastModified.toUTCString());
  if (isCompressible(key)) response.setHeader('Vary', 'Accept-Encoding');
  if (!zipped) response.setHeader('Accept-Ranges', 'bytes');
  const state = { etag, lastModified: object.lastModified };
  if (isFresh(request.headers, state)) {
    response.status(304).end();
    return;
  }
  // Only GET knows ranges (RFC 9110, 14.2); those of a representation compressed on the way would not fit together.
  const counts = request.method === 'GET' && !zipped && rangeApplies(request.headers, state);
  const range = requestedRange(counts ? request.headers.range : undefined, object.bytes);
  if (range === 'unsatisfiable') {
    response.setHeader('Content-Range', `bytes */${object.bytes}`);
    response.setHeader('Cache-Control', 'no-store');
    response.removeHeader('ETag');
    response.status(416).end();
    return;
  }
  writeHead(response, object, range, zipped);
  if (request.method === 'HEAD' || object.bytes === 0) response.end();
  else await send(range ? await store.getRange(key, range.start, range.end) : await store.get(key), response, zipped);
}

function writeHead(response: Response, object: StoredObject, range: ByteRange | undefined, zipped?: Coding): void {
  if (zipped) response.setHeader('Content-Encoding', zipped);
  else response.setHeader('Content-Length', range ? range.end - range.start + 1 : object.bytes);
  if (range) response.setHeader('Content-Range', `bytes ${range.start}-${range.end}/${object.bytes}`);
  response.status(range ? 206 : 200);
}

/** With back-pressure; a viewer who goes away ends the read from the store. */
async function send(body: Readable, response: Response, zipped: Coding | undefined): Promise<void> {
  try {
    await (zipped ? pipeline(body, CODERS[zipped](), response) : pipeline(body, response));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    // Too late for a problem document: a cut connection tells the player to ask again.
    if (!response.headersSent) throw error;
    response.destroy();
  }
}

type Coding = 'br' | 'gzip';

const CODERS = {
  // Playlists are made smaller while they are sent: the levels above cost more time than they save.
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: () => createGzip(),
};

/** Brotli makes playlists a fifth smaller than gzip: it is taken by whoever takes both. */
function encodingOf(request: Request): Coding | undefined {
  if (request.acceptsEncodings('br')) return 'br';
  return request.acceptsEncodings('gzip') ? 'gzip' : undefined;
}

const OF_THE_OBJECT = [
  ...['ETag', 'Last-Modified', 'Content-Length', 'Content-Encoding', 'Content-Range', 'Accept-Ranges'],
  ...CACHE_TAGS,
];

/** Problem documents of media answers; never cached, since a missing object may come and a store recover. */
function mediaProblem(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  for (const name of OF_THE_OBJECT) response.removeHeader(name);
  // A path that is no valid percent-encoding names nothing either.
  const missing = error instanceof URIError || (error as { status?: number }).status === 400;
  if (isHeadendError(error)) sendProblem(response, error);
  else if (missing) sendProblem(response, notFound());
  else next(error);
}
