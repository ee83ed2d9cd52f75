import type { MasterProbe } from '../media/probe';
import { frameToMilliseconds } from '../media/rational';
import { codeOf } from './codes';
import { commonRanges, discreteChannels, silences, trackEndMs } from './detect-audio';
import type { Finding, Severity, TimeRangeMs } from './finding';
import type { QcPolicy } from './policy';
import type { LoudnessSeries, MeasurementSeries } from './series';
import { reached } from './severity';
import { decimal, seconds } from './wording';

/** Findings about the sound and how it fits the picture. */
export function judgeAudio(series: MeasurementSeries, probe: MasterProbe, policy: QcPolicy): Finding[] {
  const { audio } = series;
  if (audio.length === 0) return [about('audio/missing', policy.noAudio, undefined, {})];
  const discrete = discreteChannels(audio);
  return [
    ...audio.flatMap((track) => [
      ...(discrete ? [] : [...silence(track, series, policy), ...loudness(track, policy)]),
      ...truePeak(track, policy),
      ...length(track, series, probe, policy),
    ]),
    ...(discrete ? commonSilence(series, policy) : []),
  ];
}

const about = (
  code: string,
  severity: Severity,
  track: number | undefined,
  rest: Omit<Partial<Finding>, 'code' | 'severity' | 'track'>,
): Finding => ({
  code,
  severity,
  stage: 'quality',
  track: track === undefined ? undefined : `audio:${track}`,
  message: codeOf(code).title,
  fix: codeOf(code).fix,
  ...rest,
});

const silence = (track: LoudnessSeries, series: MeasurementSeries, policy: QcPolicy): Finding[] =>
  silenceFindings(silences(track, policy.silence.thresholdLufs), track.track, series, policy);

const commonSilence = (series: MeasurementSeries, policy: QcPolicy): Finding[] =>
  silenceFindings(
    commonRanges(series.audio.map((track) => silences(track, policy.silence.thresholdLufs))),
    undefined,
    series,
    policy,
  );

function silenceFindings(
  ranges: TimeRangeMs[],
  track: number | undefined,
  { video }: MeasurementSeries,
  { silence: rule }: QcPolicy,
): Finding[] {
  const endMs = frameToMilliseconds(video.frames, video.frameRate);
  return ranges
    .map((range) => ({ startMs: Math.max(0, range.startMs), endMs: Math.min(endMs, range.endMs) }))
    .flatMap((range) => {
      const duration = range.endMs - range.startMs;
      const step = reached(rule, duration);
      if (duration <= 0 || !step) return [];
      return about('audio/silence', step.severity, track, {
        range,
        measured: seconds(duration),
        limit: `${seconds(step.minMs)} under ${rule.thresholdLufs} LUFS`,
        message: `The sound is silent for ${seconds(duration)}.`,
      });
    });
}

function loudness({ track, integratedLufs, rangeLu }: LoudnessSeries, { loudness: rule }: QcPolicy): Finding[] {
  if (integratedLufs === null) return [];
  const findings: Finding[] = [];
  const distance = integratedLufs - rule.targetLufs;
  // A meter reads to a tenth; the tolerance is held against what it shows.
  if (Math.abs(Math.round(distance * 10) / 10) > rule.toleranceLu)
    findings.push(
      about('audio/loudness', rule.severity, track, {
        measured: `${decimal(integratedLufs)} LUFS`,
        limit: `${rule.targetLufs} ±${rule.toleranceLu} LUFS`,
        message: `The programme is ${decimal(Math.abs(distance))} LU ${distance > 0 ? 'louder' : 'softer'} than the target.`,
      }),
    );
  if (rangeLu > rule.maxRangeLu)
    findings.push(
      about('audio/loudness-range', rule.severity, track, {
        measured: `${decimal(rangeLu)} LU`,
        limit: `${rule.maxRangeLu} LU`,
        message: `Loud and soft parts lie ${decimal(rangeLu)} LU apart.`,
      }),
    );
  return findings;
}

function truePeak({ track, truePeakDbtp }: LoudnessSeries, { loudness: rule }: QcPolicy): Finding[] {
  if (truePeakDbtp === null || truePeakDbtp <= rule.maxTruePeakDbtp) return [];
  return [
    about('audio/true-peak', rule.truePeakSeverity, track, {
      measured: `${decimal(truePeakDbtp)} dBTP`,
      limit: `${rule.maxTruePeakDbtp} dBTP`,
      message: `Peaks between samples reach ${decimal(truePeakDbtp)} dBTP.`,
    }),
  ];
}

function length(
  track: LoudnessSeries,
  { video }: MeasurementSeries,
  probe: MasterProbe,
  { audioVideoLength: rule }: QcPolicy,
): Finding[] {
  const videoEnd = frameToMilliseconds(video.frames, video.frameRate);
  const difference = Math.round(trackEndMs(track, probe) - videoEnd);
  if (Math.abs(difference) <= rule.maxMs) return [];
  return [
    about('av/length', rule.severity, track.track, {
      measured: `${difference > 0 ? '+' : ''}${difference} ms`,
      limit: `±${rule.maxMs} ms`,
      message: `Sound ends ${seconds(Math.abs(difference))} ${difference > 0 ? 'after' : 'before'} the picture.`,
    }),
  ];
}
