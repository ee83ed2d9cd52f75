import { airingId } from './picking';
import { readSchedule } from './read-schedule';
import { MONDAY } from './testing/plans';
import { withReplacement } from './variant-plan';

const HARD = { anchor: 'hard' };
const blocks = [{ name: 'Day', from: '00:00', until: '24:00', pick: { everything: true } }];
const airing = (source: string, from: number) => ({
  ...{ airStart: from, titleId: 'old', airingId: airingId({ source, round: 0, from }) },
});
const replaced = (events: object[], variants: string[], of: ReturnType<typeof airing>) => {
  const channel = { schedule: { blocks, events }, timeZone: 'Europe/Berlin', variants };
  const schedule = withReplacement(channel, of, { titleId: 'new', variant: 'DE' });
  expect(readSchedule(schedule, 'Europe/Berlin').problems).toEqual([]);
  return (schedule as { events: object[] }).events;
};

describe('rules with another title in the place of an airing', () => {
  const at = new Date(MONDAY).toISOString();

  it('have an event at its instant, for the variant that was asked for where there are several', () => {
    expect(replaced([], ['DE'], airing('Day', MONDAY))).toEqual([{ at, title: 'new', ...HARD }]);
    expect(replaced([], ['DE', 'FR'], airing('Day', MONDAY))).toEqual([
      { at, title: 'new', ...HARD, variants: ['DE'] },
    ]);
  });

  it('change the event that put it there, however it was written and wherever it was cut in, and leave the other variants theirs', () => {
    const event = { at: '2026-11-23T01:00', title: 'old', max_late_minutes: 10 };
    const late = airing('event', MONDAY + 4000);
    expect(replaced([event], ['DE'], late)).toEqual([{ ...event, title: 'new', ...HARD }]);
    expect(replaced([event], ['DE', 'FR'], late)).toEqual([
      { ...event, variants: ['FR'] },
      { ...event, title: 'new', ...HARD, variants: ['DE'] },
    ]);
  });

  it('never hold two hard events at one instant', () => {
    const events = [{ at: '2026-11-23T01:00', title: 'other' }];
    expect(replaced(events, ['DE'], airing('Day', MONDAY))).toHaveLength(1);
  });
});
