import { DUNNING, nextStep } from '../../domain/billing/dunning';
import { paymentPosting } from '../../domain/billing/ledger';
import type { Prisma } from '../../prisma/client/client';
import { attemptOf, post } from './billing-books';
import type { Billing, CollectTurn, InvoiceRecord } from './billing-port';
import type { Database } from './database';
import { keyedId } from './ids';

type Transaction = Prisma.TransactionClient;

/** Getting the money for invoices. */
export const billingCollection = (database: Database): Pick<Billing, 'turn' | 'settle'> => ({
  turn: (invoiceId) =>
    database.$transaction(async (transaction) => {
      const { invoice, customer, now } = await hold(transaction, invoiceId);
      const { subscriptionId, attempts } = invoice;
      const status = invoice.status as InvoiceRecord['status'];
      if (status !== 'open') return { status, subscriptionId };
      const method = customer.methods.findLast(({ usable }) => usable);
      const known = { attempts: attempts.map(attemptOf), asked: invoice.asked, methodId: method?.id };
      const step = nextStep(known, DUNNING, now);
      const turn = { status, subscriptionId, step };
      if (step.do === 'wait') return { ...turn, waitMs: customer.clock ? undefined : Math.max(step.until - now, 0) };
      if (step.do === 'ask') {
        await transaction.invoice.update({ where: { id: invoiceId }, data: { asked: { increment: 1 } } });
        return { ...turn, charge: chargeOf(invoice, attempts.at(-1), customer.methods) };
      }
      if (step.do === 'give-up' || !method) return turn;
      const ordinal = attempts.length + 1;
      const attempt = await transaction.paymentAttempt.create({
        data: {
          // The key that the gateway is given: the same try is the same key, whoever writes it.
          ...{ id: keyedId('pay', `${invoiceId} ${ordinal}`), tenantId: invoice.tenantId, invoiceId, ordinal },
          ...{ methodId: method.id, amount: invoice.due, currency: invoice.currency, createdAt: new Date(now) },
        },
      });
      await transaction.invoice.update({ where: { id: invoiceId }, data: { asked: 0 } });
      return { ...turn, charge: chargeOf(invoice, attempt, customer.methods) };
    }),

  settle: (attemptId, result) =>
    database.$transaction(async (transaction) => {
      const { invoiceId } = await transaction.paymentAttempt.findUniqueOrThrow({ where: { id: attemptId } });
      const held = await hold(transaction, invoiceId);
      const attempt = held.invoice.attempts.find(({ id }) => id === attemptId);
      if (attempt?.outcome !== 'unknown') return;
      const at = new Date(held.now);
      await transaction.paymentAttempt.update({
        where: { id: attemptId },
        data: {
          ...{ outcome: result.outcome, reference: result.reference, decidedAt: at },
          ...(result.outcome === 'paid' ? { fee: result.fee } : { reason: result.reason }),
        },
      });
      if (result.outcome !== 'paid') return;
      const { amount, currency } = attempt;
      const about = { subscription: held.invoice, now: held.now };
      await post(transaction, about, paymentPosting(attemptId, currency, amount, result.fee));
      const left = held.invoice.due - amount;
      const data = { due: left, ...(left === 0n ? { status: 'paid', settledAt: at } : {}) };
      await transaction.invoice.update({ where: { id: invoiceId }, data });
    }),
});

const chargeOf = (
  { number }: { number: number },
  attempt: { id: string; amount: bigint; currency: string; methodId: string } | undefined,
  methods: readonly { id: string; token: string }[],
): CollectTurn['charge'] =>
  attempt && {
    ...{ key: attempt.id, amount: attempt.amount, currency: attempt.currency },
    token: methods.find(({ id }) => id === attempt.methodId)?.token ?? '',
    description: `Invoice ${number}`,
  };

/** An invoice and who pays it, held until the transaction ends. */
async function hold(transaction: Transaction, id: string) {
  const { customerId } = await transaction.invoice.findUniqueOrThrow({ where: { id }, select: { customerId: true } });
  await transaction.$queryRaw`SELECT id FROM customers WHERE id = ${customerId} FOR UPDATE`;
  const [invoice, customer] = await Promise.all([
    transaction.invoice.findUniqueOrThrow({ where: { id }, include: { attempts: { orderBy: { ordinal: 'asc' } } } }),
    transaction.customer.findUniqueOrThrow({
      where: { id: customerId },
      include: { methods: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] } },
    }),
  ]);
  return { invoice, customer, now: customer.clock?.getTime() ?? Date.now() };
}
