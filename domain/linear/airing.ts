import type { BreakRules } from './schedule';
import { edgesOf, lengthOf, referenceOf } from './seal';
import type { ChannelFormat, LinearAsset } from './types';

/** A break stands this near to a chapter at most, milliseconds. */
const NEAR_MS = 120_000;
/** After the last break of a programme at least this much follows, milliseconds. */
const LAST_PART_MS = 180_000;
const HOUR_MS = 3_600_000;

/** Segments of a version that are aired: a last one that is too short to be aired by itself is left off. */
export function airedSegments(asset: LinearAsset, { targetSeconds }: Pick<ChannelFormat, 'targetSeconds'>): number {
  const { ticks, timescale } = referenceOf(asset);
  const last = ((ticks[asset.segments - 1] ?? 0) * 1000) / timescale;
  return asset.segments > 1 && last < (targetSeconds * 1000) / 3 ? asset.segments - 1 : asset.segments;
}

/** Is it long enough to be aired? */
export const isLongEnough = (asset: LinearAsset, format: Pick<ChannelFormat, 'targetSeconds'>): boolean =>
  lengthOf(asset, 0, airedSegments(asset, format)) >= format.targetSeconds * 1000;

/**
 * Segments before which a programme is interrupted: after each `every_minutes`, at a chapter where one is near; or only at
 * chapters, the first after each `every_minutes`, where the rules say so and the title has any.
 *
 * @param chapters milliseconds from the beginning, in order
 */
export function breakPoints(
  asset: LinearAsset,
  segments: number,
  rules: BreakRules | undefined,
  chapters: readonly number[],
): number[] {
  const whole = lengthOf(asset, 0, segments);
  if (!rules || whole < (rules.min_programme_minutes ?? 0) * 60_000) return [];
  const every = rules.every_minutes * 60_000;
  const last = whole - LAST_PART_MS;
  const atChapters = rules.at === 'chapters' ? chaptersApart(chapters, every, last) : [];
  const instants = atChapters.length > 0 ? atChapters : nearChapters(chapters, every, last);
  const points: number[] = [];
  for (const at of instants) {
    const segment = segmentAt(asset, segments, at);
    if (segment > (points.at(-1) ?? 0) && segment < segments) points.push(segment);
  }
  return points;
}

/** Chapters, each so long after the one before at least. */
function chaptersApart(chapters: readonly number[], every: number, last: number): number[] {
  const chosen: number[] = [];
  for (const chapter of chapters) if (chapter <= last && chapter - (chosen.at(-1) ?? 0) >= every) chosen.push(chapter);
  return chosen;
}

/** Each interval, or a chapter that is near it. */
function nearChapters(chapters: readonly number[], every: number, last: number): number[] {
  const reach = Math.min(NEAR_MS, every / 2);
  const instants: number[] = [];
  for (let at = every; at <= last; at += every)
    instants.push(chapters.find((each) => Math.abs(each - at) <= reach) ?? at);
  return instants;
}

/** The first segment that begins at `ms` or after. */
export function segmentAt(asset: LinearAsset, segments: number, ms: number): number {
  const ticks = (ms * referenceOf(asset).timescale) / 1000;
  const edges = edgesOf(asset);
  let [low, high] = [0, segments];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) < ticks) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A break, where it begins. */
export interface PlannedBreak {
  /** Epoch milliseconds. */
  at: number;
  seconds: number;
}

/** Keeps count of advertising in each hour of the clock. A break counts in the hour in which it begins. */
export class AdLoad {
  readonly #seconds = new Map<number, number>();

  /** May a break begin at an instant? @param pending breaks that are not added yet */
  fits(
    at: number,
    { seconds, max_seconds_per_hour: most = 3600 }: BreakRules,
    pending: readonly PlannedBreak[],
  ): boolean {
    const hour = hourOf(at);
    const known = this.#seconds.get(hour) ?? 0;
    return pending.reduce((sum, each) => sum + (hourOf(each.at) === hour ? each.seconds : 0), known) + seconds <= most;
  }

  add({ at, seconds }: PlannedBreak): void {
    this.#seconds.set(hourOf(at), (this.#seconds.get(hourOf(at)) ?? 0) + seconds);
  }
}

const hourOf = (at: number): number => Math.floor(at / HOUR_MS);
