import type { z } from 'zod';
import type { ImportChange, ImportRecord, ImportRow } from '../../adapters/postgres/avails-port';
import type { Edge } from '../../domain/avails/dates';
import type { AvailFinding } from '../../domain/avails/findings';
import type { AvailRow } from '../../domain/avails/row';
import type {
  AvailChangeView,
  AvailFindingView,
  AvailRightView,
  AvailRowView,
  AvailsImportBody,
} from './avails-schemas';

/** An import as callers see it. */
export const importView = (record: ImportRecord): AvailsImportBody => ({
  id: record.id,
  status: record.status,
  file_name: record.fileName ?? null,
  bytes: record.bytes,
  format: record.format ?? null,
  version: record.version ?? null,
  dialect: record.dialect,
  issued_at: record.issuedAt.toISOString(),
  rows: record.rows,
  rows_with_error: record.rowsWithError,
  warnings: record.warnings,
  findings: record.findings.map(findingView),
  planned: record.planned ?? null,
  applied: record.applied ?? null,
  failure: record.failure ?? null,
  created_at: record.createdAt.toISOString(),
  checked_at: record.checkedAt?.toISOString() ?? null,
  ended_at: record.endedAt?.toISOString() ?? null,
});

const findingView = ({ code, severity, at, message, fix }: AvailFinding): z.input<typeof AvailFindingView> => ({
  ...{ code, severity, at: at ?? null, message, fix },
});

export const rowView = (row: ImportRow): z.input<typeof AvailRowView> => ({
  position: row.position,
  at: row.at,
  status: row.status,
  alid: row.alid,
  external_id: row.externalId ?? null,
  right: row.row ? rightView(row.row) : null,
  findings: row.findings.map(findingView),
});

export const changeView = (change: ImportChange): z.input<typeof AvailChangeView> => ({
  position: change.position,
  kind: change.kind,
  alid: change.alid,
  title: change.title,
  row: change.row ?? null,
  window_id: change.windowId ?? null,
  before: change.before ? rightView(change.before) : null,
  after: change.after ? rightView(change.after) : null,
});

const edgeView = ({ raw, at, condition, lagSeconds }: Edge) => ({
  ...{ raw, at: at ?? null, condition: condition ?? null, lag_seconds: lagSeconds ?? null },
});

const rightView = (row: AvailRow): z.input<typeof AvailRightView> => ({
  title: row.work.title,
  entry_type: row.entryType,
  licensor: row.licensor,
  licence_type: row.licenceType,
  territories: row.territories,
  excluded_territories: row.excluded,
  start: edgeView(row.start),
  end: edgeView(row.end),
  format_profile: row.formatProfile,
  languages: row.allowedLanguages.map(({ language }) => language),
  terms: row.terms.map(({ name, value, currency }) => ({ name, value, currency: currency ?? null })),
  exception: row.exception,
  transaction_id: row.transactionId ?? null,
});
