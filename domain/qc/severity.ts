import type { Severity } from './finding';
import type { DurationRule } from './policy';

const ORDER: readonly Severity[] = ['info', 'warning', 'hold', 'reject'];

/** Negative when `a` is lighter than `b`. */
export const compareSeverity = (a: Severity, b: Severity): number => ORDER.indexOf(a) - ORDER.indexOf(b);

export const lighterOf = (a: Severity, b: Severity): Severity => (compareSeverity(a, b) < 0 ? a : b);

/** The heaviest step of a rule that a duration reaches, and that step's limit; undefined when it reaches none. */
export function reached(rule: DurationRule, durationMs: number): DurationRule['steps'][number] | undefined {
  return rule.steps
    .filter(({ minMs }) => durationMs >= minMs)
    .sort((a, b) => compareSeverity(b.severity, a.severity) || a.minMs - b.minMs)[0];
}
