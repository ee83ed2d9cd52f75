import type { Rung } from './encode-plan';
import type { RungProfile, VideoGroupProfile } from './profile';
import type { Size } from './rational';

/** A rung so little larger than the next is not worth its bits. */
const LEAST_STEP = 1.05;

/**
 * The rungs of one group for a picture of this size, largest first.
 *
 * A rung's height is the short side, so a portrait picture gets the rungs of a landscape one turned. Nothing is enlarged:
 * a rung above the picture becomes one rung of the picture's own size. Sizes are even and keep the aspect ratio within
 * one pixel.
 *
 * @param display upright, square-pixel size
 */
export function planLadder(display: Size, group: VideoGroupProfile): Rung[] {
  const portrait = display.height > display.width;
  const short = portrait ? display.width : display.height;
  const long = portrait ? display.height : display.width;
  const byHeight = [...group.rungs].sort((a, b) => b.height - a.height);
  const above = byHeight.filter(({ height }) => height > short).at(-1);
  const within = byHeight.filter(({ height }) => height <= short);

  const make = (profile: RungProfile, height: number, name: string): Rung => {
    const shortSide = even(Math.min(height, short));
    const longSide = Math.min(2 * Math.round((long * shortSide) / short / 2), even(long));
    return {
      name: `${group.codec}-${name}`,
      width: portrait ? shortSide : longSide,
      height: portrait ? longSide : shortSide,
      codec: group.codec,
      preset: group.preset,
      crf: profile.crf,
      maxBitrate: profile.maxBitrate,
      bufferSize: profile.bufferSize,
    };
  };
  const rungs = within.map((profile) => make(profile, profile.height, profile.name));
  const next = within[0]?.height ?? 0;
  if (!above || even(short) < next * LEAST_STEP) return rungs;
  return [make(above, short, `${even(short)}p`), ...rungs];
}

/** The even number at or below, at least 2. */
const even = (pixels: number): number => Math.max(2, 2 * Math.floor(pixels / 2));
