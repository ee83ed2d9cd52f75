import type { ObjectStore } from '../../adapters/object-store/port';
import type { SupplyChainRecords } from '../../adapters/postgres/port';
import type { SupplyChainIoActivities } from '../../workflows/supply-chain/contract';
import { beat } from './beat';

export interface CollectVersionPorts {
  store: Pick<ObjectStore, 'removePrefix'>;
  records: Pick<SupplyChainRecords, 'claimForCollection'>;
}

/**
 * Delete the objects of a superseded version whose grace time is over and that nobody plays any more. It is marked as collected first and loses its
 * content keys, so that nobody can roll back to it while its objects go. Collecting twice, or a version nobody knows, is no error.
 */
export const createCollectVersion =
  ({ store, records }: CollectVersionPorts): SupplyChainIoActivities['collectVersion'] =>
  async ({ versionId, graceMs }) => {
    const now = Date.now();
    const claim = await records.claimForCollection(versionId, new Date(now - graceMs));
    switch (claim?.state) {
      case 'current':
        return { state: 'current' };
      case 'in-grace':
        return { state: 'in-grace', waitMs: Math.max(1, claim.supersededAt.getTime() + graceMs - now) };
      case 'in-use':
        return { state: 'in-grace', waitMs: Math.max(1000, claim.until.getTime() - now) };
      case 'claimed':
        beat();
        return { state: 'collected', objects: await store.removePrefix(claim.prefix) };
      default:
        return { state: 'collected', objects: 0 };
    }
  };
