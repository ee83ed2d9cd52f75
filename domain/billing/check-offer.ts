import type { OfferTerms } from './offers';

/** A fault of an offer, where it is: a field path. */
export interface OfferFault {
  field: string;
  message: string;
}

/** What makes terms impossible to bill: each price list has to lead somewhere, and be found by one buyer only. */
export function checkOffer({ prices }: OfferTerms): OfferFault[] {
  const faults: OfferFault[] = [];
  const seen = new Map<string, number>();
  for (const [index, { currency, countries = ['*'], phases }] of prices.entries()) {
    const field = `prices.${index}`;
    for (const country of countries) {
      const before = seen.get(`${currency} ${country}`);
      const where = country === '*' ? 'everywhere' : country;
      if (before === undefined) seen.set(`${currency} ${country}`, index);
      else faults.push({ field, message: `prices.${before} is for ${currency} ${where} too: keep one of them` });
    }
    for (const [at, { kind, lasts, price }] of phases.entries()) {
      const phase = `${field}.phases.${at}`;
      const last = at === phases.length - 1;
      if (!last && !lasts)
        faults.push({ field: `${phase}.lasts`, message: 'say how long it lasts: a phase follows it' });
      if (kind === 'evergreen' && (lasts || !last))
        faults.push({ field: phase, message: 'an evergreen phase is the last one and has no end' });
      if (kind === 'trial' && price) faults.push({ field: `${phase}.price`, message: 'a trial is free: leave it out' });
    }
  }
  return faults;
}
