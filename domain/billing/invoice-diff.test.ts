import fc from 'fast-check';
import { amountsOver, type Charge, chargesUntil, nextDue } from './charges';
import { diffInvoices, type PostedCharge } from './invoice-diff';
import { type Cycle, readDay } from './periods';
import type { BillingEvent, Terms } from './terms';
import { timelineOf } from './timeline';

const day = (text: string): number => readDay(text) ?? Number.NaN;
const monthly: Cycle = { unit: 'month', count: 1 };
const plan = (id: string, amount: bigint, more: Partial<Terms> & { cycle?: Cycle } = {}): Terms => ({
  ...{ id, name: id, tax: { rate: 0, inclusive: true } },
  phases: [{ kind: 'evergreen', price: { amount, currency: 'EUR', cycle: more.cycle ?? monthly } }],
  ...more,
});

/** Invoices as they come to be: run on each of the days, with the events that are known by then. */
function billed(events: readonly BillingEvent[], days: readonly number[]): PostedCharge[] {
  const posted: PostedCharge[] = [];
  for (const today of days) {
    const known = events.filter(({ on }) => on <= today);
    if (known.length > 0) post(posted, chargesUntil(timelineOf(known), today));
  }
  return posted;
}

function post(posted: PostedCharge[], wanted: readonly Charge[]): void {
  const { charges, repairs } = diffInvoices(wanted, posted);
  for (const { chargeId, ...repair } of repairs) {
    const charge = posted.find(({ id }) => id === chargeId) as PostedCharge;
    (charge.repairs as object[]).push(repair);
  }
  for (const charge of charges) posted.push({ ...charge, id: `item ${posted.length}`, repairs: [] });
}

const paid = ({ net, tax }: { net: bigint; tax: bigint }) => net + tax;
const sum = (amounts: readonly { net: bigint; tax: bigint }[]) => amounts.reduce((all, each) => all + paid(each), 0n);
const balance = (posted: readonly PostedCharge[]) =>
  posted.reduce((all, { amounts, repairs }) => all + paid(amounts) - sum(repairs.map((each) => each.amounts)), 0n);

const START = day('2026-01-31');
const everyDay = (until: number) => Array.from({ length: until - START + 1 }, (_, index) => START + index);

