import { type Amounts, amountsOver, type Charge } from './charges';
import type { Period } from './periods';
import { union, without } from './spans';

/** A charge that stands on an invoice. */
export interface PostedCharge extends Charge {
  id: string;
  /** What was taken back of it. */
  repairs: readonly { span: Period; amounts: Amounts }[];
  /** What people took off it; a repair never gives back more than what is left. */
  adjusted?: Amounts;
}

/** Days of a posted charge that are taken back. Amounts are above zero: so much is given back. */
export interface Repair {
  chargeId: string;
  span: Period;
  amounts: Amounts;
}

export interface InvoiceDiff {
  charges: Charge[];
  repairs: Repair[];
}

/**
 * What is missing on the invoices for them to say what the events say: days that nobody charged, and days that were charged and are
 * owed no more. A second run over its own outcome finds nothing.
 */
export function diffInvoices(wanted: readonly Charge[], posted: readonly PostedCharge[]): InvoiceDiff {
  const standing = posted.map((charge) => ({ charge, spans: standingSpans(charge) }));
  const charges = wanted.flatMap((charge) => {
    const there = standing.filter(({ charge: other }) => isSame(charge, other)).flatMap(({ spans }) => spans);
    return without([charge.span], there).map((span) => ({ ...charge, span, amounts: amountsOver(charge, span) }));
  });
  const repairs = standing.flatMap(({ charge, spans }) => {
    const owed = wanted.filter((other) => isSame(charge, other)).map(({ span }) => span);
    return repairsOf(charge, without(spans, owed));
  });
  return { charges, repairs };
}

/** The same price for the same period, whatever its tax is now: issued tax is never made anew. */
const isSame = (one: Charge, other: Charge): boolean =>
  one.key === other.key &&
  one.period.from === other.period.from &&
  one.period.until === other.period.until &&
  one.whole.net + one.whole.tax + one.whole.discount === other.whole.net + other.whole.tax + other.whole.discount;

const standingSpans = ({ span, repairs }: PostedCharge): Period[] =>
  without([span], union(repairs.map(({ span: repaired }) => repaired)));

/** Never more than what was billed and not given back yet. */
function repairsOf(charge: PostedCharge, spans: readonly Period[]): Repair[] {
  const given = [charge.adjusted ?? NOTHING, ...charge.repairs.map(({ amounts }) => amounts)];
  let left = given.reduce((rest, amounts) => each(rest, amounts, (a, b) => a - b), charge.amounts);
  return spans.map((span) => {
    const amounts = each(amountsOver(charge, span), left, (a, b) => (b < 0n ? 0n : a < b ? a : b));
    left = each(left, amounts, (a, b) => a - b);
    return { chargeId: charge.id, span, amounts };
  });
}

const NOTHING: Amounts = { net: 0n, tax: 0n, discount: 0n };

const each = (one: Amounts, other: Amounts, how: (a: bigint, b: bigint) => bigint): Amounts => ({
  net: how(one.net, other.net),
  tax: how(one.tax, other.tax),
  discount: how(one.discount, other.discount),
});
