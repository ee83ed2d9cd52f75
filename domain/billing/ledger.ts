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

/** An invoice is issued: a sum above zero is owed by the customer, one below becomes their credit. */
export function invoicePosting(invoice: { id: string; currency: Currency; net: bigint; tax: bigint }): Posting {
  const total = invoice.net + invoice.tax;
  return posting(`invoice:${invoice.id}`, invoice.currency, [
    { account: total > 0n ? 'receivable' : 'customer_credit', amount: total },
    { account: 'deferred_revenue', amount: -invoice.net },
    { account: 'tax_payable', amount: -invoice.tax },
  ]);
}

/** Credit pays for an invoice. @param key unique: an invoice may be paid by credit more than once */
export const creditPosting = (key: string, currency: Currency, amount: bigint): Posting =>
  posting(`credit:${key}`, currency, [
    { account: 'customer_credit', amount },
    { account: 'receivable', amount: -amount },
  ]);

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
