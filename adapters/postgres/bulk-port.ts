import type { OrderProblem } from '../order-desk/port';
import type { Page, PageRequest } from './port';

export type BulkState = 'accepted' | 'running' | 'done';
export type LineState = 'waiting' | 'accepted' | 'refused';

export interface BulkOrderRecord {
  id: string;
  tenantId: string;
  status: BulkState;
  lines: number;
  /** As of now. */
  accepted: number;
  refused: number;
  actor: string;
  testMode: boolean;
  createdAt: Date;
  endedAt?: Date;
}

/** A line on its way in. One with a problem is refused already. */
export interface NewBulkLine {
  /** From 1, as in the document. */
  line: number;
  externalId?: string;
  body?: unknown;
  problem?: OrderProblem;
}

export interface BulkLineRecord {
  line: number;
  externalId?: string;
  status: LineState;
  ingestId?: string;
  problem?: OrderProblem & { line: number };
}

/** What became of a line. */
export type LineOutcome = { line: number } & ({ ingestId: string } | { problem: OrderProblem });

/** Bulk orders and their lines. */
export interface BulkOrders {
  /** Write a bulk order down, whole or not at all. The same request twice is the same order. */
  create(order: {
    tenantId: string;
    requestKey: string;
    actor: string;
    testMode: boolean;
    lines: readonly NewBulkLine[];
  }): Promise<BulkOrderRecord>;
  find(tenantId: string, id: string): Promise<BulkOrderRecord | undefined>;
  list(page: PageRequest): Promise<Page<BulkOrderRecord>>;
  /** Lines in the order of the document, after a line. */
  lines(request: { bulkId: string; status?: LineState; after: number; limit: number }): Promise<BulkLineRecord[]>;
  /** The next lines that wait, with what they order and the ingest that was made for them before a kill. */
  waiting(bulkId: string, limit: number): Promise<{ tenantId: string; lines: { line: number; body: unknown }[] }>;
  /** Ingests by the keys they were ordered with. */
  ordered(tenantId: string, keys: readonly string[]): Promise<Map<string, string>>;
  /** Note what became of lines; those that are settled stay as they are. */
  settle(bulkId: string, outcomes: readonly LineOutcome[]): Promise<void>;
  /** Every line is settled: tell so, once. */
  finish(bulkId: string): Promise<{ lines: number; accepted: number; refused: number }>;
  /** Orders that are not done and older, oldest first. */
  unfinished(before: Date, limit: number): Promise<BulkOrderRecord[]>;
}

/** The request key of a line's ingest. */
export const bulkLineKey = (bulkId: string, line: number): string => `bulk:${bulkId}:${line}`;
