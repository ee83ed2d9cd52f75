/** Entries `[start, end)` of a series. */
export interface Run {
  start: number;
  end: number;
}

/** Longest stretches for which `holds` is true, in order; they never touch. */
export function findRuns(length: number, holds: (index: number) => boolean): Run[] {
  const runs: Run[] = [];
  for (let index = 0; index < length; index++) {
    if (!holds(index)) continue;
    const last = runs.at(-1);
    if (last && last.end === index) last.end++;
    else runs.push({ start: index, end: index + 1 });
  }
  return runs;
}

/**
 * Join runs that are at most `gap` entries apart.
 * @param bridges whether an entry between two runs may be passed over; all may unless told otherwise
 */
export function joinRuns(runs: Run[], gap: number, bridges: (index: number) => boolean = () => true): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last && run.start - last.end <= gap && every(last.end, run.start, bridges)) last.end = run.end;
    else joined.push({ ...run });
  }
  return joined;
}

/** What is left of `runs` outside of `holes`; both in order and without overlap. */
export function subtractRuns(runs: Run[], holes: Run[]): Run[] {
  return holes.reduce<Run[]>(
    (left, hole) =>
      left.flatMap((run) => {
        if (hole.end <= run.start || hole.start >= run.end) return [run];
        return [
          { start: run.start, end: hole.start },
          { start: hole.end, end: run.end },
        ].filter(({ start, end }) => end > start);
      }),
    runs,
  );
}

/** Entries that are in both lists of runs. */
export const intersectRuns = (a: Run[], b: Run[]): Run[] =>
  a.flatMap((run) =>
    b
      .map((other) => ({ start: Math.max(run.start, other.start), end: Math.min(run.end, other.end) }))
      .filter(({ start, end }) => end > start),
  );

function every(start: number, end: number, holds: (index: number) => boolean): boolean {
  for (let index = start; index < end; index++) if (!holds(index)) return false;
  return true;
}
