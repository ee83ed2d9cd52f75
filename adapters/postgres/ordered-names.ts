/** What an order calls its title; absent is what it does not say. */
export interface OrderedNames {
  name?: string;
  credit?: string;
}

/**
 * The names that the stored order of an ingest gives; none in rows from before they were kept.
 *
 * @param order the column `order` of an ingest
 */
export const orderedNames = (order: unknown): OrderedNames => (order as { names?: OrderedNames } | null)?.names ?? {};
