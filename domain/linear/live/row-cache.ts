import type { LedgerRow } from '../types';

/** What was written of rows, of the newest ones of each playlist. */
export interface RowCache<Value> {
  get(list: string, row: LedgerRow): Value | undefined;
  /** @param most rows of the list that are kept */
  set(list: string, row: LedgerRow, value: Value, most: number): void;
}

/** Keeps texts of rows for as long as they are in a window, and not for as long as the ledger is in memory. */
export function rowCache<Value>(): RowCache<Value> {
  const lists = new Map<string, Map<LedgerRow, Value>>();
  return {
    get: (list, row) => lists.get(list)?.get(row),
    set(list, row, value, most) {
      const rows = lists.get(list) ?? new Map<LedgerRow, Value>();
      lists.set(list, rows);
      rows.delete(row);
      rows.set(row, value);
      for (const oldest of rows.keys()) {
        if (rows.size <= most) return;
        rows.delete(oldest);
      }
    },
  };
}

/** Rows of a list to keep: those of a window, the one before it, and some of somebody's start-over. */
export const rowsToKeep = (first: number, last: number): number => last - first + 10;
