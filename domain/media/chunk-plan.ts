import type { FrameRange } from './encode-plan';

export interface ChunkRequest {
  /** Frames on the constant-rate timeline, > 0. */
  frames: number;
  /** Every chunk starts at a multiple of this many frames. */
  gopFrames: number;
  /** Wished chunk length, frames; rounded to whole GOPs, at least one. */
  targetFrames: number;
}

/**
 * Split a video track into frame ranges that can be encoded apart and joined without a seam.
 *
 * Every boundary is a multiple of `gopFrames`, so each chunk opens with an IDR on the same grid in every rung.
 * A tail shorter than half a chunk is folded into the one before it.
 *
 * @throws {RangeError} when a count is not a positive integer
 */
export function planChunks({ frames, gopFrames, targetFrames }: ChunkRequest): FrameRange[] {
  for (const [name, value] of Object.entries({ frames, gopFrames, targetFrames }))
    if (!Number.isSafeInteger(value) || value <= 0)
      throw new RangeError(`${name} is ${value}, not a positive integer.`);
  const length = Math.max(1, Math.round(targetFrames / gopFrames)) * gopFrames;
  const whole = Math.floor(frames / length);
  const count = Math.max(1, frames % length >= length / 2 ? whole + 1 : whole);
  return Array.from({ length: count }, (_, index) => ({
    start: index * length,
    end: index === count - 1 ? frames : (index + 1) * length,
  }));
}
