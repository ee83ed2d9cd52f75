import { sleep } from '@temporalio/workflow';
import type { VersionCollection, VersionCollectionOrder } from './contract';
import { io, ioStep } from './steps';

/**
 * Delete a superseded version once its last viewer may be gone. A roll-back may bring it back, and it may be superseded
 * again, while this waits: each time the catalogue says how long it has left.
 */
export async function versionCollection(order: VersionCollectionOrder): Promise<VersionCollection> {
  for (;;) {
    const options = ioStep('delete the version, unless it may still be played');
    const collection = await io.collectVersion.executeWithOptions(options, [order]);
    if (collection.state !== 'in-grace') return collection;
    await sleep(collection.waitMs, { summary: 'grace time for running viewers' });
  }
}
