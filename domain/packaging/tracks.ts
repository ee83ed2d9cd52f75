import type { Timeline } from '../media/encode-plan';
import { type Rational, toNumber } from '../media/rational';
import type { FragmentFacts, InitFacts } from './fmp4';

/** One media segment as it lies in storage. */
export interface SegmentFacts {
  /** Path in the package, such as `video/720p/1.m4s`. */
  path: string;
  bytes: number;
  fragments: FragmentFacts[];
}

/** One packaged track, measured. */
export interface TrackFacts {
  /** Path of the initialisation segment in the package. */
  initPath: string;
  initBytes: number;
  init: InitFacts;
  segments: SegmentFacts[];
}

/** A segment on the presentation timeline, ticks of its track. */
export interface TimedSegment {
  path: string;
  bytes: number;
  start: number;
  duration: number;
}

/**
 * Place the segments of a track on the presentation timeline: decode times less what the edit list takes off.
 * A segment lasts until the next one starts, so that durations sum up without a gap.
 */
export function timeline(track: TrackFacts): TimedSegment[] {
  const starts = track.segments.map((segment) => presentationStart(segment, track.init));
  return track.segments.map(({ path, bytes }, index) => {
    const start = starts[index] ?? 0;
    const end = starts[index + 1] ?? presentationEnd(track);
    return { path, bytes, start, duration: end - start };
  });
}

const presentationStart = ({ fragments: [first] }: SegmentFacts, init: InitFacts): number =>
  Math.max(0, (first?.presentationTime ?? 0) - init.editShift);

function presentationEnd({ segments, init }: TrackFacts): number {
  const last = segments.at(-1)?.fragments.at(-1);
  if (!last) return 0;
  // Video: the composition offset of the first sample cancels the edit shift. Audio: priming is taken off once, at the front.
  const shift = init.kind === 'video' ? 0 : init.editShift;
  return last.decodeTime + last.duration - shift;
}

/** Length of a track in seconds. */
export const seconds = (track: TrackFacts): number =>
  timeline(track).reduce((sum, { duration }) => sum + duration, 0) / track.init.timescale;

/** Seconds of whole frames. */
export const frameSeconds = (frames: number, rate: Rational): number => (frames * rate.den) / rate.num;

/** A last segment shorter than this is a runt, seconds: players stumble over it (hls.js#443). */
export const RUNT_SECONDS = 0.5;

/** Segments of a title. The last one is whatever is left, or with `foldRunt` a little longer than the others. */
export function segmentCount({
  frameRate,
  frames,
  segmentFrames,
  foldRunt,
}: Pick<Timeline, 'frameRate' | 'segmentFrames' | 'frames' | 'foldRunt'>): number {
  const count = Math.ceil(frames / segmentFrames);
  const tail = frames - (count - 1) * segmentFrames;
  return foldRunt && count > 1 && frameSeconds(tail, frameRate) < RUNT_SECONDS ? count - 1 : count;
}

/**
 * Where a video track leaves the segment grid: each segment starts on its multiple of `segmentFrames` with a sync sample,
 * and the last one ends with the last frame.
 *
 * @returns one sentence per fault, none when the track is on the grid
 */
export function gridFaults(
  track: TrackFacts,
  grid: Pick<Timeline, 'frameRate' | 'segmentFrames' | 'frames' | 'foldRunt'>,
): string[] {
  const { timescale } = track.init;
  const perFrame = (timescale * grid.frameRate.den) / grid.frameRate.num;
  const faults: string[] = [];
  const expected = segmentCount(grid);
  const placed = timeline(track);
  if (placed.length !== expected) faults.push(`has ${placed.length} segments, not ${expected}`);
  placed.forEach(({ path, start }, index) => {
    const frame = start / perFrame;
    const wanted = index * grid.segmentFrames;
    if (!(Math.abs(frame - wanted) <= 0.5)) faults.push(`${path} starts at frame ${round(frame)}, not ${wanted}`);
    if (track.segments[index]?.fragments[0]?.startsWithSync === false)
      faults.push(`${path} does not start with an IDR`);
  });
  const frames = track.segments.flatMap(({ fragments }) => fragments).reduce((sum, { samples }) => sum + samples, 0);
  if (frames !== grid.frames) faults.push(`holds ${frames} frames, not ${grid.frames}`);
  return faults;
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Bits per second of a track: the peak as HLS defines BANDWIDTH, and the average. */
export interface BitRates {
  peak: number;
  average: number;
}

/**
 * Peak: the highest rate of any run of segments that lasts between half and one and a half target durations
 * (RFC 8216bis 4.4.6.2, "peak segment bit rate"), so that a tiny last segment does not distort it. When no run is long
 * enough, the whole track counts. Average: all bytes over all time. Rounded up.
 */
export function measureBitRates(segments: readonly { bytes: number; seconds: number }[], target: number): BitRates {
  const bits = segments.reduce((sum, { bytes }) => sum + bytes * 8, 0);
  const time = segments.reduce((sum, segment) => sum + segment.seconds, 0);
  const average = time > 0 ? Math.ceil(bits / time) : 0;
  let peak = 0;
  for (let first = 0; first < segments.length; first++) {
    let runBits = 0;
    let runTime = 0;
    for (let last = first; last < segments.length; last++) {
      runBits += (segments[last]?.bytes ?? 0) * 8;
      runTime += segments[last]?.seconds ?? 0;
      if (runTime > target * 1.5) break;
      if (runTime >= target * 0.5) peak = Math.max(peak, runBits / runTime);
    }
  }
  return { peak: Math.max(Math.ceil(peak), average), average };
}

/** Bit rates of a packaged track. */
export const bitRatesOf = (track: TrackFacts, target: number): BitRates =>
  measureBitRates(
    timeline(track).map(({ bytes, duration }) => ({ bytes, seconds: duration / track.init.timescale })),
    target,
  );

/** One target duration for every playlist of a title: the longest segment, rounded (RFC 8216bis 4.4.3.1; Apple HLS authoring 8.2). */
export const targetDuration = (tracks: readonly TrackFacts[]): number =>
  Math.max(
    1,
    ...tracks.flatMap((track) => timeline(track).map(({ duration }) => Math.round(duration / track.init.timescale))),
  );

/** FRAME-RATE with three decimals at most. */
export const frameRateText = (rate: Rational): string => String(Math.round(toNumber(rate) * 1000) / 1000);
