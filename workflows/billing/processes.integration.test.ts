import { randomUUID } from 'node:crypto';
import { Runtime } from '@temporalio/worker';
import { testStack } from '../../tests/stack/use';
import { saveHistory } from '../../tests/support/histories';
import { eventually, openWorkshop, quietRuntime, type Workshop } from '../../tests/support/temporal';
import { SUPPLY_CHAIN_QUEUE } from '../supply-chain/contract';
import {
  type BillingActivities,
  billingChanged,
  type CollectLook,
  collectProcessId,
  SUBSCRIPTION_PROCESS,
  type SubscriptionLook,
  subscriptionOfProcess,
  subscriptionProcessId,
} from './contract';

jest.setTimeout(60_000);

let workshop: Workshop;
let look: SubscriptionLook;
let collected: CollectLook[];
let calls: string[];

beforeAll(async () => {
  quietRuntime();
  const activities: BillingActivities = {
    billSubscription: async () => {
      calls.push('bill');
      return look;
    },
    collectStep: async ({ invoiceId }) => {
      calls.push(`collect ${invoiceId}`);
      const [next] = collected.length > 1 ? collected.splice(0, 1) : collected;
      if (next?.status === 'paid') look = { ...look, open: [], standing: 'active', plays: true };
      return next as CollectLook;
    },
  };
  workshop = await openWorkshop(testStack().temporal, activities);
});
afterAll(async () => {
  await workshop?.stop();
  await Runtime.instance().shutdown();
});

async function begin(first: Partial<SubscriptionLook>, steps: (subscriptionId: string) => CollectLook[]) {
  const subscriptionId = `sub_${randomUUID()}`;
  calls = [];
  look = { standing: 'active', plays: true, open: [], ...first };
  collected = steps(subscriptionId);
  const handle = await workshop.client.workflow.start(SUBSCRIPTION_PROCESS, {
    ...{ workflowId: subscriptionProcessId(subscriptionId), taskQueue: SUPPLY_CHAIN_QUEUE },
    args: [{ subscriptionId }],
  });
  expect(subscriptionOfProcess(handle.workflowId)).toBe(subscriptionId);
  return handle;
}

const step = (subscriptionId: string, more: Partial<CollectLook> = {}): CollectLook => ({
  ...{ subscriptionId, status: 'open', tried: true, gaveUp: false, waitMs: 0 },
  ...more,
});
const called = (name: string, times: number) =>
  eventually(async () => expect(calls.filter((each) => each === name).length).toBeGreaterThanOrEqual(times));

it('bills, has it collected beside it, looks again when money came, and ends with the subscription', async () => {
  const invoice = `inv_${randomUUID()}`;
  const issued = { id: invoice, number: 1, total: '9.99 EUR' };
  const handle = await begin({ standing: 'incomplete', plays: false, open: [invoice], issued }, (id) => [
    ...[step(id), step(id, { tried: false, waitMs: 50 }), step(id, { status: 'paid' })],
  ]);
  const collecting = workshop.client.workflow.getHandle(collectProcessId(invoice));
  await eventually(async () => expect(await collecting.result()).toBe('paid'));
  await called('bill', 2);
  expect(calls.filter((each) => each === `collect ${invoice}`)).toHaveLength(3);
  await saveHistory('collect-paid', collecting, 'billing');
  look = { ...look, standing: 'ended', plays: false, issued: undefined };
  await workshop.client.workflow.getHandle(handle.workflowId).signal(billingChanged);
  await handle.result();
  const first = workshop.client.workflow.getHandle(handle.workflowId, handle.firstExecutionRunId);
  await saveHistory('subscription-period', first, 'billing');
  await saveHistory('subscription-ended', workshop.client.workflow.getHandle(handle.workflowId), 'billing');
});

it('wakes by itself when something is due, and leaves an invoice to the run that has it', async () => {
  const invoice = `inv_${randomUUID()}`;
  const handle = await begin({ standing: 'grace', open: [invoice], waitMs: 50 }, (id) => [
    step(id, { tried: false, waitMs: 600_000 }),
  ]);
  await called('bill', 3);
  expect(calls.filter((each) => each === `collect ${invoice}`)).toHaveLength(1);
  look = { ...look, standing: 'ended', open: [] };
  await handle.result();
  await saveHistory('subscription-in-grace', handle, 'billing');
  await workshop.client.workflow.getHandle(collectProcessId(invoice)).terminate();
});

it('gives an invoice up when nobody pays it', async () => {
  const invoice = `inv_${randomUUID()}`;
  const handle = await begin({ open: [invoice] }, (id) => [step(id, { tried: false, gaveUp: true })]);
  const collecting = workshop.client.workflow.getHandle(collectProcessId(invoice));
  await eventually(async () => expect(await collecting.result()).toBe('open'));
  await saveHistory('collect-given-up', collecting, 'billing');
  look = { ...look, standing: 'ended', open: [] };
  await handle.signal(billingChanged);
  await handle.result();
});
