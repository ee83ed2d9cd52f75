import type { RightsWindow } from './types';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** An edge of a window as its process names it. */
export type ProcessEdge = 'open' | 'close';

/** How long before an edge the process of it begins, milliseconds. */
export const AHEAD_MS = 14 * DAY_MS;

/** When people are told, milliseconds before the edge, the farthest first. */
export const DISTANCES: Readonly<Record<ProcessEdge, readonly number[]>> = {
  open: [14 * DAY_MS, 7 * DAY_MS, 3 * DAY_MS, DAY_MS, 2 * HOUR_MS, 0],
  close: [14 * DAY_MS, 2 * DAY_MS],
};

/** From here on a reminder that a window is not ready is urgent, milliseconds before it opens. */
export const URGENT_MS = DAY_MS;

/** Where an instant stands before an edge. */
export interface Step {
  /** The distance that has been reached, and is told once; undefined: none yet, or the edge is past and has none. */
  distance?: number;
  /** When to look again, epoch milliseconds; undefined: there is nothing more to tell. */
  nextAt?: number;
}

/** What is to be told now, and when next: of several distances that are past only the nearest. */
export function stepOf(edge: ProcessEdge, edgeAt: number, now: number): Step {
  const left = edgeAt - now;
  const next = DISTANCES[edge].find((distance) => distance < left);
  const over = edge === 'close' && left <= 0;
  return {
    distance: over ? undefined : DISTANCES[edge].filter((distance) => distance >= left).at(-1),
    nextAt: left > 0 ? edgeAt - (next ?? 0) : undefined,
  };
}

/** What of a window decides when its processes speak. Instants are epoch milliseconds. */
export type WatchedWindow = Pick<RightsWindow, 'kind' | 'withdrawn' | 'unresolved' | 'startsAt' | 'endsAt'>;

/** Where a window stands before one of its edges, whatever there is to tell of it. */
export interface Watch extends Step {
  /** far: it has no such edge, or one that is farther than {@link AHEAD_MS}; past: the edge has been reached. */
  place: 'far' | 'near' | 'past';
  /** Undefined: it has none, or time is not what it waits for. */
  edgeAt?: number;
}

/**
 * The whole of what a process decides when it looks at its window, from the window alone as it is now: windows are moved in any direction at
 * any moment, so nothing is remembered from one look to the next but what was told.
 */
export function watchAt(edge: ProcessEdge, window: WatchedWindow, now: number): Watch {
  const edgeAt = edgeOf(edge, window);
  if (edgeAt === undefined || edgeAt - now > AHEAD_MS) return { place: 'far', edgeAt };
  const step = stepOf(edge, edgeAt, now);
  return { place: step.nextAt === undefined ? 'past' : 'near', edgeAt, ...step };
}

function edgeOf(
  edge: ProcessEdge,
  { kind, withdrawn, unresolved, startsAt, endsAt }: WatchedWindow,
): number | undefined {
  if (withdrawn || kind !== 'grant' || unresolved.includes(edge === 'open' ? 'start' : 'end')) return undefined;
  return edge === 'open' ? startsAt : endsAt;
}
