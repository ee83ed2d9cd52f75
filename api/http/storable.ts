import { z } from './zod';

/** The last instant of the year 9999, epoch milliseconds: ISO 8601 writes no later one in four digits, and PostgreSQL reads none. */
export const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const FIRST_INSTANT = Date.parse('0001-01-01T00:00:00Z');
/** The greatest `integer` of PostgreSQL. */
const MOST = 2_147_483_647;

/** ISO 8601 with its offset; what falls out of the years 1 to 9999 in UTC is refused, since nothing could keep it. */
export const instantText = z.iso
  .datetime({ offset: true })
  .refine((text) => isKept(Date.parse(text)), 'is not within the years 1 to 9999 of UTC');

const isKept = (at: number): boolean => at >= FIRST_INSTANT && at <= LAST_INSTANT;

/** So many milliseconds after an instant, or the last instant there is. */
export const later = (from: Date, ms: number): Date => new Date(Math.min(from.getTime() + ms, LAST_INSTANT));

/** May a column of counts and numbers keep it? */
export const isCount = (value: number): boolean => value <= MOST;
export const NO_COUNT = `is over ${MOST}`;
