import type { AirItem } from './types';

/** What another plan does to an airing, for people. Airings that stay where they are, are not told. */
export interface PlanChange {
  change: 'added' | 'removed' | 'moved';
  titleId: string;
  /** When it begins now, epoch milliseconds; undefined: it is gone. */
  at?: number;
  /** When it began before; undefined: it is new. */
  before?: number;
}

type Airing = Pick<AirItem, 'titleId' | 'airStart'>;

/**
 * What people notice of a new plan: programmes that come, go, or begin at another time. What only fills is left out.
 *
 * Of a title that airs several times those that begin as before stay; the others are told as moved, in their order.
 *
 * @returns by the time that people look for it at: when it begins, or began
 */
export function planDiff(before: readonly AirItem[], after: readonly AirItem[]): PlanChange[] {
  const [was, is] = [beginnings(before), beginnings(after)];
  const titles = [...new Set([...was.keys(), ...is.keys()])];
  const changes = titles.flatMap((titleId) => changesOf(titleId, was.get(titleId), is.get(titleId)));
  return changes.sort((a, b) => timeOf(a) - timeOf(b) || (a.titleId < b.titleId ? -1 : 1));
}

const timeOf = ({ at, before }: PlanChange): number => at ?? before ?? 0;

function changesOf(titleId: string, was = new Set<number>(), is = new Set<number>()): PlanChange[] {
  const left = [...was].filter((start) => !is.has(start));
  const come = [...is].filter((start) => !was.has(start));
  return Array.from({ length: Math.max(left.length, come.length) }, (_, index) => {
    const [before, at] = [left[index], come[index]];
    if (at === undefined) return { change: 'removed', titleId, before };
    return before === undefined ? { change: 'added', titleId, at } : { change: 'moved', titleId, at, before };
  });
}

/** When programmes begin, by title, in order. */
function beginnings(items: readonly AirItem[]): Map<string, Set<number>> {
  const starts = new Map<string, Set<number>>();
  for (const { titleId, airStart } of airings(items)) {
    const known = starts.get(titleId) ?? new Set();
    starts.set(titleId, known.add(airStart));
  }
  return starts;
}

/** The first item of each programme: its later parts, after breaks, belong to it. */
function airings(items: readonly AirItem[]): Airing[] {
  const seen = new Set<string>();
  return items.filter(({ kind, airingId }) => {
    if ((kind !== 'programme' && kind !== 'live') || seen.has(airingId)) return false;
    seen.add(airingId);
    return true;
  });
}
