import type { Severity } from './finding';
import type { CountRule, DurationRule, QcPolicy } from './policy';
import { seconds } from './wording';

/** What a policy does about a code: one line for each step, lightest first. */
export interface PolicyLimit {
  severity: Severity;
  /** From where on. */
  limit: string;
}

const durations = ({ steps }: DurationRule, more = ''): PolicyLimit[] =>
  steps.map(({ minMs, severity }) => ({ severity, limit: `from ${seconds(minMs)} on${more}` }));

const counts = ({ steps }: CountRule, what: string): PolicyLimit[] =>
  steps.map(({ minCount, severity }) => ({ severity, limit: `from ${minCount} ${what} on` }));

const always = (severity: Severity, limit: string): PolicyLimit[] => [{ severity, limit }];

const LIMITS: Readonly<Record<string, (policy: QcPolicy) => PolicyLimit[]>> = {
  'video/black': ({ black }) => durations(black, `; up to ${seconds(black.edgeMs)} are excused at head and tail`),
  'video/freeze': ({ freeze }) => durations(freeze),
  'video/flashes': ({ flashes: { maxPerSecond, minAreaPercent, severity } }) =>
    always(severity, `over ${maxPerSecond} per second on ${minAreaPercent} % of the screen`),
  'video/decode-errors': ({ decodeErrors }) => counts(decodeErrors, 'damaged pictures'),
  'video/illegal-levels': ({ illegalLevels: { maxPermille, severity } }) =>
    always(severity, `over ${maxPermille} ‰ of all samples in a second`),
  'video/interlaced': ({ interlaced }) => always(interlaced, 'any'),
  'video/letterbox': ({ letterbox }) => always(letterbox, 'any'),
  'av/length': ({ audioVideoLength: { maxMs, severity } }) => always(severity, `over ±${maxMs} ms`),
  'audio/missing': ({ noAudio }) => always(noAudio, 'any'),
  'audio/decode-errors': ({ decodeErrors }) => counts(decodeErrors, 'damaged packets'),
  'audio/silence': ({ silence }) => durations(silence, ` under ${silence.thresholdLufs} LUFS`),
  'audio/loudness': ({ loudness: { targetLufs, toleranceLu, severity } }) =>
    always(severity, `outside ${targetLufs} ±${toleranceLu} LUFS`),
  'audio/loudness-range': ({ loudness: { maxRangeLu, severity } }) => always(severity, `over ${maxRangeLu} LU`),
  'audio/true-peak': ({ loudness: { maxTruePeakDbtp, truePeakSeverity } }) =>
    always(truePeakSeverity, `over ${maxTruePeakDbtp} dBTP`),
};

/** The limits of a policy for a code; undefined when the code is not a matter of policies but by its own rule. */
export function limitsOf(code: string, policy: QcPolicy): PolicyLimit[] | undefined {
  if (Object.hasOwn(LIMITS, code)) return LIMITS[code]?.(policy);
  const own = policy.inspect[code];
  return own ? always(own, 'any') : undefined;
}
