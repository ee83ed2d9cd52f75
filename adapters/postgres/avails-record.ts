import { alidsWithErrors, hasError, olderFinding } from '../../domain/avails/check';
import { type AvailChange, type DiffSummary, diffAvails, summaryOf, type WantedAvail } from '../../domain/avails/diff';
import { finding } from '../../domain/avails/findings';
import type { AvailRow } from '../../domain/avails/row';
import { titleNames } from '../../domain/avails/window-of';
import type { AvailsImport, Prisma } from '../../prisma/client/client';
import type { ChangeStage, CheckedImport } from './avails-port';
import type { Database } from './database';
import { appendEvent } from './events';

type Transaction = Prisma.TransactionClient;

/** Rows written by one statement. */
export const BATCH = 2_000;
/** Longest time of one transaction over a whole document, milliseconds. */
export const LONG_MS = 240_000;

/**
 * Keep the rows of a document with all that was found, and foresee what it would change. What only the store knows is found here:
 * titles that are not there yet, newer documents, updates of windows that are not there.
 */
export async function recordChecked(database: Database, record: AvailsImport, checked: CheckedImport): Promise<void> {
  await database.$transaction(
    async (transaction) => {
      const [held] = await transaction.$queryRaw<{ status: string }[]>`
        SELECT status FROM avails_imports WHERE id = ${record.id} FOR UPDATE`;
      if (held?.status !== 'received') return;
      const issuedAt = later(record.issuedAt, checked.issuedAt);
      const placed = checked.rows.flatMap(({ row, position, at }) => (row ? [{ row, position, at }] : []));
      const newest = await newestOf(
        transaction,
        record,
        placed.map(({ row }) => row.alid),
      );
      for (const { position, at, row } of placed) {
        const newer = newest.get(`${row.licensor}\n${row.alid}`);
        if (newer && newer > issuedAt)
          checked.rows[position - 1]?.findings.push(olderFinding(position, at, newer.toISOString()));
      }
      const titles = await knownTitles(
        transaction,
        record.tenantId,
        placed.map(({ row }) => row),
      );
      const bad = alidsWithErrors(checked.rows);
      const wanted = placed.filter(({ row }) => !bad.has(row.alid));
      const changes = diffAvails(await currentOf(transaction, record.tenantId, wanted), wanted);
      tellOfStore(checked, changes, titles);
      await writeRows(transaction, record.id, checked, titles);
      await writeChanges(transaction, record.id, 'planned', changes);
      const findings = [...checked.findings, ...checked.rows.flatMap((row) => row.findings)];
      const kept = await transaction.availsImport.update({
        where: { id: record.id },
        data: {
          ...{ status: 'checked', checkedAt: new Date(), issuedAt, format: checked.format, version: checked.version },
          ...{ rows: checked.rows.length, rowsWithError: checked.rows.filter(hasError).length },
          warnings: findings.filter(({ severity }) => severity === 'warning').length,
          findings: json(checked.findings),
          planned: json(summaryOf(changes)),
        },
      });
      await tellOfImport(transaction, kept, 'avails.checked');
    },
    { timeout: LONG_MS },
  );
}

/** Tell what became of an import. */
export async function tellOfImport(
  transaction: Transaction,
  row: AvailsImport,
  type: 'avails.checked' | 'avails.applied' | 'avails.failed',
): Promise<void> {
  const none: DiffSummary = { opened: 0, moved: 0, narrowed: 0, closed: 0, same: 0 };
  const { tenantId, id: subject } = row;
  const data = {
    ...{ id: row.id, file_name: row.fileName, rows: row.rows, rows_with_error: row.rowsWithError },
    changes: ((row.applied ?? row.planned) as unknown as DiffSummary | null) ?? none,
    failure: row.failureCode ? { code: row.failureCode, detail: row.failureDetail ?? '' } : null,
    created_at: row.createdAt.toISOString(),
  };
  await appendEvent(transaction, { tenantId, type, subject, data });
}

/** A document does not know when it is sent, a sender may not know when it was made: the document's word counts. */
const later = (given: Date, told: Date | undefined): Date => told ?? given;

export const json = (value: unknown): Prisma.InputJsonValue =>
  JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;

/** When the newest document applied for each title was issued, by licensor and ALID. */
export async function newestOf(
  transaction: Transaction,
  { tenantId }: Pick<AvailsImport, 'tenantId'>,
  alids: string[],
): Promise<Map<string, Date>> {
  const rows = await transaction.$queryRaw<{ licensor: string; alid: string; issued_at: Date }[]>`
    SELECT licensor, alid, issued_at FROM avails_titles
    WHERE tenant_id = ${tenantId} AND alid = ANY(${[...new Set(alids)]})`;
  return new Map(rows.map(({ licensor, alid, issued_at }) => [`${licensor}\n${alid}`, issued_at]));
}

