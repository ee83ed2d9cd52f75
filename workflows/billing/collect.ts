import {
  condition,
  getExternalWorkflowHandle,
  proxyActivities,
  setCurrentDetails,
  setHandler,
} from '@temporalio/workflow';
import { SUPPLY_CHAIN_IO_QUEUE } from '../supply-chain/contract';
import {
  type BillingActivities,
  billingChanged,
  type CollectLook,
  type CollectOrder,
  subscriptionProcessId,
} from './contract';

/** Without a date, such as of a clock that stands still, it waits to be told. */
const LONGEST_SLEEP_MS = 30 * 86_400_000;

const { collectStep } = proxyActivities<BillingActivities>({
  taskQueue: SUPPLY_CHAIN_IO_QUEUE,
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '2 seconds', maximumInterval: '1 minute' },
});

/**
 * Gets the money for an invoice: a try, a decline and its next date, a question to the gateway where nobody knows, until it is paid or
 * nobody asks for it any more.
 *
 * @returns how the invoice ended
 */
export async function collectInvoice(order: CollectOrder): Promise<CollectLook['status']> {
  let changes = 0;
  setHandler(billingChanged, () => {
    changes++;
  });
  for (;;) {
    changes = 0;
    const look = await collectStep(order);
    setCurrentDetails(
      look.tried ? `Money was asked for; the invoice is **${look.status}**.` : `The invoice is **${look.status}**.`,
    );
    if (look.tried || look.status !== 'open' || look.gaveUp) await tellSubscription(look);
    if (look.status !== 'open' || look.gaveUp) return look.status;
    if (changes === 0 && look.waitMs !== 0)
      await condition(() => changes > 0, Math.min(look.waitMs ?? LONGEST_SLEEP_MS, LONGEST_SLEEP_MS));
  }
}

/** A subscription that has ended does not listen any more. */
const tellSubscription = ({ subscriptionId }: CollectLook): Promise<void> =>
  getExternalWorkflowHandle(subscriptionProcessId(subscriptionId))
    .signal(billingChanged)
    .catch(() => undefined);
