import type { ObjectStore } from '../../adapters/object-store/port';
import type { SupplyChainRecords } from '../../adapters/postgres/port';
import { canonicalJson } from '../../domain/canonical-json';
import type { Analysis, SupplyChainIoActivities, VersionParts } from '../../workflows/supply-chain/contract';
import { beat } from './beat';

export interface RecallVersionPorts {
  store: Pick<ObjectStore, 'find' | 'read'>;
  records: Pick<SupplyChainRecords, 'partsOf' | 'saveProbe'>;
}

/**
 * What is known of a master from the version it made before: the inspection, and the analysis when all that it left is still
 * in the store and was made with the same thumbnails.
 *
 * @throws {HeadendError} `store/unavailable`, `database/unavailable`
 */
export const createRecallVersion =
  ({ store, records }: RecallVersionPorts): SupplyChainIoActivities['recallVersion'] =>
  async ({ ingestId, base, thumbnails }) => {
    const parts = (await records.partsOf(base.versionId)) as VersionParts | undefined;
    beat();
    if (parts?.format !== 1) return {};
    const { inspection, analysis } = parts.master;
    await records.saveProbe(ingestId, inspection.probe);
    const same = canonicalJson(parts.master.thumbnails) === canonicalJson(thumbnails);
    return same && (await isThere(store, analysis)) ? { inspection, analysis } : { inspection };
  };

async function isThere(store: RecallVersionPorts['store'], analysis: Analysis): Promise<boolean> {
  const { vttKey, sprites, posterKey } = analysis.thumbnails;
  for (const key of [analysis.measurementKey, vttKey, posterKey, ...sprites]) {
    if (!(await store.find(key))) return false;
    beat();
  }
  return true;
}
