import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import { count } from '../../domain/count';
import type { Collection, CollectionOrder, SupplyChainCollectionActivities } from './contract';
import { SUPPLY_CHAIN_IO_QUEUE } from './contract';

/** The next round comes soon: what does not work now is left to it. */
const STEP = {
  taskQueue: SUPPLY_CHAIN_IO_QUEUE,
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute', maximumAttempts: 5 },
} as const;

const steps = proxyActivities<SupplyChainCollectionActivities>(STEP);

/** Remove what nobody needs any more: abandoned and used-up uploads, leftovers of kills, old intermediates. One round. */
export async function uploadCollection(order: CollectionOrder): Promise<Collection> {
  const uploads = await steps.collectUploads.executeWithOptions(
    { ...STEP, summary: 'end abandoned uploads, remove bytes nobody needs' },
    [order],
  );
  setCurrentDetails(details({ uploads }));
  const leftovers = await steps.collectLeftovers.executeWithOptions(
    { ...STEP, summary: 'remove what kills and broken connections left' },
    [],
  );
  setCurrentDetails(details({ uploads, leftovers }));
  const work = await steps.collectWork.executeWithOptions({ ...STEP, summary: 'remove intermediates out of use' }, [
    order,
  ]);
  setCurrentDetails(details({ uploads, leftovers, work }));
  return { uploads, leftovers, work };
}

const details = ({ uploads, leftovers, work }: Partial<Collection>): string =>
  [
    '| removed | count |',
    '|---|---:|',
    ...(uploads
      ? [
          `| uploads found whole | ${uploads.found} |`,
          `| uploads timed out | ${uploads.timedOut} |`,
          `| uploads whose bytes were removed | ${uploads.removed} (${count(uploads.bytes, 'byte')}) |`,
        ]
      : []),
    ...(leftovers
      ? [
          `| objects without an upload | ${leftovers.objects} |`,
          `| objects never completed | ${leftovers.unfinished} |`,
        ]
      : []),
    ...(work
      ? [`| contents whose intermediates were removed | ${work.contents} (${count(work.objects, 'object')}) |`]
      : []),
  ].join('\n');
