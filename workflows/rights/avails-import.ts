import { ApplicationFailure, condition, proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import { count } from '../../domain/count';
import { SUPPLY_CHAIN_IO_QUEUE } from '../supply-chain/contract';
import {
  type AvailsActivities,
  type AvailsDecision,
  type AvailsImportOrder,
  type AvailsState,
  availsStatus,
  decideAvails,
} from './contract';

/** Tried until it is done, however long the house is down; what is wrong with the document is an answer, not a failure. */
const STEP = {
  taskQueue: SUPPLY_CHAIN_IO_QUEUE,
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
} as const;

const steps = proxyActivities<AvailsActivities>(STEP);

/** What nobody has decided on by then says nothing of today any more. */
const PATIENCE = '60 days';

/**
 * A document of avails becomes windows: read, checked and foreseen, then somebody decides, then it is applied whole or not at all.
 */
export async function availsImport(order: AvailsImportOrder): Promise<AvailsState> {
  let decision: AvailsDecision | undefined;
  let state: AvailsState = { status: 'received', rows: 0, rowsWithError: 0, changes: NONE };
  setHandler(availsStatus, () => state);
  setHandler(
    decideAvails,
    (given) => {
      decision = given;
      return { accepted: true as const, decision: given.decision };
    },
    {
      validator: (given) => {
        if (state.status !== 'checked' || decision)
          throw refused('avails/not-checked', `The import is ${state.status}.`);
        if (given.decision === 'apply' && state.rowsWithError > 0 && !given.skipErrors)
          throw refused('avails/has-errors', `${state.rowsWithError} of ${count(state.rows, 'row')} have errors.`);
      },
    },
  );

  state = await steps.checkAvails.executeWithOptions({ ...STEP, summary: 'read and check the document' }, [order]);
  setCurrentDetails(details(state));
  while (state.status === 'checked') {
    await condition(() => decision !== undefined, PATIENCE, { summary: 'somebody decides' });
    const { decision: word, actor, skipErrors }: AvailsDecision = decision ?? NOBODY;
    if (word === 'apply') {
      state = { ...state, status: 'applying' };
      const options = { ...STEP, summary: `apply, as ${actor} says` };
      state = await steps.applyAvails.executeWithOptions(options, [{ ...order, actor, skipErrors }]);
    } else {
      const options = { ...STEP, summary: `discard, as ${actor} says` };
      state = await steps.discardAvails.executeWithOptions(options, [{ ...order, actor }]);
    }
    decision = undefined;
    setCurrentDetails(details(state));
  }
  return state;
}

const NONE = { opened: 0, moved: 0, narrowed: 0, closed: 0, same: 0 };
const NOBODY: AvailsDecision = { decision: 'discard', actor: 'nobody in 60 days', skipErrors: false };

const refused = (code: 'avails/not-checked' | 'avails/has-errors', message: string): ApplicationFailure =>
  ApplicationFailure.create({ message, type: code, nonRetryable: true });

const details = ({ status, rows, rowsWithError, changes }: AvailsState): string =>
  [
    `| avails | ${status} |`,
    '|---|---:|',
    `| rows | ${rows} (${rowsWithError} with errors) |`,
    ...Object.entries(changes).map(([kind, number]) => `| windows ${kind} | ${number} |`),
  ].join('\n');
