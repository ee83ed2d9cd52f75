import type { Edge } from './types';

/** Events that windows may wait for (MovieLabs Avails 2.7, StartCondition and EndCondition, less Open and Immediate). */
export const MILESTONE_EVENTS = ['ESTStart', 'EST', 'Broadcast', 'Completed', 'Theatrical'] as const;
export type MilestoneEvent = (typeof MILESTONE_EVENTS)[number];

/** An event that happened, or will, in a territory; ZZ: everywhere. */
export interface Milestone {
  event: string;
  territory: string;
  /** Epoch milliseconds. */
  at: number;
}

/** What of a window depends on events. */
export interface ConditionalEdges {
  territories: readonly string[];
  start?: { event: string; lagSeconds: number };
  end?: { event: string; lagSeconds: number };
}

/** Instants that are known, and edges that still wait. */
export interface ResolvedEdges {
  startsAt?: number;
  endsAt?: number;
  unresolved: Edge[];
}

const isMilestone = (event: string): boolean => (MILESTONE_EVENTS as readonly string[]).includes(event);

/**
 * When do the edges of a window fall that wait for events? A window of several territories opens when the event was in the last
 * of them and closes when it was in the first: never earlier or longer than sold.
 */
export function resolveEdges(window: ConditionalEdges, milestones: readonly Milestone[]): ResolvedEdges {
  const unresolved: Edge[] = [];
  const instantOf = (edge: Edge, condition: ConditionalEdges['start']): number | undefined => {
    if (!condition || !isMilestone(condition.event)) return undefined;
    const at = window.territories.map((territory) => inTerritory(milestones, condition.event, territory));
    const known = at.filter((each) => each !== undefined);
    // One territory is enough to end it, all are needed to begin.
    const enough = edge === 'start' ? known.length === at.length : known.length > 0;
    if (!enough || known.length === 0) {
      unresolved.push(edge);
      return undefined;
    }
    return (edge === 'start' ? Math.max(...known) : Math.min(...known)) + condition.lagSeconds * 1000;
  };
  const startsAt = instantOf('start', window.start);
  const endsAt = instantOf('end', window.end);
  return { startsAt, endsAt, unresolved };
}

const inTerritory = (milestones: readonly Milestone[], event: string, territory: string): number | undefined =>
  (
    milestones.find((each) => each.event === event && each.territory === territory) ??
    milestones.find((each) => each.event === event && each.territory === 'ZZ')
  )?.at;
