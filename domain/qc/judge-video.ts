import type { FieldOrder, MasterProbe } from '../media/probe';
import { frameToMilliseconds } from '../media/rational';
import { codeOf } from './codes';
import {
  blackRuns,
  EXTENDED_MS,
  extendedFlashRuns,
  flashRuns,
  freezeRuns,
  illegalRuns,
  type PeakRun,
} from './detect-video';
import type { Finding, Severity, TimeRangeMs } from './finding';
import type { QcPolicy } from './policy';
import type { Run } from './runs';
import { type VideoSeries, WHOLE } from './series';
import { lighterOf, reached } from './severity';
import { seconds } from './wording';

/** A bar must take so much of an edge, on both sides, to be one. */
const BAR_SHARE = 0.02 * WHOLE;

/** Findings about the picture. */
export const judgeVideo = (series: VideoSeries, probe: MasterProbe, policy: QcPolicy): Finding[] => [
  ...black(series, policy),
  ...freeze(series, policy),
  ...flashes(series, policy, 'luminance'),
  ...flashes(series, policy, 'red'),
  ...illegalLevels(series, policy),
  ...interlaced(probe, policy),
  ...letterbox(series, probe, policy),
];

const about = (code: string, severity: Severity, rest: Omit<Partial<Finding>, 'code' | 'severity'>): Finding => ({
  code,
  severity,
  stage: 'quality',
  track: 'video',
  message: codeOf(code).title,
  fix: codeOf(code).fix,
  ...rest,
});

const timeOf = ({ frameRate }: VideoSeries, { start, end }: Run): TimeRangeMs => ({
  startMs: frameToMilliseconds(start, frameRate),
  endMs: frameToMilliseconds(end, frameRate),
});

function black(series: VideoSeries, { black: rule }: QcPolicy): Finding[] {
  return blackRuns(series).flatMap((run) => {
    const range = timeOf(series, run);
    const length = range.endMs - range.startMs;
    const atEdge = run.start === 0 || run.end === series.frames;
    const step = reached(rule, length);
    if (!step || (atEdge && length <= rule.edgeMs)) return [];
    return about('video/black', step.severity, {
      range,
      measured: seconds(length),
      limit: seconds(step.minMs),
      message: `The picture is black for ${seconds(length)}.`,
    });
  });
}

function freeze(series: VideoSeries, { freeze: rule }: QcPolicy): Finding[] {
  return freezeRuns(series).flatMap((run) => {
    const range = timeOf(series, run);
    const length = range.endMs - range.startMs;
    const step = reached(rule, length);
    if (!step) return [];
    return about('video/freeze', step.severity, {
      range,
      measured: seconds(length),
      limit: seconds(step.minMs),
      message: `The picture stands still for ${seconds(length)}.`,
    });
  });
}

function flashes(series: VideoSeries, { flashes: rule }: QcPolicy, kind: 'luminance' | 'red'): Finding[] {
  const name = kind === 'red' ? 'saturated red flashes' : 'flashes';
  const finding = (run: PeakRun, severity: Severity, limit: string, message: string): Finding =>
    about('video/flashes', severity, {
      range: timeOf(series, run),
      measured: `${run.worst} ${name} per second`,
      limit,
      message,
    });
  const over = flashRuns(series, rule, kind);
  const failures = over.map((run) =>
    finding(
      run,
      rule.severity,
      `${rule.maxPerSecond} per second over ${rule.minAreaPercent} % of the screen`,
      `The picture has up to ${run.worst} ${name} in a second; that can harm photosensitive viewers.`,
    ),
  );
  const extended = extendedFlashRuns(series, rule, kind)
    .filter((run) => !over.some((worse) => worse.start < run.end && run.start < worse.end))
    .filter((run) => timeOf(series, run).endMs - timeOf(series, run).startMs > EXTENDED_MS)
    .map((run) =>
      finding(
        run,
        lighterOf('warning', rule.severity),
        `${seconds(EXTENDED_MS)} of two or more per second`,
        `The picture flashes for ${seconds(timeOf(series, run).endMs - timeOf(series, run).startMs)} on end, within the limit per second.`,
      ),
    );
  return [...failures, ...extended];
}

function illegalLevels(series: VideoSeries, { illegalLevels: rule }: QcPolicy): Finding[] {
  if (series.range === 'full') return [];
  return illegalRuns(series, rule.maxPermille).map((run) =>
    about('video/illegal-levels', rule.severity, {
      range: timeOf(series, run),
      measured: `${run.worst.toFixed(1)} ‰`,
      limit: `${rule.maxPermille} ‰`,
      message: `Up to ${run.worst.toFixed(1)} of 1,000 samples lie outside legal video range.`,
    }),
  );
}

const FIELD_ORDER: Record<FieldOrder, string> = {
  progressive: 'progressive',
  'top-first': 'top field first',
  'bottom-first': 'bottom field first',
  mixed: 'mixed field order',
};

const interlaced = ({ video }: MasterProbe, policy: QcPolicy): Finding[] =>
  video.fieldOrder === 'progressive'
    ? []
    : [about('video/interlaced', policy.interlaced, { measured: FIELD_ORDER[video.fieldOrder], limit: 'progressive' })];

function letterbox(series: VideoSeries, { video }: MasterProbe, policy: QcPolicy): Finding[] {
  const { width, height } = video.display;
  const active = video.activePicture ?? activeSize(series, video.display);
  if (!active) return [];
  return [
    about('video/letterbox', policy.letterbox, {
      measured: `${active.width}x${active.height}`,
      limit: `${width}x${height}`,
      message: `Only ${active.width}x${active.height} of ${width}x${height} pixels carry the picture; the rest is black bars.`,
    }),
  ];
}

/** Size of the picture inside bars that were measured on two opposite sides; undefined without bars. */
function activeSize({ bars }: VideoSeries, display: MasterProbe['video']['display']) {
  const tall = bars.top >= BAR_SHARE && bars.bottom >= BAR_SHARE;
  const wide = bars.left >= BAR_SHARE && bars.right >= BAR_SHARE;
  if (!tall && !wide) return undefined;
  return {
    width: wide ? Math.round((display.width * (WHOLE - bars.left - bars.right)) / WHOLE) : display.width,
    height: tall ? Math.round((display.height * (WHOLE - bars.top - bars.bottom)) / WHOLE) : display.height,
  };
}
