import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { Runtime } from '@temporalio/worker';
import { testStack } from '../../tests/stack/use';
import { saveHistory } from '../../tests/support/histories';
import { eventually, openWorkshop, quietRuntime, type Workshop } from '../../tests/support/temporal';
import { SUPPLY_CHAIN_QUEUE } from '../supply-chain/contract';
import {
  decideWindow,
  WINDOW_PROCESS,
  type WindowActivities,
  type WindowDecisionWord,
  type WindowLook,
  type WindowOrder,
  windowChanged,
  windowProcessId,
} from './contract';

jest.setTimeout(60_000);

const DAY = 86_400_000;
const instant = (ms: number) => new Date(Date.now() + ms).toISOString();
const waiting = (ms: number): WindowLook => ({
  ...{ state: 'waiting', nextAt: instant(ms), edgeAt: instant(ms), findings: ['no-version: None.'], told: true },
});
const over: WindowLook = { state: 'over', findings: [], told: false };

let workshop: Workshop;
let looks: number;
let answer: () => WindowLook;
let decided: WindowDecisionWord[];

beforeAll(async () => {
  quietRuntime();
  const activities: WindowActivities = {
    lookAtWindow: async () => {
      looks++;
      return answer();
    },
    decideWindow: async ({ decision, actor, reason }) => {
      if (reason === 'gone') throw ApplicationFailure.nonRetryable('It was withdrawn.', 'rights/window-withdrawn');
      decided.push({ decision, actor });
    },
  };
  workshop = await openWorkshop(testStack().temporal, activities);
});
afterAll(async () => {
  await workshop?.stop();
  await Runtime.instance().shutdown();
});

type Process = WorkflowHandle<(order: WindowOrder) => Promise<WindowLook>>;
async function begin(first: () => WindowLook, edge: WindowOrder['edge'] = 'open'): Promise<Process> {
  [looks, decided, answer] = [0, [], first];
  const order: WindowOrder = { windowId: `win_${randomUUID()}`, edge };
  const { workflowId } = await workshop.client.workflow.signalWithStart(WINDOW_PROCESS, {
    ...{ workflowId: windowProcessId(order), taskQueue: SUPPLY_CHAIN_QUEUE, signal: windowChanged },
    args: [order],
  });
  await eventually(async () => expect(looks).toBeGreaterThan(0));
  return workshop.client.workflow.getHandle(workflowId);
}

it('sleeps to the next distance and ends after the edge', async () => {
  const opens = Date.now() + 2_000;
  const handle = await begin(() => (Date.now() < opens ? waiting(opens - Date.now()) : over));
  expect(handle.workflowId).toMatch(/^window-opening:win_/);
  expect(await handle.result()).toEqual(over);
  expect(Date.now()).toBeGreaterThanOrEqual(opens);
  await saveHistory('window-opened-2', handle, 'rights');
});

it('looks at once when its window is moved or withdrawn, however long it meant to sleep', async () => {
  const handle = await begin(() => waiting(13 * DAY), 'close');
  answer = () => waiting(3 * DAY);
  const before = looks;
  await handle.signal(windowChanged);
  await eventually(async () => expect(looks).toBeGreaterThan(before));
  answer = () => over;
  await handle.signal(windowChanged);
  expect(await handle.result()).toEqual(over);
  await saveHistory('window-withdrawn-2', handle, 'rights');
});

it('holds and lets go as an operator says, and tells what cannot be decided', async () => {
  const handle = await begin(() => waiting(DAY));
  const decide = (word: Partial<WindowDecisionWord>) =>
    handle.executeUpdate(decideWindow, { args: [{ decision: 'hold', actor: 'ann', ...word }] });
  expect(await decide({})).toEqual({ decision: 'hold' });
  await expect(decide({ actor: '' })).rejects.toMatchObject({ cause: { type: 'request/invalid' } });
  await expect(decide({ reason: 'gone' })).rejects.toMatchObject({
    cause: { cause: { type: 'rights/window-withdrawn' } },
  });
  answer = () => ({ ...over, state: 'clear' });
  expect(await decide({ decision: 'go', actor: 'bob' })).toEqual({ decision: 'go' });
  expect(await handle.result()).toMatchObject({ state: 'clear' });
  expect(decided).toEqual([
    { decision: 'hold', actor: 'ann' },
    { decision: 'go', actor: 'bob' },
  ]);
  await saveHistory('window-held-2', handle, 'rights');
});
