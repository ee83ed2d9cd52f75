import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  allHandlersFinished,
  ChildWorkflowCancellationType,
  condition,
  continueAsNew,
  ParentClosePolicy,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  startChild,
} from '@temporalio/workflow';
import { SUPPLY_CHAIN_IO_QUEUE } from '../supply-chain/contract';
import { collectInvoice } from './collect';
import {
  type BillingActivities,
  billingChanged,
  collectProcessId,
  type SubscriptionLook,
  type SubscriptionOrder,
} from './contract';

/** Timers of more than a quarter of a year are cut: what was missed heals by itself. */
const LONGEST_SLEEP_MS = 90 * 86_400_000;

const steps = proxyActivities<BillingActivities>({
  taskQueue: SUPPLY_CHAIN_IO_QUEUE,
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/**
 * Keeps a subscription: invoices what is due, has it collected, and waits for the next instant at which something is due or it
 * stands otherwise. All it knows is in the database; a run is a period.
 */
export async function subscriptionProcess(order: SubscriptionOrder): Promise<void> {
  let changes = 0;
  setHandler(billingChanged, () => {
    changes++;
  });
  for (;;) {
    changes = 0;
    const look = await steps.billSubscription(order);
    setCurrentDetails(detailsOf(look));
    for (const invoiceId of look.open) await collecting(invoiceId);
    if (look.standing === 'ended') return;
    if (changes === 0) await condition(() => changes > 0, Math.min(look.waitMs ?? LONGEST_SLEEP_MS, LONGEST_SLEEP_MS));
    if (!look.issued) continue;
    await condition(allHandlersFinished);
    await continueAsNew<typeof subscriptionProcess>(order);
  }
}

/** It goes on by itself; one that is under way already is left to it. */
async function collecting(invoiceId: string): Promise<void> {
  try {
    await startChild(collectInvoice, {
      workflowId: collectProcessId(invoiceId),
      args: [{ invoiceId }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      cancellationType: ChildWorkflowCancellationType.ABANDON,
      staticSummary: `Money for ${invoiceId}`,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

const time = (at: number | undefined): string => (at === undefined ? '-' : new Date(at).toISOString());

const detailsOf = ({ standing, plays, entitledUntil, nextAt, issued, open }: SubscriptionLook): string =>
  [
    `The subscription is **${standing.replaceAll('_', ' ')}** and ${plays ? 'plays' : 'does not play'}.`,
    '',
    `- entitled until: ${time(entitledUntil)}`,
    `- next: ${time(nextAt)}`,
    ...(issued ? [`- invoice ${issued.number}: ${issued.total}`] : []),
    ...(open.length > 0 ? [`- waiting for money: ${open.join(', ')}`] : []),
  ].join('\n');
