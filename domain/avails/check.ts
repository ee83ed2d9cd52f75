import { type AvailFinding, finding } from './findings';
import { readRow } from './read-row';
import type { AvailRow, RawRow, Reading } from './row';
import { checkStructure } from './structure';
import { checkWindows } from './window-logic';

/** A row of a document after the checks. */
export interface CheckedRow {
  /** From 1. */
  position: number;
  at: string;
  /** ALID as delivered: rows are kept in or left out by it. */
  alid: string;
  /** Undefined when nothing can be made of it. */
  row?: AvailRow;
  findings: AvailFinding[];
}

export interface CheckedAvails {
  rows: CheckedRow[];
  /** About the document as a whole. */
  findings: AvailFinding[];
}

/**
 * Check a document of avails in three layers: what its form says (given), words and structure of each row, windows against each
 * other.
 *
 * @param given what was found while the document was taken apart
 * @param now epoch milliseconds
 */
export function checkAvails(
  raw: readonly RawRow[],
  given: readonly AvailFinding[],
  reading: Reading,
  now: number,
): CheckedAvails {
  const rows = raw.map((one, index): CheckedRow => {
    const { row, findings } = readRow(one, index + 1, reading);
    const structure = row ? checkStructure(row, one, index + 1) : [];
    return {
      position: index + 1,
      at: one.at,
      alid: one.values.ALID?.[0]?.text ?? '',
      row,
      findings: [...findings, ...structure],
    };
  });
  const placed = rows.flatMap(({ row, position, at }) => (row ? [{ row, position, at }] : []));
  const document: AvailFinding[] = [];
  const placeOf = rowFinder(rows);
  for (const found of [...given, ...checkWindows(placed, now)]) {
    const row = rows[(found.row ?? placeOf(found.at) ?? 0) - 1];
    if (row) row.findings.push({ ...found, row: row.position });
    else document.push(found);
  }
  return { rows, findings: document };
}

/** The row that a place of the document belongs to: the one that begins nearest before a line, or the sheet's row. */
function rowFinder(rows: readonly CheckedRow[]): (at?: string) => number | undefined {
  const lines = rows.map(({ at }) => Number(/^line (\d+)$/.exec(at)?.[1] ?? Number.NaN));
  const byPlace = new Map(rows.map(({ at, position }) => [at, position]));
  return (at = '') => {
    const [, sheet, number] = /^(.*)![A-Z]+(\d+)$/s.exec(at) ?? [];
    if (number) return byPlace.get(`${sheet} row ${number}`);
    const line = Number(/^line (\d+)$/.exec(at)?.[1] ?? Number.NaN);
    // What stands before the first transaction is of the avail that it belongs to.
    const next = lines.findIndex((start) => start > line);
    return Number.isNaN(line) ? undefined : next < 0 ? rows.length : Math.max(next, 1);
  };
}

/** Whether a row keeps the avails of its title out. */
export const hasError = ({ row, findings }: CheckedRow): boolean =>
  row === undefined || findings.some(({ severity }) => severity === 'error');

/**
 * ALIDs of which a row has an error. Avails of a title are taken whole or not at all: a Full Extract that lost a row would end a
 * right that is still sold.
 */
export const alidsWithErrors = (rows: readonly CheckedRow[]): Set<string> =>
  new Set(rows.filter(hasError).map(({ alid }) => alid));

/** Rows of titles for which a newer document was applied already. */
export const olderFinding = (position: number, at: string, newest: string): AvailFinding =>
  finding('order/older', `A document issued at ${newest} was applied for the title.`, { row: position, at });
