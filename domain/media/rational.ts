/** An exact fraction; frame rates and aspect ratios are never floats. `den` > 0. */
export interface Rational {
  num: number;
  den: number;
}

/** A width and height in whole pixels. */
export interface Size {
  width: number;
  height: number;
}

const gcd = (a: number, b: number): number => (b === 0 ? Math.abs(a) : gcd(b, a % b));

/** Lowest terms, sign in the numerator. @throws {RangeError} when `den` is 0 or a part is not an integer */
export function rational(num: number, den = 1): Rational {
  if (!Number.isSafeInteger(num) || !Number.isSafeInteger(den) || den === 0)
    throw new RangeError(`Not a rational: ${num}/${den}`);
  const divisor = gcd(num, den) || 1;
  const sign = den < 0 ? -1 : 1;
  return { num: (sign * num) / divisor, den: (sign * den) / divisor };
}

/** Read ffprobe's `30000/1001`, `16:9` or `25`; undefined for `0/0`, `0:1`, `N/A` and the like. */
export function parseRational(text: string | undefined): Rational | undefined {
  const match = /^(\d+)(?:[/:](\d+))?$/.exec(text ?? '');
  if (!match) return undefined;
  const num = Number(match[1]);
  const den = Number(match[2] ?? 1);
  return num > 0 && den > 0 ? rational(num, den) : undefined;
}

/** For display and comparison only; arithmetic stays in integers. */
export const toNumber = ({ num, den }: Rational): number => num / den;

export const formatRational = ({ num, den }: Rational): string => (den === 1 ? String(num) : `${num}/${den}`);

export const sameRational = (a: Rational, b: Rational): boolean => a.num * b.den === b.num * a.den;

/** Where frame `frame` starts, in whole microseconds, rounded to nearest. */
export const frameToMicroseconds = (frame: number, rate: Rational): number =>
  Number((BigInt(frame) * BigInt(rate.den) * 2_000_000n + BigInt(rate.num)) / (2n * BigInt(rate.num)));

/** Where frame `frame` starts, in whole milliseconds, rounded to nearest. */
export const frameToMilliseconds = (frame: number, rate: Rational): number =>
  Math.round(frameToMicroseconds(frame, rate) / 1000);
