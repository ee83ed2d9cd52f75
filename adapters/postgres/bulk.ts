import { HeadendError } from '../../domain/failures';
import type { BulkOrder, BulkOrderLine, Prisma } from '../../prisma/client/client';
import type { OrderProblem } from '../order-desk/port';
import type { BulkLineRecord, BulkOrderRecord, BulkOrders, BulkState, LineState } from './bulk-port';
import { bulkLineKey } from './bulk-port';
import type { Database } from './database';
import { guardAll, isTaken } from './errors';
import { appendEvent } from './events';
import { keyedId } from './ids';
import { storableJson } from './json';
import { afterPosition, newestFirst, readPage } from './paging';

type Order = Parameters<BulkOrders['create']>[0];

/** {@link BulkOrders} in PostgreSQL. */
export const createBulkOrders = (database: Database): BulkOrders =>
  guardAll({
    async create(order) {
      const id = keyedId('bul', `${order.tenantId} ${order.requestKey}`);
      await insert(database, id, order).catch((error: unknown) => {
        if (!isTaken(error)) throw error;
      });
      return bulkOf(await database.bulkOrder.findUniqueOrThrow({ where: { id } }), await counts(database, [id]));
    },

    async find(tenantId, id) {
      const row = await database.bulkOrder.findFirst({ where: { id, tenantId } });
      return row ? bulkOf(row, await counts(database, [id])) : undefined;
    },

    async list({ tenantId, limit, after }) {
      const { items, next } = await readPage(
        limit,
        (take) =>
          database.bulkOrder.findMany({
            where: { tenantId, ...afterPosition('createdAt', after) },
            orderBy: newestFirst('createdAt'),
            take,
          }),
        ({ createdAt }) => createdAt,
      );
      const open = items.filter(({ status }) => status !== 'done').map(({ id }) => id);
      const sums = await counts(database, open);
      return { items: items.map((row) => bulkOf(row, sums)), next };
    },

    async lines({ bulkId, status, after, limit }) {
      const rows = await database.bulkOrderLine.findMany({
        where: { bulkId, status, line: { gt: after } },
        orderBy: { line: 'asc' },
        take: limit,
        omit: { body: true },
      });
      return rows.map(lineOf);
    },

    async waiting(bulkId, limit) {
      const bulk = await database.bulkOrder.findUnique({ where: { id: bulkId } });
      if (!bulk) throw new HeadendError('request/not-found', `There is no bulk order ${bulkId}.`);
      const lines = await database.bulkOrderLine.findMany({
        where: { bulkId, status: 'waiting' },
        orderBy: { line: 'asc' },
        take: limit,
        select: { line: true, body: true },
      });
      if (bulk.status === 'accepted' && lines.length > 0)
        await database.bulkOrder.updateMany({
          where: { id: bulkId, status: 'accepted' },
          data: { status: 'running' },
        });
      return { tenantId: bulk.tenantId, lines };
    },

    async ordered(tenantId, keys) {
      const rows = await database.ingest.findMany({
        where: { tenantId, requestKey: { in: [...keys] } },
        select: { id: true, requestKey: true },
      });
      return new Map(rows.map(({ id, requestKey }) => [requestKey, id]));
    },

    async settle(bulkId, outcomes) {
      if (outcomes.length === 0) return;
      const settled = outcomes.map((outcome) => ({
        line: outcome.line,
        status: 'ingestId' in outcome ? 'accepted' : 'refused',
        ingest_id: 'ingestId' in outcome ? outcome.ingestId : null,
        problem: 'problem' in outcome ? { ...outcome.problem, line: outcome.line } : null,
        origin: bulkLineKey(bulkId, outcome.line),
      }));
      const rows = JSON.stringify(storableJson(settled));
      // Its order is not asked for again, and what was refused may hold a password.
      await database.$transaction([
        database.$executeRaw`
          UPDATE bulk_order_lines AS b SET status = s.status, ingest_id = s.ingest_id, problem = s.problem, body = '{}'
          FROM jsonb_to_recordset(${rows}::jsonb) AS s(line int, status text, ingest_id text, problem jsonb)
          WHERE b.bulk_id = ${bulkId} AND b.line = s.line AND b.status = 'waiting'`,
        database.$executeRaw`
          UPDATE ingests AS i SET origin = s.origin
          FROM jsonb_to_recordset(${rows}::jsonb) AS s(ingest_id text, origin text)
          WHERE i.id = s.ingest_id AND i.request_key = s.origin AND i.origin IS NULL`,
      ]);
    },

    finish: (bulkId) => finish(database, bulkId),

    async unfinished(before, limit) {
      const rows = await database.bulkOrder.findMany({
        where: { status: { not: 'done' }, createdAt: { lt: before } },
        orderBy: { createdAt: 'asc' },
        take: limit,
      });
      return rows.map((row) => bulkOf(row, new Map()));
    },
  });

