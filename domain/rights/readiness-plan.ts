import { mayOffer } from './may-play';
import { placesOf } from './outlook';
import { covers, inShort, mayCover } from './territory';
import { LICENCE_TYPES, type RightsFacts, type RightsWindow } from './types';

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

/**
 * Places of a window in which nobody can have the title any more once the window has closed: no other grant of any licence holds it.
 *
 * @param closesAt epoch milliseconds
 * @returns territories, `ZZ` for those that no window names
 */
export function losesAt(facts: RightsFacts, window: RightsWindow, closesAt: number): string[] {
  const judged = { ...facts, published: true, currentVersionId: facts.currentVersionId ?? 'any' };
  const standing = facts.windows.filter(({ withdrawn }) => !withdrawn);
  const [family] = window.deviceFamilies;
  const lost = placesOf(standing).filter(
    ({ place: territory }) =>
      covers(window.territories, territory) &&
      !mayCover(window.excludedTerritories, territory) &&
      !mayOffer(judged, { territory, device: family ? { family } : undefined, licenceTypes: LICENCE_TYPES }, closesAt)
        .allowed,
  );
  return inShort(lost.map(({ name }) => name));
}
