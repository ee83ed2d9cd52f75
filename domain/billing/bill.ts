import { type Charge, chargesUntil, nextDue } from './charges';
import { type AccountClock, dayAtInstant, dayBegins } from './clock';
import { type Attempt, DUNNING, type DunningPolicy } from './dunning';
import { diffInvoices, type PostedCharge, type Repair } from './invoice-diff';
import type { Instant, LocalDay } from './periods';
import { INCOMPLETE_MS, type StandingAnswer, type StandingFacts, standingOf } from './standing';
import type { BillingEvent } from './terms';
import { type Timeline, timelineOf } from './timeline';

/** An invoice, as far as the standing of its subscription depends on it. */
export interface InvoiceFacts {
  id: string;
  status: 'open' | 'paid' | 'void' | 'uncollectible';
  attempts: readonly Attempt[];
}

/** All that is known of a subscription. */
export interface BillFacts {
  clock: AccountClock;
  startedAt: Instant;
  /** Oldest first, also those that count later. */
  events: readonly BillingEvent[];
  posted: readonly PostedCharge[];
  /** Oldest first. */
  invoices: readonly InvoiceFacts[];
}

/** What is to be done about a subscription now. */
export interface Bill {
  charges: Charge[];
  repairs: Repair[];
  standing: StandingAnswer;
  /** When something is due, or it stands otherwise, the next time. */
  nextAt?: Instant;
  /** It is over before its time: the day it is to end on. */
  giveUpOn?: number;
}

/** What is missing on its invoices, how it stands and when to look again: a function of all that happened, and of the time. */
export function billOf(facts: BillFacts, now: Instant, policy: DunningPolicy = DUNNING): Bill {
  const today = dayAtInstant(now, facts.clock);
  const timeline = timelineOf(facts.events);
  const standing = standingOf(standingFacts(facts, timeline, now), policy, now);
  const cancelled = facts.events.some(({ kind }) => kind === 'cancelled');
  if (standing.standing === 'ended' && !cancelled)
    return { charges: [], repairs: [], standing, giveUpOn: Math.max(today, facts.events.at(-1)?.on ?? today) };
  const { charges, repairs } = diffInvoices(chargesUntil(timeline, today), facts.posted);
  return {
    ...{ charges, repairs: repairs.filter(({ amounts }) => amounts.net + amounts.tax > 0n), standing },
    ...lookAgain(facts, timeline, standing, now, policy),
  };
}

/**
 * The first day that is neither paid for nor part of a free phase that is under way: where a subscription ends that is cancelled and
 * loses nothing. Undefined when there is no such day behind today.
 */
export function servedUntil({ clock, events, posted }: BillFacts, now: Instant): LocalDay | undefined {
  const today = dayAtInstant(now, clock);
  const free = timelineOf(events).stretches.find(
    ({ due, from, until }) => !due && from <= today && today < (until ?? Infinity),
  );
  const days = [...posted.map(({ span }) => span.until), ...(free?.until === undefined ? [] : [free.until])];
  const last = Math.max(...days, today);
  return last > today ? last : undefined;
}

function lookAgain(
  facts: BillFacts,
  timeline: Timeline,
  { standing, entitledUntil }: StandingAnswer,
  now: Instant,
  policy: DunningPolicy,
): Pick<Bill, 'nextAt'> {
  const due = nextDue(timeline, dayAtInstant(now, facts.clock));
  const overdue = overdueSince(facts);
  const graceEnds = overdue === undefined ? undefined : overdue + policy.graceDays * DAY_MS;
  const instants = [
    due === undefined ? undefined : dayBegins(due, facts.clock),
    standing === 'incomplete' ? facts.startedAt + INCOMPLETE_MS : undefined,
    ...(graceEnds === undefined ? [] : [graceEnds, graceEnds + policy.holdDays * DAY_MS]),
    ...facts.events.map(({ on }) => dayBegins(on, facts.clock)),
    entitledUntil,
  ].filter((at): at is Instant => at !== undefined && at > now);
  return instants.length > 0 ? { nextAt: Math.min(...instants) } : {};
}

const DAY_MS = 86_400_000;

function standingFacts(facts: BillFacts, timeline: Timeline, now: Instant): StandingFacts {
  const { clock, events, invoices, posted, startedAt } = facts;
  const today = dayAtInstant(now, clock);
  const past = events.filter(({ on }) => on <= today);
  const [turn] = past.filter(({ kind }) => kind === 'paused' || kind === 'resumed').slice(-1);
  const end = events.find(({ kind }) => kind === 'cancelled');
  const trial = timeline.stretches.find(({ due, from, until }) => !due && from <= today && today < (until ?? Infinity));
  const paid = posted.length > 0 ? Math.max(...posted.map(({ span }) => span.until)) : undefined;
  // Who had something for nothing at first is not new any more when money is due.
  const begun = !timeline.stretches[0]?.due || invoices.some(({ status }) => status === 'paid');
  return {
    ...{ startedAt, begun, paused: turn?.kind === 'paused', overdueSince: overdueSince(facts) },
    ...(paid === undefined ? {} : { paidUntil: dayBegins(paid, clock) }),
    ...(trial?.until === undefined ? {} : { trialUntil: dayBegins(trial.until, clock) }),
    ...(end ? { endsAt: dayBegins(end.on, clock) } : {}),
  };
}

/** The first declined try of the oldest invoice that is still open. */
function overdueSince({ invoices }: BillFacts): Instant | undefined {
  const first = invoices
    .filter(({ status }) => status === 'open')
    .flatMap(({ attempts }) => attempts.filter(({ decline }) => decline !== undefined && decline !== 'unknown'))
    .map(({ at }) => at);
  return first.length > 0 ? Math.min(...first) : undefined;
}
