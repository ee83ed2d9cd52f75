/**
 * ISO 4217 currencies whose minor unit is not a hundredth: how many digits it has. From list one of ISO 4217, as of 2026.
 */
const DIGITS: Readonly<Record<string, number>> = {
  ...{ BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0 },
  ...{ VUV: 0, XAF: 0, XOF: 0, XPF: 0 },
  ...{ BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3 },
  ...{ CLF: 4, UYW: 4 },
};
/** Of the codes that the platform knows, those that are no money people pay with: metals, funds, testing. */
const NO_TENDER = new Set('XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' '));

/** Three letters of ISO 4217, capitals. */
export type Currency = string;

/** An amount of a currency, in its minor unit: cents, yen, fils. */
export interface Money {
  amount: bigint;
  currency: Currency;
}

/** Digits of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD. */
export const digitsOf = (currency: Currency): number => DIGITS[currency] ?? 2;

let known: ReadonlySet<string> | undefined;

/** Whether one can be billed in it. */
export function isCurrency(code: string): code is Currency {
  known ??= new Set(Intl.supportedValuesOf('currency'));
  return known.has(code) && !NO_TENDER.has(code);
}

/** `12.30 EUR`, `1230 JPY`: for logs, details and documents that no locale is known of. */
export function moneyText({ amount, currency }: Money): string {
  const digits = digitsOf(currency);
  const plain = String(amount < 0n ? -amount : amount).padStart(digits + 1, '0');
  const whole = digits === 0 ? plain : `${plain.slice(0, -digits)}.${plain.slice(-digits)}`;
  return `${amount < 0n ? '-' : ''}${whole} ${currency}`;
}

/** `dividend / divisor`, rounded to the nearest whole; halves go away from zero. @param divisor above 0 */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const size = dividend < 0n ? -dividend : dividend;
  const rounded = (2n * size + divisor) / (2n * divisor);
  return dividend < 0n ? -rounded : rounded;
}

const FACTOR = 1_000_000_000n;

/**
 * The share that some days have of the price of a period: the factor to nine decimals, then the amount to the minor unit, halves up (as
 * Kill Bill does).
 *
 * @param days 0 to `ofDays`
 * @param ofDays days of the whole period, above 0
 */
export function prorate(price: bigint, days: number, ofDays: number): bigint {
  const factor = divideHalfUp(BigInt(days) * FACTOR, BigInt(ofDays));
  return divideHalfUp(price * factor, FACTOR);
}

/** Parts per million: 190_000 is 19 %. */
export type PartsPerMillion = number;

/** A share of an amount, halves up. */
export const shareOf = (amount: bigint, rate: PartsPerMillion): bigint =>
  divideHalfUp(amount * BigInt(rate), 1_000_000n);

/** The tax that an amount holds already. @param rate of the amount without it */
export const taxWithin = (amount: bigint, rate: PartsPerMillion): bigint =>
  amount - divideHalfUp(amount * 1_000_000n, 1_000_000n + BigInt(rate));
