/** What one look at the calendar did. */
export interface CalendarRound {
  /** Windows that were made known as open, or as closed. */
  opened: number;
  closed: number;
  /** Publications and their ends that were set for an instant, and layouts that went live. */
  scheduled: number;
  /** The longest time from an edge, or from the change that moved it, to its being made known, milliseconds. */
  latestMs: number;
  /** When there is something to do next; undefined: never, as far as is known. */
  nextAt?: Date;
}

/**
 * Makes known what time has changed: events, transitions, schedules. What may be played never waits for it, since the gate asks
 * the windows themselves.
 */
export interface RightsCalendar {
  /** Apply everything that is due, each once, however many do so at the same time. */
  applyDue(): Promise<CalendarRound>;
  /**
   * Among some windows, in the order of their ids: find those that should have been made known as open, or closed, more than a minute ago
   * and were not, and those whose title has come and that are not joined with it; have the next look take them up. Call it until
   * `more` is false, with what it told last as `after`, and every window there is has been read. The first call also makes one row of
   * the changes by which feeds are known to be the same.
   */
  reconcile(after: string): Promise<{
    /** Windows that were found otherwise than the gate says. */
    drift: number;
    /** Windows that were joined with their title. */
    joined: number;
    after: string;
    more: boolean;
  }>;
}
