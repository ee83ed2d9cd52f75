import type { ObjectStore } from '../../adapters/object-store/port';
import { HeadendError } from '../../domain/failures';
import { beat } from './beat';
import type { CollectableVersion } from './discard-partial';

export interface CollectVersionPorts {
  store: Pick<ObjectStore, 'removePrefix'>;
  records: {
    versionForCollection(versionId: string): Promise<CollectableVersion | undefined>;
    markCollected(versionId: string): Promise<void>;
  };
}

/**
 * Delete the objects of a superseded version. Collecting twice, or a version nobody knows, is no error.
 *
 * @throws {HeadendError} `version/current` for the version its title points at, as after a roll-back
 */
export const createCollectVersion =
  ({ store, records }: CollectVersionPorts) =>
  async (versionId: string): Promise<{ objects: number }> => {
    const version = await records.versionForCollection(versionId);
    if (!version) return { objects: 0 };
    if (version.current) throw new HeadendError('version/current', `Version ${versionId} is what its title plays.`);
    beat();
    const objects = await store.removePrefix(version.prefix);
    await records.markCollected(versionId);
    return { objects };
  };
