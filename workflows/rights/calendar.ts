import { continueAsNew, log, proxyActivities, setCurrentDetails, sleep, workflowInfo } from '@temporalio/workflow';
import { count } from '../../domain/count';
import type { CalendarLook, RightsCalendarActivities } from './calendar-contract';

/** Windows may be moved in any direction at any moment: nobody waits longer than this to see that one was. */
const LOOK_EVERY_MS = 10_000;

const { applyDueRights } = proxyActivities<RightsCalendarActivities>({
  startToCloseTimeout: '10 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});

/**
 * Makes known what time changes: windows that open and close, publications that were set for an instant. Sleeps to the next
 * edge, and looks every few seconds all the same, so that no move of a window and no lost wake-up is missed.
 */
export async function rightsCalendar(): Promise<void> {
  while (!workflowInfo().continueAsNewSuggested) {
    const look = await applyDueRights();
    setCurrentDetails(detailsOf(look));
    if (look.opened + look.closed + look.scheduled > 0) log.info('the calendar made changes known', { ...look });
    await sleep(untilNext(look));
  }
  await continueAsNew<typeof rightsCalendar>();
}

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
