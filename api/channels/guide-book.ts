import type { ChannelRecord, Channels } from '../../adapters/postgres/channels-port';
import { type GuideEntry, type GuideWords, guideOf } from '../../domain/linear/guide';
import { airEnd } from '../../domain/linear/seal';

/** The guide of a variant in one language, as far as it was made. */
export interface Guide {
  /** In order. Those at both ends of the span are whole. */
  entries: readonly GuideEntry[];
  /** When what is planned was planned, epoch milliseconds. */
  plannedAt?: number;
}

export interface GuideWish {
  channel: ChannelRecord;
  variant: string;
  /** BCP 47. */
  locale: string;
  /** Epoch milliseconds. */
  from: number;
  until: number;
  /** Of the channel, as {@link Channels.guideSigns} tells it: the guide stays the same as long as it does. */
  sign: string;
}

type Source = Pick<Channels, 'ledger' | 'plans' | 'guideTitles'>;

interface Kept {
  sign: string;
  from: number;
  until: number;
  guide: Promise<Guide>;
  entries: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** An airing that is on at the edge of a span began and ends within so long of it. */
const LONGEST_AIRING_MS = DAY_MS / 2;
/** What is kept of a channel: what partners ask for, and some more, so that it serves for a while. */
const KEPT_BEFORE_MS = DAY_MS + HOUR_MS;
const KEPT_AFTER_MS = 15 * DAY_MS;
/** Kept at once, over all channels and languages; about 0.4 kB each. */
const MOST_ENTRIES = 150_000;

/**
 * Guides in memory, each made once for what it follows from: revision and plan of the channel, editions of its ledger, words of titles. What is
 * sealed in the ordinary course is what was planned, so sealing makes nothing anew.
 *
 * @param now epoch milliseconds
 */
export function guideBook(channels: Source, now: () => number = Date.now) {
  const kept = new Map<string, Kept>();

  function keep(name: string, one: Kept): void {
    kept.delete(name);
    kept.set(name, one);
    one.guide.then(
      ({ entries }) => {
        one.entries = entries.length;
        forget();
      },
      () => kept.get(name) === one && kept.delete(name),
    );
  }

  /** What was asked for longest ago goes first. */
  function forget(): void {
    let sum = [...kept.values()].reduce((all, { entries }) => all + entries, 0);
    for (const [name, { entries }] of kept) {
      if (sum <= MOST_ENTRIES) return;
      kept.delete(name);
      sum -= entries;
    }
  }

  return {
    /** The guide of at least the span that is asked for. */
    guide(wish: GuideWish): Promise<Guide> {
      const { channel, variant, locale, from, until, sign } = wish;
      const name = `${channel.id} ${variant} ${locale}`;
      const known = kept.get(name);
      if (known?.sign === sign && known.from <= from && until <= known.until) {
        kept.delete(name);
        kept.set(name, known);
        return known.guide;
      }
      const hour = Math.floor(now() / HOUR_MS) * HOUR_MS;
      const span = { from: hour - KEPT_BEFORE_MS, until: hour + KEPT_AFTER_MS };
      if (from < span.from || until > span.until) return made(channels, wish);
      const guide = made(channels, { ...wish, ...span });
      keep(name, { sign, ...span, guide, entries: 0 });
      return guide;
    },
  };
}

export type GuideBook = ReturnType<typeof guideBook>;

/** Made of what is sealed and, after it, of what is planned. */
async function made(channels: Source, { channel, variant, locale, from, until }: GuideWish): Promise<Guide> {
  const [begin, end] = [from - LONGEST_AIRING_MS, until + LONGEST_AIRING_MS];
  const [sealed, plans] = await Promise.all([
    channels.ledger(channel.id, variant, begin, end),
    channels.plans(channel.id, variant),
  ]);
  const last = sealed.at(-1);
  const plan = plans.find((each) => each.variant === variant);
  const planned = (plan?.items ?? []).filter(
    ({ airStart }) => airStart >= (last ? airEnd(last) : begin) && airStart < end,
  );
  const items = [...sealed, ...planned];
  const shown = items.filter(({ kind }) => kind === 'programme' || kind === 'live').map(({ titleId }) => titleId);
  const titles = await channels.guideTitles(channel.tenantId, [...new Set(shown)], locale);
  const words = new Map(
    [...titles].map(([id, { titleId: _id, kind: _kind, ...title }]): [string, GuideWords] => [id, title]),
  );
  return { entries: guideOf(items, { channel: channel.name, words }), plannedAt: plan?.plannedAt };
}
