import type { ListPosition, Page } from './port';

/** Rows that come after a position, newest first, by an instant and then the id. */
export const afterPosition = <Column extends string>(column: Column, after: ListPosition | undefined) =>
  after ? { OR: [{ [column]: { lt: after.at } }, { [column]: after.at, id: { lt: after.id } }] } : {};

/** The order that {@link afterPosition} continues. */
export const newestFirst = <Column extends string>(column: Column) => [
  { [column]: 'desc' as const },
  { id: 'desc' as const },
];

/** Cut a page out of up to `limit` + 1 rows; one row too many tells that there is more. */
export function pageOf<Row extends { id: string }, Item>(
  rows: Row[],
  limit: number,
  at: (row: Row) => Date,
  items: (rows: Row[]) => Item[],
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: items(shown),
    next: rows.length > limit && last ? { at: at(last), id: last.id } : undefined,
  };
}
