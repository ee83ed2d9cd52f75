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

/** When two runs are one. */
export interface JoinRule {
  /** Most entries between them. */
  gap: number;
  /** Least length of both, in entries; 0 unless given. */
  least?: number;
  /** Whether an entry between them may be passed over; all may unless given. */
  over?: (index: number) => boolean;
}

/** Join runs that lie close together. */
export function joinRuns(runs: Run[], { gap, least = 0, over = () => true }: JoinRule): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    const close = last && run.start - last.end <= gap;
    const long = last && Math.min(last.end - last.start, run.end - run.start) >= least;
    if (close && long && every(last.end, run.start, over)) last.end = run.end;
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

function every(start: number, end: number, holds: (index: number) => boolean): boolean {
  for (let index = start; index < end; index++) if (!holds(index)) return false;
  return true;
}
