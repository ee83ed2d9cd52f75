import type { ObjectStore } from '../../adapters/object-store/port';
import { readMetadata } from '../../domain/metadata/read-metadata';
import { MOST_METADATA_BYTES } from '../../domain/metadata/title-metadata';
import type { SupplyChainIoActivities } from '../../workflows/supply-chain/contract';
import { beat } from './beat';

/**
 * Read a metadata sidecar and keep what was understood of it as JSON beside it. What is wrong with it is told as findings;
 * a document that cannot be read at all holds the title.
 *
 * @throws {HeadendError} `store/unavailable`, `media/not-found`
 */
export const createReadMetadata =
  ({ store }: { store: Pick<ObjectStore, 'read' | 'put'> }): SupplyChainIoActivities['readMetadata'] =>
  async ({ ingestId, tenantId, sidecar, artwork }) => {
    beat();
    const bytes = sidecar.bytes > MOST_METADATA_BYTES ? undefined : await store.read(sidecar.objectKey);
    const pictures = artwork.flatMap(({ fileName }) => fileName ?? []);
    const { metadata, findings } = readMetadata(bytes, pictures);
    if (!metadata) return { findings };
    const objectKey = `sidecars/${tenantId}/${ingestId}/metadata.json`;
    await store.put(objectKey, Buffer.from(JSON.stringify(metadata)), { contentType: 'application/json' });
    return { objectKey, findings };
  };
