import type { CdnPurge } from '../../adapters/cdn/port';
import type { SupplyChainRecords } from '../../adapters/postgres/port';
import type { SupplyChainIoActivities } from '../../workflows/supply-chain/contract';

export interface PurgeVersionPorts {
  cdn: CdnPurge;
  records: Pick<SupplyChainRecords, 'mediaTokenOf'>;
}

/**
 * Let every CDN forget what it keeps of a version. A version that nobody knows has nothing there.
 *
 * @throws {HeadendError} `cdn/purge-failed`, `database/unavailable`
 */
export const createPurgeVersion =
  ({ cdn, records }: PurgeVersionPorts): SupplyChainIoActivities['purgeVersion'] =>
  async ({ versionId, mode, mediaToken }) => {
    const tag = mediaToken ?? (await records.mediaTokenOf(versionId));
    return { cdns: tag ? await cdn.purge([tag], mode) : [] };
  };
