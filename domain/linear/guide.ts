import { airEnd } from './seal';
import type { AirItem, ItemKind } from './types';

/** A title as guides tell it, in one language. */
export interface GuideWords {
  name: string;
  description?: string;
  /** Of an episode. */
  seriesName?: string;
  season?: number;
  episode?: number;
  genres?: readonly string[];
  /** First published. */
  year?: number;
  /** Address of its picture. */
  poster?: string;
  /** Board and its word: `FSK`, `12`. */
  ratings?: readonly { system: string; value: string }[];
}

/** What a guide shows and what it does not. */
export interface GuideRules {
  /** Kinds with an entry of their own; the others fold into the programme before them, at the beginning into the one after. */
  shown: readonly ItemKind[];
  /** A stretch without any of these that lasts so long is an entry in the name of the channel, milliseconds. */
  ownEntryMs: number;
}

export const GUIDE_RULES: GuideRules = { shown: ['programme', 'live'], ownEntryMs: 10 * 60_000 };

/** An entry of a guide. It ends, to the second, where the next one begins. */
export interface GuideEntry extends GuideWords {
  /** Epoch milliseconds, whole seconds; half open. */
  start: number;
  stop: number;
  /** Undefined: the channel itself. */
  titleId?: string;
  airingId?: string;
  /** Of the programme itself, without breaks and what fills up after it, milliseconds. */
  runningMs: number;
}

/** What is on air from `start` until `stop`, before it has words. */
interface Stretch {
  start: number;
  stop: number;
  /** Its first item that is shown; undefined: nothing of it is. */
  first?: AirItem;
  runningMs: number;
}

/**
 * A guide of what is sealed and planned.
 *
 * Entries are contiguous wherever the items are: only where a channel was off the guide has a gap. An airing that no whole second
 * is left of, is not told.
 *
 * @param items in order; begin with the first item of an airing, or the entry begins in its middle
 * @param words of titles; one without words is told in the name of the channel
 */
export function guideOf(
  items: readonly AirItem[],
  {
    channel,
    words,
    rules = GUIDE_RULES,
  }: { channel: string; words: ReadonlyMap<string, GuideWords>; rules?: GuideRules },
): GuideEntry[] {
  const folded = withoutGaps(items).flatMap((run) => fold(stretches(run, rules), rules));
  return folded.flatMap(({ start, stop, first, runningMs }) => {
    const [from, until] = [wholeSecond(start), wholeSecond(stop)];
    if (from === until) return [];
    const span = { start: from, stop: until, runningMs };
    const told = first && words.get(first.titleId);
    return told
      ? { ...wordsOf(told), ...span, titleId: first.titleId, airingId: first.airingId }
      : { name: channel, ...span };
  });
}

const wholeSecond = (at: number): number => Math.round(at / 1000) * 1000;

const wordsOf = ({ name, description, seriesName, season, episode, genres, year, poster, ratings }: GuideWords) => ({
  ...{ name, description, seriesName, season, episode, genres, year, poster, ratings },
});

/** Items that follow each other without a gap. */
function withoutGaps(items: readonly AirItem[]): AirItem[][] {
  const runs: AirItem[][] = [];
  for (const item of items) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && airEnd(last) === item.airStart) run.push(item);
    else runs.push([item]);
  }
  return runs;
}

/** Airings with their breaks, and what lies between them. */
function stretches(items: readonly AirItem[], { shown }: GuideRules): Stretch[] {
  const all: Stretch[] = [];
  let on: Stretch | undefined;
  for (const item of items) {
    const stop = airEnd(item);
    const visible = shown.includes(item.kind);
    const before = all.at(-1);
    if (visible && on?.first?.airingId === item.airingId) {
      // What came in between was a break of it.
      if (before && before !== on) all.pop();
      on.stop = stop;
      on.runningMs += item.durationMs;
    } else if (visible) {
      on = { start: item.airStart, stop, first: item, runningMs: item.durationMs };
      all.push(on);
    } else if (before && !before.first) before.stop = stop;
    else all.push({ start: item.airStart, stop, runningMs: item.durationMs });
  }
  return all;
}

/** Short stretches of what is not shown go to the entry before, the first one to the entry after. */
function fold(all: readonly Stretch[], { ownEntryMs }: GuideRules): Stretch[] {
  const kept: Stretch[] = [];
  let early: Stretch | undefined;
  for (const each of all) {
    const short = !each.first && each.stop - each.start < ownEntryMs;
    const before = kept.at(-1);
    if (short && before) before.stop = each.stop;
    else if (short && all.length > 1) early = each;
    else kept.push({ ...each, start: before || !early ? each.start : early.start });
  }
  return kept;
}

/** What is on at an instant, and what after it. */
export function nowAndNext(guide: readonly GuideEntry[], at: number): { now?: GuideEntry; next?: GuideEntry } {
  return {
    now: guide.find(({ start, stop }) => start <= at && at < stop),
    next: guide.find(({ start }) => start > at),
  };
}

/** Entries that are on at any instant of `[from, until)`. */
export const guideBetween = (guide: readonly GuideEntry[], from: number, until: number): GuideEntry[] =>
  guide.filter(({ start, stop }) => stop > from && start < until);
