import { type Parity, type ParityRow, parityOf, type SeenRow } from './parity';
import { airEnd, segmentsOf } from './seal';
import type { LedgerRow } from './types';

/** A row as it was sealed, whether or not a later edition took its place. */
export interface SealedRow extends LedgerRow {
  /** Why an edition begins with it: `break-in`, `rights`. */
  cause?: string;
  /** No later edition took its place: it was on air. */
  counts: boolean;
}

/** An airing, and what changed it after it was sealed. */
export interface AsRunAiring extends ParityRow {
  cause?: string;
}

export interface AsRun extends Omit<Parity, 'rows'> {
  /** Rows that were on air, by ordinal. */
  items: SealedRow[];
  airings: AsRunAiring[];
}

/**
 * What was on air beside what guides told of it. Guides tell what is sealed: what a later edition puts in the place of sealed rows
 * nobody was told of, what it adds after them everybody was.
 *
 * @param sealed all of a span, of every edition
 * @param toleranceMs so much later or earlier still counts as kept
 */
export function asRunOf(sealed: readonly SealedRow[], seen: ReadonlyMap<number, SeenRow>, toleranceMs: number): AsRun {
  const items = sealed.filter(({ counts }) => counts).sort((a, b) => a.ordinal - b.ordinal);
  const told = toldRows(sealed);
  const { rows, ...sums } = parityOf(told, items, seen, toleranceMs);
  return { ...sums, items, airings: rows.map((row) => ({ ...row, cause: causeOf(row, told, sealed) })) };
}

/** Rows of which guides told before they were on air. */
export function toldRows(sealed: readonly SealedRow[]): SealedRow[] {
  const told: SealedRow[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const row of [...sealed].sort((a, b) => a.edition - b.edition || a.ordinal - b.ordinal)) {
    if (row.airStart < end) continue;
    told.push(row);
    end = airEnd(row);
  }
  return told;
}

/** Of what was told the first edition after it that begins before its end; of what was not, its own. */
function causeOf(
  { verdict, airingId, plannedEnd = 0 }: ParityRow,
  told: readonly SealedRow[],
  sealed: readonly SealedRow[],
): string | undefined {
  if (verdict === 'kept') return undefined;
  const caused = sealed.filter(({ cause }) => cause !== undefined).sort((a, b) => a.edition - b.edition);
  const editionIn = (rows: readonly SealedRow[]) => rows.find((row) => row.airingId === airingId)?.edition ?? 0;
  const [promised, own] = [editionIn(told), editionIn(sealed)];
  const change = caused.find(({ edition, airStart }) =>
    verdict === 'unplanned' ? edition === own : edition > promised && airStart < plannedEnd,
  );
  return change?.cause;
}

const COLUMNS = [
  ...['ordinal', 'kind', 'title_id', 'name', 'airing_id', 'air_start', 'air_end', 'segments', 'seen', 'faults'],
  ...['verdict', 'planned_start', 'planned_end', 'off_seconds', 'cause'],
];

/**
 * The report as a sheet, by time: a line for each item, with what was told of its airing, and one for each airing that never came.
 * RFC 4180, instants in UTC. Text that a sheet would take for a formula gets an apostrophe in front of it.
 *
 * @param nameOf a title
 */
export function asRunCsv(
  { items, airings }: AsRun,
  seen: ReadonlyMap<number, SeenRow>,
  nameOf: (titleId: string) => string | undefined,
): string {
  const airingOf = matched(airings);
  const lines = items.map((item) => {
    const airing = item.kind === 'programme' || item.kind === 'live' ? airingOf(item) : undefined;
    const { seen: found = 0, faults = [] } = seen.get(item.ordinal) ?? {};
    const head = [item.ordinal, item.kind, item.titleId, nameOf(item.titleId), item.airingId];
    const span = [iso(item.airStart), iso(airEnd(item)), segmentsOf(item), found, faults.length];
    return { at: item.airStart, cells: [...head, ...span, ...toldCells(airing)] };
  });
  const never = airings.filter(({ verdict }) => verdict === 'not-aired');
  for (const airing of never) {
    const head = [undefined, undefined, airing.titleId, nameOf(airing.titleId), airing.airingId];
    const none = [undefined, undefined, 0, 0, 0];
    lines.push({ at: airing.plannedStart ?? 0, cells: [...head, ...none, ...toldCells(airing)] });
  }
  lines.sort((a, b) => a.at - b.at);
  return [COLUMNS, ...lines.map(({ cells }) => cells)].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

type Cell = string | number | undefined;

/** The airing of an item: the one that was on air while it was. */
const matched = (airings: readonly AsRunAiring[]) => (item: SealedRow) =>
  airings.find(
    ({ titleId, airedStart = 0, airedEnd = 0 }) =>
      titleId === item.titleId && airedStart <= item.airStart && airEnd(item) <= airedEnd,
  );

const toldCells = (airing: AsRunAiring | undefined): Cell[] => [
  ...[airing?.verdict, iso(airing?.plannedStart), iso(airing?.plannedEnd)],
  ...[airing?.offMs === undefined ? undefined : airing.offMs / 1000, airing?.cause],
];

const iso = (at: number | undefined): string | undefined => (at === undefined ? undefined : new Date(at).toISOString());

function cell(value: Cell): string {
  if (typeof value !== 'string') return String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
