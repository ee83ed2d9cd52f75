import type { PaymentGateway } from '../../adapters/payment/port';
import type { Billing } from '../../adapters/postgres/billing-port';
import type { BillingActivities } from '../../workflows/billing/contract';
import { createCollectStep } from './collect';

export interface BillingPorts {
  billing: Billing;
  gateway: PaymentGateway;
}

/** The steps of subscriptions and of collecting, over real ports. */
export const createBillingActivities = (ports: BillingPorts): BillingActivities => ({
  billSubscription: ({ subscriptionId }) => ports.billing.bill(subscriptionId),
  collectStep: createCollectStep(ports),
});
