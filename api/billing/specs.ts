import { IdParams, type OperationSpec, operation } from '../http/operation';
import { z } from '../http/zod';
import * as schemas from './schemas';

const tag = 'Billing' as const;
const id = z.string().min(1).max(100);

export const listPlans = operation({
  ...{ id: 'listPlans', method: 'get', path: '/v1/plans', tag },
  summary: 'List plans',
  description: 'What can be subscribed to: the newest version of each.',
  scope: 'plans:read',
  answer: {
    status: 200,
    schema: z.object({ data: z.array(schemas.PlanView) }).openapi('PlanList'),
    description: 'All plans.',
  },
  failures: [],
});

export const createPlan = operation({
  ...{ id: 'createPlan', method: 'post', path: '/v1/plans', tag },
  summary: 'Make a plan, or its next version',
  description: 'A version never changes. Who has an earlier one keeps it.',
  scope: 'billing:write',
  audit: 'own',
  body: schemas.PlanRequest,
  answer: { status: 201, schema: schemas.PlanView, description: 'The plan.', location: 'The plan.' },
  failures: ['billing/terms-invalid'],
});

export const getPlan = operation({
  ...{ id: 'getPlan', method: 'get', path: '/v1/plans/{id}', tag },
  params: IdParams,
  summary: 'Read a plan',
  description: 'By the id of a version, or by a code: its newest version.',
  scope: 'plans:read',
  answer: { status: 200, schema: schemas.PlanView, description: 'The plan.' },
  failures: ['request/not-found'],
});

export const createCustomer = operation({
  ...{ id: 'createCustomer', method: 'post', path: '/v1/customers', tag },
  summary: 'Make a customer',
  description: 'The account of a household: who pays, in which currency, by which calendar.',
  scope: 'billing:write',
  audit: 'own',
  body: schemas.CustomerRequest,
  answer: { status: 201, schema: schemas.CustomerView, description: 'The customer.', location: 'The customer.' },
  failures: ['billing/customer-exists'],
});

export const getCustomer = operation({
  ...{ id: 'getCustomer', method: 'get', path: '/v1/customers/{id}', tag },
  params: IdParams,
  summary: 'Read a customer',
  description: 'By the id, or by the `external_id` you gave.',
  scope: 'billing:read',
  answer: { status: 200, schema: schemas.CustomerView, description: 'The customer.' },
  failures: ['request/not-found'],
});

export const addPaymentMethod = operation({
  ...{ id: 'addPaymentMethod', method: 'post', path: '/v1/customers/{id}/payment-methods', tag },
  params: IdParams,
  summary: 'Give a customer a way to pay',
  description: 'The newest one is used. What is open is tried with it at once.',
  scope: 'billing:write',
  audit: 'own',
  body: schemas.PaymentMethodRequest,
  answer: { status: 201, schema: schemas.CustomerView, description: 'The customer.' },
  failures: ['request/not-found', 'billing/card-unknown'],
});

export const moveClock = operation({
  ...{ id: 'moveCustomerClock', method: 'post', path: '/v1/customers/{id}/clock', tag },
  params: IdParams,
  summary: 'Move the clock of a customer',
  description: 'Of one made with a `clock`. It goes forward only; renewals, retries and ends follow it within seconds.',
  scope: 'billing:write',
  audit: 'own',
  body: schemas.ClockRequest,
  answer: { status: 200, schema: schemas.CustomerView, description: 'The customer.' },
  failures: ['request/not-found', 'billing/clock-real'],
});

export const createSubscription = operation({
  ...{ id: 'createSubscription', method: 'post', path: '/v1/subscriptions', tag },
  summary: 'Subscribe a customer',
  description: 'It is `incomplete` until its first price is paid, for 23 hours at most; a free phase begins at once.',
  scope: 'billing:write',
  audit: 'own',
  body: schemas.SubscriptionRequest,
  answer: {
    status: 201,
    schema: schemas.SubscriptionView,
    description: 'The subscription.',
    location: 'The subscription.',
  },
  failures: ['request/not-found', 'billing/not-sold-here'],
});

export const listSubscriptions = operation({
  ...{ id: 'listSubscriptions', method: 'get', path: '/v1/subscriptions', tag },
  summary: 'List the subscriptions of a customer',
  description: 'Newest first.',
  scope: 'billing:read',
  query: z.strictObject({ customer_id: id }),
  answer: {
    status: 200,
    schema: z.object({ data: z.array(schemas.SubscriptionView) }).openapi('SubscriptionList'),
    description: 'Their subscriptions.',
  },
  failures: ['request/not-found'],
});

const ONE = '/v1/subscriptions/{id}';
const one = { tag, params: IdParams } as const;

export const getSubscription = operation({
  ...{ ...one, id: 'getSubscription', method: 'get', path: ONE },
  summary: 'Read a subscription',
  description: 'As it stood when it was last looked at: at every change, and when something is due.',
  scope: 'billing:read',
  answer: { status: 200, schema: schemas.SubscriptionView, description: 'The subscription.' },
  failures: ['request/not-found'],
});

const edit = {
  ...one,
  ...({ method: 'post', scope: 'billing:write' } as const),
  answer: { status: 200, schema: schemas.SubscriptionView, description: 'The subscription.' },
} as const;

export const changePlan = operation({
  ...{ ...edit, id: 'changeSubscriptionPlan', path: `${ONE}/plan` },
  summary: 'Change the plan',
  description: 'Of prices of the same cycle the dates stay; another cycle begins on the day of the change.',
  body: schemas.PlanChangeRequest,
  failures: ['request/not-found', 'billing/not-sold-here', 'billing/not-now'],
});

export const cancelSubscription = operation({
  ...{ ...edit, id: 'cancelSubscription', path: `${ONE}/cancellation` },
  summary: 'Cancel a subscription',
  description: 'At the end of what is paid, or now.',
  body: schemas.CancelRequest,
  failures: ['request/not-found', 'billing/not-now'],
});

export const reactivateSubscription = operation({
  ...{ ...edit, id: 'reactivateSubscription', path: `${ONE}/reactivation` },
  summary: 'Take a cancellation back',
  description: 'Before it counts.',
  failures: ['request/not-found', 'billing/not-now'],
});

export const listInvoices = operation({
  ...{ id: 'listInvoices', method: 'get', path: '/v1/invoices', tag },
  summary: 'List invoices',
  description: 'Newest first, 200 at most.',
  scope: 'billing:read',
  query: z.strictObject({ customer_id: id.optional(), subscription_id: id.optional() }),
  answer: {
    status: 200,
    schema: z.object({ data: z.array(schemas.InvoiceView) }).openapi('InvoiceList'),
    description: 'Invoices.',
  },
  failures: [],
});

export const getBalances = operation({
  ...{ id: 'getLedgerBalances', method: 'get', path: '/v1/ledger/balances', tag },
  summary: 'Read the balances of the ledger',
  description: 'By account, debits above zero; they sum to zero.',
  scope: 'billing:read',
  query: z.strictObject({ currency: schemas.currency, customer_id: id.optional() }),
  answer: { status: 200, schema: schemas.BalancesView, description: 'Balances.' },
  failures: [],
});

export const BILLING_OPERATIONS: OperationSpec[] = [
  ...[listPlans, createPlan, getPlan, createCustomer, getCustomer, addPaymentMethod, moveClock],
  ...[createSubscription, listSubscriptions, getSubscription, changePlan, cancelSubscription, reactivateSubscription],
  ...[listInvoices, getBalances],
] as OperationSpec[];
