import type { NamedPlace } from '../../../domain/rights/outlook';
import { placesOf } from '../../../domain/rights/outlook';
import { covers, inShort, isPlace, mayCover } from '../../../domain/rights/territory';
import type { RightsWindow } from '../../shared/api/types';

/** A stretch of time, epoch milliseconds, half open. */
export interface Range {
  from: number;
  to: number;
}

/** What of a window places it on the calendar. */
export type Placed = Pick<
  RightsWindow,
  'id' | 'kind' | 'license_type' | 'territories' | 'excluded_territories' | 'starts_at' | 'ends_at' | 'unresolved'
>;

/** Windows that hold in the same places, in rows in which none covers another. */
export interface Lane<W> {
  /** Codes; `ZZ`: everywhere that is not named in another lane. */
  territories: string[];
  rows: W[][];
}

export const DAY_MS = 86_400_000;

/** How much is shown at once, days. */
export const ZOOMS = { week: 7, month: 31, quarter: 92, year: 365 } as const;
export type Zoom = keyof typeof ZOOMS;

/** The zoom that shows so much; undefined of a range somebody chose. */
export const zoomOf = ({ from, to }: Range): Zoom | undefined =>
  (Object.keys(ZOOMS) as Zoom[]).find((zoom) => ZOOMS[zoom] === Math.round((to - from) / DAY_MS));

