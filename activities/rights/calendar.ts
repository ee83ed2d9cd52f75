import type { RightsCalendar } from '../../adapters/postgres/rights-calendar-port';
import type { RightsCalendarActivities } from '../../workflows/rights/contract';

/** Steps of the calendar. */
export const createCalendarActivities = (calendar: RightsCalendar): RightsCalendarActivities => ({
  async applyDueRights() {
    const { nextAt, ...look } = await calendar.applyDue();
    return { ...look, nextAt: nextAt?.toISOString() };
  },
});
