import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { IngestRecord, Ingests, SupplyChainRecords, Uploads } from '../../adapters/postgres/port';
import { ENDED_STATES } from '../../adapters/postgres/port';
import type { SourceCredentials } from '../../adapters/postgres/source-credentials-port';
import { UpdateRefused, type WorkflowEngine } from '../../adapters/temporal/port';
import { HeadendError, isFailureCode, isHeadendError } from '../../domain/failures';
import { decide, type IngestDecision, titleIngestId } from '../../workflows/supply-chain/contract';
import { readCursor, writeCursor } from '../http/cursor';
import { type Caller, type Route, route } from '../http/operation';
import type { IngestSettings } from './contract';
import { readOrder, startIngest } from './orders';
import { qualityReport } from './quality-report';
import type { DecisionRequest } from './schemas';
import { resolveSource } from './sources';
import { cancelIngest, createIngest, decideIngest, getIngest, getIngestQc, listIngests, retryIngest } from './specs';
import { failure, ingestView } from './views';

export interface IngestDeps {
  ingests: Ingests;
  uploads: Uploads;
  sourceCredentials: SourceCredentials;
  records: Pick<SupplyChainRecords, 'recordOutcome'>;
  store: ObjectStore;
  /** Largest file taken in, bytes. */
  maxBytes: number;
  engine: WorkflowEngine;
  settings: IngestSettings;
  allowPrivate: readonly string[];
  runUrl(workflowId: string): string;
}

/** The ingests of the partner API. */
export const ingestRoutes = (deps: IngestDeps): Route[] => [
  route(createIngest, async ({ body, caller, requestKey, log }) => {
    const standing = await deps.ingests.standing(caller.tenantId, body.external_id);
    const order = await readOrder(body, caller.tenantId, standing, deps);
    // While the engine is away an order is refused before anything of it is written.
    await deps.engine.ping();
    const { ingest } = await deps.ingests.create({ ...order, requestKey });
    if (ingest.status === 'queued') await startSoon(deps, ingest, log);
    return { body: shown(deps, ingest, caller), location: `/v1/ingests/${ingest.id}` };
  }),

  route(listIngests, async ({ query, caller }) => {
    const { limit, cursor, ...filters } = query;
    const scope = { list: listIngests.id, ...filters };
    const { items, next } = await deps.ingests.list({
      tenantId: caller.tenantId,
      limit,
      after: readCursor(cursor, scope),
      status: filters.status,
      externalId: filters.external_id,
      titleId: filters.title_id,
    });
    const data = items.map((ingest) => shown(deps, ingest, caller));
    return { body: { data, next_cursor: writeCursor(next, scope) } };
  }),

  route(getIngest, async ({ params, caller }) => ({
    body: shown(deps, await existing(deps, caller, params.id), caller),
  })),

  route(getIngestQc, async ({ params, caller }) => {
    const ingest = await existing(deps, caller, params.id);
    return { body: await qualityReport(ingest, await deps.ingests.findings(caller.tenantId, ingest.id), deps.store) };
  }),

  route(cancelIngest, async ({ params, caller }) => {
    const ingest = await existing(deps, caller, params.id);
    if (ENDED_STATES.includes(ingest.status)) {
      throw new HeadendError('ingest/finished', `Ingest ${ingest.id} is ${ingest.status}.`);
    }
    const workflowId = titleIngestId(ingest.id);
    await deps.engine.cancel(workflowId);
    // Nobody else would end it: its run was never started, or is that of the attempt before.
    if ((await deps.engine.describe(workflowId))?.status !== 'running') {
      await deps.records.recordOutcome(ingest.id, { result: 'cancelled' });
    }
    return { body: shown(deps, await existing(deps, caller, ingest.id), caller) };
  }),

  route(retryIngest, async ({ params, caller, requestKey, log }) => {
    const before = await existing(deps, caller, params.id);
    checkHelps(before);
    await closedRun(deps.engine, before);
    const ingest = await deps.ingests.reopen(caller.tenantId, params.id, caller.label, requestKey);
    if (ingest.status === 'queued') await startSoon(deps, ingest, log);
    return { body: shown(deps, ingest, caller) };
  }),

  route(decideIngest, async ({ params, body, caller, requestKey }) => {
    const ingest = await existing(deps, caller, params.id);
    if (ENDED_STATES.includes(ingest.status)) throw notHeld(`Ingest ${ingest.id} is ${ingest.status}.`);
    const decision = await decisionOf(body, caller, ingest, deps);
    await deps.engine
      .update(titleIngestId(ingest.id), decide.name, decision, requestKey)
      .catch((error: unknown) => Promise.reject(refusal(error)));
    return { body: shown(deps, await existing(deps, caller, ingest.id), caller) };
  }),
];

