import type { Currency, PartsPerMillion } from './money';
import type { Cycle, LocalDay } from './periods';
import type { BillingEvent, Phase, Terms } from './terms';

/** Phases at one price list. Amounts are minor units in decimal digits: JSON has no whole numbers of their size. */
export interface PriceList {
  currency: Currency;
  /** ISO 3166-1; everywhere when left out. */
  countries?: string[];
  phases: { kind: Phase['kind']; lasts?: Cycle; price?: { amount: string; cycle: Cycle } }[];
}

/** What an offer asks of its subscribers, as it is stored. */
export interface OfferTerms {
  tax: {
    /** Whether prices hold their tax. */
    inclusive: boolean;
    /** By ISO 3166-1; none where a country is not named. */
    rates: Readonly<Record<string, PartsPerMillion>>;
  };
  prices: PriceList[];
}

/** What an offer gives to its subscribers. */
export interface OfferGrants {
  /** Licences of rights windows that its subscribers watch under. */
  licenses: ('SVOD' | 'AVOD')[];
  /** The best picture, lines. */
  maxHeight?: number;
  /** Pictures at the same time. */
  streams?: number;
}

/** A version of an offer. It never changes: who has it keeps it until they change or are moved. */
export interface Offer {
  id: string;
  code: string;
  version: number;
  name: string;
  status: 'active' | 'retired';
  terms: OfferTerms;
  grants: OfferGrants;
}

/** Who buys, as far as prices depend on it. */
export interface Buyer {
  currency: Currency;
  /** ISO 3166-1. */
  country: string;
}

/** What an offer costs somebody: a price list of their country before one for everywhere; undefined where it is not sold to them. */
export function termsFor({ id, name, terms }: Pick<Offer, 'id' | 'name' | 'terms'>, buyer: Buyer): Terms | undefined {
  const lists = terms.prices.filter(({ currency }) => currency === buyer.currency);
  const list =
    lists.find(({ countries }) => countries?.includes(buyer.country)) ?? lists.find((each) => !each.countries);
  if (!list) return undefined;
  const phases = list.phases.map(({ price, ...phase }) => ({
    ...phase,
    ...(price ? { price: { ...price, amount: BigInt(price.amount), currency: list.currency } } : {}),
  }));
  return {
    ...{ id: [id, list.currency, ...(list.countries ?? [])].join(':'), name, phases },
    tax: { inclusive: terms.tax.inclusive, rate: terms.tax.rates[buyer.country] ?? 0 },
  };
}

/** An event of a subscription as it is stored: offers by their id, amounts as digits. */
export type StoredEvent =
  | { kind: 'started'; on: LocalDay; offerId: string; day?: number }
  | { kind: 'changed'; on: LocalDay; offerId: string; align?: 'start' | 'change' }
  | { kind: 'paused' | 'resumed' | 'cancelled' | 'reactivated'; on: LocalDay }
  | {
      kind: 'discounted';
      on: LocalDay;
      couponId: string;
      off: { rate: PartsPerMillion } | { amount: string };
      from: LocalDay;
      until?: LocalDay;
    };

/**
 * What happened, as invoices are made from it. Of a cancellation that was taken back before its day, nothing is left.
 *
 * @throws {RangeError} for an offer that is not among `offers`, or not sold to the buyer
 */
export function readEvents(
  stored: readonly StoredEvent[],
  offers: ReadonlyMap<string, Offer>,
  buyer: Buyer,
): BillingEvent[] {
  const events: BillingEvent[] = [];
  const terms = (offerId: string): Terms => {
    const offer = offers.get(offerId);
    const found = offer && termsFor(offer, buyer);
    if (!found) throw new RangeError(`The offer ${offerId} has no price for ${buyer.country} in ${buyer.currency}.`);
    return found;
  };
  for (const event of stored) {
    if (event.kind === 'reactivated') {
      const at = events.findLastIndex(({ kind }) => kind === 'cancelled');
      if (at >= 0) events.splice(at, 1);
    } else if (event.kind === 'started' || event.kind === 'changed') {
      const { offerId, ...rest } = event;
      events.push({ ...rest, terms: terms(offerId) });
    } else if (event.kind === 'discounted') {
      const { kind, on, off, ...discount } = event;
      const amount = 'rate' in off ? off : { amount: BigInt(off.amount) };
      events.push({ kind, on, discount: { ...discount, off: amount } });
    } else events.push({ kind: event.kind, on: event.on });
  }
  return inOrder(events);
}

/** By their days; a change that was asked for later and counts earlier does not come to stand after the other. */
const inOrder = (events: BillingEvent[]): BillingEvent[] =>
  events
    .map((event, index) => ({ event, index }))
    .sort((a, b) => a.event.on - b.event.on || a.index - b.index)
    .map(({ event }) => event);
