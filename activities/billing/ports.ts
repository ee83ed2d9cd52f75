import type { PaymentGateway } from '../../adapters/payment/port';
import type { Billing } from '../../adapters/postgres/billing-port';

/** The outside world of billing. */
export interface BillingPorts {
  billing: Billing;
  gateway: PaymentGateway;
}