describe('invoices', () => {
  it('charge each month once, on the day that comes back after short months', () => {
    const posted = billed([{ kind: 'started', on: START, terms: plan('basic', 999n) }], everyDay(day('2026-05-31')));
    expect(posted.map(({ span, amounts }) => [span.from, paid(amounts)])).toEqual(
      ['01-31', '02-28', '03-31', '04-30', '05-31'].map((date) => [day(`2026-${date}`), 999n]),
    );
  });

  it('give back what is left of a month and charge the rest of it by the new plan', () => {
    const start = day('2026-04-01');
    const events: BillingEvent[] = [
      { kind: 'started', on: start, terms: plan('basic', 1000n) },
      { kind: 'changed', on: start + 15, terms: plan('premium', 2000n) },
    ];
    const [basic, premium] = billed(events, [start, start + 15]);
    expect(basic?.repairs.map(({ amounts }) => amounts.net)).toEqual([500n]);
    expect(premium?.amounts.net).toBe(1000n);
  });

  it('begin another cycle on the day of the change', () => {
    const start = day('2026-04-01');
    const yearly = plan('yearly', 10_000n, { cycle: { unit: 'year', count: 1 } });
    const events: BillingEvent[] = [
      { kind: 'started', on: start, terms: plan('basic', 1000n) },
      { kind: 'changed', on: start + 10, terms: yearly },
    ];
    const [basic, year] = billed(events, [start, start + 10]);
    expect(basic?.repairs.map(({ amounts }) => amounts.net)).toEqual([667n]);
    expect(year).toMatchObject({ span: { from: start + 10, until: start + 10 + 365 }, amounts: { net: 10_000n } });
  });

  it('charge nothing for a trial, and no second one after a change of plan', () => {
    const trial = (id: string, amount: bigint): Terms => {
      const terms = plan(id, amount);
      return { ...terms, phases: [{ kind: 'trial', lasts: { unit: 'day', count: 14 } }, ...terms.phases] };
    };
    const events: BillingEvent[] = [
      { kind: 'started', on: START, terms: trial('basic', 500n) },
      { kind: 'changed', on: START + 20, terms: trial('premium', 900n) },
    ];
    const posted = billed(events, everyDay(START + 20));
    expect(posted.map(({ key, span }) => [key, span.from - START])).toEqual([
      ['basic/1', 14],
      ['premium/1', 20],
    ]);
  });

  it('take coupons off the periods they are for', () => {
    const discount = { couponId: 'half', off: { rate: 500_000 }, from: START, until: START + 1 };
    const events: BillingEvent[] = [
      { kind: 'started', on: START, terms: plan('basic', 999n) },
      { kind: 'discounted', on: START, discount },
    ];
    const posted = billed(events, everyDay(day('2026-03-31')));
    expect(posted.map(({ amounts }) => [amounts.net, amounts.discount])).toEqual([
      ...[
        [499n, 500n],
        [999n, 0n],
        [999n, 0n],
      ],
    ]);
  });

  it('keep the tax of what was issued when rates change', () => {
    const taxed = (rate: number) => plan('basic', 1190n, { tax: { rate, inclusive: true } });
    const start = day('2026-04-01');
    const charge = (rate: number, events: BillingEvent[] = []) =>
      chargesUntil(timelineOf([{ kind: 'started', on: start, terms: taxed(rate) }, ...events]), start + 20);
    const posted: PostedCharge[] = [];
    post(posted, charge(190_000));
    post(posted, charge(70_000));
    expect(posted.map(({ amounts }) => amounts.tax)).toEqual([190n]);
    post(posted, charge(70_000, [{ kind: 'cancelled', on: start + 15 }]));
    expect(posted[0]?.repairs.map(({ amounts }) => amounts)).toEqual([{ net: 500n, tax: 95n, discount: 0n }]);
  });

  it('never give back more than was billed and not given back yet', () => {
    const start = day('2026-04-01');
    const started: BillingEvent = { kind: 'started', on: start, terms: plan('basic', 1000n) };
    const posted: PostedCharge[] = [];
    post(posted, chargesUntil(timelineOf([started]), start));
    posted[0] = { ...(posted[0] as PostedCharge), adjusted: { net: 800n, tax: 0n, discount: 0n } };
    post(posted, chargesUntil(timelineOf([started, { kind: 'cancelled', on: start + 15 }]), start + 15));
    expect(posted[0]?.repairs.map(({ amounts }) => amounts.net)).toEqual([200n]);
  });

  it('cost a period together, however it is cut', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 30 });
    fc.assert(
      fc.property(fc.bigInt(0n, 1_000_000n), cuts, (price, places) => {
        const rate = { period: { from: 0, until: 31 }, whole: { net: price, tax: price / 5n, discount: 0n } };
        const edges = [0, ...places.sort((a, b) => a - b), 31];
        const parts = edges.slice(1).map((until, index) => amountsOver(rate, { from: edges[index] as number, until }));
        expect(sum(parts)).toBe(price + price / 5n);
        expect(parts.every((part) => paid(part) >= 0n && part.tax >= 0n)).toBe(true);
      }),
    );
  });

  const terms = fc.constantFrom(
    plan('basic', 999n),
    plan('premium', 1799n, { tax: { rate: 190_000, inclusive: true } }),
    plan('family', 2501n, { tax: { rate: 81_000, inclusive: false } }),
    plan('yearly', 10_007n, { cycle: { unit: 'year', count: 1 } }),
    plan('weekly', 301n, { cycle: { unit: 'week', count: 1 } }),
  );
  const step = fc.record({
    after: fc.integer({ min: 0, max: 40 }),
    kind: fc.constantFrom('changed' as const, 'paused' as const, 'resumed' as const, 'discounted' as const),
    terms,
    off: fc.bigInt(0n, 1500n),
  });
  const life = fc
    .record({ start: fc.integer({ min: START, max: START + 400 }), terms, steps: fc.array(step, { maxLength: 8 }) })
    .map(({ start, terms: first, steps }) => {
      const events: BillingEvent[] = [{ kind: 'started', on: start, terms: first }];
      let on = start;
      for (const each of steps) {
        on += each.after;
        if (each.kind === 'changed') events.push({ kind: 'changed', on, terms: each.terms });
        else if (each.kind === 'discounted')
          events.push({
            kind: 'discounted',
            on,
            discount: { couponId: `c${on}`, off: { amount: each.off }, from: on + 1 },
          });
        else events.push({ kind: each.kind, on });
      }
      return events;
    });

  it('come to the same whether they were made day by day or at once, and a second run finds nothing', () => {
    fc.assert(
      fc.property(life, fc.integer({ min: 0, max: 90 }), fc.infiniteStream(fc.boolean()), (events, more, looks) => {
        const [start, end] = [events[0]?.on ?? 0, (events.at(-1)?.on ?? 0) + more];
        const days = Array.from({ length: end - start }, (_, index) => start + index);
        // Some days nobody looks; on the last one somebody does.
        const posted = billed(events, [...days.filter(() => looks.next().value), end]);
        const wanted = chargesUntil(timelineOf(events), end);
        expect(balance(posted)).toBe(sum(wanted.map(({ amounts }) => amounts)));
        expect(diffInvoices(wanted, posted)).toEqual({ charges: [], repairs: [] });
        for (const { amounts, repairs } of posted) {
          const given = sum(repairs.map((each) => each.amounts));
          expect(given >= 0n && given <= paid(amounts)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('find nothing new before the day that is told as the next', () => {
    fc.assert(
      fc.property(life, (events) => {
        const today = events.at(-1)?.on ?? 0;
        const timeline = timelineOf(events);
        const next = nextDue(timeline, today);
        const before = chargesUntil(timeline, today).length;
        expect(chargesUntil(timeline, (next ?? today + 400) - 1)).toHaveLength(before);
        if (next !== undefined) expect(chargesUntil(timeline, next).length).toBeGreaterThan(before);
      }),
      { numRuns: 300 },
    );
  });
});
