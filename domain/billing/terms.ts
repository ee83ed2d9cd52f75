import type { Currency, PartsPerMillion } from './money';
import type { Cycle, LocalDay } from './periods';

/** What a phase of an offer costs; a phase without a price costs nothing. */
export interface Price {
  /** Of a whole cycle, minor units; with tax in it or without, as the offer says. */
  amount: bigint;
  currency: Currency;
  cycle: Cycle;
}

/** A stretch of a subscription's life under one price: a trial, an introductory year, the price for ever. */
export interface Phase {
  kind: 'trial' | 'discount' | 'fixed_term' | 'evergreen';
  /** How long it lasts; an evergreen phase has no end. */
  lasts?: Cycle;
  price?: Price;
}

/** What a subscriber pays for: a version of an offer at one price list. It is never changed; a new one is made. */
export interface Terms {
  /** Identity: charges of the same terms are the same to an invoice. */
  id: string;
  /** What the line of an invoice says. */
  name: string;
  phases: readonly Phase[];
  tax: { rate: PartsPerMillion; inclusive: boolean };
}

/** Less to pay for a while. */
export interface Discount {
  couponId: string;
  /** Of the price as it is told, with its tax or without; no price falls below nothing. */
  off: { rate: PartsPerMillion } | { amount: bigint };
  /** Counts for periods whose first day of service is in here: a single day for one period, without an end for ever. */
  from: LocalDay;
  until?: LocalDay;
}

/**
 * What has happened to a subscription, in order. A day counts from its beginning: who changes the plan on the 10th pays the 10th by the new one.
 */
export type BillingEvent =
  | {
      kind: 'started';
      on: LocalDay;
      terms: Terms;
      /** Day of the month that it is billed on, 1 to 31; that of its first price when left out. */
      day?: number;
    }
  | {
      kind: 'changed';
      on: LocalDay;
      terms: Terms;
      /** Phases count from the start of the subscription: nobody has a second trial by a change. `change`: from this day. */
      align?: 'start' | 'change';
    }
  | { kind: 'paused'; on: LocalDay }
  | { kind: 'resumed'; on: LocalDay }
  | { kind: 'discounted'; on: LocalDay; discount: Discount }
  | { kind: 'cancelled'; on: LocalDay };
