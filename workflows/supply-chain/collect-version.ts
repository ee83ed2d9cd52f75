import { sleep } from '@temporalio/workflow';
import { io, ioStep } from './steps';

/** Wait until the last viewer of a superseded version may be gone, then delete its objects. Never touches a current version. */
export async function versionCollection({
  versionId,
  graceMs,
}: {
  versionId: string;
  graceMs: number;
}): Promise<{ objects: number }> {
  await sleep(graceMs, { summary: 'grace time for running viewers' });
  return io.collectVersion.executeWithOptions(ioStep('delete the old version'), [versionId]);
}
