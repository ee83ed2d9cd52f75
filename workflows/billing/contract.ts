import { defineSignal } from '@temporalio/workflow';
import type { Standing } from '../../domain/billing/standing';

/** Workflow type names, as the API starts them. */
export const SUBSCRIPTION_PROCESS = 'subscriptionProcess';
export const COLLECT_PROCESS = 'collectInvoice';

/** One run for each period of a subscription, until it has ended. */
export const subscriptionProcessId = (subscriptionId: string): string => `subscription:${subscriptionId}`;

/** The subscription, as {@link subscriptionProcessId} has it in the id of its run; undefined for other runs. */
export const subscriptionOfProcess = (workflowId: string): string | undefined =>
  /^subscription:(.+)$/.exec(workflowId)?.[1];

/** One run for each invoice, until it is paid or given up. */
export const collectProcessId = (invoiceId: string): string => `collect:${invoiceId}`;

export interface SubscriptionOrder {
  subscriptionId: string;
}

export interface CollectOrder {
  invoiceId: string;
}

/** Something was changed that it depends on: an event, a payment, a payment method, the clock of its customer. Look again. */
export const billingChanged = defineSignal('changed');

/** How a subscription stands after it was billed. Instants are epoch milliseconds by the clock of its customer. */
export interface SubscriptionLook {
  standing: Standing;
  plays: boolean;
  entitledUntil?: number;
  nextAt?: number;
  /** So long from now, milliseconds; undefined when nothing comes by itself. */
  waitMs?: number;
  /** Invoices that are to be collected. */
  open: string[];
  /** Issued in this look; `total` is for people. */
  issued?: { id: string; number: number; total: string };
}

/** Where an invoice stands after a step. */
export interface CollectLook {
  status: 'open' | 'paid' | 'void' | 'uncollectible';
  subscriptionId: string;
  /** Money was asked for, or the gateway was. */
  tried: boolean;
  /** Nothing more will be tried. */
  gaveUp: boolean;
  /** So long until the next step, milliseconds; undefined when nothing comes by itself. */
  waitMs?: number;
}

/** The steps of billing. Each may be repeated at any time. */
export interface BillingActivities {
  /** Invoice what is missing, and say how the subscription stands. */
  billSubscription(order: SubscriptionOrder): Promise<SubscriptionLook>;
  /** Take the next step of getting the money for an invoice. */
  collectStep(order: CollectOrder): Promise<CollectLook>;
}
