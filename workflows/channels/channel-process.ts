import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  currentUpdateInfo,
  log,
  patched,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import { count } from '../../domain/count';
import { SUPPLY_CHAIN_IO_QUEUE } from '../supply-chain/contract';
import type { conditionTitle } from './condition-title';
import {
  breakIn,
  type ChannelActivities,
  type ChannelOrder,
  CONDITION_TITLE,
  CONDITIONING_PRIORITY,
  type ConditioningActivities,
  type ConditioningOrder,
  channelChanged,
  conditionTitleId,
  insertBreak,
  type PlanLook,
  pause,
  replaceAiring,
  resume,
  type SealLook,
} from './contract';
import { SEARCH } from './search-attributes';

/** Rows are sealed a quarter of an hour ahead; a look that is late by minutes harms nothing. */
const LOOK_EVERY_MS = 15_000;
/** New titles come, and the horizon moves on, without anybody telling. */
const PLAN_EVERY_MS = 600_000;
/** A plan that could not be made is tried again so soon: a channel may wait for its first title. */
const PLAN_AGAIN_MS = 5_000;

/** Expected ends of an edit or a plan: trying again changes nothing. */
const REFUSALS = [
  ...['channels/off-air', 'channels/not-carried', 'channels/nothing-to-air', 'channels/sealed'],
  ...['channels/schedule-invalid', 'request/not-found', 'request/precondition-failed'],
];

/** A look is taken every few seconds anyhow: one that fails again and again is better told than hidden. */
const steps = proxyActivities<ChannelActivities & Pick<ConditioningActivities, 'conditioningDue'>>({
  taskQueue: SUPPLY_CHAIN_IO_QUEUE,
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '15 seconds', nonRetryableErrorTypes: [...REFUSALS] },
});

/**
 * Keeps a channel on air: plans what its rules say to the horizon, seals what airs within the next quarter of an hour, looks
 * whether what is sealed may still air, and does what people ask for in between. Live playlists need nothing of it: they are
 * made from the ledger, so a process that stands still for a quarter of an hour is noticed by nobody.
 */
export async function channelProcess(order: ChannelOrder): Promise<void> {
  const { channelId } = order;
  let { plannedAt = 0 } = order;
  let plan: PlanLook | undefined;
  let changes = plannedAt === 0 ? 1 : 0;
  const changed = <Done>(done: Done): Done => {
    changes++;
    return done;
  };
  setHandler(channelChanged, () => {
    changes++;
  });
  setHandler(breakIn, async (word) => {
    const editId = currentUpdateInfo()?.id;
    return changed(await steps.breakInChannel({ channelId, ...word, editId }));
  });
  setHandler(replaceAiring, async (word) => changed(await steps.replaceChannelAiring({ channelId, ...word })));
  setHandler(insertBreak, async (word) => changed(await steps.insertChannelBreak({ channelId, ...word })));
  setHandler(pause, async (word) => changed(await steps.turnChannel({ channelId, ...word, state: 'paused' })));
  setHandler(resume, async (word) => changed(await steps.turnChannel({ channelId, ...word, state: 'on_air' })));

  for (;;) {
    if (changes > 0 || Date.now() - plannedAt >= PLAN_EVERY_MS) {
      changes = 0;
      plan = await planned(channelId);
      plannedAt = plan ? Date.now() : Date.now() - PLAN_EVERY_MS + PLAN_AGAIN_MS;
    }
    const look = await steps.sealChannel({ channelId });
    setCurrentDetails(detailsOf(look, plan));
    if (look.state === 'off') break;
    // Not at once: a plan that cannot be made would be tried without a pause.
    if (look.planAgain) plannedAt = Math.min(plannedAt, Date.now() - PLAN_EVERY_MS + PLAN_AGAIN_MS);
    if (changes === 0) await condition(() => changes > 0, Math.min(LOOK_EVERY_MS, untilPlan(plannedAt)));
    if (!workflowInfo().continueAsNewSuggested) continue;
    await condition(allHandlersFinished);
    await continueAsNew<typeof channelProcess>({ channelId, plannedAt: changes > 0 ? 0 : plannedAt });
  }
  await condition(allHandlersFinished);
}

/** @returns undefined when there is nothing to air: it is tried again soon */
async function planned(channelId: string): Promise<PlanLook | undefined> {
  try {
    await steps.readAssets({ channelId });
    if (patched('conditioning')) await beginConditioning(await steps.conditioningDue({ channelId }));
    return await steps.planChannel({ channelId });
  } catch (error) {
    log.warn('the channel could not be planned', { channelId, error: String(error) });
    return undefined;
  }
}

/** They go on by themselves, whatever becomes of the channel; one that another channel has begun is not begun again. */
async function beginConditioning(orders: readonly ConditioningOrder[]): Promise<void> {
  for (const order of orders) {
    const { tenantId, titleId, layout } = order;
    try {
      await startChild<typeof conditionTitle>(CONDITION_TITLE, {
        ...{ workflowId: conditionTitleId(order), args: [order], workflowIdReusePolicy: 'ALLOW_DUPLICATE' },
        ...{ parentClosePolicy: 'ABANDON', cancellationType: 'ABANDON' },
        priority: { priorityKey: CONDITIONING_PRIORITY, fairnessKey: tenantId },
        typedSearchAttributes: [
          { key: SEARCH.tenantId, value: tenantId },
          { key: SEARCH.titleId, value: titleId },
        ],
        staticSummary: `makes a title ready for channels of ${layout}`,
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }
}

const untilPlan = (plannedAt: number): number => Math.max(plannedAt + PLAN_EVERY_MS - Date.now(), 100);

const time = (at: number | undefined): string => (at === undefined ? '-' : new Date(at).toISOString());

const detailsOf = ({ state, variants }: SealLook, plan: PlanLook | undefined): string =>
  [
    `The channel is **${state.replace('_', ' ')}**.`,
    '',
    '| variant | on air | until | sealed until | planned until | refused | faults |',
    '|---|---|---|---|---|---|---|',
    ...variants.map(({ variant, now, sealedUntil, faults }) => {
      const ahead = plan?.variants.find((each) => each.variant === variant);
      const cells = [variant, now?.titleId ?? '-', time(now?.until), time(sealedUntil), time(ahead?.until)];
      return `| ${[...cells, ahead?.refusals ?? '-', faults].join(' | ')} |`;
    }),
    ...(plan?.notCarried ? ['', `${count(plan.notCarried, 'title')} cannot be carried; the studio says why.`] : []),
  ].join('\n');
