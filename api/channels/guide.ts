import type { ChannelRecord, Channels, GuideTitle } from '../../adapters/postgres/channels-port';
import { HeadendError } from '../../domain/failures';
import { type GuideEntry, type GuideWords, guideBetween, guideOf, nowAndNext } from '../../domain/linear/guide';
import { variantFor } from '../../domain/linear/live/channel';
import { airEnd } from '../../domain/linear/seal';
import type { AirItem } from '../../domain/linear/types';
import { localeOf, lookerOf } from '../http/looker';
import { type Route, route } from '../http/operation';
import { spanOf } from './channels';
import * as specs from './specs';
import { addressesOf, iso } from './views';

export interface GuideParts {
  channels: Channels;
  /** Header in which a trusted proxy tells the viewer's country; none is believed without it. */
  countryHeader?: string;
}

/** What a guide is asked for. Instants are epoch milliseconds. */
export interface GuideAsked {
  tenantId: string;
  /** ISO 3166; undefined: the first variant of every channel. */
  territory?: string;
  /** BCP 47. */
  locale: string;
  from: number;
  until: number;
  /** Only this one, by id or slug. */
  channel?: string;
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
/** An airing that is on at the edge of a span began and ends within so long of it. */
const LONGEST_AIRING_MS = DAY_MS / 2;
/** What viewers see on a guide is no older, seconds. */
const FRESH_S = 30;

/** The guide: what was and will be on air. */
export const guideRoutes = (parts: GuideParts): Route[] => [
  route(specs.getGuide, async (request) => {
    const { query, caller } = request;
    const looker = lookerOf(request, parts.countryHeader);
    const begin = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 3 * 60 * MINUTE_MS;
    const span = spanOf(query, { from: begin, length: DAY_MS });
    const { tenantId } = caller;
    const asked = {
      tenantId,
      territory: looker?.territory,
      locale: localeOf(request),
      channel: query.channel,
      ...span,
    };
    const guides = await guidesOf(parts.channels, asked);
    const vary = ['Authorization', 'Accept-Language', ...(parts.countryHeader ? [parts.countryHeader] : [])];
    return {
      body: { from: iso(span.from), until: iso(span.until), channels: guides.map(channelGuideView) },
      fresh: { seconds: freshFor(guides), vary },
    };
  }),
];

/**
 * Guides of the channels that are on air or paused, made of what is sealed and, after it, of what is planned.
 *
 * @throws {HeadendError} `request/not-found` when the one that was asked for is not on air
 */
export async function guidesOf(channels: Channels, asked: GuideAsked): Promise<ChannelGuide[]> {
  const all = (await channels.list(asked.tenantId)).filter(({ state }) => state !== 'off');
  const { channel: one } = asked;
  const shown = one === undefined ? all : all.filter(({ id, slug }) => id === one || slug === one);
  if (one !== undefined && shown.length === 0)
    throw new HeadendError('request/not-found', `There is no channel ${one} on air.`, { field: 'channel' });
  const made: ChannelGuide[] = [];
  for (const channel of shown) made.push(await guideOfChannel(channels, channel, asked));
  return made;
}

/** The variant of a channel for a territory. */
export const variantName = ({ variants }: ChannelRecord, territory: string | undefined): string =>
  variantFor({ variants: variants.map((each) => ({ territory: each, rows: [] })) }, territory).territory;

async function guideOfChannel(channels: Channels, channel: ChannelRecord, asked: GuideAsked): Promise<ChannelGuide> {
  const variant = variantName(channel, asked.territory);
  const now = Date.now();
  const [begin, end] = [Math.min(asked.from, now) - LONGEST_AIRING_MS, Math.max(asked.until, now + DAY_MS)];
  const [sealed, plans] = await Promise.all([
    channels.ledger(channel.id, variant, begin, end),
    channels.plans(channel.id),
  ]);
  const last = sealed.at(-1);
  const plan = plans.find((each) => each.variant === variant);
  const planned = (plan?.items ?? []).filter(
    ({ airStart }) => airStart >= (last ? airEnd(last) : begin) && airStart < end + LONGEST_AIRING_MS,
  );
  const items: AirItem[] = [...sealed, ...planned];
  const shown = items.filter(({ kind }) => kind === 'programme' || kind === 'live').map(({ titleId }) => titleId);
  const titles = await channels.guideTitles(channel.tenantId, [...new Set(shown)], asked.locale);
  const words = new Map([...titles].map(([id, title]): [string, GuideWords] => [id, wordsOf(title)]));
  const guide = guideOf(items, { channel: channel.name, words });
  const programmes = guideBetween(guide, asked.from, asked.until);
  return { channel, variant, programmes, ...nowAndNext(guide, now), plannedAt: plan?.plannedAt };
}

const wordsOf = ({ titleId: _id, kind: _kind, ...words }: GuideTitle): GuideWords => words;

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
