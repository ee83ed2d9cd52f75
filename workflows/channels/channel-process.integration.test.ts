import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { Runtime } from '@temporalio/worker';
import { testStack } from '../../tests/stack/use';
import { saveHistory } from '../../tests/support/histories';
import { eventually, openWorkshop, quietRuntime, type Workshop } from '../../tests/support/temporal';
import { SUPPLY_CHAIN_QUEUE } from '../supply-chain/contract';
import {
  breakIn,
  CHANNEL_PROCESS,
  type ChannelActivities,
  type ChannelOrder,
  type ConditioningActivities,
  type ConditioningOrder,
  channelChanged,
  channelOfProcess,
  channelProcessId,
  conditionTitleId,
  type EditDone,
  pause,
  type SealLook,
} from './contract';

jest.setTimeout(60_000);

const look = (state: SealLook['state'], more: Partial<SealLook> = {}): SealLook => ({
  ...{ state, variants: [{ variant: 'ZZ', sealed: 1, takenOff: 0, faults: 0 }], planAgain: false, ...more },
});
const done: EditDone = { effects: [{ variant: 'ZZ', from: 1, until: 2 }] };

let workshop: Workshop;
let state: SealLook;
let calls: string[];
let unplannable: boolean;
let due: ConditioningOrder[];

beforeAll(async () => {
  quietRuntime();
  const noted =
    <Answer>(name: string, answer: () => Answer) =>
    async (): Promise<Answer> => {
      calls.push(name);
      return answer();
    };
  const activities: ChannelActivities & Pick<ConditioningActivities, 'conditioningDue' | 'openConditioning'> = {
    conditioningDue: noted('due', () => due),
    openConditioning: noted('open', () => ({ gone: true }) as const),
    readAssets: noted('read', () => 0),
    planChannel: noted('plan', () => {
      if (unplannable) throw ApplicationFailure.nonRetryable('Nothing to air.', 'channels/nothing-to-air');
      return { variants: [{ variant: 'ZZ', until: 1, airings: 1, refusals: 2 }], notCarried: 1 };
    }),
    sealChannel: noted('seal', () => state),
    breakInChannel: async ({ titleId }) => {
      if (titleId === 'gone') throw ApplicationFailure.nonRetryable('It is gone.', 'channels/not-carried');
      calls.push('break in');
      return done;
    },
    replaceChannelAiring: noted('replace', () => done),
    insertChannelBreak: noted('break', () => done),
    turnChannel: noted('turn', () => done),
  };
  workshop = await openWorkshop(testStack().temporal, activities);
});
afterAll(async () => {
  await workshop?.stop();
  await Runtime.instance().shutdown();
});

async function begin({ conditioned = false } = {}) {
  [calls, state, unplannable] = [[], look('on_air'), false];
  if (!conditioned) due = [];
  const channelId = `chn_${randomUUID()}`;
  const handle = await workshop.client.workflow.start(CHANNEL_PROCESS, {
    ...{ workflowId: channelProcessId(channelId), taskQueue: SUPPLY_CHAIN_QUEUE },
    args: [{ channelId } satisfies ChannelOrder],
  });
  expect(channelOfProcess(handle.workflowId)).toBe(channelId);
  await called('seal');
  return handle;
}
const called = (name: string, times = 1) =>
  eventually(async () => expect(calls.filter((each) => each === name).length).toBeGreaterThanOrEqual(times));
const word = { actor: 'ann' };

it('plans, seals, plans anew when something changed, and ends when the channel is off', async () => {
  const handle = await begin();
  expect(calls.slice(0, 4)).toEqual(['read', 'due', 'plan', 'seal']);
  await handle.signal(channelChanged);
  await called('plan', 2);
  await called('seal', 2);
  state = look('off', { variants: [] });
  await handle.signal(channelChanged);
  await handle.result();
  await saveHistory('channel-off', handle, 'channels');
});

it('breaks in and turns at once, plans anew after it, and says what cannot be done', async () => {
  const handle = await begin();
  expect(await handle.executeUpdate(breakIn, { args: [word] })).toEqual(done);
  await called('plan', 2);
  await expect(handle.executeUpdate(breakIn, { args: [{ ...word, titleId: 'gone' }] })).rejects.toMatchObject({
    cause: { cause: { type: 'channels/not-carried' } },
  });
  expect(await handle.executeUpdate(pause, { args: [word] })).toEqual(done);
  state = look('off', { variants: [] });
  await handle.signal(channelChanged);
  await handle.result();
  expect(calls).toContain('turn');
  await saveHistory('channel-edited', handle, 'channels');
});

it('goes on sealing what there is while it cannot be planned, and plans again what has lost its rights', async () => {
  const handle = await begin();
  unplannable = true;
  const plans = calls.filter((each) => each === 'plan').length;
  state = look('on_air', { planAgain: true });
  await handle.signal(channelChanged);
  await called('plan', plans + 2);
  await called('seal', 3);
  unplannable = false;
  state = look('off', { variants: [] });
  await handle.signal(channelChanged);
  await handle.result();
  await saveHistory('channel-unplannable', handle, 'channels');
});

it('begins to condition what it cannot carry, each title once', async () => {
  const order = { tenantId: 'demo', titleId: 'tit_1', versionId: `ver_${randomUUID()}`, layout: '6s-720' };
  due = [order];
  const handle = await begin({ conditioned: true });
  await called('open');
  await workshop.client.workflow.getHandle(conditionTitleId(order)).result();
  state = look('off', { variants: [] });
  await handle.signal(channelChanged);
  await handle.result();
  await saveHistory('channel-conditioning', handle, 'channels');
});
