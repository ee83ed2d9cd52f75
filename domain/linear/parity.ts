import { airEnd, segmentsOf } from './seal';
import type { AirItem, LedgerRow } from './types';

/** What was seen of a row of the ledger while it was on air. */
export interface SeenRow {
  ordinal: number;
  /** Segments that were there when they were due. */
  seen: number;
  faults: readonly { code: string }[];
}

/**
 * What became of an airing that was promised. kept: it began when it was to begin. cut: it began in time and ended early. unplanned:
 * nobody was told of it.
 */
export const PARITY_VERDICTS = ['kept', 'moved', 'cut', 'not-aired', 'unplanned'] as const;
export type ParityVerdict = (typeof PARITY_VERDICTS)[number];

/** An airing: what was promised beside what was on air. Instants are epoch milliseconds. */
export interface ParityRow {
  airingId: string;
  titleId: string;
  verdict: ParityVerdict;
  plannedStart?: number;
  plannedEnd?: number;
  airedStart?: number;
  airedEnd?: number;
  /** How much later than promised it began; negative: earlier. */
  offMs?: number;
  /** Of its rows, breaks not counted. */
  segments: number;
  seen: number;
  faults: number;
}

export interface Parity {
  /** By the time they were on air, or should have been. */
  rows: ParityRow[];
  kept: number;
  /** Of the segments that were on air, those that were there. 1: all of them. */
  seenShare: number;
}

interface Airing {
  airingId: string;
  titleId: string;
  start: number;
  end: number;
  rows: LedgerRow[];
}

/**
 * Compare what was promised with what was on air, airing by airing.
 *
 * @param promised items of the plan that guides were made from
 * @param aired rows that count
 * @param toleranceMs so much later or earlier still counts as kept: one segment of the channel
 */
export function parityOf(
  promised: readonly AirItem[],
  aired: readonly LedgerRow[],
  seen: ReadonlyMap<number, SeenRow>,
  toleranceMs: number,
): Parity {
  const was = airings(aired);
  const left = new Set(was);
  const rows = airings(promised).map((airing): ParityRow => {
    const match = nearest(airing, left);
    if (match) left.delete(match);
    return { ...beside(airing, match, toleranceMs), ...countsOf(match, seen) };
  });
  for (const airing of left) rows.push({ ...beside(undefined, airing, toleranceMs), ...countsOf(airing, seen) });
  rows.sort((a, b) => timeOf(a) - timeOf(b));
  const [there, all] = [sum(rows, 'seen'), sum(rows, 'segments')];
  const kept = rows.filter(({ verdict }) => verdict === 'kept').length;
  return { rows, kept, seenShare: all === 0 ? 1 : there / all };
}

const timeOf = ({ airedStart, plannedStart }: ParityRow): number => airedStart ?? plannedStart ?? 0;
const sum = (rows: readonly ParityRow[], key: 'seen' | 'segments'): number => rows.reduce((n, row) => n + row[key], 0);

/** Programmes and live: only they are promised to anybody. */
function airings<Item extends AirItem>(items: readonly Item[]): (Omit<Airing, 'rows'> & { rows: Item[] })[] {
  const byId = new Map<string, Omit<Airing, 'rows'> & { rows: Item[] }>();
  for (const item of items) {
    if (item.kind !== 'programme' && item.kind !== 'live') continue;
    const { airingId, titleId, airStart } = item;
    const known = byId.get(airingId) ?? { airingId, titleId, start: airStart, end: airStart, rows: [] };
    byId.set(airingId, { ...known, end: airEnd(item), rows: [...known.rows, item] });
  }
  return [...byId.values()];
}

/** The same airing, else one of the same title that begins at most six hours off. */
function nearest({ airingId, titleId, start }: Omit<Airing, 'rows'>, left: ReadonlySet<Airing>): Airing | undefined {
  const all = [...left].filter((each) => each.titleId === titleId);
  const off = (each: Airing) => Math.abs(each.start - start);
  const near = all.filter((each) => off(each) < 6 * 3_600_000).sort((a, b) => off(a) - off(b));
  return all.find((each) => each.airingId === airingId) ?? near[0];
}

function beside(promised: Omit<Airing, 'rows'> | undefined, aired: Airing | undefined, toleranceMs: number) {
  const { airingId, titleId } = (promised ?? aired) as Airing;
  const offMs = promised && aired ? aired.start - promised.start : undefined;
  const times = {
    ...{
      plannedStart: promised?.start,
      plannedEnd: promised?.end,
      airedStart: aired?.start,
      airedEnd: aired?.end,
      offMs,
    },
  };
  return { airingId, titleId, verdict: verdictOf(promised, aired, toleranceMs), ...times };
}

function verdictOf(
  promised: Omit<Airing, 'rows'> | undefined,
  aired: Airing | undefined,
  toleranceMs: number,
): ParityVerdict {
  if (!promised) return 'unplanned';
  if (!aired) return 'not-aired';
  if (Math.abs(aired.start - promised.start) > toleranceMs) return 'moved';
  const [is, was] = [aired.end - aired.start, promised.end - promised.start];
  return is < was - toleranceMs ? 'cut' : 'kept';
}

function countsOf(airing: Airing | undefined, seen: ReadonlyMap<number, SeenRow>) {
  const rows = airing?.rows ?? [];
  const found = rows.flatMap(({ ordinal }) => seen.get(ordinal) ?? []);
  return {
    segments: rows.reduce((n, row) => n + segmentsOf(row), 0),
    seen: found.reduce((n, row) => n + row.seen, 0),
    faults: found.reduce((n, row) => n + row.faults.length, 0),
  };
}
