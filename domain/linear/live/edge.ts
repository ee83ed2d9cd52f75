import { type AirWindow, following, isPlayable, lastPublished, publishedAt, windowMs, windowTo } from './air';
import type { LiveChannel, LiveVariant } from './channel';

/** The edge of a variant, and until when it is that. */
export interface Edge {
  window: AirWindow;
  /** Epoch milliseconds: the next segment is published. */
  until: number;
  rows: LiveVariant['rows'];
  assets: LiveChannel['assets'];
}

/** A channel without a new segment for so many target durations is off air. */
const SILENT_TARGETS = 3;

/** Where a variant is at an instant; undefined before its first segment. @param now epoch milliseconds */
export function edgeOf({ format, assets }: LiveChannel, { rows }: LiveVariant, now: number): Edge | undefined {
  const air = { rows, assets };
  const last = lastPublished(air, now);
  if (!last) return undefined;
  const next = following(air, last);
  const until = next ? publishedAt(air, next) : Number.POSITIVE_INFINITY;
  return { window: windowTo(air, last, windowMs(format)), until, ...air };
}

/** Whether players can play it: there is enough to begin with, and it goes on. */
export function isOnAir({ format }: LiveChannel, { window, rows, assets }: Edge, now: number): boolean {
  const silent = now - window.at > SILENT_TARGETS * format.targetSeconds * 1000;
  return !silent && isPlayable({ rows, assets }, window, format.targetSeconds);
}
