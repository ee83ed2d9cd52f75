/** Examples of billing for the document. */

const CUSTOMER = 'cus_01M83B8D6M2P7S1W4Y9Z3F5G0J';
const SUBSCRIPTION = 'sub_01M83B8D6M2P7S1W4Y9Z3F5G0K';
const START = '2026-11-23T18:00:00.000Z';
const NEXT = '2026-12-23T18:00:00.000Z';

const month = { unit: 'month', count: 1 };
const plan = {
  ...{ code: 'basic', name: 'Basic', tax: { inclusive: true, rates: { DE: 190_000 } } },
  prices: [
    {
      currency: 'EUR',
      phases: [
        { kind: 'trial', lasts: { unit: 'day', count: 14 } },
        { kind: 'evergreen', price: { amount: '999', cycle: month } },
      ],
    },
  ],
  grants: { licenses: ['SVOD', 'AVOD'] },
};
const planView = {
  ...{ ...plan, id: 'ofr_01M83B8D6M2P7S1W4Y9Z3F5G0H', version: 1, description: null, status: 'active' },
  created_at: START,
};
const wish = {
  ...{ external_id: 'household-4711', name: 'Ada Lovelace', country: 'DE', currency: 'EUR', locale: 'de' },
  time_zone: 'Europe/Berlin',
};
const customer = { ...wish, id: CUSTOMER, email: null, clock: null, payment_methods: [], created_at: START };
const method = {
  id: 'pmt_01M83B8D6M2P7S1W4Y9Z3F5G0L',
  gateway: 'fake',
  label: 'Visa 4242',
  usable: true,
  created_at: START,
};
const paying = { ...customer, payment_methods: [method] };
const subscription = {
  ...{ id: SUBSCRIPTION, customer_id: CUSTOMER, standing: 'active', plays: true, entitled_until: NEXT },
  plan: { id: planView.id, code: 'basic', version: 1, name: 'Basic' },
  ...{ next_due_at: NEXT, started_at: START, ends_at: null, ended_at: null },
};
const invoice = {
  ...{ id: 'inv_01M83B8D6M2P7S1W4Y9Z3F5G0M', number: 17, customer_id: CUSTOMER, subscription_id: SUBSCRIPTION },
  ...{ status: 'paid', currency: 'EUR', net: '839', tax: '160', total: '999', credit_used: '0', due: '0' },
  lines: [
    {
      ...{ name: 'Basic', from: '2026-11-23', until: '2026-12-23', net: '839', tax: '160', discount: '0' },
      takes_back: false,
    },
  ],
  attempts: [{ outcome: 'paid', reason: null, method: 'Visa 4242', at: START }],
  ...{ issued_at: START, settled_at: START },
};

export const BILLING_EXAMPLES = {
  listPlans: { answer: { data: [planView] } },
  createPlan: { request: plan, answer: planView },
  getPlan: { answer: planView },
  createCustomer: { request: wish, answer: customer },
  getCustomer: { answer: paying },
  addPaymentMethod: { request: { card_number: '4242 4242 4242 4242' }, answer: paying },
  moveCustomerClock: { request: { to: NEXT }, answer: { ...paying, clock: NEXT } },
  createSubscription: { request: { customer_id: CUSTOMER, plan: 'basic' }, answer: subscription },
  listSubscriptions: { answer: { data: [subscription] } },
  getSubscription: { answer: subscription },
  changeSubscriptionPlan: { request: { plan: 'premium', when: 'now' }, answer: subscription },
  cancelSubscription: {
    request: { when: 'period_end', reason: 'Too little time' },
    answer: { ...subscription, standing: 'cancelled_paid_through', ends_at: NEXT },
  },
  reactivateSubscription: { answer: subscription },
  listInvoices: { answer: { data: [invoice] } },
  getLedgerBalances: {
    answer: {
      currency: 'EUR',
      accounts: [
        { account: 'cash', balance: '940' },
        { account: 'deferred_revenue', balance: '-839' },
        { account: 'gateway_fees', balance: '59' },
        { account: 'tax_payable', balance: '-160' },
      ],
    },
  },
};
