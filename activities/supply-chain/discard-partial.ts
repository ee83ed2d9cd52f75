import type { ObjectStore } from '../../adapters/object-store/port';
import type { SupplyChainRecords } from '../../adapters/postgres/port';
import { HeadendError } from '../../domain/failures';
import { type SupplyChainIoActivities, versionPrefix } from '../../workflows/supply-chain/contract';
import { beat } from './beat';

export interface DiscardPartialPorts {
  store: Pick<ObjectStore, 'removePrefix'>;
  records: Pick<SupplyChainRecords, 'reserveVersion' | 'isPublished'>;
}

/**
 * Remove the half-written version of a run that was cancelled or rejected. A version that was published is never touched,
 * finished chunks stay for a retry, and the studio proxy stays so that findings can be looked at.
 *
 * @throws {HeadendError} `internal/unexpected` when the run belongs to another tenant
 */
export const createDiscardPartial =
  ({ store, records }: DiscardPartialPorts): SupplyChainIoActivities['discardPartial'] =>
  async (scope) => {
    const { versionId, tenantId, titleId } = await records.reserveVersion(scope.ingestId);
    if (tenantId !== scope.tenantId)
      throw new HeadendError('internal/unexpected', `Ingest ${scope.ingestId} does not own what it asks to discard.`);
    beat();
    if (await records.isPublished(versionId)) return;
    await store.removePrefix(versionPrefix(tenantId, titleId, versionId));
  };
