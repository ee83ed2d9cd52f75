import type { Instant } from './periods';

/** How money that did not come is asked for again, and what the viewer loses meanwhile. Days are of 24 hours, after the first decline. */
export interface DunningPolicy {
  /** When it is tried again. */
  retryDays: readonly number[];
  /** So long everything goes on as if it were paid. */
  graceDays: number;
  /** So long after the grace nothing plays and the subscription can still be saved; then it ends. */
  holdDays: number;
}

/** A week of grace, four tries, a month on hold. */
export const DUNNING: DunningPolicy = { retryDays: [1, 3, 5, 7], graceDays: 7, holdDays: 30 };

/**
 * Why no money came. soft: it may come later (funds, issuer away). hard: never by this means (stolen, closed). requires_action: the payer
 * must confirm. unknown: nobody knows whether it came, and the gateway has to be asked before anything else is done.
 */
export const DECLINES = ['soft', 'hard', 'requires_action', 'unknown'] as const;
export type Decline = (typeof DECLINES)[number];

/** A try that has ended, or hangs. */
export interface Attempt {
  at: Instant;
  /** Undefined: the money came. */
  decline?: Decline;
  /** Of the payment method that was tried. */
  methodId: string;
}

/** What is to be done about an unpaid invoice. */
export type CollectStep =
  | { do: 'attempt' }
  /** Nothing before that instant, unless the payer does something. */
  | { do: 'wait'; until: Instant }
  /** The gateway says what became of the last try. */
  | { do: 'ask' }
  /** The invoice is uncollectible. */
  | { do: 'give-up' };

const DAY_MS = 86_400_000;
/** When a gateway is asked about a try nobody knows the end of: 5 minutes, an hour, then each of five days. */
const ASK_AFTER_MS = [300_000, 3_600_000, ...[1, 2, 3, 4, 5].map((days) => days * DAY_MS)];

/**
 * The next step for an invoice that is not paid. A new payment method is tried at once; a try whose end is unknown bars every other.
 *
 * @param attempts oldest first
 * @param asked how often the gateway was asked about the last of them
 * @param methodId of the payment method that would be tried now; undefined when there is none
 */
export function nextStep(
  { attempts, asked, methodId }: { attempts: readonly Attempt[]; asked: number; methodId?: string },
  policy: DunningPolicy,
  now: Instant,
): CollectStep {
  const last = attempts.at(-1);
  if (last?.decline === 'unknown') {
    const at = last.at + (ASK_AFTER_MS[asked] ?? Infinity);
    return now >= at ? { do: 'ask' } : at === Infinity ? { do: 'give-up' } : { do: 'wait', until: at };
  }
  const first = attempts[0];
  if (!first) return methodId ? { do: 'attempt' } : { do: 'wait', until: now + DAY_MS };
  const ends = first.at + (policy.graceDays + policy.holdDays) * DAY_MS;
  if (now >= ends) return { do: 'give-up' };
  if (methodId && last && methodId !== last.methodId) return { do: 'attempt' };
  const due = methodId && last?.decline === 'soft' ? retryAt(first.at, attempts.length, policy) : undefined;
  if (due !== undefined && now >= due) return { do: 'attempt' };
  return { do: 'wait', until: Math.min(due ?? ends, ends) };
}

const retryAt = (first: Instant, tries: number, { retryDays }: DunningPolicy): Instant | undefined => {
  const days = retryDays[tries - 1];
  return days === undefined ? undefined : first + days * DAY_MS;
};
