import { regionsOf, WORLD } from './territory';
import type { LicenceType } from './types';

/** What of a window others may contradict. */
export interface SoldWindow {
  id: string;
  licenceType?: LicenceType;
  territories: readonly string[];
  excludedTerritories: readonly string[];
  /** Epoch milliseconds. */
  startsAt?: number;
  endsAt?: number;
  formatProfile?: string;
  exclusive?: boolean;
  /** Price terms, whatever their order: equal texts are equal prices. */
  price: string;
}

export type ConflictKind = 'price' | 'exclusivity' | 'gap';

/** Two windows that do not go together, from the first instant to the last. */
export interface Conflict {
  kind: ConflictKind;
  windows: readonly [string, string];
  licenceType?: LicenceType;
  /** Where both hold. */
  territories: string[];
  /** Epoch milliseconds; undefined: since ever, for ever. */
  from?: number;
  to?: number;
}

/**
 * What a person should look at: windows of one title, licence and quality that overlap in time and place with another price, or
 * that are each sold as the only one; and time between two windows in which nothing is sold, which may be meant as a blackout.
 */
export function conflictsOf(windows: readonly SoldWindow[]): Conflict[] {
  const sorted = [...windows].sort((a, b) => start(a) - start(b) || (a.id < b.id ? -1 : 1));
  const overlaps = sorted.flatMap((a, index) => sorted.slice(index + 1).flatMap((b) => clashes(a, b)));
  return [...overlaps, ...gaps(sorted)];
}

const start = ({ startsAt }: SoldWindow): number => startsAt ?? Number.MIN_SAFE_INTEGER;
const end = ({ endsAt }: SoldWindow): number => endsAt ?? Number.MAX_SAFE_INTEGER;

function clashes(a: SoldWindow, b: SoldWindow): Conflict[] {
  if (a.licenceType !== b.licenceType || a.formatProfile !== b.formatProfile) return [];
  if (start(b) >= end(a) || start(a) >= end(b)) return [];
  const territories = common(a, b);
  if (territories.length === 0) return [];
  const about = { windows: [a.id, b.id], licenceType: a.licenceType, territories, ...overlap(a, b) } as const;
  return [
    ...(a.price !== b.price ? [{ ...about, kind: 'price' as const }] : []),
    ...(Boolean(a.exclusive) !== Boolean(b.exclusive) || (a.exclusive && b.exclusive)
      ? [{ ...about, kind: 'exclusivity' as const }]
      : []),
  ];
}

const overlap = (a: SoldWindow, b: SoldWindow) => ({
  from: a.startsAt === undefined || (b.startsAt ?? -Infinity) > a.startsAt ? b.startsAt : a.startsAt,
  to: a.endsAt === undefined || (b.endsAt ?? Infinity) < a.endsAt ? b.endsAt : a.endsAt,
});

/** Names under which both are sold: a country is in its region, and everything is in the world. */
function common(a: SoldWindow, b: SoldWindow): string[] {
  const within = (inner: SoldWindow, outer: SoldWindow) =>
    inner.territories.filter((territory) => {
      const names = [territory, territory.slice(0, 2), ...regionsOf(territory.slice(0, 2)), WORLD];
      const out = (list: readonly string[]) => names.some((name) => list.includes(name));
      return out(outer.territories) && !out(outer.excludedTerritories) && !out(inner.excludedTerritories);
    });
  return [...new Set([...within(a, b), ...within(b, a)])].sort();
}

/** Between two windows of one licence in one territory, where no third one covers the time. */
function gaps(sorted: readonly SoldWindow[]): Conflict[] {
  const found = new Map<string, Conflict>();
  const last = new Map<string, SoldWindow>();
  for (const window of sorted)
    for (const territory of window.territories) {
      const group = `${window.licenceType} ${territory}`;
      const before = last.get(group);
      if (before && start(window) > end(before)) {
        const pair = `${before.id} ${window.id}`;
        const gap = found.get(pair) ?? gapBetween(before, window);
        gap.territories.push(territory);
        found.set(pair, gap);
      }
      if (!before || end(window) > end(before)) last.set(group, window);
    }
  return [...found.values()];
}

const gapBetween = (before: SoldWindow, after: SoldWindow): Conflict => ({
  ...{ kind: 'gap', windows: [before.id, after.id], licenceType: after.licenceType, territories: [] },
  ...{ from: before.endsAt, to: after.startsAt },
});
