/** Bulk orders as their workflow sees them; see bulk-order.ts. */

/** Input of `bulkOrder`. */
export interface BulkRun {
  bulkId: string;
}

/** Lines taken by one step. */
export interface TakenLines {
  accepted: number;
  refused: number;
  /** Whether lines may be left. */
  more: boolean;
}

export interface BulkSummary {
  lines: number;
  accepted: number;
  refused: number;
}

/** The steps of a bulk order. Each may be repeated at any time. */
export interface SupplyChainBulkActivities {
  /** Order the next lines that wait, at most so many. */
  takeLines(batch: { bulkId: string; limit: number }): Promise<TakenLines>;
  /** Every line is settled: write the sums down and tell so. */
  finishBulkOrder(run: BulkRun): Promise<BulkSummary>;
}
