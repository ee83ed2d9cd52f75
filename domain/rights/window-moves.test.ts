import fc from 'fast-check';
import { AHEAD_MS, DISTANCES, type ProcessEdge, type WatchedWindow, watchAt } from './readiness-plan';

const MINUTE = 60_000;
const DAY = 86_400_000;
const BEGIN = Date.parse('2026-11-01T00:00:00Z');
/** Nobody signals a process that the calendar does not know to be late; it looks by itself after so long. */
const LONGEST_SLEEP = DAY;

/** Into the past, to just now, near, far and very far. */
const offset = fc.oneof(
  fc.integer({ min: -400 * DAY, max: 0 }),
  fc.constantFrom(-1, 0, 1, AHEAD_MS, AHEAD_MS + 1),
  fc.integer({ min: 1, max: 20 * DAY }),
  fc.integer({ min: 20 * DAY, max: 4_000 * DAY }),
);
const anyMove = fc.record({
  /** Since the move before. */
  after: fc.integer({ min: 1, max: 20 * DAY }),
  edgeIn: fc.option(offset, { nil: undefined }),
  withdrawn: fc.constantFrom(false, false, false, true),
  unresolved: fc.constantFrom(false, false, false, true),
  /** From the move to the round of the calendar that sees it; undefined: the signal is lost. */
  seenAfter: fc.option(fc.integer({ min: 0, max: MINUTE }), { nil: undefined, freq: 8 }),
});
const edges = fc.constantFrom<ProcessEdge>('open', 'close');

interface Told {
  at: number;
  edgeAt: number;
  distance: number;
}

/**
 * A process and the calendar that begins it, as workflows/rights/window-process.ts and calendar.ts have them: looks, sleeps to the
 * next distance but never longer than a day, is woken by what the calendar sees, ends when its edge is far or past.
 */
function follow(edge: ProcessEdge, moves: (typeof anyMove extends fc.Arbitrary<infer T> ? T : never)[]) {
  const told: Told[] = [];
  const noted = new Set<string>();
  const looks: number[] = [];
  let window: WatchedWindow = { kind: 'grant', withdrawn: false, unresolved: [] };
  let wakeAt: number | undefined;
  const look = (at: number): void => {
    looks.push(at);
    const { place, edgeAt, distance, nextAt } = watchAt(edge, window, at);
    if (edgeAt !== undefined && distance !== undefined && !noted.has(`${edgeAt} ${distance}`)) {
      noted.add(`${edgeAt} ${distance}`);
      told.push({ at, edgeAt, distance });
    }
    wakeAt = place === 'near' && nextAt !== undefined ? Math.min(nextAt, at + LONGEST_SLEEP) : undefined;
  };
  const runUntil = (end: number): void => {
    while (wakeAt !== undefined && wakeAt < end) look(wakeAt);
  };
  const edgesOverTime: { from: number; edgeAt?: number; seenAt: number }[] = [];
  let now = BEGIN;
  for (const { after, edgeIn, withdrawn, unresolved, seenAfter } of moves) {
    now += after;
    runUntil(now);
    const edgeAt = edgeIn === undefined ? undefined : now + edgeIn;
    const names = { open: ['start', 'startsAt'], close: ['end', 'endsAt'] } as const;
    const [side, field] = names[edge];
    window = { kind: 'grant', withdrawn, unresolved: unresolved ? [side] : [], [field]: edgeAt };
    const seenAt = now + (seenAfter ?? LONGEST_SLEEP);
    edgesOverTime.push({ from: now, edgeAt: withdrawn || unresolved ? undefined : edgeAt, seenAt });
    if (seenAfter === undefined) continue;
    runUntil(now + seenAfter);
    // The calendar begins processes of near edges only, and wakes those that run.
    if (wakeAt !== undefined || watchAt(edge, window, now + seenAfter).place === 'near') look(now + seenAfter);
    now += seenAfter;
  }
  runUntil(now + 8_000 * DAY);
  return { told, looks, edgesOverTime, end: now + 8_000 * DAY };
}

describe('the process of a window that is moved in any direction at any moment', () => {
  it('tells of no edge that the window does not have when it tells, and of none twice from one distance', () => {
    fc.assert(
      fc.property(edges, fc.array(anyMove, { minLength: 1, maxLength: 8 }), (edge, moves) => {
        const { told, edgesOverTime } = follow(edge, moves);
        for (const { at, edgeAt, distance } of told) {
          expect(edgesOverTime.findLast(({ from }) => from <= at)?.edgeAt).toBe(edgeAt);
          expect(edgeAt - at).toBeLessThanOrEqual(distance);
          expect(DISTANCES[edge]).toContain(distance);
        }
        expect(new Set(told.map(({ edgeAt, distance }) => `${edgeAt} ${distance}`)).size).toBe(told.length);
      }),
    );
  });

  it('tells at every distance that is reached while the window stays where it is', () => {
    fc.assert(
      fc.property(edges, fc.array(anyMove, { minLength: 1, maxLength: 8 }), (edge, moves) => {
        const seen = moves.map((move) => ({ ...move, seenAfter: move.seenAfter ?? MINUTE }));
        const { told, edgesOverTime, end } = follow(edge, seen);
        edgesOverTime.forEach(({ seenAt, edgeAt }, index) => {
          const until = edgesOverTime[index + 1]?.from ?? end;
          // What lies farther away when the calendar last saw it waits for one of its rounds, which the model leaves out.
          if (edgeAt === undefined || edgeAt - seenAt > AHEAD_MS) return;
          for (const distance of DISTANCES[edge].filter((each) => edgeAt - each > seenAt && edgeAt - each < until))
            expect(told).toContainEqual({ at: edgeAt - distance, edgeAt, distance });
        });
      }),
    );
  });

  it('looks again within a day while its edge is near, and ends after it', () => {
    fc.assert(
      fc.property(edges, fc.array(anyMove, { minLength: 1, maxLength: 8 }), (edge, moves) => {
        const { looks, end } = follow(edge, moves);
        expect(looks).toEqual([...looks].sort((a, b) => a - b));
        expect(looks.at(-1) ?? 0).toBeLessThan(end - DAY);
      }),
    );
  });
});
