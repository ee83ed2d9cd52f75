/** Refused licence requests of one session in a minute after which it is not heard any more; a player has a few. */
const MOST = 240;
const MINUTE_MS = 60_000;

/**
 * Counts the refusals of sessions by the minute, in this process: whoever asks in vain for ever fills neither the log nor the
 * database.
 */
export function refusalCounter(now: () => number = Date.now) {
  let minute = 0;
  let counts = new Map<string, number>();
  const current = (): Map<string, number> => {
    const at = Math.floor(now() / MINUTE_MS);
    if (at !== minute) [minute, counts] = [at, new Map()];
    return counts;
  };
  return {
    /** Count one more. @returns false when there were enough already */
    note(sessionId: string): boolean {
      const before = current().get(sessionId) ?? 0;
      if (before < MOST) current().set(sessionId, before + 1);
      return before < MOST;
    },
  };
}
