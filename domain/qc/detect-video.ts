import { type Rational, toNumber } from '../media/rational';
import { findRuns, joinRuns, type Run, subtractRuns } from './runs';
import { FIRST_TRANSITIONS, type VideoSeries, WHOLE } from './series';
import { BRIDGE_FRAMES, hasDrifted, isRefresh, isStill, REFRESH_FRAMES } from './still-anchor';

/** A frame is black when so much of it is at or under the black level (as broadcast QC tools have it by default). */
const BLACK_SHARE = 0.98 * WHOLE;
/** A glitch is short against the black on both sides; otherwise the picture flashes. */
const GLITCH_SURROUNDINGS = 10;

/** Stretches of black picture, in frames. A glitch of one or two frames does not end one. */
export const blackRuns = ({ black }: VideoSeries): Run[] =>
  joinRuns(
    findRuns(black.length, (frame) => black[frame]! >= BLACK_SHARE),
    { gap: BRIDGE_FRAMES, least: GLITCH_SURROUNDINGS },
  );

/**
 * Stretches of standing picture, in frames, black ones left out. The first frame of a run is the picture that stands.
 * A refresh of the same picture by the coder does not end a run; a cut to another still does, and so does having gone
 * slowly away from the first picture.
 */
export function freezeRuns(series: VideoSeries): Run[] {
  const { change, changePeak, drift } = series;
  const stays = (frame: number): boolean => !hasDrifted(drift?.[frame]);
  const still = findRuns(
    change.length,
    (frame) => frame > 0 && isStill({ change: change[frame]!, changePeak: changePeak[frame]! }) && stays(frame),
  );
  const lightly = joinRuns(still, { gap: BRIDGE_FRAMES, over: (frame) => isRefresh(change[frame]!) && stays(frame) });
  // Noise that is coded anew changes every sample, but not the means of blocks.
  const wholly = drift ? joinRuns(lightly, { gap: BRIDGE_FRAMES, least: REFRESH_FRAMES, over: stays }) : lightly;
  return subtractRuns(
    wholly.map(({ start, end }) => ({ start: start - 1, end })),
    blackRuns(series),
  );
}

/** A stretch over a limit, with its worst value. */
export interface PeakRun extends Run {
  worst: number;
}

/** Stretches whose mean share of illegal samples over one second is above `maxPermille`; `worst` in thousandths. */
export function illegalRuns({ illegal, frameRate }: VideoSeries, maxPermille: number): PeakRun[] {
  const second = Math.max(1, Math.min(illegal.length, secondOf(frameRate)));
  const means: number[] = [];
  let sum = 0;
  illegal.forEach((share, frame) => {
    sum += share - (frame >= second ? illegal[frame - second]! : 0);
    if (frame >= second - 1) means.push((sum * 1000) / (second * WHOLE));
  });
  const over = joinRuns(
    findRuns(means.length, (at) => means[at]! > maxPermille),
    { gap: second },
  );
  return over.map(({ start, end }) => ({
    start,
    end: end + second - 1,
    worst: means.slice(start, end).reduce((worst, mean) => Math.max(worst, mean), 0),
  }));
}

/** How flashes are counted: changes in a second, and the share of the screen they must cover. */
export interface FlashLimit {
  /** Flashes (pairs of opposing changes) allowed in any second. */
  maxPerSecond: number;
  minAreaPercent: number;
}

/** Stretches with more flashes in a second than allowed; `worst` is the highest count of flashes per second. */
export function flashRuns(series: VideoSeries, limit: FlashLimit, kind: 'luminance' | 'red'): PeakRun[] {
  const least = Math.max(FIRST_TRANSITIONS, Math.floor(limit.maxPerSecond * 2) + 1);
  return transitionRuns(series, limit.minAreaPercent, kind, least);
}

/** A flashing that keeps within the limit but goes on is a risk after so long (ITU-R BT.1702, extended sequences). */
export const EXTENDED_MS = 5000;

/** Stretches of two or more flashes in every second. */
export const extendedFlashRuns = (series: VideoSeries, limit: FlashLimit, kind: 'luminance' | 'red'): PeakRun[] =>
  transitionRuns(series, limit.minAreaPercent, kind, FIRST_TRANSITIONS);

function transitionRuns(
  { flashes, frameRate, frames }: VideoSeries,
  areaPercent: number,
  kind: 'luminance' | 'red',
  least: number,
): PeakRun[] {
  const area = (areaPercent * WHOLE) / 100;
  const second = secondOf(frameRate);
  const runs: PeakRun[] = [];
  for (const sample of flashes) {
    const shares = sample[kind];
    if ((shares[least - FIRST_TRANSITIONS] ?? 0) < area) continue;
    const worst = (shares.findLastIndex((share) => share >= area) + FIRST_TRANSITIONS) / 2;
    const start = Math.max(0, sample.frame - second + 1);
    const end = Math.min(frames, sample.frame + 1);
    const last = runs.at(-1);
    if (last && start <= last.end) Object.assign(last, { end, worst: Math.max(last.worst, worst) });
    else runs.push({ start, end, worst });
  }
  return runs;
}

const secondOf = (rate: Rational): number => Math.ceil(toNumber(rate));
