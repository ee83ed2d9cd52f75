import { atClock, dateOf, localDay } from '../../../domain/linear/wall-clock';
import type { AirItem } from '../../shared/api/types';

export const HOUR_MS = 3_600_000;

/** A day as the channel's zone has it, epoch milliseconds, half open. A day on which clocks change has 23 or 25 hours. */
export interface Day {
  /** `2026-11-23`. */
  name: string;
  from: number;
  until: number;
}

/** So many days on from one that is named; from today when it is not, or not well. */
export function daysFrom(name: string | null, count: number, zone: string, now: number): Day[] {
  const named = /^\d{4}-\d\d-\d\d$/.test(name ?? '') ? Date.parse(`${name}T00:00:00Z`) / 86_400_000 : Number.NaN;
  const first = Number.isNaN(named) ? localDay(now, zone) : named;
  return Array.from({ length: count }, (_, index) => ({
    name: dateOf(first + index),
    from: atClock(first + index, 0, zone),
    until: atClock(first + index + 1, 0, zone),
  }));
}

/** The day that comes so many days after one, by its name. */
export const dayAfter = (name: string, days: number): string =>
  new Date(Date.parse(`${name}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The full hours that pass on a day, by the clock: one of them twice on a day of 25 hours. */
export const hoursOf = ({ from, until }: Day): number[] =>
  Array.from({ length: Math.ceil((until - from) / HOUR_MS) }, (_, hour) => from + hour * HOUR_MS);

/** A title from its beginning to its end, with the breaks in it. */
export interface Airing {
  id: string;
  kind: AirItem['kind'];
  titleId: string;
  name: string;
  from: number;
  until: number;
  /** Nothing but a break-in changes its beginning. */
  sealed: boolean;
  breaks: { id: string; from: number; until: number }[];
}

/** Items as airings, in order: what breaks divide is one airing again. */
export function airingsOf(items: readonly AirItem[]): Airing[] {
  const airings: Airing[] = [];
  for (const item of items) {
    const [from, until] = [Date.parse(item.air_start), Date.parse(item.air_end)];
    const last = airings.at(-1);
    if (last?.id === item.airing_id) {
      last.until = until;
      if (item.break_id) noteBreak(last, item.break_id, from, until);
      // One that begins with a break is known by what comes after it.
      else if (last.breaks[0]?.from === last.from) Object.assign(last, whatIsOn(item));
      continue;
    }
    const airing: Airing = { id: item.airing_id, ...whatIsOn(item), from, until, sealed: item.sealed, breaks: [] };
    if (item.break_id) noteBreak(airing, item.break_id, from, until);
    airings.push(airing);
  }
  return airings;
}

const whatIsOn = ({ kind, title_id, name }: AirItem) => ({ kind, titleId: title_id, name: name ?? title_id });

function noteBreak({ breaks }: Airing, id: string, from: number, until: number): void {
  const last = breaks.at(-1);
  if (last?.id === id) last.until = until;
  else breaks.push({ id, from, until });
}

/** A stretch of time in which nothing airs. */
export type Gap = Pick<Day, 'from' | 'until'>;

/**
 * Where the plan has nothing to air.
 *
 * @param span from now to the end of the plan, as far as it is seen
 */
export function gapsOf(airings: readonly Airing[], span: Gap): Gap[] {
  const gaps: Gap[] = [];
  let at = span.from;
  for (const { from, until } of airings) {
    if (from - at >= LEAST_GAP_MS && from <= span.until) gaps.push({ from: at, until: from });
    at = Math.max(at, until);
  }
  return span.until - at >= LEAST_GAP_MS ? [...gaps, { from: at, until: span.until }] : gaps;
}

/** Segments do not end on full seconds: what is shorter is no gap. */
const LEAST_GAP_MS = 1000;

/** What is drawn as one: an airing, or several that are too short to be drawn. */
export interface Strip {
  from: number;
  until: number;
  airings: [Airing, ...Airing[]];
}

/**
 * What a day's column shows. Neighbours that are too short share a strip, which crosses no full hour of the day.
 *
 * @param leastMs what is shorter is too short
 */
export function stripsOf(airings: readonly Airing[], day: Pick<Day, 'from' | 'until'>, leastMs: number): Strip[] {
  const strips: Strip[] = [];
  for (const airing of airings) {
    const [from, until] = [Math.max(airing.from, day.from), Math.min(airing.until, day.until)];
    if (until <= from) continue;
    const last = strips.at(-1);
    const short = airing.until - airing.from < leastMs;
    const hour = (at: number) => Math.floor((at - day.from) / HOUR_MS);
    const joins =
      last !== undefined &&
      short &&
      last.until === from &&
      last.airings.every((each) => each.until - each.from < leastMs) &&
      hour(last.from) === hour(from);
    if (joins) {
      last.airings.push(airing);
      last.until = until;
    } else strips.push({ from, until, airings: [airing] });
  }
  return strips;
}

/** How much is seen at once: days side by side, and pixels that an hour is high. */
export const ZOOMS = {
  week: { word: 'Week', days: 7, hour: 64 },
  days: { word: '3 days', days: 3, hour: 120 },
  day: { word: 'Day', days: 1, hour: 240 },
  close: { word: 'Close', days: 1, hour: 1800 },
} as const;
export type Zoom = keyof typeof ZOOMS;

export const zoomOf = (name: string | null, usual: Zoom): Zoom => (name && name in ZOOMS ? (name as Zoom) : usual);

/** A strip that is lower holds no words, pixels. */
export const LEAST_PX = 14;

/** The strip that an arrow leads to: up and down in a column, sideways to the same time of the day beside. */
export function movedIn(
  columns: readonly (readonly Strip[])[],
  { column, strip }: { column: number; strip: number },
  key: string,
  days: readonly Pick<Day, 'from'>[],
): { column: number; strip: number } | undefined {
  const by = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
  if (by !== 0) return columns[column]?.[strip + by] ? { column, strip: strip + by } : undefined;
  const next = column + (key === 'ArrowLeft' ? -1 : 1);
  const [from, to] = [days[column], days[next]];
  const here = columns[column]?.[strip];
  if (!from || !to || !here) return undefined;
  const at = here.from - from.from + to.from;
  const found = columns[next]?.findIndex(({ until }) => until > at) ?? -1;
  return found === -1 ? undefined : { column: next, strip: found };
}
