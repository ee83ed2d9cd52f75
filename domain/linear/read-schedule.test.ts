import { readSchedule } from './read-schedule';
import type { Block } from './schedule';

const block = (more: Partial<Record<keyof Block, unknown>> = {}) => ({
  name: 'Day',
  from: '06:00',
  until: '18:00',
  pick: { titles: ['tit_1'] },
  ...more,
});
const faults = (schedule: unknown, zone = 'Europe/Berlin') =>
  readSchedule(schedule, zone).problems.map(({ code, field, message }) => `${code} ${field} ${message}`);

describe('the rules of a channel', () => {
  it('say of every fault what to do about it, and point into names with any characters', () => {
    const { problems } = readSchedule({ blocks: [block()], 'a/b~c': 1 }, 'UTC');
    expect(problems).toMatchObject([{ code: 'unknown-field', field: '/schedule/a~1b~0c', fix: expect.any(String) }]);
  });

  it('are taken as they are when nothing is wrong with them', () => {
    const schedule = {
      blocks: [
        block({ days: ['mon'], until: '24:00' }),
        block({ name: 'Night', days: ['sat'], from: '22:00', until: '02:00' }),
        block({ name: 'Feast', dates: ['2026-12-24'] }),
      ],
      events: [{ at: '2026-12-24T20:15', title: 'tit_2' }],
    };
    expect(readSchedule(schedule, 'Europe/Berlin')).toEqual({ schedule, problems: [] });
  });

  it('tell every fault with its place', () => {
    const schedule = {
      blocks: [
        block({ from: '25:00', days: ['monday'], pick: {}, airings: 0 }),
        { name: 'Empty', from: '18:00', until: '19:00' },
        block({ name: 'Feast', dates: ['2027-02-29'] }),
      ],
      events: [{ at: 'tomorrow', title: 'tit_2' }],
      fillers: {},
    };
    expect(faults(schedule)).toEqual([
      'wrong-value /schedule/blocks/0/from is a clock time, `HH:MM`.',
      'no-pick /schedule/blocks/0/pick names nothing to air.',
      'wrong-value /schedule/blocks/0/days/0 is one of mon, tue, wed, thu, fri, sat, sun.',
      'wrong-value /schedule/blocks/0/airings is a whole number from 1 to 1000.',
      'missing-field /schedule/blocks/1/pick is missing.',
      'wrong-value /schedule/blocks/2/dates/0 is a day, `YYYY-MM-DD`, that is there.',
      'wrong-value /schedule/events/0/at is an instant of ISO 8601, with an offset or in the channel’s zone.',
      'unknown-field /schedule/fillers is not known. Known: blocks, events, ordered_breaks, filler, promos, breaks.',
    ]);
    expect(faults([])).toEqual(['wrong-value /schedule is an object.']);
    expect(faults({ blocks: [block()] }, 'Mars/City')).toEqual([
      'unknown-zone /time_zone Mars/City is no time zone of the IANA list.',
    ]);
  });

  it('do not contradict each other: blocks do not overlap, also past midnight and over the week, and hard events do not meet', () => {
    const over = (one: object, two: object) => faults({ blocks: [block(one), block({ name: 'Other', ...two })] });
    expect(over({}, { from: '17:59', until: '20:00' })).toEqual([
      'overlapping-blocks /schedule/blocks/1 Other overlaps Day.',
    ]);
    expect(over({}, { from: '18:00', until: '06:00' })).toEqual([]);
    expect(over({ days: ['mon'], until: '07:00' }, { days: ['sun'], from: '22:00', until: '06:30' })).toHaveLength(1);
    expect(over({ days: ['mon'] }, { days: ['tue'] })).toEqual([]);
    expect(over({}, { dates: ['2026-12-24'] })).toEqual([]);
    expect(over({ dates: ['2026-12-24'] }, { dates: ['2026-12-23', '2026-12-24'] })).toHaveLength(1);
    const events = [
      { at: '2026-12-24T20:15', title: 'tit_1' },
      { at: '2026-12-24T19:15:00Z', title: 'tit_2' },
    ];
    expect(faults({ blocks: [block()], events })).toEqual([
      'contradictory-anchors /schedule/events/1/at tit_1 is fixed to the same instant.',
    ]);
    const apart = events.map((event, index) => ({ ...event, variants: [index ? 'DE' : 'FR'] }));
    expect(faults({ blocks: [block()], events: apart })).toEqual([]);
    expect(faults({ blocks: [block(), block()] })).toHaveLength(2);
  });
});
