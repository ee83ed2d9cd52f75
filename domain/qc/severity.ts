import type { Severity } from './finding';
import type { CountRule, DurationRule } from './policy';

const ORDER: readonly Severity[] = ['info', 'warning', 'hold', 'reject'];

/** Negative when `a` is lighter than `b`. */
export const compareSeverity = (a: Severity, b: Severity): number => ORDER.indexOf(a) - ORDER.indexOf(b);

export const lighterOf = (a: Severity, b: Severity): Severity => (compareSeverity(a, b) < 0 ? a : b);

/** The heaviest step of a rule that a duration reaches, and that step's limit; undefined when it reaches none. */
export const reached = ({ steps }: DurationRule, durationMs: number): DurationRule['steps'][number] | undefined =>
  heaviest(steps, ({ minMs }) => minMs, durationMs);

/** The same for a count. */
export const countReached = ({ steps }: CountRule, count: number): CountRule['steps'][number] | undefined =>
  heaviest(steps, ({ minCount }) => minCount, count);

const heaviest = <S extends { severity: Severity }>(
  steps: S[],
  limitOf: (step: S) => number,
  value: number,
): S | undefined =>
  steps
    .filter((step) => value >= limitOf(step))
    .sort((a, b) => compareSeverity(b.severity, a.severity) || limitOf(a) - limitOf(b))[0];
