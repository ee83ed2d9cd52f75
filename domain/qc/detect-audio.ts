import type { MasterProbe } from '../media/probe';
import type { TimeRangeMs } from './finding';
import { findRuns, joinRuns, type Run } from './runs';
import { audioEndMs, type LoudnessSeries } from './series';

/** A momentary value looks back so far, milliseconds (ITU-R BS.1771). */
const MOMENTARY_MS = 400;

/** Values under the threshold, tenths of LUFS; a lone value above does not end a run. */
const quietRuns = ({ momentary }: LoudnessSeries, thresholdLufs: number): Run[] =>
  joinRuns(
    findRuns(momentary.length, (at) => momentary[at]! < thresholdLufs * 10),
    { gap: 1 },
  );

/** Time during which momentary loudness stays under the threshold, on the video's clock. */
export function silences(series: LoudnessSeries, thresholdLufs: number): TimeRangeMs[] {
  const { startMs, stepMs } = series;
  const ranges = quietRuns(series, thresholdLufs).map(({ start, end }) => ({
    startMs: Math.max(startMs, startMs + (start + 1) * stepMs - MOMENTARY_MS),
    endMs: startMs + end * stepMs,
  }));
  return mergeTouching(ranges);
}

/** Time that is in every one of the lists: a mix of discrete channels is silent when all of them are. */
export const commonRanges = ([first = [], ...others]: TimeRangeMs[][]): TimeRangeMs[] =>
  others.reduce(
    (common, list) =>
      common.flatMap((range) =>
        list
          .map((other) => ({
            startMs: Math.max(range.startMs, other.startMs),
            endMs: Math.min(range.endMs, other.endMs),
          }))
          .filter(({ startMs, endMs }) => endMs > startMs),
      ),
    first,
  );

/** Several mono tracks are the channels of one mix; loudness of one alone means nothing. */
export const discreteChannels = (tracks: Pick<LoudnessSeries, 'channels'>[]): boolean =>
  tracks.length > 1 && tracks.every(({ channels }) => channels === 1);

/**
 * Where a track ends on the video's clock, milliseconds. The decoded length is known to one step; the container's word is
 * taken when it agrees with that.
 */
export function trackEndMs(series: LoudnessSeries, probe: MasterProbe): number {
  const decoded = audioEndMs(series) + series.stepMs / 2;
  const told = probe.audio.find(({ streamIndex }) => streamIndex === series.streamIndex);
  if (!told) return decoded;
  const end = (told.startUs + told.durationUs - probe.video.startUs) / 1000;
  return Math.abs(end - decoded) <= series.stepMs ? Math.round(end) : decoded;
}

function mergeTouching(ranges: TimeRangeMs[]): TimeRangeMs[] {
  const merged: TimeRangeMs[] = [];
  for (const range of ranges) {
    const last = merged.at(-1);
    if (last && range.startMs <= last.endMs) last.endMs = Math.max(last.endMs, range.endMs);
    else merged.push({ ...range });
  }
  return merged;
}
