import type { FakeBooks, FakeCharge } from './fake-books-port';
import type { ChargeResult, PaymentGateway } from './port';

/** How a card behaves. Numbers are those that Stripe has for tests. */
const CARDS: Readonly<Record<string, { brand: string; script: Script }>> = {
  '4242424242424242': { brand: 'Visa', script: ['paid'] },
  '5555555555554444': { brand: 'Mastercard', script: ['paid'] },
  '4000000000009995': { brand: 'Visa', script: ['soft insufficient_funds'] },
  '4000000000000002': { brand: 'Visa', script: ['soft generic_decline'] },
  '4000000000009979': { brand: 'Visa', script: ['hard stolen_card'] },
  '4000000000000069': { brand: 'Visa', script: ['hard expired_card'] },
  '4000000000003220': { brand: 'Visa', script: ['requires_action authentication_required'] },
  // Ours: paid once, then declined; declined twice, then paid; charged without an answer.
  '4000000000000341': { brand: 'Visa', script: ['paid', 'soft insufficient_funds'] },
  '4000000000000259': { brand: 'Visa', script: ['soft insufficient_funds', 'soft insufficient_funds', 'paid'] },
  '4000000000000119': { brand: 'Visa', script: ['paid silently', 'paid'] },
};
/** What the charges of a card come to, one after the other; the last for all that follow. */
type Script = readonly string[];

/** The gateway took the money and its answer was lost. */
export class GatewaySilent extends Error {
  override name = 'GatewaySilent';
}

/** What the fake gateway gives out for a card number: it says how the card behaves. Undefined for numbers it does not know. */
export function fakeToken(number: string, unique: string): { token: string; label: string } | undefined {
  const digits = number.replaceAll(/\D/g, '');
  const card = CARDS[digits];
  return card && { token: `fake_${digits}_${unique}`, label: `${card.brand} ${digits.slice(-4)}` };
}

/** 2.9 % and 30 minor units, as cards often cost. */
const feeOf = (amount: bigint): bigint => (amount * 29n) / 1000n + 30n;

/**
 * A gateway without a bank: deterministic, with books of its own that outlive it. For demos and tests: money that it tells of
 * does not exist.
 */
export const createFakeGateway = (books: FakeBooks): PaymentGateway => ({
  name: 'fake',
  async charge(request) {
    const charge = await books.charge(request, (before) => scripted(request.token, before));
    if (charge.reason !== SILENT) return resultOf(charge);
    await books.answer(charge.key);
    throw new GatewaySilent(`No answer came for ${charge.key}.`);
  },
  async find(key) {
    const charge = await books.find(key);
    return charge && resultOf(charge);
  },
});

const SILENT = 'silently';

/** @param before how often the card was charged */
function scripted(token: string, before: number): { outcome: string; reason?: string } {
  const script = CARDS[token.split('_')[1] ?? '']?.script ?? ['hard unknown_card'];
  const [outcome = 'hard', reason] = (script[Math.min(before, script.length - 1)] ?? '').split(' ');
  return { outcome, reason };
}

const resultOf = ({ key, outcome, reason, amount }: FakeCharge): ChargeResult =>
  outcome === 'paid'
    ? { outcome: 'paid', reference: `ch_${key}`, fee: feeOf(amount) }
    : { outcome: outcome as 'soft', reason: reason ?? 'declined', reference: `ch_${key}` };
