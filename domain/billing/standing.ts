import type { DunningPolicy } from './dunning';
import type { Instant } from './periods';

/** How a subscription stands. */
export const STANDINGS = [
  'incomplete',
  'trialing',
  'active',
  'grace',
  'on_hold',
  'paused',
  'cancelled_paid_through',
  'ended',
] as const;
export type Standing = (typeof STANDINGS)[number];

/** What is known of a subscription at an instant. */
export interface StandingFacts {
  startedAt: Instant;
  /** Until when it is free. */
  trialUntil?: Instant;
  /** Its first price has been paid, or there was none yet. */
  begun: boolean;
  /** Since when an invoice is overdue: its first declined try. */
  overdueSince?: Instant;
  /** Until when what is paid lasts; undefined before anything was due. */
  paidUntil?: Instant;
  paused: boolean;
  /** When it ends, because somebody cancelled it. */
  endsAt?: Instant;
  /** It was ended before its time: never paid, or given up. */
  endedAt?: Instant;
}

export interface StandingAnswer {
  standing: Standing;
  plays: boolean;
  /** Whether its plan may be changed for a better one. */
  mayUpgrade: boolean;
  /** As long as nothing else happens, it plays until then; undefined: it does not play, or for ever. */
  entitledUntil?: Instant;
}

const DAY_MS = 86_400_000;
/** A first payment that was not confirmed within 23 hours never will be. */
export const INCOMPLETE_MS = 23 * 3_600_000;

/** How a subscription stands, and whether its viewer may watch: the one table that all ask. */
export function standingOf(facts: StandingFacts, policy: DunningPolicy, now: Instant): StandingAnswer {
  const { endedAt, endsAt, overdueSince, paidUntil, trialUntil } = facts;
  if (endedAt !== undefined && now >= endedAt) return no('ended');
  if (endsAt !== undefined && now >= endsAt) return no('ended');
  if (!facts.begun) return no(now >= facts.startedAt + INCOMPLETE_MS ? 'ended' : 'incomplete');
  if (facts.paused) return no('paused');
  if (overdueSince !== undefined) {
    const graceEnds = overdueSince + policy.graceDays * DAY_MS;
    if (now >= graceEnds + policy.holdDays * DAY_MS) return no('ended');
    return now < graceEnds ? yes('grace', Math.min(graceEnds, endsAt ?? Infinity), false) : no('on_hold');
  }
  if (endsAt !== undefined) return yes('cancelled_paid_through', endsAt, false);
  if (trialUntil !== undefined && now < trialUntil) return yes('trialing', trialUntil + renewalSlack(policy), true);
  return yes('active', paidUntil === undefined ? undefined : paidUntil + renewalSlack(policy), true);
}

/** A renewal that comes late, because a worker or a gateway was away, takes nothing from the viewer. */
const renewalSlack = ({ graceDays }: DunningPolicy): number => graceDays * DAY_MS;

const no = (standing: Standing): StandingAnswer => ({ standing, plays: false, mayUpgrade: false });

const yes = (standing: Standing, until: Instant | undefined, mayUpgrade: boolean): StandingAnswer => ({
  ...{ standing, plays: true, mayUpgrade },
  ...(until === undefined ? {} : { entitledUntil: until }),
});
