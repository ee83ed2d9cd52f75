import { referenceOf, segmentsOf } from '../seal';
import type { ChannelFormat, LedgerRow, LinearAsset } from '../types';

/** A segment is published so long after its end, milliseconds: clocks of nodes may differ by as much. */
export const GUARD_MS = 1_000;

/** A window holds so many target durations at least; three are the rule (RFC 8216bis 6.2.2), one more is for sound that ends sooner. */
const LEAST_WINDOW = 4;

/** A segment of the ledger: a row by its place among the rows, and a segment counted from the row's first. */
export interface AirPoint {
  index: number;
  segment: number;
}

/** Segments `first` to `last`, both in it. */
export interface AirWindow {
  first: AirPoint;
  last: AirPoint;
  /** When the last one was published, epoch milliseconds: the instant that stands for all until the next one is. */
  at: number;
}

/** Ends of a row's segments on the reference track, milliseconds from its start; an unknown version's are evenly spread. */
export function segmentEnds(row: LedgerRow, asset: LinearAsset | undefined): readonly number[] {
  const known = ENDS.get(row);
  if (known && known.asset === asset) return known.ends;
  const ends = asset?.video[0] ? measured(row, asset) : even(row);
  ENDS.set(row, { asset, ends });
  return ends;
}

const ENDS = new WeakMap<LedgerRow, { asset: LinearAsset | undefined; ends: readonly number[] }>();

function measured(row: LedgerRow, asset: LinearAsset): number[] {
  const { ticks, timescale } = referenceOf(asset);
  let sum = 0;
  return Array.from({ length: segmentsOf(row) }, (_, segment) => {
    sum += ticks[row.segFrom + segment] ?? 0;
    return Math.round((sum * 1000) / timescale);
  });
}

const even = (row: LedgerRow): number[] =>
  Array.from({ length: segmentsOf(row) }, (_, segment) =>
    Math.round((row.durationMs * (segment + 1)) / segmentsOf(row)),
  );

/** Rows with the versions they play. */
export interface Air {
  rows: readonly LedgerRow[];
  assets: ReadonlyMap<string, LinearAsset>;
}

const endsAt = ({ rows, assets }: Air, index: number): readonly number[] => {
  const row = rows[index] as LedgerRow;
  return segmentEnds(row, assets.get(row.versionId));
};

/** When a segment is published, epoch milliseconds. */
export const publishedAt = (air: Air, { index, segment }: AirPoint): number =>
  (air.rows[index]?.airStart ?? 0) + (endsAt(air, index)[segment] ?? 0) + GUARD_MS;

/** Media sequence number of a segment. */
export const msnAt = ({ rows }: Pick<Air, 'rows'>, { index, segment }: AirPoint): number =>
  (rows[index]?.msnBase ?? 0) + segment;

/** How many of `count` ascending values are at most `limit`. */
function upTo(count: number, valueAt: (index: number) => number, limit: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (valueAt(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last segment that was published at `at` or before; undefined when none was. Two binary searches. */
export function lastPublished(air: Air, at: number): AirPoint | undefined {
  const { rows } = air;
  const began = upTo(rows.length, (index) => (rows[index] as LedgerRow).airStart, at - GUARD_MS);
  for (let index = began - 1; index >= 0; index--) {
    const ends = endsAt(air, index);
    const limit = at - GUARD_MS - (rows[index] as LedgerRow).airStart;
    const published = upTo(ends.length, (segment) => ends[segment] as number, limit);
    if (published > 0) return { index, segment: published - 1 };
  }
  return undefined;
}

/** The segment after another; undefined at the end of what is sealed. */
export function following({ rows }: Pick<Air, 'rows'>, { index, segment }: AirPoint): AirPoint | undefined {
  const row = rows[index];
  if (row && segment + 1 < segmentsOf(row)) return { index, segment: segment + 1 };
  return firstFrom(rows, index + 1);
}

/** How far back a channel's playlists reach, milliseconds. */
export const windowMs = ({ dvrMs, targetSeconds }: Pick<ChannelFormat, 'dvrMs' | 'targetSeconds'>): number =>
  Math.max(dvrMs, LEAST_WINDOW * targetSeconds * 1000);

/**
 * The window that ends with a segment: all that was published within `backMs` before it was. It follows from the edge alone, so
 * that nodes whose clocks differ answer the same.
 */
export function windowTo(air: Air, last: AirPoint, backMs: number): AirWindow {
  const at = publishedAt(air, last);
  const before = lastPublished(air, at - backMs);
  const first = before ? following(air, before) : firstFrom(air.rows, 0);
  return { first: first ?? last, last, at };
}

function firstFrom(rows: readonly LedgerRow[], from: number): AirPoint | undefined {
  for (let index = from; index < rows.length; index++)
    if (segmentsOf(rows[index] as LedgerRow) > 0) return { index, segment: 0 };
  return undefined;
}

/** When a segment is on air first, epoch milliseconds. */
export const beginsAt = (air: Air, { index, segment }: AirPoint): number =>
  (air.rows[index]?.airStart ?? 0) + (segment === 0 ? 0 : (endsAt(air, index)[segment - 1] ?? 0));

/** Whether the window is long enough to begin to play: three target durations (RFC 8216bis 6.2.2). A channel that was off left a gap. */
export function isPlayable(air: Air, { first, last, at }: AirWindow, targetSeconds: number): boolean {
  let length = at - GUARD_MS - beginsAt(air, first);
  for (let index = first.index + 1; index <= last.index; index++) {
    const [before, row] = [air.rows[index - 1], air.rows[index]];
    if (before && row) length -= row.airStart - before.airStart - before.durationMs;
  }
  return length >= 3 * targetSeconds * 1000;
}
