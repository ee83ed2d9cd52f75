import { isCancellation, log, patched, sleep } from '@temporalio/workflow';
import type { VersionCollection, VersionCollectionOrder } from './contract';
import { io, ioStep, purgeStep } from './steps';

/**
 * Delete a superseded version once its last viewer may be gone. A roll-back may bring it back, and it may be superseded
 * again, while this waits: each time the catalogue says how long it has left. CDNs look at its copies anew from the moment it is
 * superseded, and drop them when it is deleted.
 */
export async function versionCollection(order: VersionCollectionOrder): Promise<VersionCollection> {
  if (patched('purge-superseded')) await purge(order.versionId, 'soft');
  for (;;) {
    const options = ioStep('delete the version, unless it may still be played');
    const collection = await io.collectVersion.executeWithOptions(options, [order]);
    if (collection.state === 'collected' && patched('purge-collected')) await purge(order.versionId, 'hard');
    if (collection.state !== 'in-grace') return collection;
    await sleep(collection.waitMs, { summary: 'grace time for running viewers' });
  }
}

/** A CDN that cannot be told holds up nothing; the metrics and this line show it. */
async function purge(versionId: string, mode: 'soft' | 'hard'): Promise<void> {
  const options = purgeStep(`${mode} purge in the CDNs`, mode === 'soft' ? '1 hour' : '7 days');
  await io.purgeVersion.executeWithOptions(options, [{ versionId, mode }]).catch((error: unknown) => {
    if (isCancellation(error)) throw error;
    log.error('CDNs still keep copies of a version', {
      code: 'cdn/purge-failed',
      versionId,
      mode,
      error: String(error),
    });
  });
}
