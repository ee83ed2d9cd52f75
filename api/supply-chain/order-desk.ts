import type { Logger } from 'pino';
import type { DeskAnswer, DeskOrder, OrderDesk, OrderProblem } from '../../adapters/order-desk/port';
import type { Ingests, Uploads } from '../../adapters/postgres/port';
import type { WorkflowEngine } from '../../adapters/temporal/port';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { problemOf } from '../http/problems';
import { validated } from '../http/validate';
import { type OrderDeps, readOrder, startIngest } from './orders';
import { IngestRequest } from './schemas';

export interface DeskDeps extends OrderDeps {
  ingests: Pick<Ingests, 'standing' | 'create'>;
  engine: WorkflowEngine;
  publicUrl: string;
  log: Logger;
}

/** {@link OrderDesk} by the very rules of `POST /v1/ingests`. */
export const createOrderDesk = (deps: DeskDeps): OrderDesk => ({
  async order(order) {
    try {
      return await take(deps, order);
    } catch (error) {
      if (isHeadendError(error) && error.failure.status === HOUSE_IS_DOWN) throw error;
      if (!isHeadendError(error)) deps.log.error({ err: error, origin: order.origin }, 'an order failed unexpectedly');
      return { problem: problemOfOrder(error) };
    }
  },
});

const HOUSE_IS_DOWN = 503;

async function take(deps: DeskDeps, { tenantId, body, key, origin, files }: DeskOrder): Promise<DeskAnswer> {
  const wanted = validated(IngestRequest, body, 'body');
  if (!wanted) throw new HeadendError('request/invalid', 'There is no order.');
  const standing = await deps.ingests.standing(tenantId, wanted.external_id);
  const uploads = files ? withFiles(deps.uploads, files) : deps.uploads;
  const order = await readOrder(wanted, tenantId, standing, { ...deps, uploads });
  const uploadIds = order.uploadIds.filter((id) => !files?.has(id));
  const { ingest } = await deps.ingests.create({ ...order, uploadIds, requestKey: key });
  if (ingest.status === 'queued') await startSoon(deps, ingest, origin);
  return { ingestId: ingest.id };
}

/** Uploads among which files that lie in our bucket already are found as if they had been uploaded. */
const withFiles = (uploads: Uploads, files: NonNullable<DeskOrder['files']>): Uploads => ({
  ...uploads,
  async find(tenantId, id) {
    const file = files.get(id);
    if (!file) return uploads.find(tenantId, id);
    const now = new Date();
    return {
      ...file,
      id,
      tenantId,
      protocol: 'single',
      status: 'uploaded',
      received: file.bytes,
      testMode: false,
      createdAt: now,
      updatedAt: now,
      expiresAt: now,
    };
  },
});

/** The row is the promise: a run that cannot be started now is started by the watch over lost runs. */
async function startSoon(
  { engine, publicUrl, log }: DeskDeps,
  ingest: Parameters<typeof startIngest>[1],
  origin: string,
) {
  try {
    await startIngest(engine, ingest, publicUrl);
  } catch (error) {
    if (!isHeadendError(error) || error.code !== 'temporal/unavailable') throw error;
    log.warn({ ingest: ingest.id, origin, err: error }, 'the run starts when the workflow engine is back');
  }
}

/** The problem that a refused order is told with. */
export function problemOfOrder(error: unknown): OrderProblem {
  const known = isHeadendError(error) ? error : new HeadendError('internal/unexpected', 'The order failed.');
  const { request_id: _none, ...problem } = problemOf(known, '');
  return problem;
}
