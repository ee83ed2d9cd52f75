import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  patched,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { SUPPLY_CHAIN_IO_QUEUE } from '../supply-chain/contract';
import {
  decideWindow,
  type WindowActivities,
  type WindowLook,
  type WindowOrder,
  windowChanged,
} from './window-contract';

/** Who changes a window tells its process; were that lost, it sees so by itself after a day. */
const LONGEST_SLEEP_MS = 86_400_000;

const steps = proxyActivities<WindowActivities>({
  taskQueue: SUPPLY_CHAIN_IO_QUEUE,
  startToCloseTimeout: '1 minute',
  retry: {
    ...{ initialInterval: '1 second', maximumInterval: '1 minute' },
    nonRetryableErrorTypes: ['rights/window-withdrawn'],
  },
});

/**
 * What happens before a window opens or closes: people are told, at a few distances from the edge, while there is something to tell.
 * It ends when there is nothing, or when the edge is past; the calendar begins it again. All that it knows it reads anew.
 */
export async function windowProcess(order: WindowOrder): Promise<WindowLook> {
  let changes = 0;
  setHandler(windowChanged, () => {
    changes++;
  });
  setHandler(
    decideWindow,
    async (word) => {
      await steps.decideWindow({ ...order, ...word });
      changes++;
      return { decision: word.decision };
    },
    { validator: ({ decision, actor }) => checkWord(order, decision, actor) },
  );
  for (;;) {
    changes = 0;
    const look = await steps.lookAtWindow(order);
    setCurrentDetails(detailsOf(order, look));
    if (look.state === 'waiting') await condition(() => changes > 0, untilNext(look));
    await condition(allHandlersFinished);
    if (changes === 0 && look.state !== 'waiting') return look;
    // The next run looks at once: a window that is changed all the time does not keep this one from being short.
    if (workflowInfo().continueAsNewSuggested && (changes === 0 || patched('changed-when-long')))
      await continueAsNew<typeof windowProcess>(order);
  }
}

function checkWord({ edge }: WindowOrder, decision: unknown, actor: unknown): void {
  if (edge !== 'open') throw refused('Only an opening is held.');
  if (decision !== 'hold' && decision !== 'go') throw refused('The decision is hold or go.');
  if (typeof actor !== 'string' || actor === '') throw refused('Somebody must have decided.');
}

const refused = (message: string): ApplicationFailure =>
  ApplicationFailure.create({ message, type: 'request/invalid', nonRetryable: true });

const untilNext = ({ nextAt }: WindowLook): number =>
  Math.min(Math.max(nextAt === undefined ? 0 : Date.parse(nextAt) - Date.now(), 100), LONGEST_SLEEP_MS);

const detailsOf = ({ edge }: WindowOrder, { state, edgeAt, nextAt, findings }: WindowLook): string =>
  [
    `| window | ${state} |`,
    '|---|---|',
    `| ${edge === 'open' ? 'opens' : 'closes'} | ${edgeAt ?? 'nobody knows when'} |`,
    `| next look | ${nextAt ?? 'none'} |`,
    '',
    ...findings.map((each) => `- ${edge === 'open' ? each : `leaves ${each}`}`),
  ].join('\n');
