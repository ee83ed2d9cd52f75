import { scheduleWarnings } from './schedule-warnings';
import { block, title } from './testing/plans';

const library = [
  title('film', 7200, { collections: [{ id: 'full', position: 1 }], genres: ['drama'] }),
  title('match', 5400),
  { ...title('unread', 60), asset: undefined },
];
const told = (schedule: Parameters<typeof scheduleWarnings>[0]) =>
  scheduleWarnings(schedule, library, 'Europe/Berlin').map(({ code, field }) => `${code} ${field}`);

describe('what is told of rules before they are saved', () => {
  it('names every pick that has nothing, and nothing else', () => {
    const blocks = [
      block({ pick: { collections: ['full', 'empty'], titles: ['gone', 'unread'] }, bumper_after: 'gone' }),
      block({ name: 'Drama', pick: { genres: ['drama'], series: ['none'] } }),
    ];
    const rules = { blocks, filler: { genres: ['filler'] }, events: [{ at: '2026-12-24T20:15', title: 'gone' }] };
    expect(told(rules)).toEqual([
      'empty-pick /schedule/blocks/0/pick/titles/0',
      'empty-pick /schedule/blocks/0/pick/collections/1',
      'empty-pick /schedule/blocks/0/bumper_after',
      'empty-pick /schedule/blocks/1/pick/series/0',
      'empty-pick /schedule/filler/genres/0',
      'empty-pick /schedule/events/0/title',
    ]);
    expect(told({ blocks: [block({ pick: { everything: true } })] })).toEqual([]);
  });

  it('names events that cut a hard one before them, in whatever order they stand', () => {
    const blocks = [block({ pick: { titles: ['film'] } })];
    const events = [
      { at: '2026-12-24T21:00', title: 'match' },
      { at: '2026-12-24T20:15', title: 'film' },
      { at: '2026-12-24T21:30', title: 'film', anchor: 'soft' as const },
    ];
    expect(told({ blocks, events })).toEqual(['contradictory-anchors /schedule/events/0/at']);
    expect(told({ blocks, events: [{ at: '2026-12-24T22:15', title: 'match' }, ...events.slice(1)] })).toEqual([]);
  });

  it('names days beside dates', () => {
    const blocks = [block({ pick: { titles: ['film'] }, days: ['mon'], dates: ['2026-12-24'] })];
    expect(told({ blocks })).toEqual(['contradictory-days /schedule/blocks/0/days']);
  });
});
