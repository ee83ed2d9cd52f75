import type { CheckedAvails } from '../../domain/avails/check';
import type { Dialect } from '../../domain/avails/dates';
import type { DiffSummary } from '../../domain/avails/diff';
import type { AvailFinding } from '../../domain/avails/findings';
import type { AvailRow } from '../../domain/avails/row';
import type { FailureCode } from '../../domain/failures';
import type { ListPosition, Page } from './port';

/** Received and being read; waiting for a decision; being applied; done, in one of three ways. */
export const IMPORT_STATES = ['received', 'checked', 'applying', 'applied', 'discarded', 'failed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export interface NewImport {
  tenantId: string;
  /** SHA-256 over the document and how it is read. */
  digest: string;
  fileName?: string;
  objectKey: string;
  bytes: number;
  dialect: Dialect;
  zones: Readonly<Record<string, string>>;
  issuedAt: Date;
  actor: string;
}

/** A document of avails and what became of it. */
export interface ImportRecord {
  id: string;
  tenantId: string;
  fileName?: string;
  objectKey: string;
  bytes: number;
  format?: 'xml' | 'xlsx';
  version?: string;
  dialect: Dialect;
  zones: Readonly<Record<string, string>>;
  issuedAt: Date;
  status: ImportState;
  rows: number;
  rowsWithError: number;
  warnings: number;
  findings: AvailFinding[];
  planned?: DiffSummary;
  applied?: DiffSummary;
  failure?: { code: FailureCode; detail: string };
  createdBy: string;
  decidedBy?: string;
  createdAt: Date;
  checkedAt?: Date;
  endedAt?: Date;
}

/** What became of a row: `left-out` of an applied import, because its title had errors. */
export const ROW_STATES = ['ok', 'error', 'applied', 'left-out'] as const;
export type RowState = (typeof ROW_STATES)[number];

export interface ImportRow {
  position: number;
  at: string;
  alid: string;
  externalId?: string;
  status: RowState;
  row?: AvailRow;
  findings: AvailFinding[];
}

export type ChangeStage = 'planned' | 'applied';

/** What an import does to a window. */
export interface ImportChange {
  position: number;
  kind: 'open' | 'move' | 'narrow' | 'close';
  alid: string;
  title: string;
  /** Position of the row that says so. */
  row?: number;
  windowId?: string;
  before?: AvailRow;
  after?: AvailRow;
}

/** A document that was read and checked. */
export interface CheckedImport extends CheckedAvails {
  format: 'xml' | 'xlsx';
  version: string;
  /** As the document says. */
  issuedAt?: Date;
}

/** Imports of avails. */
export interface AvailsImports {
  /** Write an import down, or find the one of the same document. */
  create(order: NewImport): Promise<{ record: ImportRecord; created: boolean }>;
  find(tenantId: string, id: string): Promise<ImportRecord | undefined>;
  /** @throws {HeadendError} `request/not-found` */
  get(id: string): Promise<ImportRecord>;
  list(query: { tenantId: string; limit: number; after?: ListPosition }): Promise<Page<ImportRecord>>;
  rows(query: { importId: string; status?: RowState; after: number; limit: number }): Promise<ImportRow[]>;
  changes(query: { importId: string; stage: ChangeStage; after: number; limit: number }): Promise<ImportChange[]>;
  /** Imports that were received some time ago and are still not read: their run may never have been started. */
  unread(before: Date, limit: number): Promise<ImportRecord[]>;
  /** Keep what was read, and foresee what it would change. Repeatable. */
  recordChecked(id: string, checked: CheckedImport): Promise<ImportRecord>;
  /**
   * Make windows as the document says, whole or not at all. Repeatable: the second time it answers what the first did.
   *
   * @param skipErrors leave out the titles that have errors
   * @throws {HeadendError} `avails/has-errors`, `avails/not-checked`
   */
  apply(id: string, decision: { actor: string; skipErrors: boolean }): Promise<ImportRecord>;
  /** End it without a change. Repeatable. */
  end(
    id: string,
    how: { status: 'discarded' | 'failed'; actor?: string; failure?: ImportRecord['failure'] },
  ): Promise<ImportRecord>;
  /** Rows of the windows that are in force, for a document to tell others. */
  current(query: { tenantId: string; alid?: string; licensor?: string; limit: number }): Promise<AvailRow[]>;
}
