import type { Finding } from '../../shared/api/types';
import { SEVERITIES } from '../lib/severities';

/** A finding that has a place in time. */
export type Placed = Finding & { range: NonNullable<Finding['range']> };

export const isPlaced = (finding: Finding): finding is Placed => finding.range !== null;

/** The gravest first, then by time; what concerns the whole file comes before the rest. */
export const inOrder = <T extends Finding>(findings: T[]): T[] =>
  [...findings].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      (a.range?.start_ms ?? -1) - (b.range?.start_ms ?? -1),
  );

export const byTime = (a: Placed, b: Placed): number => a.range.start_ms - b.range.start_ms;

/**
 * Findings in rows in which none covers another. The gravest are placed first; what finds no room is left over.
 *
 * @param duration length of the timeline, milliseconds
 * @param most rows
 * @param share of the timeline that the smallest mark takes
 */
export function rowsOf(
  findings: Placed[],
  duration: number,
  most: number,
  share: number,
): { rows: Placed[][]; rest: Placed[] } {
  const rows: Placed[][] = [];
  const rest: Placed[] = [];
  const end = ({ range }: Placed) => Math.max(range.end_ms, range.start_ms + duration * share);
  const apart = (a: Placed, b: Placed) => end(a) <= b.range.start_ms || end(b) <= a.range.start_ms;
  for (const finding of inOrder(findings)) {
    const free = rows.find((row) => row.every((other) => apart(other, finding)));
    if (free) free.push(finding);
    else if (rows.length < most) rows.push([finding]);
    else rest.push(finding);
  }
  return { rows: rows.map((row) => row.sort(byTime)), rest: rest.sort(byTime) };
}

const STEPS_MS = [
  ...[40, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400].map((seconds) => seconds * 1000),
];

/** Round moments along a timeline. @param most how many there is room for */
export function rulerOf(duration: number, most: number): { at: number[]; decimals: number } {
  const step = STEPS_MS.find((candidate) => duration / candidate <= most) ?? STEPS_MS[STEPS_MS.length - 1]!;
  const at = Array.from({ length: Math.floor(duration / step) + 1 }, (_, index) => index * step);
  return { at, decimals: step < 100 ? 2 : step < 1000 ? 1 : 0 };
}
