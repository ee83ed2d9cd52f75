import type { Currency } from '../../domain/billing/money';

/** Money to be taken, once. */
export interface ChargeRequest {
  /** Idempotency key: asked again with it, the gateway answers what it answered first. At most 255 characters. */
  key: string;
  /** Minor units, above 0. */
  amount: bigint;
  currency: Currency;
  /** What stands for the payment method. */
  token: string;
  /** On the payer's statement. */
  description: string;
}

/** What became of a charge. A decline is an answer, not an error. */
export type ChargeResult =
  | { outcome: 'paid'; reference: string /** What the gateway keeps, minor units. */; fee: bigint }
  | { outcome: 'soft' | 'hard' | 'requires_action'; reason: string; reference?: string };

/** Who takes money from cards and accounts. One contract test runs against every implementation. */
export interface PaymentGateway {
  /** `fake`, `stripe` */
  name: string;
  /** @throws when nobody knows whether the money was taken: the gateway did not answer */
  charge(request: ChargeRequest): Promise<ChargeResult>;
  /** What became of a charge; undefined when the gateway never heard of it. @throws when it does not answer */
  find(key: string): Promise<ChargeResult | undefined>;
}
