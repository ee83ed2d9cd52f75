import { type NextFunction, type Request, type Response, Router } from 'express';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { type AdDecision, houseAds } from '../../domain/linear/live/ad-decision';
import type { AirWindow } from '../../domain/linear/live/air';
import {
  type AddressOf,
  type LiveChannel,
  type LiveLedger,
  type LiveRendition,
  type LiveVariant,
  variantFor,
} from '../../domain/linear/live/channel';
import { breakMpd, TIME_PATH } from '../../domain/linear/live/dash';
import { EMPTY_VTT_PATH } from '../../domain/linear/live/hls';
import { renditionsOf } from '../../domain/linear/live/multivariant';
import { toldPlace } from '../../domain/rights/territory';
import { sendProblem } from '../http/problems';
import { assetList } from './live-breaks';
import { type LiveDocument, liveDocuments } from './live-documents';
import { LIVE_CORS, sendDocument } from './live-http';

export interface LivePorts {
  ledger: LiveLedger;
  /** Where a row's media lies, `/media/{token}/`; the same text for a row on every node and at any time. */
  addressOf: AddressOf;
  /** Who decides what is advertised; the channel's own promos and slate when left out. */
  ads?: AdDecision;
  /** Epoch milliseconds. */
  now?: () => number;
}

export interface LiveRouterParts {
  live: LiveAnswers;
  /** Header in which a trusted proxy tells the viewer's country; none is believed without it. */
  countryHeader?: string;
  /** Epoch milliseconds. */
  now?: () => number;
}

/**
 * Serves channels under `/live/`: playlists, MPDs, lists of advertisements and the time (docs/channels-live.md). What is answered is a
 * function of ledger and time, so that any node may answer, and answers with the same bytes.
 *
 * Every answer, errors too, carries CORS headers: without them a player cannot tell a 404 from a CORS fault.
 */
export function liveRouter({ live, countryHeader, now = Date.now }: LiveRouterParts): Router {
  const router = Router({ caseSensitive: true });
  const country = (request: Request) => (countryHeader ? toldPlace(request.get(countryHeader)) : undefined);
  const vary = countryHeader ? [countryHeader] : [];
  const startOf = (request: Request): number | undefined => startAt(request.query.start, now());

  router.use('/live', (_request, response, next) => {
    for (const [name, value] of LIVE_CORS) response.setHeader(name, value);
    next();
  });
  router.options('/live/{*path}', (_request, response) => {
    response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS');
    response.setHeader(
      'Access-Control-Allow-Headers',
      'Range, If-None-Match, CMCD-Request, CMCD-Object, CMCD-Status, CMCD-Session',
    );
    response.setHeader('Access-Control-Max-Age', '86400');
    response.status(204).end();
  });
  router.get(TIME_PATH, (_request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.type('text/plain').send(new Date(now()).toISOString());
  });
  router.get(EMPTY_VTT_PATH, (_request, response) => {
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    response.type('text/vtt').send('WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n');
  });
  router.get('/live/:channel/index.m3u8', async (request, response) => {
    sendDocument(
      await live.multivariant(request.params.channel, { territory: country(request) }, startOf(request)),
      request,
      response,
      vary,
    );
  });
  router.get('/live/:channel/:variant/index.m3u8', async (request, response) => {
    const { channel: name, variant } = request.params;
    sendDocument(await live.multivariant(name, { variant }, startOf(request)), request, response);
  });
  router.get('/live/:channel/manifest.mpd', async (request, response) => {
    const { channel: name } = request.params;
    sendDocument(await live.mpd(name, { territory: country(request) }, startOf(request)), request, response, vary);
  });
  router.get('/live/:channel/:variant/manifest.mpd', async (request, response) => {
    const { channel: name, variant } = request.params;
    sendDocument(await live.mpd(name, { variant }, startOf(request)), request, response);
  });
  router.get('/live/:channel/:variant/:kind/:track.m3u8', async (request, response) => {
    const { channel: name, variant, kind, track } = request.params;
    sendDocument(await live.playlist(name, variant, kind, track, startOf(request)), request, response);
  });
  router.get('/live/:channel/:variant/break/:ordinal.mpd', async (request, response) => {
    const { channel: name, variant, ordinal } = request.params;
    response.setHeader('Cache-Control', 'public, max-age=60');
    response.type('application/dash+xml').send(await live.breakMpd(name, variant, Number(ordinal)));
  });
  router.get('/live/:channel/:variant/asset-list/:ordinal', async (request, response) => {
    const { channel: name, variant, ordinal } = request.params;
    const { _HLS_start_offset: offset, _HLS_primary_id: playId } = request.query;
    const asked = { offsetMs: 1000 * (Number(offset) || 0), playId: typeof playId === 'string' ? playId : undefined };
    response.setHeader('Cache-Control', 'no-store');
    response.type('application/json').send(JSON.stringify(await live.assetList(name, variant, Number(ordinal), asked)));
  });
  router.all('/live/{*path}', (request, response) => {
    if (request.method === 'GET' || request.method === 'HEAD')
      throw new HeadendError('request/not-found', 'There is nothing at this address of a channel.');
    response.setHeader('Allow', 'GET, HEAD, OPTIONS');
    throw new HeadendError('request/method-not-allowed', `${request.method} is not served here, GET and HEAD are.`);
  });
  router.use('/live', liveProblem);
  return router;
}

