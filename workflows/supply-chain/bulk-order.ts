import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import { count } from '../../domain/count';
import type { BulkRun, BulkSummary, SupplyChainBulkActivities } from './contract';
import { SUPPLY_CHAIN_IO_QUEUE } from './contract';

/** Lines are tried until they are taken or refused, however long the house is down. */
const STEP = {
  taskQueue: SUPPLY_CHAIN_IO_QUEUE,
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
} as const;

/** Lines per step: some seconds of work, and at most 50 steps in a history. */
const BATCH = 200;

const steps = proxyActivities<SupplyChainBulkActivities>(STEP);

/** Order every line of a bulk order, in the order of its document. */
export async function bulkOrder({ bulkId }: BulkRun): Promise<BulkSummary> {
  let accepted = 0;
  let refused = 0;
  for (let more = true; more; ) {
    const summary = `lines after ${accepted + refused}`;
    const taken = await steps.takeLines.executeWithOptions({ ...STEP, summary }, [{ bulkId, limit: BATCH }]);
    accepted += taken.accepted;
    refused += taken.refused;
    more = taken.more;
    setCurrentDetails(`${count(accepted, 'line')} accepted, ${refused} refused by this run`);
  }
  return steps.finishBulkOrder.executeWithOptions({ ...STEP, summary: 'tell that every line is settled' }, [
    { bulkId },
  ]);
}
