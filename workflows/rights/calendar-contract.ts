/** Workflow type name, as the workers start it. */
export const RIGHTS_CALENDAR = 'rightsCalendar';

/** There is one; it never ends. */
export const RIGHTS_CALENDAR_ID = 'rights-calendar';

/** What one look did; see adapters/postgres/rights-calendar-port.ts. */
export interface CalendarLook {
  opened: number;
  closed: number;
  scheduled: number;
  /** From the edge to its being made known at worst, milliseconds. */
  latestMs: number;
  /** ISO 8601; undefined: nothing is to come. */
  nextAt?: string;
}

/** What an hourly comparison found and mended; see adapters/postgres/rights-calendar-port.ts. */
export interface CalendarDrift {
  drift: number;
  joined: number;
}

/** What a run of the calendar hands to the next one. */
export interface CalendarOrder {
  /** When windows were compared last, epoch milliseconds. */
  reconciledAt?: number;
}

/** The steps of the calendar. May be repeated at any time: what was applied is not applied again. */
export interface RightsCalendarActivities {
  applyDueRights(): Promise<CalendarLook>;
  /** Begin the processes of windows that open or close soon and have something to tell; those under way learn of changes. */
  beginWindowProcesses(): Promise<{ begun: number }>;
  /** Have CDNs ask anew for what closed with the last window of a title. */
  cleanUpAfterWindows(): Promise<{ windows: number; purged: number }>;
  /** Compare what is known of windows with what the gate says, and have what differs looked at. */
  reconcileRights(): Promise<CalendarDrift>;
}
