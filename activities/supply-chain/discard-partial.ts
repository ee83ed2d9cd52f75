import type { ObjectStore } from '../../adapters/object-store/port';
import { HeadendError } from '../../domain/failures';
import { versionPrefix } from '../../workflows/supply-chain/contract';
import { beat } from './beat';

/** A version, as far as its removal asks. */
export interface CollectableVersion {
  /** Object prefix of the version, ends with `/`. */
  prefix: string;
  /** The title points at it. */
  current: boolean;
}

export interface DiscardPartialPorts {
  store: Pick<ObjectStore, 'removePrefix'>;
  records: {
    /** The version id of the ingest's current attempt; the same on every call. */
    reserveVersion(ingestId: string): Promise<{ versionId: string; tenantId: string; titleId: string }>;
    versionForCollection(versionId: string): Promise<CollectableVersion | undefined>;
  };
}

/**
 * Remove the half-written version of a run that was cancelled or rejected. A version that was published is never touched,
 * finished chunks stay for a retry, and the studio proxy stays so that findings can be looked at.
 *
 * @throws {HeadendError} `internal/unexpected` when the run belongs to another tenant or another prefix is named
 */
export const createDiscardPartial =
  ({ store, records }: DiscardPartialPorts) =>
  async (scope: { ingestId: string; tenantId: string; versionPrefix?: string }): Promise<void> => {
    const { versionId, tenantId, titleId } = await records.reserveVersion(scope.ingestId);
    const prefix = versionPrefix(tenantId, titleId, versionId);
    if (tenantId !== scope.tenantId || (scope.versionPrefix && scope.versionPrefix !== prefix))
      throw new HeadendError('internal/unexpected', `Ingest ${scope.ingestId} does not own what it asks to discard.`);
    beat();
    if (await records.versionForCollection(versionId)) return;
    await store.removePrefix(prefix);
  };
