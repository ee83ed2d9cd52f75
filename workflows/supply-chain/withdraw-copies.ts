import { isCancellation, log } from '@temporalio/workflow';
import type { VersionPurgeOrder } from './contract';
import { io, purgeStep } from './steps';

/**
 * Have the CDNs forget what was delivered of a version, or ask for it anew. A CDN that cannot be told holds up nothing; the metrics
 * and a line in the log show it.
 */
export async function withdrawCopies(order: VersionPurgeOrder): Promise<void> {
  const { versionId, mode } = order;
  const options = purgeStep(`${mode} purge in the CDNs`, mode === 'soft' ? '1 hour' : '7 days');
  await io.purgeVersion.executeWithOptions(options, [order]).catch((error: unknown) => {
    if (isCancellation(error)) throw error;
    log.error('CDNs still keep copies of a version', {
      code: 'cdn/purge-failed',
      versionId,
      mode,
      error: String(error),
    });
  });
}
