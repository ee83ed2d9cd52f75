import { ActivityFailure, ApplicationFailure, sleep } from '@temporalio/workflow';
import { io, ioStep } from './steps';

/**
 * Wait until the last viewer of a superseded version may be gone, then delete its objects. A version that a roll-back
 * made current again stays.
 */
export async function versionCollection({
  versionId,
  graceMs,
}: {
  versionId: string;
  graceMs: number;
}): Promise<{ objects: number; kept?: 'current' }> {
  await sleep(graceMs, { summary: 'grace time for running viewers' });
  try {
    return await io.collectVersion.executeWithOptions(ioStep('delete the old version'), [versionId]);
  } catch (error) {
    if (isCurrent(error)) return { objects: 0, kept: 'current' };
    throw error;
  }
}

const isCurrent = (error: unknown): boolean =>
  error instanceof ActivityFailure &&
  error.cause instanceof ApplicationFailure &&
  error.cause.type === 'version/current';
