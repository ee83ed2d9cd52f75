import { type Rational, rational, toNumber } from './rational';

/** Frame rates programmes are made in. */
export const STANDARD_RATES: readonly Rational[] = [
  rational(24000, 1001),
  rational(24),
  rational(25),
  rational(30000, 1001),
  rational(30),
  rational(48000, 1001),
  rational(48),
  rational(50),
  rational(60000, 1001),
  rational(60),
  rational(100),
  rational(120000, 1001),
  rational(120),
  rational(10),
  rational(12),
  rational(25, 2),
  rational(15000, 1001),
  rational(15),
  rational(20),
];

/** Rates a variable master is conformed to: the whole ones from 24 to 60. */
export const CONFORM_RATES: readonly Rational[] = STANDARD_RATES.filter(
  ({ num, den }) => den === 1 && num >= 24 && num <= 60,
);

/** A measured rate may be so far from a standard one, as a share. */
const TOLERANCE = 0.001;

/** The standard rate nearest to a measured one, out of some or all. */
export const nearestStandardRate = (framesPerSecond: number, rates = STANDARD_RATES): Rational =>
  rates.reduce((best, rate) => (distance(rate, framesPerSecond) < distance(best, framesPerSecond) ? rate : best));

const distance = (rate: Rational, framesPerSecond: number): number =>
  Math.abs(Math.log(toNumber(rate) / framesPerSecond));

/**
 * Snap a measured rate to the standard set within 0.1 %; a rate far from all of them stays, to a thousandth.
 *
 * 24 and 24000/1001 are 0.1 % apart: the nearer one is taken.
 *
 * @throws {RangeError} when the rate is not positive
 */
export function snapFrameRate(framesPerSecond: number): { rate: Rational; standard: boolean } {
  if (!(framesPerSecond > 0) || !Number.isFinite(framesPerSecond))
    throw new RangeError(`Not a frame rate: ${framesPerSecond}`);
  const rate = nearestStandardRate(framesPerSecond);
  if (Math.abs(toNumber(rate) / framesPerSecond - 1) <= TOLERANCE) return { rate, standard: true };
  return { rate: rational(Math.max(1, Math.round(framesPerSecond * 1000)), 1000), standard: false };
}
