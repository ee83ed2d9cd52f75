import fc from 'fast-check';
import { amountsOver } from './charges';
import { type Attempt, DECLINES, DUNNING, nextStep } from './dunning';
import {
  creditPosting,
  earnedOn,
  earningPosting,
  invoicePosting,
  paymentPosting,
  refundPosting,
  writeOffPosting,
} from './ledger';
import { type StandingFacts, standingOf } from './standing';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 31);
const facts = (more: Partial<StandingFacts> = {}): StandingFacts => ({
  ...{ startedAt: START, begun: true, paused: false, paidUntil: START + 28 * DAY, ...more },
});
const at = (days: number, more: Partial<StandingFacts> = {}) => standingOf(facts(more), DUNNING, START + days * DAY);

describe('how a subscription stands', () => {
  it('plays while it is paid, in its trial, in grace, and to the end of what was paid after it was cancelled', () => {
    expect(at(1)).toMatchObject({ standing: 'active', plays: true, mayUpgrade: true });
    expect(at(1, { trialUntil: START + 14 * DAY })).toMatchObject({ standing: 'trialing', plays: true });
    const overdueSince = START + 28 * DAY;
    expect(at(30, { overdueSince })).toMatchObject({
      ...{ standing: 'grace', plays: true, mayUpgrade: false, entitledUntil: overdueSince + 7 * DAY },
    });
    expect(at(27, { endsAt: START + 28 * DAY })).toMatchObject({
      ...{ standing: 'cancelled_paid_through', plays: true, entitledUntil: START + 28 * DAY },
    });
  });

  it('does not play on hold, paused, before the first payment and after the end', () => {
    const overdueSince = START + 28 * DAY;
    expect(at(35, { overdueSince })).toEqual({ standing: 'on_hold', plays: false, mayUpgrade: false });
    expect(at(65, { overdueSince }).standing).toBe('ended');
    expect(at(3, { paused: true })).toMatchObject({ standing: 'paused', plays: false });
    expect(at(0.5, { begun: false })).toMatchObject({ standing: 'incomplete', plays: false });
    expect(at(1, { begun: false }).standing).toBe('ended');
    expect(at(28, { endsAt: START + 28 * DAY }).standing).toBe('ended');
  });

  it('keeps what it told of the end of the entitlement', () => {
    const some = fc.record({
      startedAt: fc.constant(START),
      begun: fc.boolean(),
      paused: fc.boolean(),
      paidUntil: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
      trialUntil: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
      overdueSince: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
      endsAt: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
    });
    const days = (value: number | undefined) => (value === undefined ? undefined : START + value * DAY);
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 120 }), (raw, one, other) => {
        const known: StandingFacts = {
          ...raw,
          ...{ paidUntil: days(raw.paidUntil), trialUntil: days(raw.trialUntil) },
          ...{ overdueSince: days(raw.overdueSince), endsAt: days(raw.endsAt) },
        };
        const [now, later] = [START + Math.min(one, other) * DAY, START + Math.max(one, other) * DAY];
        const { plays, entitledUntil } = standingOf(known, DUNNING, now);
        if (plays && later < (entitledUntil ?? Infinity)) expect(standingOf(known, DUNNING, later).plays).toBe(true);
      }),
    );
  });
});

describe('collecting', () => {
  const declined = (days: number, decline: Attempt['decline'], methodId = 'card'): Attempt => ({
    ...{ at: START + days * DAY, decline, methodId },
  });
  const step = (days: number, attempts: Attempt[], methodId: string | undefined = 'card', asked = 0) =>
    nextStep({ attempts, asked, methodId }, DUNNING, START + days * DAY);

  it('tries at once, then by the policy after soft declines', () => {
    expect(step(0, [])).toEqual({ do: 'attempt' });
    expect(step(0, [declined(0, 'soft')])).toEqual({ do: 'wait', until: START + DAY });
    expect(step(1, [declined(0, 'soft')])).toEqual({ do: 'attempt' });
    expect(step(1, [declined(0, 'soft'), declined(1, 'soft')])).toEqual({ do: 'wait', until: START + 3 * DAY });
  });

  it('tries another card at once, and one that is hard declined never again', () => {
    expect(step(2, [declined(0, 'hard')])).toEqual({ do: 'wait', until: START + 37 * DAY });
    expect(step(2, [declined(0, 'hard')], 'other')).toEqual({ do: 'attempt' });
    expect(step(37, [declined(0, 'hard')])).toEqual({ do: 'give-up' });
  });

  it('asks the gateway about a try that nobody knows the end of, and never tries beside it', () => {
    const hanging = declined(0, 'unknown');
    expect(step(0, [hanging])).toEqual({ do: 'wait', until: START + 300_000 });
    expect(step(0.01, [hanging], 'other')).toEqual({ do: 'ask' });
    expect(step(40, [hanging], 'other', 7)).toEqual({ do: 'give-up' });
  });

  it('always ends, and never waits for the past', () => {
    const attempt = fc.record({ wait: fc.integer({ min: 0, max: 9 }), decline: fc.constantFrom(...DECLINES) });
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 8 }), fc.integer({ min: 0, max: 100 }), (tries, later) => {
        let days = 0;
        const attempts = tries.map(({ wait, decline }) => {
          days += wait;
          return declined(days, decline);
        });
        const now = START + (days + later) * DAY;
        const next = nextStep({ attempts, asked: 0, methodId: 'card' }, DUNNING, now);
        if (next.do === 'wait') expect(next.until).toBeGreaterThan(now);
        if (attempts.at(-1)?.decline === 'unknown') expect(next.do).not.toBe('attempt');
      }),
    );
  });
});

describe('the ledger', () => {
  it('balances whatever happens', () => {
    const amount = fc.bigInt(0n, 10n ** 12n);
    fc.assert(
      fc.property(amount, amount, amount, (net, tax, part) => {
        const total = net + tax;
        const invoice = { id: 'inv_1', currency: 'EUR', net, tax };
        const postings = [
          invoicePosting(invoice),
          invoicePosting({ ...invoice, net: -net, tax: -tax }),
          creditPosting('inv_1:1', 'EUR', part),
          paymentPosting('a', 'EUR', total, part),
          refundPosting('r', 'EUR', total),
          writeOffPosting('inv_1', 'EUR', total),
          earningPosting('day', 'EUR', net),
        ];
        for (const { entries } of postings) expect(entries.reduce((sum, entry) => sum + entry.amount, 0n)).toBe(0n);
      }),
    );
  });

  it('earns a charge day by day, and all of it', () => {
    const charge = {
      period: { from: 0, until: 31 },
      span: { from: 4, until: 31 },
      whole: { net: 999n, tax: 190n, discount: 0n },
    };
    const days = Array.from({ length: 40 }, (_, day) => earnedOn(charge, day).net);
    expect(days.reduce((sum, each) => sum + each, 0n)).toBe(amountsOver(charge, charge.span).net);
    expect(days.slice(0, 4).concat(days.slice(31))).toEqual(Array(13).fill(0n));
  });
});
