import type { Severity } from './finding';

/** When a measured thing is worth a finding: the severity applies from `minMs` (or `limit`) on. `off` silences the rule. */
export interface DurationRule {
  /** Ordered from light to heavy; the heaviest step reached gives the severity. */
  steps: { minMs: number; severity: Severity }[];
}

/** The same for things that are counted. */
export interface CountRule {
  /** Ordered from light to heavy; the heaviest step reached gives the severity. */
  steps: { minCount: number; severity: Severity }[];
}

/**
 * A quality policy: it judges stored measurements and never needs the picture again. Loaded from `profiles/qc/*.yaml`.
 */
export interface QcPolicy {
  name: string;
  version: number;
  /** Black picture: mean luma share of the frame below the black level. Runs at head and tail may be excused up to `edgeMs`. */
  black: DurationRule & { edgeMs: number };
  freeze: DurationRule;
  /** Momentary loudness under `thresholdLufs`. */
  silence: DurationRule & { thresholdLufs: number };
  loudness: {
    /** Integrated loudness target, LUFS, and the tolerated distance in LU. */
    targetLufs: number;
    toleranceLu: number;
    severity: Severity;
    maxRangeLu: number;
    maxTruePeakDbtp: number;
    truePeakSeverity: Severity;
  };
  interlaced: Severity;
  letterbox: Severity;
  /** Share of samples outside legal range, in thousandths of all samples, tolerated over a second. */
  illegalLevels: { maxPermille: number; severity: Severity };
  /** Largest difference between the end of audio and video, ms. */
  audioVideoLength: { maxMs: number; severity: Severity };
  /** Flashes as ITU-R BT.1702 counts them. */
  flashes: { maxPerSecond: number; minAreaPercent: number; severity: Severity };
  /** Pictures and sound packets that could not be decoded whole, counted per track over the whole programme. */
  decodeErrors: CountRule;
  noAudio: Severity;
  /** Findings of the inspection whose severity this policy changes, by code. */
  inspect: Record<string, Severity>;
}
