import type { ChargeRequest } from './port';

/** A charge as the fake gateway keeps it. */
export interface FakeCharge {
  key: string;
  token: string;
  amount: bigint;
  currency: string;
  outcome: string;
  reason?: string;
}

/** The books of the fake gateway, on the other side of the street: Headend never reads them to know what was paid. */
export interface FakeBooks {
  /** Write a charge once; asked again with its key, what was written first. @param decide given how often the card was charged before */
  charge(request: ChargeRequest, decide: (before: number) => { outcome: string; reason?: string }): Promise<FakeCharge>;
  find(key: string): Promise<FakeCharge | undefined>;
  /** From now on its end is told. */
  answer(key: string): Promise<void>;
}
