import type { AirItem, LedgerRow, LinearAsset } from './types';

/** Rows are sealed so long before they air: longer than any copy of a playlist in a cache lives, and than clocks of nodes differ. */
export const SEAL_AHEAD_MS = 15 * 60_000;

/** A break-in takes effect no earlier than this: every node has read the ledger again by then. */
export const BREAK_IN_AHEAD_MS = 20_000;

/** A new edition is in the ledger so long after it was begun, or not at all: nodes need the rest of the time to hear of it. */
export const EDITION_WITHIN_MS = BREAK_IN_AHEAD_MS - 5_000;

/** A channel begins so long before it is asked for the first time, so that its first playlists hold six segments. Apple authoring 8.11. */
export const BIRTH_BEFORE_MS = 60_000;

/** When an item ends. */
export const airEnd = ({ airStart, durationMs }: Pick<AirItem, 'airStart' | 'durationMs'>): number =>
  airStart + durationMs;

/**
 * Number items after the last sealed row.
 *
 * @param items each begins where the one before ends, the first at the end of `tail` or later: a channel that was off leaves a gap
 * @param tail undefined: the first rows of a channel
 * @throws {RangeError} when an item overlaps the one before, or leaves a gap after it
 */
export function sealItems(items: readonly AirItem[], tail: LedgerRow | undefined, edition: number): LedgerRow[] {
  let ordinal = tail ? tail.ordinal + 1 : 0;
  let msnBase = tail ? tail.msnBase + segmentsOf(tail) : 0;
  let expected = tail && Math.max(airEnd(tail), items[0]?.airStart ?? 0);
  const lengths = breakLengths(items);
  return items.map((item) => {
    if (expected !== undefined && item.airStart !== expected)
      throw new RangeError(`An item airs at ${item.airStart}, the one before ends at ${expected}`);
    const breakMs = item.breakId === undefined ? undefined : lengths.get(item.breakId);
    const row = { ...item, ordinal, msnBase, edition, ...(breakMs === undefined ? {} : { breakMs }) };
    ordinal++;
    msnBase += segmentsOf(row);
    expected = airEnd(item);
    return row;
  });
}

/** How long breaks last; each is sealed as a whole. */
function breakLengths(items: readonly AirItem[]): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const { breakId, durationMs } of items)
    if (breakId !== undefined) lengths.set(breakId, (lengths.get(breakId) ?? 0) + durationMs);
  return lengths;
}

export const segmentsOf = ({ segFrom, segTo }: Pick<AirItem, 'segFrom' | 'segTo'>): number => segTo - segFrom;

/**
 * What begins before `until`. A break, and bumpers with their programme, are sealed as a whole, so that none is planned anew in
 * its middle.
 */
export function sealable(items: readonly AirItem[], from: number, until: number): AirItem[] {
  const ahead = items.filter(({ airStart }) => airStart >= from);
  const end = ahead.findIndex((item, index) => item.airStart >= until && !belongsTo(item, ahead[index - 1]));
  return end < 0 ? ahead : ahead.slice(0, end);
}

const belongsTo = ({ breakId, kind, airingId }: AirItem, before: AirItem | undefined): boolean =>
  (breakId !== undefined && breakId === before?.breakId) ||
  (airingId === before?.airingId && (kind === 'bumper' || before.kind === 'bumper'));

/**
 * End a row at its first segment boundary at `at` or after.
 *
 * @returns the row with what is left of it, undefined when it is not on at `at` or ends with that segment anyhow
 */
export function cutRow<Row extends AirItem>(row: Row, asset: LinearAsset, at: number): Row | undefined {
  if (airEnd(row) <= at || row.airStart >= at) return undefined;
  const { ticks, timescale } = referenceOf(asset);
  let sum = 0;
  for (let segment = row.segFrom; segment < row.segTo - 1; segment++) {
    sum += ticks[segment] ?? 0;
    const durationMs = Math.round((sum * 1000) / timescale);
    if (row.airStart + durationMs >= at) return { ...row, segTo: segment + 1, durationMs };
  }
  return undefined;
}

