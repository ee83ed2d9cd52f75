import { atClock, localDay } from '../linear/wall-clock';
import type { Instant, LocalDay } from './periods';

const MINUTE_MS = 60_000;

/**
 * When the days of an account begin: at the time of day it was begun, in its zone. So a month bought at 20:15 ends at 20:15, and not all
 * accounts of a zone are due at midnight.
 */
export interface AccountClock {
  /** IANA. */
  zone: string;
  /** Minutes since midnight. */
  minute: number;
}

/** The clock of an account that begins now. */
export function accountClock(zone: string, start: Instant): AccountClock {
  const midnight = atClock(localDay(start, zone), 0, zone);
  return { zone, minute: Math.min(1439, Math.max(0, Math.floor((start - midnight) / MINUTE_MS))) };
}

/** When a day of the account begins. */
export const dayBegins = (day: LocalDay, { zone, minute }: AccountClock): Instant => atClock(day, minute, zone);

/** The day that it is for the account. */
export function dayAtInstant(now: Instant, clock: AccountClock): LocalDay {
  const day = localDay(now, clock.zone);
  return dayBegins(day, clock) <= now ? day : day - 1;
}
