import { IdParams, listQuery, operation, pageOf } from '../http/operation';
import { z } from '../http/zod';
import { BulkLineView, BulkOrderView } from './bulk-schemas';
import { IngestRequest } from './schemas';

/** What a bulk order may hold. */
export const BULK_LIMITS = { lines: 10_000, bytes: 32 * 1024 * 1024, lineBytes: 256 * 1024 };

const common = { tag: 'Orders' } as const;

export const createBulkOrder = operation({
  ...common,
  id: 'createBulkOrder',
  method: 'post',
  path: '/v1/bulk-orders',
  summary: 'Order many ingests in one document',
  description:
    'A JSON array of ingest orders, or NDJSON with one per line; at most 10,000 lines, 32 MB, 256 kB a line. The document is taken whole, its lines one by one: a workflow orders each, and a line that is refused holds nobody up. The second line of one `external_id` is refused.',
  scope: 'ingests:write',
  document: BULK_LIMITS,
  body: z.array(IngestRequest).min(1).max(BULK_LIMITS.lines),
  answer: {
    status: 202,
    schema: BulkOrderView,
    description: 'The bulk order; its lines are being ordered.',
    location: 'Path of the bulk order.',
  },
  failures: ['bulk/empty', 'bulk/too-many-lines', 'bulk/too-large', 'temporal/unavailable'],
});

export const listBulkOrders = operation({
  ...common,
  id: 'listBulkOrders',
  method: 'get',
  path: '/v1/bulk-orders',
  summary: 'List bulk orders, newest first',
  description: 'Each with how many of its lines are accepted, refused and waiting.',
  scope: 'ingests:read',
  query: z.strictObject(listQuery),
  answer: { status: 200, schema: pageOf('BulkOrderPage', BulkOrderView), description: 'A page of bulk orders.' },
  failures: ['cursor/invalid'],
});

export const getBulkOrder = operation({
  ...common,
  id: 'getBulkOrder',
  method: 'get',
  path: '/v1/bulk-orders/{id}',
  summary: 'Read one bulk order: how many lines stand where',
  description: '`done` says that every line is accepted or refused; the ingests then go on by themselves.',
  scope: 'ingests:read',
  params: IdParams,
  answer: { status: 200, schema: BulkOrderView, description: 'The bulk order.' },
  failures: ['request/not-found'],
});

export const listBulkOrderLines = operation({
  ...common,
  id: 'listBulkOrderLines',
  method: 'get',
  path: '/v1/bulk-orders/{id}/lines',
  summary: 'List the lines of a bulk order, in its order',
  description: 'An accepted line names its ingest, a refused one its problem with line, fields and fix.',
  scope: 'ingests:read',
  params: IdParams,
  query: z.strictObject({ ...listQuery, status: z.enum(['waiting', 'accepted', 'refused']).optional() }),
  answer: { status: 200, schema: pageOf('BulkOrderLinePage', BulkLineView), description: 'A page of lines.' },
  failures: ['request/not-found', 'cursor/invalid'],
});

/** Every operation on bulk orders. */
export const BULK_OPERATIONS = [createBulkOrder, listBulkOrders, getBulkOrder, listBulkOrderLines];
