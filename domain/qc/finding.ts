/** How much a finding weighs. The heaviest one decides the verdict. */
export type Severity = 'info' | 'warning' | 'hold' | 'reject';

/** Half-open range on the master's timeline, milliseconds. */
export interface TimeRangeMs {
  startMs: number;
  endMs: number;
}

/** One thing about a master that somebody should know, in words a partner understands. */
export interface Finding {
  /** Stable code such as `video/black`; documented at `/docs/codes/{code}`. */
  code: string;
  severity: Severity;
  /** Where in the process it was seen. */
  stage: 'inspect' | 'quality' | 'captions' | 'metadata' | 'artwork' | 'package';
  /** Which track: `video`, `audio:0`, `captions:en`; empty for the file. */
  track?: string;
  range?: TimeRangeMs;
  /** Measured value with its unit, such as `-14.2 LUFS`. */
  measured?: string;
  /** The limit it was held against, such as `-23 ±1 LUFS`. */
  limit?: string;
  /** What is the matter, one sentence. */
  message: string;
  /** What the partner does about it, one sentence. */
  fix: string;
}

export type Verdict = 'passed' | 'warned' | 'held' | 'rejected';

const WEIGHT: Record<Severity, Verdict> = { info: 'passed', warning: 'warned', hold: 'held', reject: 'rejected' };
const ORDER: Verdict[] = ['passed', 'warned', 'held', 'rejected'];

/** The verdict a list of findings adds up to: the heaviest finding decides. */
export const verdictOf = (findings: Pick<Finding, 'severity'>[]): Verdict =>
  findings.reduce<Verdict>((worst, { severity }) => {
    const verdict = WEIGHT[severity];
    return ORDER.indexOf(verdict) > ORDER.indexOf(worst) ? verdict : worst;
  }, 'passed');
