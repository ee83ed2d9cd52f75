import { patched, sleep } from '@temporalio/workflow';
import type { VersionCollection, VersionCollectionOrder } from './contract';
import { io, ioStep } from './steps';
import { withdrawCopies } from './withdraw-copies';

/**
 * Delete a superseded version once its last viewer may be gone. A roll-back may bring it back, and it may be superseded
 * again, while this waits: each time the catalogue says how long it has left. CDNs look at its copies anew from the moment it is
 * superseded, and drop them when it is deleted.
 */
export async function versionCollection(order: VersionCollectionOrder): Promise<VersionCollection> {
  if (patched('purge-superseded')) await withdrawCopies({ versionId: order.versionId, mode: 'soft' });
  for (;;) {
    const options = ioStep('delete the version, unless it may still be played');
    const collection = await io.collectVersion.executeWithOptions(options, [order]);
    if (collection.state === 'collected' && patched('purge-collected'))
      await withdrawCopies({ versionId: order.versionId, mode: 'hard' });
    if (collection.state !== 'in-grace') return collection;
    await sleep(collection.waitMs, { summary: 'grace time for running viewers' });
  }
}
