import { getExternalWorkflowHandle, log, proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import { SUPPLY_CHAIN_IO_QUEUE, titleIngestId } from '../supply-chain/contract';
import type { ErasedTestData, TenancyActivities } from './contract';

/** The next round comes soon: what does not work now is left to it. */
const STEP = {
  taskQueue: SUPPLY_CHAIN_IO_QUEUE,
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute', maximumAttempts: 5 },
} as const;

const steps = proxyActivities<TenancyActivities>(STEP);

/** Erase what was made in test mode a day ago. One round; what still runs is cancelled and erased in a later one. */
export async function testDataErasure(): Promise<ErasedTestData> {
  const due = await steps.dueTestData.executeWithOptions({ ...STEP, summary: 'what is over its time' }, []);
  for (const ingestId of due.underWay) await cancel(ingestId);
  const done: ErasedTestData = { titles: 0, objects: 0, uploads: 0, events: 0, cancelled: due.underWay.length };
  for (const title of due.titles) {
    const options = { ...STEP, summary: `erase ${title.titleId}` };
    const { erased, objects } = await steps.eraseTestTitle.executeWithOptions(options, [title]);
    if (erased) done.titles += 1;
    done.objects += objects;
    setCurrentDetails(details(done));
  }
  const rest = await steps.eraseTestRemains.executeWithOptions({ ...STEP, summary: 'erase uploads and events' }, []);
  const all = { ...done, ...rest };
  setCurrentDetails(details(all));
  return all;
}

/** A run that has just ended by itself is no trouble. */
const cancel = (ingestId: string): Promise<void> =>
  getExternalWorkflowHandle(titleIngestId(ingestId))
    .cancel()
    .catch((error: unknown) => log.info('nothing to cancel', { ingestId, error: String(error) }));

const details = ({ titles, objects, uploads, events, cancelled }: ErasedTestData): string =>
  [
    '| test mode | count |',
    '|---|---:|',
    `| titles erased | ${titles} (${objects} objects) |`,
    `| uploads erased | ${uploads} |`,
    `| events erased | ${events} |`,
    `| runs cancelled | ${cancelled} |`,
  ].join('\n');
