import { type Milestone, resolveEdges } from './milestones';

const HOUR = 3_600_000;
const aired = (territory: string, at: number): Milestone => ({ event: 'Broadcast', territory, at });
const waits = (lagSeconds: number) => ({ event: 'Broadcast', lagSeconds });

describe('resolveEdges', () => {
  it('leaves an edge open until its event is recorded', () => {
    const window = { territories: ['DE'], start: waits(0), end: waits(60) };
    expect(resolveEdges(window, [aired('FR', 1)])).toMatchObject({ unresolved: ['start', 'end'] });
    expect(resolveEdges(window, [aired('DE', 5_000)])).toEqual({ startsAt: 5_000, endsAt: 65_000, unresolved: [] });
  });

  it('opens after the last of its territories and closes after the first', () => {
    const window = { territories: ['DE', 'AT'], start: waits(-3600), end: waits(3600) };
    expect(resolveEdges(window, [aired('DE', 10 * HOUR)])).toEqual({ endsAt: 11 * HOUR, unresolved: ['start'] });
    const both = [aired('DE', 10 * HOUR), aired('AT', 20 * HOUR)];
    expect(resolveEdges(window, both)).toEqual({ startsAt: 19 * HOUR, endsAt: 11 * HOUR, unresolved: [] });
  });

  it('takes what is recorded for the world where nothing nearer is', () => {
    const window = { territories: ['DE', 'AT'], start: waits(0) };
    expect(resolveEdges(window, [aired('ZZ', 1), aired('AT', 2)])).toMatchObject({ startsAt: 2 });
  });

  it('never waits for what needs no event', () => {
    const open = {
      territories: ['DE'],
      start: { event: 'Immediate', lagSeconds: 0 },
      end: { event: 'Open', lagSeconds: 0 },
    };
    expect(resolveEdges(open, [])).toEqual({ unresolved: [] });
  });
});
