import type { Logger } from 'pino';
import type { Conditionings } from '../../adapters/postgres/conditioning-port';
import type { CollectableVersion, SupplyChainRecords } from '../../adapters/postgres/port';
import type { WorkflowEngine } from '../../adapters/temporal/port';
import {
  SUPPLY_CHAIN_QUEUE,
  VERSION_COLLECTION,
  type VersionCollectionOrder,
  versionCollectionId,
} from '../../workflows/supply-chain/contract';
import type { Supersession } from '../catalog/contract';

const HOUR_MS = 3_600_000;
/** A version that its own collection should have taken so long ago is collected here. */
const OVERDUE_MS = HOUR_MS;
/** A package for channels that none of them has wanted for so long goes; a channel may be off over the holidays. */
const UNWANTED_MS = 14 * 24 * HOUR_MS;

/** Have a superseded version deleted once its grace time is over. */
export const scheduleCollection = (
  engine: WorkflowEngine,
  { versionId, supersededBy, tenantId, titleId }: Supersession,
  graceMs: number,
): Promise<void> =>
  engine.start({
    type: VERSION_COLLECTION,
    id: versionCollectionId(versionId, supersededBy),
    queue: SUPPLY_CHAIN_QUEUE,
    input: { versionId, graceMs } satisfies VersionCollectionOrder,
    attributes: [
      { name: 'TenantId', type: 'keyword', value: tenantId },
      { name: 'TitleId', type: 'keyword', value: titleId },
    ],
    summary: 'collects a superseded version after its grace time',
    details: `Version \`${versionId}\` of title \`${titleId}\``,
    priority: 5,
  });

export interface CollectionWatchDeps {
  records: Pick<SupplyChainRecords, 'versionsDueForCollection'>;
  conditionings: Pick<Conditionings, 'retire'>;
  engine: WorkflowEngine;
  versionGraceHours: number;
  log: Logger;
}

/**
 * Collects versions whose own collection was lost, such as when the engine was away during a roll-back, and packages for channels
 * that nothing airs any more. One round.
 */
export const overdueCollections =
  ({ records, conditionings, engine, versionGraceHours, log }: CollectionWatchDeps) =>
  async (): Promise<void> => {
    const retired = await conditionings.retire(new Date(Date.now() - UNWANTED_MS));
    if (retired > 0) log.info({ packages: retired }, 'packages that no channel airs any more are left to be collected');
    const graceMs = versionGraceHours * HOUR_MS;
    const before = new Date(Date.now() - graceMs - OVERDUE_MS);
    const due: CollectableVersion[] = await records.versionsDueForCollection(before);
    for (const { id, tenantId, titleId } of due) {
      log.info({ version: id, title: titleId }, 'collecting an overdue version');
      await scheduleCollection(engine, { versionId: id, supersededBy: 'overdue', tenantId, titleId }, graceMs);
    }
  };
