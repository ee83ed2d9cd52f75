import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import type { ChannelRecord } from '../../adapters/postgres/channels-port';
import type { GuideEntry } from '../../domain/linear/guide';
import { type M3uChannel, writeM3u } from '../../domain/linear/m3u';
import { listingId, xmltvParts } from '../../domain/linear/xmltv';
import { isPlace } from '../../domain/rights/territory';
import { admitReceiver } from '../feeds/router';
import type { AdmissionDeps } from '../http/admit';
import { isFresh } from '../http/conditions';
import { contextOf } from '../http/context';
import { validated } from '../http/validate';
import { z } from '../http/zod';
import { type ChannelGuide, type Guides, guidesOf, shownTo, variantName } from './guide';
import { addressesOf } from './views';

export interface ReceiverDeps {
  admission: AdmissionDeps;
  guides: Guides;
  /** Origin of channels and pictures as receivers reach them. */
  publicUrl: string;
}

const DAY_MS = 86_400_000;
/** Receivers ask again after so long at the latest, seconds: a break-in is seen then. */
const FRESH_S = 300;
/** What a guide begins with and ends with moves in steps, so that it is the same document for a while. */
const STEP_MS = FRESH_S * 1000;

const ReceiverQuery = z.strictObject({
  territory: z.string().refine(isPlace, 'is no country or part of one').optional(),
  days: z.coerce.number().int().min(1).max(14).default(14),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .default('en'),
  channel: z.string().min(1).max(60).optional(),
  key: z.string().optional(),
});
type Asked = z.output<typeof ReceiverQuery>;

/**
 * `GET /epg.xml` (XMLTV) and `GET /channels.m3u`: channels for receivers that know nothing of this API (docs/channels-guide.md). As
 * for feeds, a key that opens feeds and nothing else may stand in the address; it is logged nowhere.
 */
export function receiverRouter({ admission, guides, publicUrl }: ReceiverDeps): Router {
  const router = Router({ caseSensitive: true });
  const asked = async (request: Request, response: Response) => {
    contextOf(response).route = request.path;
    const { tenantId } = await admitReceiver(request, response, admission);
    return { tenantId, query: validated(ReceiverQuery, request.query, 'query') as Asked };
  };

  router.get('/epg.xml', async (request, response) => {
    const { tenantId, query } = await asked(request, response);
    const { territory, locale, days } = query;
    const step = Math.floor(Date.now() / STEP_MS) * STEP_MS;
    const shown = await shownTo(guides, { tenantId, channel: query.channel });
    const tag = tagOf([
      publicUrl,
      territory,
      locale,
      days,
      step,
      ...shown.map(({ channel, sign }) => [channel.id, sign]),
    ]);
    if (answeredFresh(request, response, 'application/xml', tag)) return;
    const span = { from: step - DAY_MS, until: step + days * DAY_MS };
    const parts = xmltvOf(await guidesOf(guides, shown, { territory, locale, ...span }), locale, publicUrl);
    // Nothing but writing is left to do, so that no receiver reads half of a guide.
    await pipeline(Readable.from(parts), response).catch(noReader);
  });

  router.get('/channels.m3u', async (request, response) => {
    const { tenantId, query } = await asked(request, response);
    const shown = await shownTo(guides, { tenantId, channel: query.channel });
    const listed = shown.map(({ channel }): M3uChannel => {
      const { territory } = query;
      const path = territory
        ? `/live/${channel.slug}/${variantName(channel, territory)}/index.m3u8`
        : addressesOf(channel).hls;
      return { ...listedAs({ channel }, publicUrl), address: new URL(path, publicUrl).href, group: channel.category };
    });
    const text = writeM3u(listed, guideAddress(request, publicUrl));
    if (!answeredFresh(request, response, 'audio/x-mpegurl', tagOf(text))) response.send(text);
  });
  return router;
}

/** With what the list itself was asked for, the key too when it stood in the address. */
function guideAddress(request: Request, publicUrl: string): string {
  const { search } = new URL(request.originalUrl, publicUrl);
  return new URL(`/epg.xml${search}`, publicUrl).href;
}

const listedAs = ({ channel }: { channel: ChannelRecord }, publicUrl: string) => ({
  id: listingId(channel.slug, new URL(publicUrl).host),
  ...{ name: channel.name, number: channel.number, logo: channel.logoUrl },
});

function xmltvOf(guides: readonly ChannelGuide[], language: string, publicUrl: string): Iterable<string> {
  const listed = guides.map((each) => ({
    ...listedAs(each, publicUrl),
    timeZone: each.channel.timeZone,
    guide: each.programmes.map((entry) => withAddress(entry, publicUrl)),
  }));
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const changes = guides.map(({ plannedAt, channel }) => plannedAt ?? channel.updatedAt.getTime());
  const at = changes.length > 0 ? Math.max(...changes) : today;
  return xmltvParts(listed, { at, name: 'Headend', address: new URL('/epg.xml', publicUrl).href, language });
}

const withAddress = ({ poster, ...entry }: GuideEntry, publicUrl: string): GuideEntry => ({
  ...entry,
  poster: poster && new URL(poster, publicUrl).href,
});

const tagOf = (what: unknown): string =>
  `W/"${createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 22)}"`;

/** Tell what the answer is like. @returns whether the receiver has it already, and nothing is left to do */
function answeredFresh(request: Request, response: Response, type: string, etag: string): boolean {
  response.set({
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': `private, max-age=${FRESH_S}`,
    ETag: etag,
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex, nofollow, noarchive',
  });
  if (!isFresh(request.headers, { etag })) return false;
  response.status(304).end();
  return true;
}

/** Whoever asked has gone. @throws whatever else went wrong */
function noReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}
