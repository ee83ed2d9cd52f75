import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import type { Channels } from '../../adapters/postgres/channels-port';
import type { GuideEntry } from '../../domain/linear/guide';
import { type M3uChannel, writeM3u } from '../../domain/linear/m3u';
import { listingId, writeXmltv } from '../../domain/linear/xmltv';
import { isPlace } from '../../domain/rights/territory';
import { admitReceiver } from '../feeds/router';
import type { AdmissionDeps } from '../http/admit';
import { isFresh } from '../http/conditions';
import { contextOf } from '../http/context';
import { validated } from '../http/validate';
import { z } from '../http/zod';
import { type ChannelGuide, guidesOf, variantName } from './guide';
import { addressesOf } from './views';

export interface ReceiverDeps {
  admission: AdmissionDeps;
  channels: Channels;
  /** Origin of channels and pictures as receivers reach them. */
  publicUrl: string;
}

const DAY_MS = 86_400_000;
/** Receivers ask again after so long at the latest, seconds: a break-in is seen then. */
const FRESH_S = 300;

const ReceiverQuery = z.strictObject({
  territory: z.string().refine(isPlace, 'is no country or part of one').optional(),
  days: z.coerce.number().int().min(1).max(14).default(14),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .default('en'),
  key: z.string().optional(),
});
type Asked = z.output<typeof ReceiverQuery>;

/**
 * `GET /epg.xml` (XMLTV) and `GET /channels.m3u`: channels for receivers that know nothing of this API (docs/channels-guide.md). As
 * for feeds, a key that opens feeds and nothing else may stand in the address; it is logged nowhere.
 */
export function receiverRouter({ admission, channels, publicUrl }: ReceiverDeps): Router {
  const router = Router({ caseSensitive: true });
  const asked = async (request: Request, response: Response) => {
    contextOf(response).route = request.path;
    const { tenantId } = await admitReceiver(request, response, admission);
    return { tenantId, query: validated(ReceiverQuery, request.query, 'query') as Asked };
  };

  router.get('/epg.xml', async (request, response) => {
    const { tenantId, query } = await asked(request, response);
    const now = Date.now();
    const span = { from: now - DAY_MS, until: now + query.days * DAY_MS };
    const guides = await guidesOf(channels, { tenantId, territory: query.territory, locale: query.locale, ...span });
    send(request, response, 'application/xml', xmltvOf(guides, query.locale, publicUrl));
  });

  router.get('/channels.m3u', async (request, response) => {
    const { tenantId, query } = await asked(request, response);
    const all = await channels.list(tenantId);
    const listed = all
      .filter(({ state }) => state !== 'off')
      .map((channel): M3uChannel => {
        const { territory } = query;
        const path = territory
          ? `/live/${channel.slug}/${variantName(channel, territory)}/index.m3u8`
          : addressesOf(channel).hls;
        return { ...listedAs({ channel }, publicUrl), address: new URL(path, publicUrl).href, group: channel.category };
      });
    send(request, response, 'audio/x-mpegurl', writeM3u(listed, guideAddress(request, publicUrl)));
  });
  return router;
}

/** With what the list itself was asked for, the key too when it stood in the address. */
function guideAddress(request: Request, publicUrl: string): string {
  const { search } = new URL(request.originalUrl, publicUrl);
  return new URL(`/epg.xml${search}`, publicUrl).href;
}

const listedAs = ({ channel }: Pick<ChannelGuide, 'channel'>, publicUrl: string) => ({
  id: listingId(channel.slug, new URL(publicUrl).host),
  ...{ name: channel.name, number: channel.number, logo: channel.logoUrl },
});

function xmltvOf(guides: readonly ChannelGuide[], language: string, publicUrl: string): string {
  const listed = guides.map((each) => ({
    ...listedAs(each, publicUrl),
    timeZone: each.channel.timeZone,
    guide: each.programmes.map((entry) => withAddress(entry, publicUrl)),
  }));
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const changes = guides.map(({ plannedAt, channel }) => plannedAt ?? channel.updatedAt.getTime());
  const at = changes.length > 0 ? Math.max(...changes) : today;
  return writeXmltv(listed, { at, name: 'Headend', address: new URL('/epg.xml', publicUrl).href, language });
}

const withAddress = ({ poster, ...entry }: GuideEntry, publicUrl: string): GuideEntry => ({
  ...entry,
  poster: poster && new URL(poster, publicUrl).href,
});

/** Whole documents: no receiver ever reads half of one. */
function send(request: Request, response: Response, type: string, text: string): void {
  const tag = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  response.set({
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': `private, max-age=${FRESH_S}`,
    ETag: `W/"${tag}"`,
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex, nofollow, noarchive',
  });
  if (isFresh(request.headers, { etag: `W/"${tag}"` })) return void response.status(304).end();
  response.send(text);
}
