import { canonicalJson } from '../canonical-json';
import { WORLD } from '../rights/territory';
import type { AvailRow } from './row';
import { offerOf } from './window-logic';

/** A window that an earlier document opened, by the row that it stands for. */
export interface CurrentAvail {
  windowId: string;
  row: AvailRow;
}

export interface WantedAvail {
  /** Of the row in its document, from 1. */
  position: number;
  row: AvailRow;
}

/** What a document does to one window. */
export type AvailChange =
  | { kind: 'open'; position: number; after: AvailRow }
  | { kind: 'move'; position: number; windowId: string; before: AvailRow; after: AvailRow }
  | { kind: 'same'; position: number; windowId: string; before: AvailRow }
  /** It loses territories that a Full Extract lists without it. */
  | { kind: 'narrow'; windowId: string; before: AvailRow; after: AvailRow }
  /** `position` of the row that says so; undefined when a Full Extract leaves it out. */
  | { kind: 'close'; position?: number; windowId: string; before: AvailRow }
  /** An Update or Delete of a window that is not there. */
  | { kind: 'nothing'; position: number };

/**
 * What has to change so that windows are as a document says.
 *
 * A Full Extract stands for every avail of its title in its territories: what it does not list there ends. A Full Delete ends them
 * all. Create, Update and Delete are about one window, known by its transaction id, else by what it sells where.
 *
 * @param current windows of earlier documents of the same titles
 */
export function diffAvails(current: readonly CurrentAvail[], wanted: readonly WantedAvail[]): AvailChange[] {
  const titles = new Map<string, { current: CurrentAvail[]; wanted: WantedAvail[] }>();
  const title = ({ licensor, alid }: AvailRow) => {
    const key = `${licensor}\n${alid}`;
    const known = titles.get(key) ?? { current: [], wanted: [] };
    titles.set(key, known);
    return known;
  };
  for (const one of current) title(one.row).current.push(one);
  for (const one of wanted) title(one.row).wanted.push(one);
  return [...titles.values()].flatMap((one) => (one.wanted.length === 0 ? [] : diffTitle(one.current, one.wanted)));
}

function diffTitle(current: readonly CurrentAvail[], wanted: readonly WantedAvail[]): AvailChange[] {
  const pool = new Pool(current);
  const rowsOf = (type: AvailRow['entryType']): WantedAvail[] => wanted.filter(({ row }) => row.entryType === type);
  const extract = rowsOf('Full Extract');
  const changes = [
    ...rowsOf('Delete').map((one) => deleteOne(pool, one)),
    ...matchAll(pool, extract, [sameRight, sameTransaction, sameOffer]),
    ...matchAll(pool, rowsOf('Update'), [sameRight, sameTransaction, sameOffer], 'nothing'),
    ...matchAll(pool, rowsOf('Create'), [sameRight]),
  ];
  return [...changes, ...endUnlisted(pool, [...extract, ...rowsOf('Full Delete')])];
}

/** Windows that no row of the document has spoken for. */
class Pool {
  readonly left: Set<CurrentAvail>;

  constructor(current: readonly CurrentAvail[]) {
    this.left = new Set(current);
  }

  /** Take windows for rows by one likeness, in the order of their starts on both sides. */
  take(rows: WantedAvail[], likeness: Likeness): Map<WantedAvail, CurrentAvail> {
    const shelves = new Map<string, CurrentAvail[]>();
    for (const one of [...this.left].sort(byStart)) {
      const key = likeness(one.row);
      if (key !== undefined) shelves.set(key, [...(shelves.get(key) ?? []), one]);
    }
    const taken = new Map<WantedAvail, CurrentAvail>();
    for (const one of [...rows].sort(byStart)) {
      const key = likeness(one.row);
      const found = key === undefined ? undefined : shelves.get(key)?.shift();
      if (!found) continue;
      taken.set(one, found);
      this.left.delete(found);
    }
    return taken;
  }
}

type Likeness = (row: AvailRow) => string | undefined;

const byStart = (one: { row: AvailRow }, other: { row: AvailRow }): number =>
  (one.row.start.at ?? '').localeCompare(other.row.start.at ?? '');

/** Everything that makes the right; how its edges were written does not. */
const sameRight: Likeness = ({ entryType: _entry, start, end, ...rest }) =>
  canonicalJson({ ...rest, start: { ...start, raw: '' }, end: { ...end, raw: '' } });
const sameTransaction: Likeness = (row) =>
  row.transactionId === undefined ? undefined : JSON.stringify([row.transactionId, row.licenceType, row.formatProfile]);
const sameOffer: Likeness = (row) => JSON.stringify([offerOf(row), row.territories]);

/** Each row gets the window most like it; a row without one opens a new one. */
function matchAll(
  pool: Pool,
  rows: WantedAvail[],
  likenesses: Likeness[],
  otherwise: 'open' | 'nothing' = 'open',
): AvailChange[] {
  const taken = new Map<WantedAvail, CurrentAvail>();
  for (const likeness of likenesses)
    for (const [row, window] of pool.take(
      rows.filter((row) => !taken.has(row)),
      likeness,
    ))
      taken.set(row, window);
  return rows.map((one): AvailChange => {
    const { position, row } = one;
    const window = taken.get(one);
    if (!window) return otherwise === 'open' ? { kind: 'open', position, after: row } : { kind: 'nothing', position };
    const { windowId, row: before } = window;
    return sameRight(before) === sameRight(row)
      ? { kind: 'same', position, windowId, before }
      : { kind: 'move', position, windowId, before, after: row };
  });
}

function deleteOne(pool: Pool, one: WantedAvail): AvailChange {
  for (const likeness of [sameTransaction, sameRight, sameOffer]) {
    const found = pool.take([one], likeness).get(one);
    if (found) return { kind: 'close', position: one.position, windowId: found.windowId, before: found.row };
  }
  return { kind: 'nothing', position: one.position };
}

/** End what complete statements about their territories do not list. */
function endUnlisted(pool: Pool, rows: WantedAvail[]): AvailChange[] {
  const covered = new Set(rows.flatMap(({ row }) => row.territories));
  if (covered.size === 0) return [];
  return [...pool.left].flatMap(({ windowId, row: before }): AvailChange[] => {
    const rest = covered.has(WORLD) ? [] : before.territories.filter((territory) => !covered.has(territory));
    if (rest.length === before.territories.length) return [];
    return rest.length === 0
      ? [{ kind: 'close', windowId, before }]
      : [{ kind: 'narrow', windowId, before, after: { ...before, territories: rest } }];
  });
}

export interface DiffSummary {
  opened: number;
  moved: number;
  narrowed: number;
  closed: number;
  same: number;
}

export const summaryOf = (changes: readonly AvailChange[]): DiffSummary => {
  const count = (kind: AvailChange['kind']): number => changes.filter((change) => change.kind === kind).length;
  return {
    opened: count('open'),
    moved: count('move'),
    narrowed: count('narrow'),
    closed: count('close'),
    same: count('same'),
  };
};