/** `2026-11-23`, of an instant in UTC. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const startOfDay = (at: number): number => Math.floor(at / DAY_MS) * DAY_MS;

/** The days a page shows, of its address: a quarter around today where it says nothing sensible. */
export function rangeOf(from: string | null, to: string | null, now: number): Range {
  const [start, end] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`)];
  if (start < end) return { from: start, to: end };
  const first = Number.isNaN(start) ? startOfDay(now) - 21 * DAY_MS : start;
  return { from: first, to: first + ZOOMS.quarter * DAY_MS };
}

/** As many days around the same middle; today stays where it is when it is to be seen. */
export function zoomed({ from, to }: Range, zoom: Zoom, now: number): Range {
  const span = ZOOMS[zoom] * DAY_MS;
  const held = now >= from && now < to ? now : (from + to) / 2;
  const start = startOfDay(held - ((held - from) / (to - from)) * span);
  return { from: start, to: start + span };
}

/** A quarter of what is shown earlier or later, in whole days. */
export function shifted({ from, to }: Range, quarters: number): Range {
  const step = Math.max(1, Math.round((to - from) / DAY_MS / 4)) * quarters * DAY_MS;
  return { from: from + step, to: to + step };
}

/** Lines across the calendar, with words where there is room for them. */
export interface Tick {
  at: number;
  label?: string;
  /** A month or a year begins. */
  major: boolean;
}

const firstsOfMonths = ({ from, to }: Range, every: number): number[] => {
  const first = new Date(from);
  const all: number[] = [];
  for (let month = 0; ; month += 1) {
    const at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1);
    if (at >= to) return all;
    if (at >= from && new Date(at).getUTCMonth() % every === 0) all.push(at);
  }
};

/** Days of a week, weeks of a month or quarter, months of a year, years of more. @param locale of the words */
export function ticksOf(range: Range, locale: string): Tick[] {
  const days = (range.to - range.from) / DAY_MS;
  const words = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (at: number) => format.format(at);
  };
  if (days > 100) {
    const every = days > 1500 ? 12 : days > 500 ? 3 : 1;
    const [month, year] = [words({ month: 'short' }), words({ year: 'numeric' })];
    return firstsOfMonths(range, every).map((at) => {
      const first = new Date(at).getUTCMonth() === 0;
      return { at, label: first || every === 12 ? year(at) : month(at), major: first };
    });
  }
  const step = days > 10 ? 7 : 1;
  const label = words(
    days > 10 ? { day: 'numeric', month: 'short' } : { weekday: 'short', day: 'numeric', month: 'short' },
  );
  const firstMonday = startOfDay(range.from) + ((8 - new Date(range.from).getUTCDay()) % 7) * DAY_MS;
  const first = step === 7 ? firstMonday : Math.ceil(range.from / DAY_MS) * DAY_MS;
  const count = Math.max(0, Math.ceil((range.to - first) / (step * DAY_MS)));
  const weeks = Array.from({ length: count }, (_, index) => first + index * step * DAY_MS);
  return weeks.map((at) => ({ at, label: label(at), major: false }));
}

/** Where a window lies within what is shown, as shares of it; open where an edge is outside, unknown or absent. */
export interface Span {
  left: number;
  width: number;
  openStart: boolean;
  openEnd: boolean;
}

/** @param edges as ISO instants; an absent one is open */
export function spanOf(
  { from, to }: Range,
  edges: { starts_at: string | null; ends_at: string | null },
): Span | undefined {
  const start = edges.starts_at ? Date.parse(edges.starts_at) : Number.NEGATIVE_INFINITY;
  const end = edges.ends_at ? Date.parse(edges.ends_at) : Number.POSITIVE_INFINITY;
  if (start >= to || end <= from) return undefined;
  const left = Math.max(0, (start - from) / (to - from));
  const right = Math.min(1, (end - from) / (to - from));
  return { left, width: right - left, openStart: start < from, openEnd: end > to };
}

/** What does not let play counts in a place that it may reach; what does, only where it surely reaches. */
const holdsIn = ({ kind, territories, excluded_territories: excluded }: Placed, place: string): boolean =>
  kind === 'grant'
    ? covers(territories, place) && !mayCover(excluded, place)
    : mayCover(territories, place) && !covers(excluded, place);

/** The windows of one title by the places in which they hold. @param territory only there, where it is a place */
export function lanesOf<W extends Placed>(windows: readonly W[], territory?: string): Lane<W>[] {
  const sold = windows.map((each) => ({
    territories: each.territories,
    excludedTerritories: each.excluded_territories,
  }));
  const places: NamedPlace[] =
    territory && isPlace(territory) ? [{ name: territory, place: territory }] : placesOf(sold);
  const lanes = new Map<string, { names: string[]; windows: W[] }>();
  for (const { name, place } of places) {
    const holding = windows.filter((each) => holdsIn(each, place));
    if (holding.length === 0) continue;
    const key = holding.map(({ id }) => id).join();
    const lane = lanes.get(key) ?? { names: [], windows: holding };
    lane.names.push(name);
    lanes.set(key, lane);
  }
  return [...lanes.values()].map(({ names, windows: all }) => ({ territories: inShort(names), rows: packed(all) }));
}

/** Grants above, bars below; what overlaps stands in another row. */
function packed<W extends Placed>(windows: readonly W[]): W[][] {
  const groups = [windows.filter(({ kind }) => kind === 'grant'), windows.filter(({ kind }) => kind !== 'grant')];
  return groups.flatMap((group) => {
    const rows: W[][] = [];
    const sorted = [...group].sort((a, b) => startOf(a) - startOf(b) || (a.id < b.id ? -1 : 1));
    for (const window of sorted) {
      const free = rows.find((row) => endOf(row.at(-1)!) <= startOf(window));
      if (free) free.push(window);
      else rows.push([window]);
    }
    return rows;
  });
}

const startOf = ({ starts_at: at }: Placed): number => (at ? Date.parse(at) : Number.NEGATIVE_INFINITY);
const endOf = ({ ends_at: at }: Placed): number => (at ? Date.parse(at) : Number.POSITIVE_INFINITY);

/** Edges that are tried before they are saved. */
export interface Tried {
  starts_at: string | null;
  ends_at: string | null;
}

export const isForward = ({ starts_at: start, ends_at: end }: Tried): boolean => !start || !end || start < end;

/** The midnight of UTC that is nearest to a place in what is shown. @param place a share of it */
export const dayAt = ({ from, to }: Range, place: number): number =>
  Math.round((from + Math.min(1, Math.max(0, place)) * (to - from)) / DAY_MS) * DAY_MS;