/** Titles of the tenant by external id, among the names that rows give. */
export async function knownTitles(
  transaction: Transaction,
  tenantId: string,
  rows: readonly AvailRow[],
): Promise<Map<string, string>> {
  const names = [...new Set(rows.flatMap(titleNames))];
  const titles = await transaction.$queryRaw<{ id: string; external_id: string }[]>`
    SELECT id, external_id FROM titles WHERE tenant_id = ${tenantId} AND external_id = ANY(${names})`;
  return new Map(titles.map(({ id, external_id }) => [external_id, id]));
}

/** Name of the title of a row: the first under which it is known here, else the best. */
export const externalIdOf = (row: AvailRow, titles: ReadonlyMap<string, string>): string => {
  const names = titleNames(row);
  return names.find((name) => titles.has(name)) ?? names[0] ?? row.alid;
};

/** Windows in force that avails of these titles opened. */
export async function currentOf(
  transaction: Transaction,
  tenantId: string,
  wanted: readonly WantedAvail[],
): Promise<{ windowId: string; row: AvailRow }[]> {
  const alids = [...new Set(wanted.map(({ row }) => row.alid))];
  return transaction.$queryRaw<{ windowId: string; row: AvailRow }[]>`
    SELECT a.window_id AS "windowId", a.row FROM avails_windows a JOIN rights_windows w ON w.id = a.window_id
    WHERE a.tenant_id = ${tenantId} AND a.alid = ANY(${alids}) AND w.status = 'active'
    ORDER BY a.window_id`;
}

function tellOfStore(
  checked: CheckedImport,
  changes: readonly AvailChange[],
  titles: ReadonlyMap<string, string>,
): void {
  for (const change of changes) {
    const entry = change.kind === 'nothing' ? checked.rows[change.position - 1] : undefined;
    entry?.findings.push(
      finding('order/nothing-to-change', `The title has no such window to ${entry.row?.entryType}.`, {
        row: entry.position,
        at: entry.at,
      }),
    );
  }
  for (const { row, findings, position, at } of checked.rows)
    if (row && !titles.has(externalIdOf(row, titles)))
      findings.push(
        finding('title/not-here', `No title is called ${externalIdOf(row, titles)} yet.`, { row: position, at }),
      );
}

async function writeRows(
  transaction: Transaction,
  importId: string,
  checked: CheckedImport,
  titles: ReadonlyMap<string, string>,
): Promise<void> {
  for (let from = 0; from < checked.rows.length; from += BATCH) {
    const batch = checked.rows.slice(from, from + BATCH).map((entry) => ({
      ...{ position: entry.position, at: entry.at, alid: entry.alid, row: entry.row, findings: entry.findings },
      external_id: entry.row && externalIdOf(entry.row, titles),
      status: hasError(entry) ? 'error' : 'ok',
    }));
    await transaction.$executeRaw`
      INSERT INTO avails_rows (import_id, position, at, alid, external_id, status, row, findings)
      SELECT ${importId}, n.position, n.at, n.alid, n.external_id, n.status, n.row, n.findings
      FROM jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) AS n(
        position int, at text, alid text, external_id text, status text, row jsonb, findings jsonb)`;
  }
}

/** Keep the changes of a stage, those of windows only. */
export async function writeChanges(
  transaction: Transaction,
  importId: string,
  stage: ChangeStage,
  changes: readonly (AvailChange & { windowId?: string })[],
): Promise<void> {
  const told = changes.filter(({ kind }) => kind !== 'same' && kind !== 'nothing');
  const rows = told.map((change, index) => {
    const before = 'before' in change ? change.before : undefined;
    const after = 'after' in change ? change.after : undefined;
    const right = after ?? before;
    return {
      ...{ position: index + 1, kind: change.kind, window_id: change.windowId, before, after },
      ...{ row: 'position' in change ? change.position : undefined, alid: right?.alid, title: right?.work.title },
    };
  });
  for (let from = 0; from < rows.length; from += BATCH)
    await transaction.$executeRaw`
      INSERT INTO avails_changes (import_id, stage, position, kind, alid, title, row, window_id, before, after)
      SELECT ${importId}, ${stage}, n.position, n.kind, n.alid, n.title, n.row, n.window_id, n.before, n.after
      FROM jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + BATCH))}::jsonb) AS n(
        position int, kind text, alid text, title text, row int, window_id text, before jsonb, after jsonb)`;
}