/** The track that tells how long an item lasts: its tallest picture. */
export function referenceOf({ video: [track], versionId }: LinearAsset) {
  if (!track) throw new RangeError(`The version ${versionId} has no picture`);
  return track;
}

/** Length of whole segments, milliseconds; of all of them when none are named. */
export function lengthOf(asset: LinearAsset, segFrom = 0, segTo = asset.segments): number {
  const edges = edgesOf(asset);
  return Math.round((((edges[segTo] ?? 0) - (edges[segFrom] ?? 0)) * 1000) / referenceOf(asset).timescale);
}

const edges = new WeakMap<LinearAsset, readonly number[]>();

/** Where each segment begins, ticks after the first one begins, and where the last one ends. */
export function edgesOf(asset: LinearAsset): readonly number[] {
  const known = edges.get(asset);
  if (known) return known;
  const { ticks } = referenceOf(asset);
  const made = [0];
  for (let segment = 0; segment < asset.segments; segment++) made.push((made[segment] ?? 0) + (ticks[segment] ?? 0));
  edges.set(asset, made);
  return made;
}

/**
 * Air a title over and over, whole segments, until `until` is reached.
 *
 * @param until epoch milliseconds; undefined: once
 */
export function repeated(
  item: Pick<AirItem, 'kind' | 'titleId' | 'airingId' | 'breakId' | 'maxHeight' | 'windowId'>,
  asset: LinearAsset,
  from: number,
  until: number | undefined,
): AirItem[] {
  const items: AirItem[] = [];
  const once = lengthOf(asset, 0, asset.segments);
  for (let airStart = from; items.length === 0 || (until !== undefined && airStart < until); ) {
    const segTo =
      until === undefined || airStart + once <= until ? asset.segments : segmentsUntil(asset, until - airStart);
    const durationMs = lengthOf(asset, 0, segTo);
    items.push({ ...item, versionId: asset.versionId, airStart, durationMs, segFrom: 0, segTo });
    airStart += durationMs;
  }
  return items;
}

/** Segments from the first one on that last `ms` or just more, at least one. */
function segmentsUntil(asset: LinearAsset, ms: number): number {
  const { ticks, timescale } = referenceOf(asset);
  let sum = 0;
  for (let segment = 0; segment < asset.segments; segment++) {
    sum += ticks[segment] ?? 0;
    if ((sum * 1000) / timescale >= ms) return segment + 1;
  }
  return asset.segments;
}

/** What a variant airs from an instant on instead of what is sealed. */
export interface Resealed {
  /** The row that was cut, where one was, under the new edition. */
  kept: LedgerRow[];
  /** The row that the new ones follow. */
  after: LedgerRow | undefined;
  /** When they begin. */
  from: number;
  edition: number;
}

/**
 * Where a new edition begins: at the first segment boundary at `at` or after.
 *
 * @param rows those that count, by ordinal: from before `at` to the last sealed one
 */
export function resealFrom(
  rows: readonly LedgerRow[],
  assets: ReadonlyMap<string, LinearAsset>,
  at: number,
): Resealed | undefined {
  const index = rows.findIndex((row) => airEnd(row) > at);
  const hit = rows[index];
  const last = rows.at(-1);
  if (!hit || !last) return undefined;
  const edition = last.edition + 1;
  if (hit.airStart >= at) return { kept: [], after: rows[index - 1], from: hit.airStart, edition };
  const asset = assets.get(hit.versionId);
  const cut = asset && cutRow(hit, asset, at);
  if (!cut) return { kept: [], after: hit, from: airEnd(hit), edition };
  const kept = { ...cut, edition };
  return { kept: [kept], after: kept, from: airEnd(kept), edition };
}
