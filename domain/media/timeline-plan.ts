import type { Timeline } from './encode-plan';
import type { VideoProbe } from './probe';
import type { EncodeProfile } from './profile';
import { type Rational, rational, toNumber } from './rational';

/** NTSC rates are a thousandth below their whole number. */
const NTSC_SLACK = 1.002;

/**
 * The one clock of a title.
 *
 * The master's rate is kept up to the profile's highest and halved above it. GOPs are whole frames nearest the wished
 * length (48 frames of 23.976 make 2.002 s), segments whole GOPs.
 */
export function planTimeline(
  video: Pick<VideoProbe, 'frameRate' | 'frames'>,
  profile: Pick<EncodeProfile, 'gopMs' | 'segmentMs' | 'maxFrameRate'>,
): Timeline {
  const { frameRate, frames } = slowEnough(video.frameRate, video.frames, profile.maxFrameRate);
  const rate = toNumber(frameRate);
  const gopFrames = Math.max(1, Math.round((profile.gopMs * rate) / 1000));
  const gopMs = (gopFrames * 1000) / rate;
  const segmentFrames = gopFrames * Math.max(1, Math.round(profile.segmentMs / gopMs));
  return { frameRate, frames, gopFrames, segmentFrames };
}

function slowEnough(rate: Rational, frames: number, max: number): { frameRate: Rational; frames: number } {
  if (toNumber(rate) <= max * NTSC_SLACK) return { frameRate: rate, frames };
  return slowEnough(rational(rate.num, rate.den * 2), Math.ceil(frames / 2), max);
}
