import { aheadAt } from '../avails/dates';
import { minutesOf } from './read-schedule';
import type { Block, ChannelSchedule } from './schedule';
import { atClock, dateOf, instantAt, localDay, weekdayOf } from './wall-clock';

/** A block on one day. Instants are epoch milliseconds. */
export interface BlockDay {
  block: Block;
  from: number;
  until: number;
  /** The whole block, of which this may be a part. */
  day: { from: number; until: number };
}

export interface DueEvent {
  at: number;
  titleId: string;
  anchor: 'hard' | 'soft';
  /** Dropped when it would begin later. */
  latest: number;
}

const DAY_MS = 86_400_000;
const DROPPED_AFTER_MIN = 60;

/** Blocks as the days of a zone have them, in order. Those of dates lie over those of weekdays, which go on after them. */
export function blockDays({ blocks }: ChannelSchedule, zone: string, from: number, until: number): BlockDay[] {
  const [dated, weekly]: [BlockDay[], BlockDay[]] = [[], []];
  const last = localDay(until, zone) + 1;
  for (let day = localDay(from, zone) - 1; day <= last; day++)
    for (const block of blocks) {
      const { dates, days: on } = block;
      const due = dates ? dates.includes(dateOf(day)) : !on || on.includes(weekdayOf(day));
      if (due) (dates ? dated : weekly).push(onDay(block, day, zone));
    }
  const over = withoutOverlap(dated);
  const under = withoutOverlap(weekly).flatMap((each) => cutBy(each, over));
  return [...over, ...under]
    .filter((each) => each.until > each.from && each.until > from && each.from < until)
    .sort((a, b) => a.from - b.from);
}

function onDay(block: Block, date: number, zone: string): BlockDay {
  const minutes = minutesOf(block);
  const day = { from: atClock(date, minutes.from, zone), until: atClock(date, minutes.until, zone) };
  return { block, ...day, day };
}

/** A block that runs into the next one, past midnight or on a night without its last hour, ends where that one begins. */
const withoutOverlap = (days: readonly BlockDay[]): BlockDay[] =>
  days
    .filter((each) => each.until > each.from)
    .sort((a, b) => a.from - b.from)
    .map((each, index, all) => ({ ...each, until: Math.min(each.until, all[index + 1]?.from ?? each.until) }));

/** What is left of a block beside others. */
function cutBy(day: BlockDay, others: readonly BlockDay[]): BlockDay[] {
  const cuts = others.filter(({ from, until }) => from < day.until && until > day.from);
  const edges = [day.from, ...cuts.flatMap(({ from, until }) => [from, until]), day.until];
  return Array.from({ length: edges.length / 2 }, (_, index) => ({
    ...{ ...day, from: edges[2 * index] as number, until: edges[2 * index + 1] as number },
  }));
}

/** Events in order. @param variant those of one variant; all when left out */
export const dueEvents = (
  { events = [] }: Pick<ChannelSchedule, 'events'>,
  zone: string,
  from: number,
  until: number,
  variant?: string,
): DueEvent[] =>
  events
    .filter(({ variants }) => !variants || variant === undefined || variants.includes(variant))
    .map(({ at, title, anchor = 'hard', max_late_minutes: late = DROPPED_AFTER_MIN }) => {
      const instant = instantAt(at, zone) ?? 0;
      return { at: instant, titleId: title, anchor, latest: instant + late * 60_000 };
    })
    .filter(({ at, latest }) => latest >= from && at < until)
    .sort((a, b) => a.at - b.at);

/** The next multiple of so many minutes of the clock of a zone, counted from midnight, at `instant` or after. */
export function onGrid(instant: number, minutes: number, zone: string): number {
  const ahead = aheadAt(instant, zone);
  const local = instant + ahead;
  const midnight = Math.floor(local / DAY_MS) * DAY_MS;
  const step = minutes * 60_000;
  const next = Math.min(midnight + Math.ceil((local - midnight) / step) * step, midnight + DAY_MS);
  const unmoved = instant + next - local;
  // Clocks may have moved in between.
  const moved = unmoved + ahead - aheadAt(unmoved, zone);
  return moved >= instant ? moved : unmoved;
}
