import type { Amounts, Charge } from './charges';
import { amountsOver } from './charges';
import type { Currency } from './money';
import { type LocalDay, overlap } from './periods';

/** Accounts of the double-entry ledger. Debits are above zero, credits below. */
export const ACCOUNTS = [
  /** What customers owe. */
  'receivable',
  /** Billed and not earned yet. */
  'deferred_revenue',
  'earned_revenue',
  'tax_payable',
  /** At the gateway. */
  'cash',
  'gateway_fees',
  /** What is owed to customers: credits, gifts. */
  'customer_credit',
  /** Given up. */
  'bad_debt',
] as const;
export type Account = (typeof ACCOUNTS)[number];

export interface Entry {
  account: Account;
  /** Minor units; above zero is a debit. */
  amount: bigint;
}

/** Something that moved money or what is owed. Its entries sum to zero. */
export interface Posting {
  /** Unique in a tenant: the same thing is never posted twice. */
  key: string;
  currency: Currency;
  entries: Entry[];
}

/** An invoice is issued: positive sums are owed by the customer, negative ones become credit. */
export function invoicePosting(
  invoice: { id: string; currency: Currency; net: bigint; tax: bigint },
  creditUsed: bigint,
): Posting {
  const total = invoice.net + invoice.tax;
  const owed = total > 0n ? total - creditUsed : 0n;
  const credit = total > 0n ? creditUsed : total;
  return posting(`invoice:${invoice.id}`, invoice.currency, [
    { account: 'receivable', amount: owed },
    { account: 'customer_credit', amount: credit },
    { account: 'deferred_revenue', amount: -invoice.net },
    { account: 'tax_payable', amount: -invoice.tax },
  ]);
}

/** Money came. @param fee what the gateway keeps of it */
export const paymentPosting = (attemptId: string, currency: Currency, amount: bigint, fee: bigint): Posting =>
  posting(`payment:${attemptId}`, currency, [
    { account: 'cash', amount: amount - fee },
    { account: 'gateway_fees', amount: fee },
    { account: 'receivable', amount: -amount },
  ]);

/** Money went back to the payer; what it was for was taken back by an invoice, as credit, before. */
export const refundPosting = (refundId: string, currency: Currency, amount: bigint): Posting =>
  posting(`refund:${refundId}`, currency, [
    { account: 'customer_credit', amount },
    { account: 'cash', amount: -amount },
  ]);

/** Nobody will pay it. */
export const writeOffPosting = (invoiceId: string, currency: Currency, amount: bigint): Posting =>
  posting(`write-off:${invoiceId}`, currency, [
    { account: 'bad_debt', amount },
    { account: 'receivable', amount: -amount },
  ]);

/** What was earned on a day, of all charges and what was taken back of them. */
export const earningPosting = (key: string, currency: Currency, amount: bigint): Posting =>
  posting(`earned:${key}`, currency, [
    { account: 'deferred_revenue', amount },
    { account: 'earned_revenue', amount: -amount },
  ]);

/** The part of a charge that is earned by serving it on a day. Over all its days it is the whole charge. */
export const earnedOn = (charge: Pick<Charge, 'period' | 'whole' | 'span'>, day: LocalDay): Amounts => {
  const served = overlap(charge.span, { from: day, until: day + 1 });
  return served ? amountsOver(charge, served) : { net: 0n, tax: 0n, discount: 0n };
};

function posting(key: string, currency: Currency, entries: Entry[]): Posting {
  const sum = entries.reduce((all, { amount }) => all + amount, 0n);
  if (sum !== 0n) throw new RangeError(`${key} would not balance: ${sum}`);
  return { key, currency, entries: entries.filter(({ amount }) => amount !== 0n) };
}
