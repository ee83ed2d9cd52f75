import type { BulkLineRecord, BulkOrderRecord, BulkOrders, NewBulkLine } from '../../adapters/postgres/bulk-port';
import type { WorkflowEngine } from '../../adapters/temporal/port';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { BULK_ORDER, bulkOrderId, SUPPLY_CHAIN_QUEUE } from '../../workflows/supply-chain/contract';
import { readCursor, unwrapToken, wrapToken, writeCursor } from '../http/cursor';
import type { DocumentLine, LineDocument } from '../http/document';
import { type Caller, type Route, route } from '../http/operation';
import type { z } from '../http/zod';
import type { BulkLineView, BulkOrderView } from './bulk-schemas';
import { createBulkOrder, getBulkOrder, listBulkOrderLines, listBulkOrders } from './bulk-specs';
import { problemOfOrder } from './order-desk';

export interface BulkDeps {
  bulkOrders: BulkOrders;
  engine: WorkflowEngine;
}

/** Bulk orders of a tenant. */
export const bulkOrderRoutes = (deps: BulkDeps): Route[] => [
  route(createBulkOrder, async ({ document, caller, requestKey, log }) => {
    const { lines } = document as LineDocument;
    await deps.engine.ping();
    const { tenantId, label: actor, testMode } = caller;
    const bulk = await deps.bulkOrders.create({ tenantId, requestKey, actor, testMode, lines: orderLines(lines) });
    if (bulk.status !== 'done')
      await startBulkOrder(deps.engine, bulk).catch((error: unknown) => {
        if (!isHeadendError(error) || error.code !== 'temporal/unavailable') throw error;
        log.warn({ bulk: bulk.id, err: error }, 'the lines are ordered when the workflow engine is back');
      });
    return { body: bulkView(bulk), location: `/v1/bulk-orders/${bulk.id}` };
  }),

  route(listBulkOrders, async ({ query, caller }) => {
    const scope = { list: listBulkOrders.id };
    const after = readCursor(query.cursor, scope);
    const { items, next } = await deps.bulkOrders.list({ tenantId: caller.tenantId, limit: query.limit, after });
    return { body: { data: items.map(bulkView), next_cursor: writeCursor(next, scope) } };
  }),

  route(getBulkOrder, async ({ params, caller }) => ({ body: bulkView(await existing(deps, caller, params.id)) })),

  route(listBulkOrderLines, async ({ params, query, caller }) => {
    const bulk = await existing(deps, caller, params.id);
    const { limit, status } = query;
    const scope = { list: listBulkOrderLines.id, id: bulk.id, status };
    const after = lineOf(unwrapToken(query.cursor, scope));
    const lines = await deps.bulkOrders.lines({ bulkId: bulk.id, status, after, limit: limit + 1 });
    const shown = lines.slice(0, limit);
    const next = lines.length > limit ? String(shown.at(-1)?.line) : undefined;
    return { body: { data: shown.map(lineView), next_cursor: wrapToken(next, scope) } };
  }),
];

/** Start the run of a bulk order; nothing happens while it is under way. */
export const startBulkOrder = (engine: WorkflowEngine, bulk: BulkOrderRecord): Promise<void> =>
  engine.start({
    type: BULK_ORDER,
    id: bulkOrderId(bulk.id),
    queue: SUPPLY_CHAIN_QUEUE,
    input: { bulkId: bulk.id },
    attributes: [{ name: 'TenantId', type: 'keyword', value: bulk.tenantId }],
    summary: `orders ${bulk.lines} lines`,
    details: `Bulk order \`${bulk.id}\` by ${bulk.actor}`,
    priority: 3,
    fairnessKey: bulk.tenantId,
  });

const AT_ONCE = 20;
/** A run that was started is found under way after so long, milliseconds. */
const QUIET_MS = 15_000;

/** Starts the runs of bulk orders whose API died between writing the rows and starting the run. Call it every few seconds. */
export const lostBulkOrders =
  ({ bulkOrders, engine }: BulkDeps): (() => Promise<void>) =>
  async () => {
    for (const bulk of await bulkOrders.unfinished(new Date(Date.now() - QUIET_MS), AT_ONCE))
      await startBulkOrder(engine, bulk);
  };

/** Of several lines of one title only the first is ordered: which of them would stand in the end, nobody could say. */
export function orderLines(lines: readonly DocumentLine[]): NewBulkLine[] {
  const seen = new Map<string, number>();
  return lines.map((each): NewBulkLine => {
    const { line } = each;
    if ('refusal' in each) return { line, problem: problemOfOrder(each.refusal) };
    const body = each.value;
    const externalId = externalIdOf(body);
    const first = externalId === undefined ? undefined : seen.get(externalId);
    if (externalId !== undefined && first === undefined) seen.set(externalId, line);
    if (first === undefined) return { line, externalId, body };
    const detail = `Line ${first} orders the same external_id.`;
    return {
      line,
      externalId,
      body,
      problem: problemOfOrder(new HeadendError('bulk/line-twice', detail, { field: 'external_id' })),
    };
  });
}

function externalIdOf(body: unknown): string | undefined {
  const id = (body as { external_id?: unknown } | null)?.external_id;
  return typeof id === 'string' && id.length > 0 && id.length <= 200 ? id : undefined;
}

async function existing({ bulkOrders }: BulkDeps, caller: Caller, id: string): Promise<BulkOrderRecord> {
  const bulk = await bulkOrders.find(caller.tenantId, id);
  if (!bulk) throw new HeadendError('request/not-found', `There is no bulk order ${id}.`);
  return bulk;
}

function lineOf(token: string | undefined): number {
  const line = Number(token ?? 0);
  if (Number.isSafeInteger(line) && line >= 0 && line < 2 ** 31) return line;
  throw new HeadendError('cursor/invalid', 'The cursor was not made by this API.', { field: 'cursor' });
}

const bulkView = (bulk: BulkOrderRecord): z.input<typeof BulkOrderView> => ({
  id: bulk.id,
  status: bulk.status,
  lines: bulk.lines,
  accepted: bulk.accepted,
  refused: bulk.refused,
  waiting: bulk.lines - bulk.accepted - bulk.refused,
  created_at: bulk.createdAt.toISOString(),
  ended_at: bulk.endedAt?.toISOString() ?? null,
});

const lineView = (line: BulkLineRecord): z.input<typeof BulkLineView> => ({
  line: line.line,
  external_id: line.externalId ?? null,
  status: line.status,
  ingest_id: line.ingestId ?? null,
  problem: line.problem ?? null,
});
