import type { RightsWindow } from './types';

type Times = Pick<RightsWindow, 'startsAt' | 'endsAt' | 'unresolved' | 'awaitsApproval' | 'withdrawn'>;

/** Does a window stand open at this instant, by itself: whoever asks, and whatever other windows say? */
export function standsOpen({ startsAt, endsAt, unresolved, awaitsApproval, withdrawn }: Times, at: number): boolean {
  if (withdrawn || awaitsApproval || unresolved.includes('start')) return false;
  return (startsAt === undefined || startsAt <= at) && (endsAt === undefined || at < endsAt);
}

/** The first edge of a window after an instant, epoch milliseconds; undefined when time alone will not change it. */
export function nextEdge({ startsAt, endsAt, withdrawn }: Times, at: number): number | undefined {
  if (withdrawn) return undefined;
  const edges = [startsAt, endsAt].filter((edge): edge is number => edge !== undefined && edge > at);
  return edges.length > 0 ? Math.min(...edges) : undefined;
}
