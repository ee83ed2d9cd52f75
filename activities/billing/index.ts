import type { BillingActivities } from '../../workflows/billing/contract';
import { createCollectStep } from './collect';
import type { BillingPorts } from './ports';

/** The steps of subscriptions and of collecting, over real ports. */
export const createBillingActivities = (ports: BillingPorts): BillingActivities => ({
  billSubscription: ({ subscriptionId }) => ports.billing.bill(subscriptionId),
  collectStep: createCollectStep(ports),
});
