import type { Dialect } from '../../domain/avails/dates';
import type { DiffSummary } from '../../domain/avails/diff';
import type { AvailFinding } from '../../domain/avails/findings';
import type { AvailRow } from '../../domain/avails/row';
import { type FailureCode, HeadendError } from '../../domain/failures';
import type { AvailsChange, AvailsImport, AvailsRow, Prisma } from '../../prisma/client/client';
import { applyImport } from './avails-apply';
import type { AvailsImports, ImportChange, ImportRecord, ImportRow, ImportState, RowState } from './avails-port';
import { recordChecked, tellOfImport } from './avails-record';
import type { Database } from './database';
import { guardAll, isTaken } from './errors';
import { newId } from './ids';
import { afterPosition, newestFirst, readPage } from './paging';

/** {@link AvailsImports} in PostgreSQL. */
export const createAvailsImports = (database: Database): AvailsImports =>
  guardAll({
    async create({ actor, bytes, zones, ...order }) {
      const open = { tenantId: order.tenantId, digest: order.digest, status: { notIn: ['discarded', 'failed'] } };
      const data = { ...order, bytes: BigInt(bytes), zones: { ...zones }, createdBy: actor, id: newId('avi') };
      try {
        return { record: importOf(await database.availsImport.create({ data })), created: true };
      } catch (error) {
        const known = isTaken(error) ? await database.availsImport.findFirst({ where: open }) : null;
        if (!known) throw error;
        return { record: importOf(known), created: false };
      }
    },

    async find(tenantId, id) {
      const row = await database.availsImport.findFirst({ where: { id, tenantId } });
      return row ? importOf(row) : undefined;
    },

    get: async (id) => importOf(await existing(database, id)),

    async list({ tenantId, limit, after }) {
      const { items, next } = await readPage(
        limit,
        (take) =>
          database.availsImport.findMany({
            where: { tenantId, ...afterPosition('createdAt', after) },
            orderBy: newestFirst('createdAt'),
            take,
          }),
        ({ createdAt }) => createdAt,
      );
      return { items: items.map(importOf), next };
    },

    async rows({ importId, status, after, limit }) {
      const where = { importId, status, position: { gt: after } };
      return (await database.availsRow.findMany({ where, orderBy: { position: 'asc' }, take: limit })).map(rowOf);
    },

    async changes({ importId, stage, after, limit }) {
      const where = { importId, stage, position: { gt: after } };
      return (await database.availsChange.findMany({ where, orderBy: { position: 'asc' }, take: limit })).map(changeOf);
    },

    async unread(before, limit) {
      const where = { status: 'received', createdAt: { lt: before } };
      return (await database.availsImport.findMany({ where, orderBy: { createdAt: 'asc' }, take: limit })).map(
        importOf,
      );
    },

    async recordChecked(id, checked) {
      await recordChecked(database, await existing(database, id), checked);
      return importOf(await existing(database, id));
    },

    async apply(id, decision) {
      await applyImport(database, await existing(database, id), decision);
      return importOf(await existing(database, id));
    },

    async end(id, { status, actor, failure }) {
      await database.$transaction(async (transaction) => {
        const open = { id, status: { in: ['received', 'checked'] } };
        const why = { failureCode: failure?.code, failureDetail: failure?.detail };
        const data = { status, decidedBy: actor, endedAt: new Date(), ...why };
        const { count } = await transaction.availsImport.updateMany({ where: open, data });
        if (count === 0 || status !== 'failed') return;
        await tellOfImport(
          transaction,
          await transaction.availsImport.findUniqueOrThrow({ where: { id } }),
          'avails.failed',
        );
      });
      return importOf(await existing(database, id));
    },

    async current({ tenantId, alid, licensor, limit }) {
      const rows = await database.availsWindow.findMany({
        where: { tenantId, alid, licensor, window: { status: 'active' } },
        orderBy: [{ alid: 'asc' }, { windowId: 'asc' }],
        take: limit,
      });
      return rows.map(({ row }) => row as unknown as AvailRow);
    },
  });

async function existing(database: Database, id: string): Promise<AvailsImport> {
  const row = await database.availsImport.findUnique({ where: { id } });
  if (!row) throw new HeadendError('request/not-found', `There is no import of avails ${id}.`);
  return row;
}

/** JSON columns hold what we wrote. */
const written = <T>(json: Prisma.JsonValue): T => json as unknown as T;

const importOf = (row: AvailsImport): ImportRecord => ({
  id: row.id,
  tenantId: row.tenantId,
  fileName: row.fileName ?? undefined,
  objectKey: row.objectKey,
  bytes: Number(row.bytes),
  format: (row.format as 'xml' | 'xlsx' | null) ?? undefined,
  version: row.version ?? undefined,
  dialect: row.dialect as Dialect,
  zones: written<Record<string, string>>(row.zones),
  issuedAt: row.issuedAt,
  status: row.status as ImportState,
  rows: row.rows,
  rowsWithError: row.rowsWithError,
  warnings: row.warnings,
  findings: written<AvailFinding[]>(row.findings),
  planned: row.planned ? written<DiffSummary>(row.planned) : undefined,
  applied: row.applied ? written<DiffSummary>(row.applied) : undefined,
  failure: row.failureCode ? { code: row.failureCode as FailureCode, detail: row.failureDetail ?? '' } : undefined,
  createdBy: row.createdBy,
  decidedBy: row.decidedBy ?? undefined,
  createdAt: row.createdAt,
  checkedAt: row.checkedAt ?? undefined,
  endedAt: row.endedAt ?? undefined,
});

const rowOf = (row: AvailsRow): ImportRow => ({
  position: row.position,
  at: row.at,
  alid: row.alid,
  externalId: row.externalId ?? undefined,
  status: row.status as RowState,
  row: row.row ? written<AvailRow>(row.row) : undefined,
  findings: written<AvailFinding[]>(row.findings),
});

const changeOf = (row: AvailsChange): ImportChange => ({
  position: row.position,
  kind: row.kind as ImportChange['kind'],
  alid: row.alid,
  title: row.title,
  row: row.row ?? undefined,
  windowId: row.windowId ?? undefined,
  before: row.before ? written<AvailRow>(row.before) : undefined,
  after: row.after ? written<AvailRow>(row.after) : undefined,
});
