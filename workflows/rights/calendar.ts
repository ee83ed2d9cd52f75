import {
  continueAsNew,
  log,
  patched,
  proxyActivities,
  setCurrentDetails,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { count } from '../../domain/count';
import { SUPPLY_CHAIN_IO_QUEUE } from '../supply-chain/contract';
import type { CalendarDrift, CalendarLook, CalendarOrder, RightsCalendarActivities } from './calendar-contract';

/** Windows may be moved in any direction at any moment: nobody waits longer than this to see that one was. */
const LOOK_EVERY_MS = 10_000;
const BEGIN_EVERY_MS = 60_000;
const RECONCILE_EVERY_MS = 3_600_000;
/** A run whose chores do not end goes on no longer than this, events: the engine ends runs at 51,200. */
const LONGEST_HISTORY = 20_000;

/** Whoever is killed in the middle of a step is missed soon: the io pool beats while a step runs. */
const STEP = { taskQueue: SUPPLY_CHAIN_IO_QUEUE, heartbeatTimeout: '15 seconds' } as const;

const { applyDueRights } = proxyActivities<RightsCalendarActivities>({
  ...STEP,
  startToCloseTimeout: '10 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});

/** What can wait: it is tried again when its time comes again. */
const { beginWindowProcesses, cleanUpAfterWindows, reconcileRights } = proxyActivities<RightsCalendarActivities>({
  ...STEP,
  startToCloseTimeout: '30 minutes',
  retry: { initialInterval: '1 second', maximumAttempts: 3 },
});

/**
 * Makes known what time changes: windows that open and close, publications that were set for an instant. Sleeps to the next
 * edge, and looks every few seconds all the same, so that no move of a window and no lost wake-up is missed. Beside that, and
 * never in its way, it begins the processes of windows, cleans up after those that closed, and once an hour compares what was made known
 * with what the gate says.
 *
 * @param order of the run before; none: the first one
 */
export async function rightsCalendar(order: CalendarOrder = {}): Promise<void> {
  const chores = patched('window-processes') ? choresOf(order) : undefined;
  while (!isLong() || chores?.goOn()) {
    const look = await applyDueRights();
    setCurrentDetails([detailsOf(look), chores?.told()].filter(Boolean).join('\n'));
    if (look.opened + look.closed + look.scheduled > 0) log.info('the calendar made changes known', { ...look });
    if (!isLong()) chores?.begin();
    await sleep(untilNext(look));
  }
  await chores?.end();
  await continueAsNew<typeof rightsCalendar>({ reconciledAt: chores?.reconciledAt() });
}

const isLong = (): boolean => workflowInfo().continueAsNewSuggested;

/** What is done beside the looks, one round at a time. */
function choresOf(order: CalendarOrder) {
  let under: Promise<void> | undefined;
  let begunAt = 0;
  let { reconciledAt = 0 } = order;
  let drift: (CalendarDrift & { at: string }) | undefined;
  const round = async (now: number): Promise<void> => {
    if (now - begunAt >= BEGIN_EVERY_MS) {
      begunAt = now;
      await beginWindowProcesses();
      if (patched('clean-up')) await cleanUpAfterWindows().catch(toLog('CDNs may keep what has closed'));
    }
    if (now - reconciledAt >= RECONCILE_EVERY_MS) {
      reconciledAt = now;
      drift = { ...(await reconcileRights()), at: new Date(now).toISOString() };
    }
  };
  return {
    begin(): void {
      under ??= round(Date.now())
        .catch(toLog('a round beside the looks failed'))
        .finally(() => {
          under = undefined;
        });
    },
    /** Looks do not wait for a round that is under way when the run is long enough. */
    goOn: (): boolean =>
      under !== undefined && workflowInfo().historyLength < LONGEST_HISTORY && patched('looks-go-on'),
    end: async (): Promise<void> => under,
    reconciledAt: (): number => reconciledAt,
    told: (): string =>
      drift ? `At ${drift.at} ${count(drift.drift, 'window')} had drifted, ${drift.joined} were joined to titles.` : '',
  };
}

const toLog =
  (message: string) =>
  (error: unknown): void =>
    log.warn(message, { error: String(error) });

/** At least a little, or a schedule that cannot be applied would be tried without a pause. */
const untilNext = ({ nextAt }: CalendarLook): number => {
  const wait = nextAt === undefined ? LOOK_EVERY_MS : Date.parse(nextAt) - Date.now();
  return Math.min(Math.max(wait, 100), LOOK_EVERY_MS);
};

const detailsOf = ({ opened, closed, scheduled, nextAt }: CalendarLook): string =>
  [
    `Last look: ${count(opened, 'window')} opened, ${count(closed, 'window')} closed, ${count(scheduled, 'schedule')} applied.`,
    nextAt ? `Next: ${nextAt}.` : 'Nothing is to come.',
  ].join('\n');
