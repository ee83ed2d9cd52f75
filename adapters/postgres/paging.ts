import type { ListPosition, Page } from './port';

/**
 * Rows that come after a position, newest first, by an instant and then the id. The bound on the instant alone is
 * implied by the rest; it lets PostgreSQL begin in the middle of the index instead of filtering from its start.
 */
export const afterPosition = <Column extends string>(column: Column, after: ListPosition | undefined) =>
  after
    ? {
        [column]: { lte: after.at },
        OR: [{ [column]: { lt: after.at } }, { [column]: after.at, id: { lt: after.id } }],
      }
    : {};

/** The order that {@link afterPosition} continues. */
export const newestFirst = <Column extends string>(column: Column) => [
  { [column]: 'desc' as const },
  { id: 'desc' as const },
];

/**
 * Read one page: one row more than `limit` is asked for, which tells whether there is more.
 *
 * @param at the instant by which the rows are sorted
 */
export async function readPage<Row extends { id: string }>(
  limit: number,
  read: (take: number) => Promise<Row[]>,
  at: (row: Row) => Date,
): Promise<Page<Row>> {
  const rows = await read(limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? { at: at(last), id: last.id } : undefined };
}