/**
 * Start the run of a row that is written. The row is the promise: when the engine goes away in this very moment, the watch
 * over lost runs starts the run once it is back.
 */
async function startSoon({ engine, settings }: IngestDeps, ingest: IngestRecord, log: Logger): Promise<void> {
  try {
    await startIngest(engine, ingest, settings.publicUrl);
  } catch (error) {
    if (!isHeadendError(error) || error.code !== 'temporal/unavailable') throw error;
    log.warn({ ingest: ingest.id, err: error }, 'the run starts when the workflow engine is back');
  }
}

/** @throws {HeadendError} `ingest/not-retryable` where another run of the same bytes would only end as the last one did */
function checkHelps(ingest: IngestRecord): void {
  const failed = failure(ingest);
  if (failed && !failed.retryable)
    throw new HeadendError('ingest/not-retryable', `Ingest ${ingest.id} ended with ${failed.code}: ${failed.title}.`, {
      fix: `${failed.fix} Then order it with POST /v1/ingests.`,
    });
}

/** Longest wait for a run that has told its ending to close, milliseconds. */
const CLOSING_MS = 5_000;

/**
 * Wait until the run of an ended ingest has closed: it tells its ending a moment before, and a retry that is started within
 * that moment would be taken for the run that just ends.
 */
async function closedRun(engine: WorkflowEngine, { id, status }: IngestRecord): Promise<void> {
  if (!ENDED_STATES.includes(status)) return;
  const deadline = Date.now() + CLOSING_MS;
  while ((await engine.describe(titleIngestId(id)))?.status === 'running') {
    if (Date.now() > deadline)
      throw new HeadendError('ingest/not-retryable', `The run before of ingest ${id} is still ending.`, {
        fix: 'Try again in a moment.',
      });
    await sleep(50);
  }
}

/** An ingest as its caller may see it: a partner is told what was decided and why, an operator also by whom. */
const shown = ({ runUrl }: IngestDeps, ingest: IngestRecord, { role }: Caller) =>
  ingestView(ingest, { runUrl, tellsWho: role === 'operator' });

async function existing({ ingests }: IngestDeps, caller: Caller, id: string): Promise<IngestRecord> {
  const ingest = await ingests.find(caller.tenantId, id);
  if (!ingest) throw new HeadendError('request/not-found', `There is no ingest ${id}.`);
  return ingest;
}

type DecisionBody = z.output<typeof DecisionRequest>;

async function decisionOf(
  body: DecisionBody,
  caller: Caller,
  ingest: IngestRecord,
  deps: IngestDeps,
): Promise<IngestDecision> {
  const decided = { reason: body.reason, by: caller.label, keyId: caller.id };
  if (body.decision !== 'replace') return { decision: body.decision, ...decided };
  const { source, secret, uploadId } = await resolveSource(body.source, caller.tenantId, 'source', {
    uploads: deps.uploads,
    sourceCredentials: deps.sourceCredentials,
    store: deps.store,
    allowPrivate: deps.allowPrivate,
    maxBytes: deps.maxBytes,
  });
  if (uploadId) await deps.uploads.take(caller.tenantId, uploadId, ingest.id);
  if (secret) await deps.ingests.addSecretUrls(caller.tenantId, ingest.id, Object.fromEntries([secret]));
  return { decision: 'replace', ...decided, source };
}

const notHeld = (detail: string) => new HeadendError('ingest/not-held', detail);

function refusal(error: unknown): unknown {
  if (error instanceof UpdateRefused) {
    return isFailureCode(error.type) ? new HeadendError(error.type, error.message) : notHeld(error.message);
  }
  if (error instanceof HeadendError && error.code === 'run/unknown') return notHeld('The run has ended.');
  return error;
}
