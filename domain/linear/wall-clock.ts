import { instantOf } from '../avails/dates';
import { WEEKDAYS, type Weekday } from './schedule';

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Days since 1970-01-01 of the date that a zone has at an instant. */
export function localDay(instant: number, zone: string): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  formats.set(zone, format);
  return Math.floor(Date.parse(`${format.format(instant)}T00:00:00Z`) / DAY_MS);
}

/**
 * The instant of a clock time. A time that a night leaves out is moved on by as much as the clock is; of one that comes twice the first
 * counts, so that a block which begins in the doubled hour lasts an hour longer.
 *
 * @param day days since 1970-01-01
 * @param minutes since midnight, 1440 and more on days after
 */
export const atClock = (day: number, minutes: number, zone: string): number =>
  instantOf(day * DAY_MS + minutes * 60_000, zone).at;

/** Of a day since 1970-01-01, which was a Thursday. */
export const weekdayOf = (day: number): Weekday => WEEKDAYS[(((day + 3) % 7) + 7) % 7] as Weekday;

/** `YYYY-MM-DD`. */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Minutes of `HH:MM`; undefined for text that is no clock time. */
export function clockMinutes(text: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text) ?? [];
  const sum = Number(hours) * 60 + Number(minutes);
  return hours === undefined || sum > 1440 ? undefined : sum;
}

/** Date, time and, where there is one, offset. */
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?$/;

/**
 * An instant as schedules write it; undefined for text that is none: a day that is in no calendar, a year before 1970 or after 9997.
 *
 * @param text ISO 8601, with an offset or without
 */
export function instantAt(text: string, zone: string): number | undefined {
  const [, day = '', time = '', offset] = INSTANT.exec(text) ?? [];
  const wall = Date.parse(`${day}T${time}Z`);
  const parsed = offset ? Date.parse(text) : wall;
  const isThere = !Number.isNaN(parsed) && new Date(wall).toISOString().startsWith(day);
  if (!isThere || parsed < 0 || parsed >= LAST_MS) return undefined;
  return offset ? parsed : instantOf(parsed, zone).at;
}

const LAST_MS = Date.UTC(9998, 0);

export const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};
