import type { SupplyChainRecords } from '../../adapters/postgres/port';
import type { SupplyChainIoActivities } from '../../workflows/supply-chain/contract';

/**
 * Give versions other media addresses; the old ones are found no more, whoever signed them and however long they had.
 *
 * @throws {HeadendError} `database/unavailable`
 */
export const createRenewAddresses =
  ({ records }: { records: Pick<SupplyChainRecords, 'renewMediaToken'> }): SupplyChainIoActivities['renewAddresses'] =>
  async ({ versions }) => {
    for (const { versionId, mediaToken } of versions) await records.renewMediaToken(versionId, mediaToken);
  };
