import type { ChannelRecord, Channels } from '../../adapters/postgres/channels-port';
import { HeadendError } from '../../domain/failures';
import { type GuideEntry, guideBetween, nowAndNext } from '../../domain/linear/guide';
import { variantFor } from '../../domain/linear/live/channel';
import { localeOf, lookerOf } from '../http/looker';
import { type Route, route } from '../http/operation';
import { spanOf } from './channels';
import { type GuideBook, guideBook } from './guide-book';
import * as specs from './specs';
import { addressesOf, iso } from './views';

/** Guides, and what they are made from. */
export interface Guides {
  channels: Channels;
  book: GuideBook;
}

/** The guides of a process, for all who ask. */
export const openGuides = (channels: Channels): Guides => ({ channels, book: guideBook(channels) });

export interface GuideParts {
  guides: Guides;
  /** Header in which a trusted proxy tells the viewer's country; none is believed without it. */
  countryHeader?: string;
}

/** What a guide is asked for. Instants are epoch milliseconds. */
export interface GuideAsked {
  /** ISO 3166; undefined: the first variant of every channel. */
  territory?: string;
  /** BCP 47. */
  locale: string;
  from: number;
  until: number;
}

/** A channel on air and what it shows. */
export interface ChannelGuide {
  channel: ChannelRecord;
  variant: string;
  /** Entries that are on at any instant of the span. */
  programmes: GuideEntry[];
  now?: GuideEntry;
  next?: GuideEntry;
  /** When what is planned was planned, epoch milliseconds. */
  plannedAt?: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** What viewers see on a guide is no older, seconds. */
const FRESH_S = 30;
/** Days times channels of one answer. */
const MOST_CHANNEL_DAYS = 1_000;

/** The guide: what was and will be on air. */
export const guideRoutes = ({ guides: parts, countryHeader }: GuideParts): Route[] => [
  route(specs.getGuide, async (request) => {
    const { query, caller } = request;
    const looker = lookerOf(request, countryHeader);
    const begin = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 3 * 60 * MINUTE_MS;
    const span = spanOf(query, { from: begin, length: DAY_MS });
    const { tenantId } = caller;
    const shown = await shownTo(parts, { tenantId, channel: query.channel });
    requireBounded(shown.length, span);
    const asked = { territory: looker?.territory, locale: localeOf(request), ...span };
    const guides = await guidesOf(parts, shown, asked);
    const vary = ['Authorization', 'Accept-Language', ...(countryHeader ? [countryHeader] : [])];
    return {
      body: { from: iso(span.from), until: iso(span.until), channels: guides.map(channelGuideView) },
      fresh: { seconds: freshFor(guides), vary },
    };
  }),
];

/** @throws {HeadendError} `request/invalid` */
function requireBounded(channels: number, { from, until }: { from: number; until: number }): void {
  const most = Math.floor(MOST_CHANNEL_DAYS / Math.max(1, channels));
  if (until - from <= Math.max(1, most) * DAY_MS) return;
  throw new HeadendError(
    'request/invalid',
    `A guide of ${channels} channels is of ${Math.max(1, most)} days at most. Ask for less time, or for one \`channel\`.`,
    { field: 'until' },
  );
}

/** A channel on air, and the sign of its guide. */
export interface ShownChannel {
  channel: ChannelRecord;
  sign: string;
}

/**
 * The channels that are on air or paused.
 *
 * @throws {HeadendError} `request/not-found` when the one that was asked for is not
 */
export async function shownTo(
  { channels }: Guides,
  { tenantId, channel: one }: { tenantId: string; channel?: string },
): Promise<ShownChannel[]> {
  // Signs before channels: what changes in between is seen the next time.
  const signs = await channels.guideSigns(tenantId);
  const all = (await channels.list(tenantId)).filter(({ state }) => state !== 'off');
  const shown = one === undefined ? all : all.filter(({ id, slug }) => id === one || slug === one);
  if (one !== undefined && shown.length === 0)
    throw new HeadendError('request/not-found', `There is no channel ${one} on air.`, { field: 'channel' });
  return shown.map((channel) => ({ channel, sign: signs.get(channel.id) ?? '' }));
}

/** Guides of channels, from memory where nothing has changed. */
export async function guidesOf(
  { book }: Guides,
  shown: readonly ShownChannel[],
  asked: GuideAsked,
): Promise<ChannelGuide[]> {
  const now = Date.now();
  const [from, until] = [Math.min(asked.from, now), Math.max(asked.until, now + DAY_MS)];
  const made: ChannelGuide[] = [];
  for (const { channel, sign } of shown) {
    const variant = variantName(channel, asked.territory);
    const { entries, plannedAt } = await book.guide({ channel, variant, locale: asked.locale, from, until, sign });
    const programmes = guideBetween(entries, asked.from, asked.until);
    made.push({ channel, variant, programmes, ...nowAndNext(entries, now), plannedAt });
  }
  return made;
}

/** The variant of a channel for a territory. */
export const variantName = ({ variants }: ChannelRecord, territory: string | undefined): string =>
  variantFor({ variants: variants.map((each) => ({ territory: each, rows: [] })) }, territory).territory;

/** Until the first programme ends, at the longest half a minute. */
function freshFor(guides: readonly ChannelGuide[]): number {
  const ends = guides.flatMap(({ now, next }) => now?.stop ?? next?.start ?? []);
  const left = Math.floor((Math.min(...ends, Number.MAX_SAFE_INTEGER) - Date.now()) / 1000);
  return Math.max(0, Math.min(FRESH_S, left));
}

const channelGuideView = ({ channel, programmes, now, next }: ChannelGuide) => ({
  ...{ id: channel.id, slug: channel.slug, name: channel.name, number: channel.number ?? null },
  ...{ category: channel.category ?? null, logo_url: channel.logoUrl ?? null, ...addressesOf(channel) },
  now: now ? programmeView(now) : null,
  next: next ? programmeView(next) : null,
  programmes: programmes.map(programmeView),
});

const programmeView = (entry: GuideEntry) => ({
  ...{ start: iso(entry.start), stop: iso(entry.stop), title_id: entry.titleId ?? null, title: entry.name },
  ...{ series: entry.seriesName ?? null, description: entry.description ?? null },
  ...{ season: entry.season ?? null, episode: entry.episode ?? null, genres: [...(entry.genres ?? [])] },
  poster: entry.poster ?? null,
});
