import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import { count } from '../../domain/count';
import type { SupplyChainWatchActivities, WatchLook } from './contract';
import { SUPPLY_CHAIN_IO_QUEUE } from './contract';

/** The next round comes within seconds: what does not work now is left to it. */
const STEP = {
  taskQueue: SUPPLY_CHAIN_IO_QUEUE,
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { maximumAttempts: 1 },
} as const;

/** Folders looked into at once. */
const AT_ONCE = 4;

const steps = proxyActivities<SupplyChainWatchActivities>(STEP);

/** Look into every watch folder once. A folder that cannot be looked into keeps no other from it. */
export async function watchFolders(): Promise<WatchLook & { failed: number }> {
  const left = await steps.findWatchFolders();
  const sum = { files: 0, ordered: 0, refused: 0, failed: 0 };
  const look = async (): Promise<void> => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      try {
        const { files, ordered, refused } = await steps.pollWatchFolder(id);
        sum.files += files;
        sum.ordered += ordered;
        sum.refused += refused;
      } catch {
        sum.failed++;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, look));
  setCurrentDetails(`${count(sum.files, 'file')} seen, ${count(sum.ordered, 'title')} ordered, ${sum.refused} refused`);
  return sum;
}
