/** A frame repeats the one before when the mean luma difference is at most 0.3 code values … */
const STILL_CHANGE = 30;
/** … and no block differs by more than 3, so that a small moving thing on a still ground is motion. */
const STILL_PEAK = 300;
/** A coder refreshing a still picture changes it by less than 2 code values; a cut changes more. */
const REFRESH_CHANGE = 200;
/** Means of blocks keep within 3 code values while a coder refines a still picture; a picture that moves leaves them. */
const DRIFT_PEAK = 300;
/** Frames that may interrupt a stretch of like frames without ending it. */
export const BRIDGE_FRAMES = 2;
/** A coder's key frames lie at least so far apart; what changes more often moves. */
export const REFRESH_FRAMES = 10;

/** How a frame differs from the one before, hundredths of a code value: as a mean, and in the most changed block. */
export interface FrameStep {
  change: number;
  changePeak: number;
}

/** The frame repeats the one before. */
export const isStill = ({ change, changePeak }: FrameStep): boolean =>
  change <= STILL_CHANGE && changePeak <= STILL_PEAK;

/** The frame may be the same picture, coded anew, whatever the means of its blocks say. */
export const isRefresh = (change: number): boolean => change <= REFRESH_CHANGE;

/** The frame is another picture than the first of its stretch. Measurements of older releases cannot tell. */
export const hasDrifted = (drift: number | undefined): boolean => drift !== undefined && drift > DRIFT_PEAK;

/**
 * Holds the first frame of the stretch that looks still, and tells how far each later frame has gone from it. Compares
 * means of blocks: a coder's noise and grain cancel out in them, slow motion adds up.
 */
export class StillAnchor {
  private readonly anchor: Float32Array;
  /** Frames in a row that were not like the one before. */
  private restless = 0;
  private empty = true;

  /**
   * @param blocks of each plane
   * @param samples of one block, for each plane in turn
   */
  constructor(
    private readonly blocks: number,
    private readonly samples: readonly number[],
  ) {
    this.anchor = new Float32Array(blocks * samples.length);
  }

  /**
   * @param sums of the samples of each block, plane after plane
   * @returns the largest difference of a block's mean to the anchor's, hundredths of a code value; 0 for the first frame
   *   and where a frame becomes the anchor because motion led to it
   */
  push(sums: Float32Array, step: FrameStep): number {
    this.restless = isStill(step) ? 0 : this.restless + 1;
    if (this.empty || this.restless > BRIDGE_FRAMES) {
      this.anchor.set(sums);
      this.empty = false;
      return 0;
    }
    const drift = this.farthest(sums);
    if (hasDrifted(drift)) this.anchor.set(sums);
    return drift;
  }

  private farthest(sums: Float32Array): number {
    const { anchor, blocks, samples } = this;
    let farthest = 0;
    for (let plane = 0; plane < samples.length; plane++) {
      let peak = 0;
      for (let at = plane * blocks; at < (plane + 1) * blocks; at++) {
        const difference = Math.abs(sums[at]! - anchor[at]!);
        if (difference > peak) peak = difference;
      }
      farthest = Math.max(farthest, peak / samples[plane]!);
    }
    return Math.round(farthest * 100);
  }
}
