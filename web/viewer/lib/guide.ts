import type { GuideChannel, Programme } from '../../shared/api/types';

/** A span of time, epoch milliseconds, half open. */
export interface Span {
  from: number;
  until: number;
}

export const HALF_HOUR_MS = 1_800_000;
const DAY_MS = 86_400_000;

/** Programmes that are too short to be read in the grid are one cell of it. */
export interface Cell extends Span {
  programmes: [Programme, ...Programme[]];
}

/** What is drawn as a cell of its own lasts so long at least. */
const READABLE_MS = 10 * 60_000;

const spanOf = ({ start, stop }: Programme): Span => ({ from: Date.parse(start), until: Date.parse(stop) });

/**
 * The cells of a channel's row. Neighbours shorter than ten minutes share a cell when they begin in the same half hour.
 *
 * @param programmes in order of time
 */
export function cellsOf(programmes: readonly Programme[], { from, until }: Span): Cell[] {
  const cells: Cell[] = [];
  for (const programme of programmes) {
    const span = spanOf(programme);
    if (span.until <= from || span.from >= until) continue;
    const last = cells.at(-1);
    const short = span.until - span.from < READABLE_MS;
    const joins =
      last !== undefined &&
      short &&
      last.until === span.from &&
      last.programmes.every((each) => Date.parse(each.stop) - Date.parse(each.start) < READABLE_MS) &&
      Math.floor(last.from / HALF_HOUR_MS) === Math.floor(span.from / HALF_HOUR_MS);
    if (joins) {
      last.programmes.push(programme);
      last.until = span.until;
    } else cells.push({ ...span, programmes: [programme] });
  }
  return cells;
}

/** What is on at an instant, and what comes after it. */
export function nowAndNext(programmes: readonly Programme[], at: number): { now?: Programme; next?: Programme } {
  const now = programmes.find(({ start, stop }) => Date.parse(start) <= at && at < Date.parse(stop));
  const next = programmes.find(({ start }) => Date.parse(start) > at);
  return { now, next };
}

/** Of a cell: what is on at an instant, or the first of it. */
export const shownIn = ({ programmes }: Cell, at: number): Programme => nowAndNext(programmes, at).now ?? programmes[0];

/** How much of a programme is over, 0..1. */
export const shareOf = (programme: Programme, at: number): number => {
  const { from, until } = spanOf(programme);
  return Math.min(1, Math.max(0, (at - from) / (until - from)));
};

/** The local day that an address names, `2026-11-24`; today, from two hours ago, without one. */
export function guideSpan(day: string | null, now: number): Span {
  if (day && /^\d{4}-\d\d-\d\d$/.test(day) && day !== dayName(now)) {
    const [year, month, date] = day.split('-').map(Number) as [number, number, number];
    return { from: new Date(year, month - 1, date).getTime(), until: new Date(year, month - 1, date + 1).getTime() };
  }
  const from = Math.floor(now / HALF_HOUR_MS) * HALF_HOUR_MS - 4 * HALF_HOUR_MS;
  return { from, until: from + DAY_MS };
}

/** A local day as addresses write it. */
export const dayName = (at: number): string => {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** The half hours of a span. */
export const halfHours = ({ from, until }: Span): number[] => {
  const first = Math.ceil(from / HALF_HOUR_MS) * HALF_HOUR_MS;
  return Array.from({ length: Math.ceil((until - first) / HALF_HOUR_MS) }, (_, index) => first + index * HALF_HOUR_MS);
};

/** Where an arrow leads in the guide: a row, and a cell of it. */
export interface Place {
  row: number;
  cell: number;
}

/**
 * The cell that an arrow leads to; undefined where the grid ends. Up and down keep to the time that was last chosen sideways.
 *
 * @param anchor epoch milliseconds
 */
export function moved(
  rows: readonly (readonly Cell[])[],
  { row, cell }: Place,
  key: string,
  anchor: number,
): Place | undefined {
  const sideways = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
  if (sideways !== 0) return rows[row]?.[cell + sideways] ? { row, cell: cell + sideways } : undefined;
  const way = key === 'ArrowUp' ? -1 : 1;
  for (let next = row + way; rows[next]; next += way) {
    const found = cellAt(rows[next] as readonly Cell[], anchor);
    if (found !== undefined) return { row: next, cell: found };
  }
  return undefined;
}

/** The place of the cell of a row at an instant, else of the nearest one; undefined in an empty row. */
export function cellAt(cells: readonly Cell[], at: number): number | undefined {
  if (cells.length === 0) return undefined;
  const after = cells.findIndex(({ until }) => until > at);
  return after === -1 ? cells.length - 1 : after;
}

/** The channel before, or after, in the guide; the last follows the first. */
export function neighbour<Each extends Pick<GuideChannel, 'slug'>>(
  channels: readonly Each[],
  slug: string,
  way: 1 | -1,
): Each | undefined {
  const here = channels.findIndex((channel) => channel.slug === slug);
  return channels[(here + way + channels.length) % channels.length];
}

/** How long a channel's past can be watched again, milliseconds: docs/channels-live.md. */
export const START_OVER_MS = 12 * 3_600_000;

/** Where a channel plays; from the start of a programme that is over or has begun, when that is asked. */
export const watchPath = (slug: string, start?: string): string =>
  `/channels/${slug}${start ? `?start=${Math.floor(Date.parse(start) / 1000)}` : ''}`;
