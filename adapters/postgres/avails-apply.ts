import type { Dialect } from '../../domain/avails/dates';
import { type AvailChange, diffAvails, summaryOf } from '../../domain/avails/diff';
import type { AvailRow } from '../../domain/avails/row';
import { titleNames, windowOf } from '../../domain/avails/window-of';
import { HeadendError } from '../../domain/failures';
import type { AvailsImport, Prisma } from '../../prisma/client/client';
import {
  BATCH,
  currentOf,
  externalIdOf,
  json,
  knownTitles,
  LONG_MS,
  newestOf,
  tellOfImport,
  writeChanges,
} from './avails-record';
import type { Database } from './database';
import { newId } from './ids';
import { settleEdges } from './rights-write';

type Transaction = Prisma.TransactionClient;
type WindowChange = AvailChange & { windowId?: string };

/** Make windows as an import says; see AvailsImports.apply. The difference is taken anew: others may have applied theirs since. */
export async function applyImport(
  database: Database,
  record: AvailsImport,
  { actor, skipErrors }: { actor: string; skipErrors: boolean },
): Promise<void> {
  await database.$transaction(
    async (transaction) => {
      // One import of a tenant at a time: two that speak of one title would each undo half of the other.
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`avails ${record.tenantId}`}, 0))`;
      // Whoever discards it meanwhile waits, and then finds it applied.
      await transaction.$executeRaw`SELECT FROM avails_imports WHERE id = ${record.id} FOR UPDATE`;
      const held = await transaction.availsImport.findUniqueOrThrow({ where: { id: record.id } });
      if (held.status === 'applied') return;
      if (held.status !== 'checked') throw new HeadendError('avails/not-checked', `The import is ${held.status}.`);
      const wanted = await wantedOf(transaction, held, skipErrors);
      const changes: WindowChange[] = diffAvails(await heldWindows(transaction, held.tenantId, wanted), wanted).map(
        (change) => (change.kind === 'open' ? { ...change, windowId: newId('win') } : change),
      );
      await writeWindows(transaction, held, changes, actor);
      await writeChanges(transaction, held.id, 'applied', changes);
      await rememberTitles(
        transaction,
        held,
        wanted.map(({ row }) => row),
      );
      await settle(transaction, held, { positions: wanted.map(({ position }) => position), changes, actor });
    },
    { timeout: LONG_MS },
  );
}

/** Nobody changes or withdraws them between the difference and what is written of it. */
async function heldWindows(transaction: Transaction, tenantId: string, wanted: Awaited<ReturnType<typeof wantedOf>>) {
  const alids = [...new Set(wanted.map(({ row }) => row.alid))];
  await transaction.$executeRaw`
    SELECT FROM rights_windows w WHERE w.id IN (
      SELECT window_id FROM avails_windows WHERE tenant_id = ${tenantId} AND alid = ANY(${alids}))
    ORDER BY w.id FOR UPDATE`;
  return currentOf(transaction, tenantId, wanted);
}

async function wantedOf(transaction: Transaction, held: AvailsImport, skipErrors: boolean) {
  const rows = await transaction.availsRow.findMany({
    where: { importId: held.id },
    orderBy: { position: 'asc' },
    select: { position: true, alid: true, status: true, row: true },
  });
  const bad = new Set(rows.filter(({ status }) => status === 'error').map(({ alid }) => alid));
  const usable = rows.filter(({ alid, row }) => row && !bad.has(alid));
  const newest = await newestOf(
    transaction,
    held,
    usable.map(({ alid }) => alid),
  );
  const read = usable.map(({ position, row }) => ({ position, row: row as unknown as AvailRow }));
  const wanted = read.filter(
    ({ row }) => !((newest.get(`${row.licensor}\n${row.alid}`) ?? held.issuedAt) > held.issuedAt),
  );
  const left = rows.length - wanted.length;
  if (left > 0 && !skipErrors)
    throw new HeadendError('avails/has-errors', `${left} of ${rows.length} rows cannot be applied.`);
  return wanted;
}

/** Write what changes, in few statements whatever the number of windows. */
async function writeWindows(
  transaction: Transaction,
  held: AvailsImport,
  changes: readonly WindowChange[],
  actor: string,
): Promise<void> {
  const written = changes.flatMap((change) =>
    'after' in change && change.windowId ? [{ id: change.windowId, kind: change.kind, row: change.after }] : [],
  );
  const titles = await knownTitles(transaction, held.tenantId, changes.flatMap(rowOf));
  const records = written.map(({ id, kind, row }) => {
    const externalId = externalIdOf(row, titles);
    const draft = windowOf(row, held.dialect as Dialect);
    return { id, kind, row, names: titleNames(row), externalId, titleId: titles.get(externalId) ?? null, ...draft };
  });
  for (let from = 0; from < records.length; from += BATCH) {
    const batch = records.slice(from, from + BATCH);
    const opened = batch.filter(({ kind }) => kind === 'open');
    await insertWindows(transaction, held, opened, actor);
    await updateWindows(transaction, held, batch);
    await rememberRows(transaction, held, batch);
  }
  const closed = changes.flatMap((change) => (change.kind === 'close' ? [change.windowId] : []));
  for (let from = 0; from < closed.length; from += BATCH)
    await transaction.rightsWindow.updateMany({
      where: { id: { in: closed.slice(from, from + BATCH) }, tenantId: held.tenantId, status: 'active' },
      data: { status: 'withdrawn', version: { increment: 1 }, source: held.id },
    });
  const names = [...new Set(changes.flatMap(rowOf).map((row) => externalIdOf(row, titles)))];
  for (let from = 0; from < names.length; from += BATCH)
    await settleEdges(transaction, held.tenantId, names.slice(from, from + BATCH));
}

/** Of a change the rows whose titles it touches: an EST window that goes or moves is what others wait for. */
const rowOf = (change: WindowChange): AvailRow[] => [
  ...('before' in change ? [change.before] : []),
  ...('after' in change ? [change.after] : []),
];

type WindowRecord = ReturnType<typeof windowOf> & {
  id: string;
  row: AvailRow;
  names: string[];
  externalId: string;
  titleId: string | null;
};

/** A new window is written bare, and then changed as any other: nobody sees it before the transaction ends. */
async function insertWindows(transaction: Transaction, held: AvailsImport, records: WindowRecord[], actor: string) {
  if (records.length === 0) return;
  const bare = JSON.stringify(records.map(({ id, externalId, titleId }) => ({ id, externalId, titleId })));
  await transaction.$executeRaw`
    INSERT INTO rights_windows (id, tenant_id, external_id, title_id, territories, created_by, version)
    SELECT n.id, ${held.tenantId}, n."externalId", n."titleId", '{}', ${actor}, 0
    FROM jsonb_to_recordset(${bare}::jsonb) AS n(id text, "externalId" text, "titleId" text)`;
}

/**
 * Changed rows go through a JSON table, so that thousands cost one statement. What a person approved has to be approved again; which
 * title a window is of, devices and runs are no matter of avails.
 */
async function updateWindows(transaction: Transaction, held: AvailsImport, records: WindowRecord[]): Promise<void> {
  if (records.length === 0) return;
  const changed = JSON.stringify(records.map(({ row: _row, names: _names, ...record }) => record));
  await transaction.$executeRaw`
    UPDATE rights_windows w SET
      license_type = n."licenseType", territories = n.territories, excluded_territories = n."excludedTerritories",
      starts_at = n."startsAt" AT TIME ZONE 'UTC', ends_at = n."endsAt" AT TIME ZONE 'UTC', unresolved = n.unresolved,
      start_condition = n."startCondition", start_lag_seconds = n."startLagSeconds",
      end_condition = n."endCondition", end_lag_seconds = n."endLagSeconds", raw = n.raw, languages = n.languages,
      holdback_languages = n."holdbackLanguages", format_profile = n."formatProfile", exclusive = n.exclusive,
      rental_start_by_seconds = n."rentalStartBySeconds", rental_finish_by_seconds = n."rentalFinishBySeconds",
      terms = n.terms, exception = n.exception, exception_text = n."exceptionText", approved_by = NULL,
      transaction_id = n."transactionId", contract_id = n."contractId", licensor = n.licensor,
      source = ${held.id}, version = w.version + 1, updated_at = now() AT TIME ZONE 'UTC'
    FROM jsonb_to_recordset(${changed}::jsonb) AS n(
      id text, "licenseType" text, territories text[], "excludedTerritories" text[], "startsAt" timestamptz,
      "endsAt" timestamptz, unresolved text[], "startCondition" text, "startLagSeconds" bigint, "endCondition" text,
      "endLagSeconds" bigint, raw jsonb, languages jsonb, "holdbackLanguages" text[], "formatProfile" text,
      exclusive boolean, "rentalStartBySeconds" bigint, "rentalFinishBySeconds" bigint, terms jsonb, exception boolean,
      "exceptionText" text, "transactionId" text, "contractId" text, licensor text)
    WHERE w.id = n.id AND w.tenant_id = ${held.tenantId}`;
}

async function rememberRows(transaction: Transaction, held: AvailsImport, records: WindowRecord[]): Promise<void> {
  if (records.length === 0) return;
  const rows = JSON.stringify(
    records.map(({ id, row, names }) => ({ id, row, names, alid: row.alid, licensor: row.licensor })),
  );
  await transaction.$executeRaw`
    INSERT INTO avails_windows (window_id, tenant_id, licensor, alid, title_names, row, dialect, import_id)
    SELECT n.id, ${held.tenantId}, n.licensor, n.alid, n.names, n.row, ${held.dialect}, ${held.id}
    FROM jsonb_to_recordset(${rows}::jsonb) AS n(id text, licensor text, alid text, names text[], row jsonb)
    ON CONFLICT (window_id) DO UPDATE SET row = excluded.row, title_names = excluded.title_names,
      dialect = excluded.dialect, import_id = excluded.import_id`;
}

async function rememberTitles(transaction: Transaction, held: AvailsImport, rows: readonly AvailRow[]): Promise<void> {
  const pairs = [...new Map(rows.map(({ licensor, alid }) => [`${licensor}\n${alid}`, { licensor, alid }])).values()];
  await transaction.$executeRaw`
    INSERT INTO avails_titles (tenant_id, licensor, alid, issued_at, import_id)
    SELECT ${held.tenantId}, n.licensor, n.alid, ${held.issuedAt.toISOString()}::timestamptz AT TIME ZONE 'UTC', ${held.id}
    FROM jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) AS n(licensor text, alid text)
    ON CONFLICT (tenant_id, licensor, alid) DO UPDATE
      SET issued_at = GREATEST(avails_titles.issued_at, excluded.issued_at), import_id = excluded.import_id`;
}

async function settle(
  transaction: Transaction,
  held: AvailsImport,
  done: { positions: number[]; changes: readonly WindowChange[]; actor: string },
): Promise<void> {
  const { id: importId } = held;
  await transaction.$executeRaw`
    UPDATE avails_rows SET status = CASE WHEN position = ANY(${done.positions}) THEN 'applied'
      WHEN status = 'ok' THEN 'left-out' ELSE status END
    WHERE import_id = ${importId}`;
  const row = await transaction.availsImport.update({
    where: { id: importId },
    data: { status: 'applied', applied: json(summaryOf(done.changes)), decidedBy: done.actor, endedAt: new Date() },
  });
  await tellOfImport(transaction, row, 'avails.applied');
}
