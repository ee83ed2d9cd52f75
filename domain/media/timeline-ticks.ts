import type { Rational } from './rational';

/**
 * Time base in which every frame of the timeline starts on a whole tick, for work inside a filter graph.
 *
 * Ticks per second are a multiple of the rate's numerator and at least 90,000; a frame is a multiple of 8 ticks, so that
 * eighths of a frame are whole too.
 */
export function gridTicks(rate: Rational): { perSecond: number; perFrame: number } {
  const factor = 8 * Math.max(1, Math.ceil(90_000 / (8 * rate.num)));
  return { perSecond: rate.num * factor, perFrame: rate.den * factor };
}

/**
 * Track timescale of the MP4 files we write: a frame is a whole number of ticks (1000 at whole rates, 1001 at NTSC rates),
 * so durations are exact and every rung of a title has the same clock.
 */
export const trackTimescale = (rate: Rational): number => (rate.num >= 10_000 ? rate.num : rate.num * 1000);
