/** One measured promise, printed as one JSON line at the end of a bench. */
export interface Metric {
  bench: string;
  metric: string;
  value: number;
  unit: string;
  /** The promise, such as `<= 1.05`. */
  goal: string;
  /** What it was measured against in the same run. */
  baseline: string;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

export const printMetric = (metric: Metric): void => {
  process.stdout.write(`${JSON.stringify({ ...metric, value: rounded(metric.value) })}\n`);
};

/** The middle of an odd number of runs, the mean of the middle two of an even one. @throws {RangeError} when empty */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('The median of nothing.');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Seconds that work takes on the wall clock. */
export async function wallSeconds(work: () => Promise<unknown>): Promise<number> {
  const started = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - started) / 1e9;
}
