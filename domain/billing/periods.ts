/** A date without a time: days since 1970-01-01. Which instant it begins at depends on the time zone of the account. */
export type LocalDay = number;

/** Epoch milliseconds. */
export type Instant = number;

/** How often a price is due. */
export interface Cycle {
  unit: 'day' | 'week' | 'month' | 'year';
  /** Every so many; 1 or more. */
  count: number;
}

/** Days from `from` until before `until`. */
export interface Period {
  from: LocalDay;
  until: LocalDay;
}

/**
 * The dates that periods begin on, for ever: `anchor` and whole cycles before and after it.
 */
export interface Lattice {
  anchor: LocalDay;
  cycle: Cycle;
  /**
   * Day of the month that months and years begin on, 1 to 31, where it is not the anchor's own: a subscription of 28 February whose day is
   * 31 goes on with 31 March.
   */
  day?: number;
}

const DAY_MS = 86_400_000;
const date = (day: LocalDay) => new Date(day * DAY_MS);

/** @param month 0 is January; 12 and more, and negative ones, are of other years */
const dayAt = (year: number, month: number, day: number): LocalDay => Date.UTC(year, month, day) / DAY_MS;

/** Days since 1970-01-01 of `YYYY-MM-DD`; undefined for text that is no date. */
export function readDay(text: string): LocalDay | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const day = Date.parse(`${text}T00:00:00Z`) / DAY_MS;
  return Number.isInteger(day) && dayText(day) === text ? day : undefined;
}

/** `YYYY-MM-DD`. */
export const dayText = (day: LocalDay): string => date(day).toISOString().slice(0, 10);

export const dayOfMonth = (day: LocalDay): number => date(day).getUTCDate();

/**
 * Where the n-th period of a lattice begins. Always counted from the anchor: 31 January, 28 February, 31 March. Adding months one by one
 * would stay at the 28th.
 *
 * @param index 0 is the anchor's own, which begins on the anchor's day of the month
 */
export function boundaryAt({ anchor, cycle, day }: Lattice, index: number): LocalDay {
  const steps = index * cycle.count;
  if (cycle.unit === 'day') return anchor + steps;
  if (cycle.unit === 'week') return anchor + 7 * steps;
  const start = date(anchor);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth() + steps * (cycle.unit === 'year' ? 12 : 1)];
  const wished = day ?? start.getUTCDate();
  const last = dayOfMonth(dayAt(year, month + 1, 0));
  return dayAt(year, month, Math.min(wished, last));
}

/** Number of the period that a day is in. */
export function indexAt(lattice: Lattice, day: LocalDay): number {
  const { anchor, cycle } = lattice;
  const length = cycle.count * { day: 1, week: 7, month: 30.436875, year: 365.2425 }[cycle.unit];
  let index = Math.floor((day - anchor) / length);
  // The guess is off by one or two at most: months are not all as long as their mean.
  while (boundaryAt(lattice, index) > day) index--;
  while (boundaryAt(lattice, index + 1) <= day) index++;
  return index;
}

/** The period that a day is in. */
export function periodAt(lattice: Lattice, day: LocalDay): Period {
  const index = indexAt(lattice, day);
  return { from: boundaryAt(lattice, index), until: boundaryAt(lattice, index + 1) };
}

/** The periods that have a day in common with a stretch, whole. @param stretch of at least one day */
export function periodsOver(lattice: Lattice, stretch: Period): Period[] {
  const periods: Period[] = [];
  for (let at = stretch.from; at < stretch.until; ) {
    const period = periodAt(lattice, at);
    periods.push(period);
    at = period.until;
  }
  return periods;
}

/** What two have in common; undefined when it is no day. */
export function overlap(one: Period, other: Period): Period | undefined {
  const [from, until] = [Math.max(one.from, other.from), Math.min(one.until, other.until)];
  return from < until ? { from, until } : undefined;
}

export const lengthOf = ({ from, until }: Period): number => until - from;
