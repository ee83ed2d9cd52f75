import type { ChargeRequest, ChargeResult, PaymentGateway } from '../../adapters/payment/port';
import type { CollectLook, CollectOrder } from '../../workflows/billing/contract';
import type { BillingPorts } from './ports';

/** A charge that the gateway never heard of: it may be tried again by the policy. */
const NEVER_ARRIVED: ChargeResult = { outcome: 'soft', reason: 'never_arrived' };

/**
 * One step of getting the money for an invoice. The try is written before the gateway is called, under the key that the gateway is
 * given; where no answer comes it stays unknown, and the gateway is asked before anything else is tried.
 */
export const createCollectStep =
  ({ billing, gateway }: BillingPorts) =>
  async ({ invoiceId }: CollectOrder): Promise<CollectLook> => {
    const { charge, step, ...turn } = await billing.turn(invoiceId);
    if (!charge) return { ...turn, gaveUp: step?.do === 'give-up', tried: false };
    const result = step?.do === 'ask' ? await asked(gateway, charge) : await tried(gateway, charge);
    if (result) await billing.settle(charge.key, result);
    return { ...turn, waitMs: 0, gaveUp: false, tried: true };
  };

/** @returns undefined when nobody knows what became of it */
const tried = (gateway: PaymentGateway, charge: ChargeRequest): Promise<ChargeResult | undefined> =>
  gateway.charge(charge).catch(() => undefined);

const asked = async (gateway: PaymentGateway, { key }: ChargeRequest): Promise<ChargeResult | undefined> => {
  try {
    return (await gateway.find(key)) ?? NEVER_ARRIVED;
  } catch {
    return undefined;
  }
};