export type LiveAnswers = ReturnType<typeof liveAnswers>;

/** What {@link liveRouter} answers, without HTTP. Each throws {HeadendError} `channels/not-found`, `channels/off-air`. */
export function liveAnswers({ ledger, addressOf, ads = houseAds, now = Date.now }: LivePorts) {
  const documents = liveDocuments(addressOf);
  const found = async (name: string): Promise<LiveChannel> => {
    const channel = await ledger.channel(name);
    if (channel) return channel;
    throw new HeadendError('channels/not-found', `There is no channel ${name}.`);
  };
  const edge = (channel: LiveChannel, variant: LiveVariant): AirWindow => {
    const window = documents.edgeAt(channel, variant, now());
    if (window) return window;
    throw new HeadendError('channels/off-air', `The channel ${channel.slug} is not on air in ${variant.territory}.`);
  };
  return {
    /** @param start epoch milliseconds */
    async multivariant(name: string, of: VariantAsked, start?: number): Promise<LiveDocument> {
      const channel = await found(name);
      const variant = variantOf(channel, of);
      return documents.multivariant(channel, variant, edge(channel, variant), start, queryOf(start));
    },

    async mpd(name: string, of: { territory?: string } | { variant: string }, start?: number): Promise<LiveDocument> {
      const channel = await found(name);
      const variant = 'variant' in of ? variantNamed(channel, of.variant) : variantFor(channel, of.territory);
      return documents.mpd(channel, variant, edge(channel, variant), start, queryOf(start));
    },

    async playlist(
      name: string,
      territory: string,
      kind: string,
      track: string,
      start?: number,
    ): Promise<LiveDocument> {
      const channel = await found(name);
      const variant = variantNamed(channel, territory);
      const rendition = renditionNamed(channel, kind, track);
      return documents.playlist(channel, variant, rendition, edge(channel, variant), start);
    },

    /** The text of an MPD. @param ordinal of the first row of the break */
    async breakMpd(name: string, territory: string, ordinal: number): Promise<string> {
      const channel = await found(name);
      const text = breakMpd(channel, variantNamed(channel, territory), ordinal, addressOf);
      if (text) return text;
      throw new HeadendError('request/not-found', `No break of the channel ${channel.slug} begins there.`);
    },

    /** What plays in a break. @param asked of a player */
    async assetList(name: string, territory: string, ordinal: number, asked: { offsetMs: number; playId?: string }) {
      const channel = await found(name);
      return assetList({ channel, variant: variantNamed(channel, territory), ordinal, addressOf, ads, ...asked });
    },
  };
}

/** A variant by its name, or that of the territory where a viewer is. */
type VariantAsked = { territory?: string } | { variant: string };

const variantOf = (channel: LiveChannel, of: VariantAsked): LiveVariant =>
  'variant' in of ? variantNamed(channel, of.variant) : variantFor(channel, of.territory);

/** @throws {HeadendError} `request/not-found` */
function variantNamed({ variants, slug }: LiveChannel, territory: string): LiveVariant {
  const found = variants.find((variant) => variant.territory === territory);
  if (found) return found;
  throw new HeadendError('request/not-found', `The channel ${slug} has no variant ${territory}.`);
}

/** The renditions of a format by kind and track. */
const NAMED = new WeakMap<LiveChannel['format'], ReadonlyMap<string, LiveRendition>>();

/** @throws {HeadendError} `request/not-found` */
function renditionNamed(channel: LiveChannel, kind: string, track: string): LiveRendition {
  const known = NAMED.get(channel.format) ?? new Map(renditionsOf(channel).map((each) => [nameOf(each), each]));
  NAMED.set(channel.format, known);
  const found = known.get(`${kind}/${track}`);
  if (found) return found;
  throw new HeadendError('request/not-found', `The channel ${channel.slug} has no ${kind} playlist ${track}.`);
}

const nameOf = (rendition: LiveRendition): string =>
  `${rendition.kind}/${rendition.kind === 'video' ? rendition.rung : rendition.language}`;

/**
 * The instant to play from, whole seconds, so that viewers share what is made.
 *
 * @throws {HeadendError} `channels/start-invalid`
 */
export function startAt(text: unknown, now: number): number | undefined {
  if (text === undefined) return undefined;
  const at = typeof text !== 'string' ? Number.NaN : /^\d{1,11}$/.test(text) ? Number(text) * 1000 : isoInstant(text);
  if (at <= now) return Math.floor(at / 1000) * 1000;
  throw new HeadendError('channels/start-invalid', 'start is no instant in the past.', { field: 'start' });
}

const isoInstant = (text: string): number =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;

const queryOf = (start: number | undefined): string => (start === undefined ? '' : `?start=${start / 1000}`);

/** Problems of the addresses under `/live/`; never cached, since a channel may come on air at any moment. */
function liveProblem(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent || !(isHeadendError(error) || error instanceof URIError)) {
    next(error);
    return;
  }
  if (isHeadendError(error) && error.code === 'channels/off-air') response.setHeader('Retry-After', '5');
  const known = isHeadendError(error)
    ? error
    : new HeadendError('request/not-found', 'The path is no valid percent-encoding.');
  for (const name of ['ETag', 'Content-Length', 'Content-Encoding']) response.removeHeader(name);
  sendProblem(response, known);
}
