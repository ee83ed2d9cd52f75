import { prorate, shareOf, taxWithin } from './money';
import { type LocalDay, lengthOf, overlap, type Period, periodAt, periodsOver } from './periods';
import type { Discount, Price, Terms } from './terms';
import type { Stretch, Timeline } from './timeline';

/** Minor units. What is paid is `net + tax`. */
export interface Amounts {
  /** After discounts, without tax. */
  net: bigint;
  tax: bigint;
  /** What discounts took off the told price; it is not part of the sum. */
  discount: bigint;
}

/** What a whole period costs under terms. */
export interface Rate {
  /** Terms, phase and coupons: days of one period under the same key cost the same. */
  key: string;
  name: string;
  currency: string;
  period: Period;
  whole: Amounts;
}

/** Days of a period that are charged. */
export interface Charge extends Rate {
  span: Period;
  amounts: Amounts;
}

/**
 * What days of a period cost. It is the difference of what the period costs up to the last and up to the first of them, so that spans
 * which tile a period cost together what the period costs, to the last unit: cutting days in pieces gains nobody anything. A span that
 * starts with the period costs `price x days / days of the period`, rounded; one in its middle may be a unit off that. The sum with tax is
 * what is rounded so, and the tax; what is left of the sum is net.
 */
export function amountsOver({ period, whole }: Pick<Rate, 'period' | 'whole'>, span: Period): Amounts {
  const of = lengthOf(period);
  const share = (amount: bigint) =>
    prorate(amount, span.until - period.from, of) - prorate(amount, span.from - period.from, of);
  const [gross, tax] = [share(whole.net + whole.tax), share(whole.tax)];
  return { net: gross - tax, tax, discount: share(whole.discount) };
}

/**
 * Everything that is to be charged up to a day: prices are due at the beginning of their period.
 *
 * @param today what begins on it is due
 */
export const chargesUntil = (timeline: Timeline, today: LocalDay): Charge[] =>
  timeline.stretches.flatMap((stretch) => {
    const { due } = stretch;
    if (!due || stretch.from > today) return [];
    const end = Math.min(stretch.until ?? Infinity, periodAt(due.lattice, today).until);
    return periodsOver(due.lattice, { from: stretch.from, until: end }).flatMap((period) => {
      const span = overlap(period, { from: stretch.from, until: stretch.until ?? Infinity });
      return span && span.from <= today ? [chargeOf(timeline, stretch, due.price, period, span)] : [];
    });
  });

/** The first day after `today` on which something is due; undefined when nothing ever is. */
export function nextDue(timeline: Timeline, today: LocalDay): LocalDay | undefined {
  const days = timeline.stretches.flatMap(({ from, until, due }) => {
    if (!due || (until ?? Infinity) <= today + 1) return [];
    const next = from > today ? from : periodAt(due.lattice, today).until;
    return next < (until ?? Infinity) ? [next] : [];
  });
  return days.length > 0 ? Math.min(...days) : undefined;
}

function chargeOf(timeline: Timeline, { terms, phase }: Stretch, price: Price, period: Period, span: Period): Charge {
  const first = Math.max(period.from, timeline.from);
  const discounts = timeline.discounts.filter(({ from, until }) => from <= first && first < (until ?? Infinity));
  const rate = {
    key: [terms.id, phase, ...discounts.map(({ couponId }) => couponId)].join('/'),
    name: terms.name,
    currency: price.currency,
    period,
    whole: wholeOf(price, terms, discounts),
  };
  return { ...rate, span, amounts: amountsOver(rate, span) };
}

/** One discount after the other, each off what the one before left. */
function wholeOf(price: Price, { tax }: Terms, discounts: readonly Discount[]): Amounts {
  const told = discounts.reduce((left, { off }) => {
    const less = 'rate' in off ? shareOf(left, off.rate) : off.amount;
    return less < left ? left - less : 0n;
  }, price.amount);
  const taxed = tax.inclusive ? taxWithin(told, tax.rate) : shareOf(told, tax.rate);
  return { net: tax.inclusive ? told - taxed : told, tax: taxed, discount: price.amount - told };
}
