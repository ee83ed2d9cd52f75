import type { Logger } from 'pino';
import { ENDED_STATES, type IngestRecord, type Ingests, type SupplyChainRecords } from '../../adapters/postgres/port';
import type { RunSummary, WorkflowEngine } from '../../adapters/temporal/port';
import { titleIngestId } from '../../workflows/supply-chain/contract';
import { isIngestOrder, startIngest } from './orders';

/** An ingest not heard of for so long is looked after, milliseconds. */
const QUIET_MS = 15_000;
/** A run found alive is left alone for so long. */
const ALIVE_MS = 5 * 60_000;
/** One that could not be looked after is left alone for so long. */
const TROUBLED_MS = 30_000;
const AT_ONCE = 100;

export interface LostRunDeps {
  ingests: Pick<Ingests, 'quiet' | 'find'>;
  records: Pick<SupplyChainRecords, 'recordOutcome'>;
  engine: WorkflowEngine;
  publicUrl: string;
  log: Logger;
}

/**
 * Looks after ingests whose row and run have come apart: the API died between writing the row and starting the run, or
 * somebody terminated the run in Temporal. Safe in any number of API nodes.
 *
 * @returns one round; call it every few seconds
 */
export function lostRunWatch(deps: LostRunDeps): () => Promise<void> {
  const alive = new Map<string, number>();
  return async () => {
    const now = Date.now();
    for (const [id, until] of alive) if (until < now) alive.delete(id);
    const quiet = await deps.ingests.quiet(new Date(now - QUIET_MS), AT_ONCE + alive.size);
    for (const ingest of quiet) {
      if (alive.has(ingest.id)) continue;
      try {
        const run = await deps.engine.describe(titleIngestId(ingest.id));
        if (run?.status === 'running') alive.set(ingest.id, now + ALIVE_MS);
        else await mend(deps, ingest, run);
      } catch (error) {
        // One that cannot be mended must not keep the others from it, nor be looked at in every round.
        deps.log.warn({ ingest: ingest.id, err: error }, 'an ingest could not be looked after');
        alive.set(ingest.id, now + TROUBLED_MS);
      }
    }
  };
}

async function mend(deps: LostRunDeps, ingest: IngestRecord, run: RunSummary | undefined): Promise<void> {
  // The row may have ended between the two looks.
  const latest = await deps.ingests.find(ingest.tenantId, ingest.id);
  if (!latest || ENDED_STATES.includes(latest.status)) return;
  // The row waits since it was opened again; a run that began before then is that of the attempt before, even when it
  // closed after.
  const earlierAttempt =
    run && latest.status === 'queued' && latest.attempt > 1 && run.startedAt.getTime() < latest.updatedAt.getTime();
  if (!run || earlierAttempt) {
    if (!isIngestOrder(latest.order))
      return giveUp(deps, ingest, 'The stored order cannot be read: order the title again.');
    deps.log.info({ ingest: ingest.id, title: ingest.titleId }, 'starting the run of a waiting ingest');
    return startIngest(deps.engine, latest, deps.publicUrl);
  }
  if (run.status !== 'cancelled') return giveUp(deps, ingest, `The run was ${run.status} in the workflow engine.`);
  deps.log.warn({ ingest: ingest.id }, 'the run was cancelled without telling');
  await deps.records.recordOutcome(ingest.id, { result: 'cancelled' });
}

/** End an ingest that no run will end. */
async function giveUp({ log, records }: LostRunDeps, { id }: IngestRecord, reason: string): Promise<void> {
  log.warn({ ingest: id, reason }, 'an ingest without a run is ended');
  await records.recordOutcome(id, { result: 'failed', code: 'internal/unexpected', reason });
}