/** One statement for all lines: ten thousand of them would not fit the parameters of an insert of rows. */
async function insert(database: Database, id: string, { tenantId, actor, testMode, lines }: Order): Promise<void> {
  const rows = lines.map(({ line, externalId, body, problem }) => ({
    line,
    external_id: externalId ?? null,
    body: problem ? {} : (body ?? {}),
    status: problem ? 'refused' : 'waiting',
    problem: problem ? { ...problem, line } : null,
  }));
  await database.$transaction([
    database.bulkOrder.create({ data: { id, tenantId, actor, testMode, lines: lines.length } }),
    database.$executeRaw`
      INSERT INTO bulk_order_lines (bulk_id, line, external_id, body, status, problem)
      SELECT ${id}, line, external_id, body, status, problem
      FROM jsonb_to_recordset(${JSON.stringify(storableJson(rows))}::jsonb)
        AS l(line int, external_id text, body jsonb, status text, problem jsonb)`,
  ]);
}

async function finish(database: Database, id: string) {
  return database.$transaction(async (transaction) => {
    const sums = await counts(transaction, [id]);
    const accepted = sums.get(`${id} accepted`) ?? 0;
    const refused = sums.get(`${id} refused`) ?? 0;
    const { count } = await transaction.bulkOrder.updateMany({
      where: { id, status: { not: 'done' } },
      data: { status: 'done', accepted, refused, endedAt: new Date() },
    });
    const row = await transaction.bulkOrder.findUniqueOrThrow({ where: { id } });
    const { tenantId, lines, testMode, createdAt, endedAt } = row;
    if (count > 0) {
      const times = { created_at: createdAt.toISOString(), ended_at: (endedAt ?? new Date()).toISOString() };
      const data = { id, lines, accepted, refused, ...times };
      await appendEvent(transaction, { tenantId, type: 'bulk_order.done', subject: id, testMode, data });
    }
    return { lines, accepted, refused };
  });
}

/** Lines by bulk order and state. */
async function counts(database: Database | Prisma.TransactionClient, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const groups = await database.bulkOrderLine.groupBy({
    by: ['bulkId', 'status'],
    where: { bulkId: { in: ids } },
    _count: true,
  });
  return new Map(groups.map(({ bulkId, status, _count }) => [`${bulkId} ${status}`, _count]));
}

const bulkOf = (row: BulkOrder, sums: Map<string, number>): BulkOrderRecord => ({
  ...row,
  status: row.status as BulkState,
  accepted: row.status === 'done' ? row.accepted : (sums.get(`${row.id} accepted`) ?? 0),
  refused: row.status === 'done' ? row.refused : (sums.get(`${row.id} refused`) ?? 0),
  endedAt: row.endedAt ?? undefined,
});

const lineOf = (row: Omit<BulkOrderLine, 'body'>): BulkLineRecord => ({
  line: row.line,
  externalId: row.externalId ?? undefined,
  status: row.status as LineState,
  ingestId: row.ingestId ?? undefined,
  problem: (row.problem ?? undefined) as (OrderProblem & { line: number }) | undefined,
});
