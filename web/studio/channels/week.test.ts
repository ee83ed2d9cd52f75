import type { AirItem } from '../../shared/api/types';
import { airingsOf, dayAfter, daysFrom, gapsOf, HOUR_MS, hoursOf, movedIn, stripsOf } from './week';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;

const item = (fromMinute: number, minutes: number, more: Partial<AirItem> = {}): AirItem => ({
  air_start: new Date(NOON + fromMinute * MINUTE).toISOString(),
  air_end: new Date(NOON + (fromMinute + minutes) * MINUTE).toISOString(),
  ...{ kind: 'programme', title_id: 'tit_1', name: 'A film', version_id: 'ver_1', segments: { from: 0, to: 10 } },
  ...{ airing_id: `air-${fromMinute}`, break_id: null, max_height: null, window_id: null },
  ...{ sealed: false, ordinal: null, ...more },
});

describe('the days of a channel', () => {
  it('have 23 and 25 hours where the clocks of its zone change', () => {
    const hours = (name: string) => daysFrom(name, 1, 'Europe/Berlin', NOON).map(hoursOf)[0];
    expect(hours('2026-03-29')).toHaveLength(23);
    expect(hours('2026-10-25')).toHaveLength(25);
    expect(hours('2026-11-23')?.[0]).toBe(Date.parse('2026-11-22T23:00:00Z'));
  });

  it('follow each other without a gap, from today when none is named', () => {
    const days = daysFrom(null, 7, 'America/New_York', Date.parse('2026-11-01T03:00:00Z'));
    expect(days[0]?.name).toBe('2026-10-31');
    expect(days.slice(1).every((day, index) => day.from === days[index]?.until)).toBe(true);
    expect(dayAfter('2026-10-31', 1)).toBe('2026-11-01');
  });
});

describe('airings', () => {
  it('are one from their beginning to their end, with their breaks', () => {
    const film = { airing_id: 'film' };
    const promo = { ...film, kind: 'promo', title_id: 'tit_2', break_id: 'brk_1' } as const;
    const airings = airingsOf([
      item(0, 10, film),
      item(10, 1, promo),
      item(11, 1, promo),
      item(12, 8, film),
      item(20, 5),
    ]);
    expect(airings).toHaveLength(2);
    expect(airings[0]).toMatchObject({ titleId: 'tit_1', kind: 'programme', until: NOON + 20 * MINUTE });
    expect(airings[0]?.breaks).toEqual([{ id: 'brk_1', from: NOON + 10 * MINUTE, until: NOON + 12 * MINUTE }]);
  });

  it('that are too short are drawn together, an hour at most', () => {
    const airings = airingsOf(Array.from({ length: 90 }, (_, index) => item(index, 1)));
    const day = { from: NOON, until: NOON + 24 * HOUR_MS };
    expect(stripsOf(airings, day, 10 * MINUTE).map(({ airings: { length } }) => length)).toEqual([60, 30]);
    expect(stripsOf(airings, day, MINUTE)).toHaveLength(90);
  });

  it('over midnight are drawn on both days', () => {
    const [over] = airingsOf([item(-30, 60)]);
    const before = stripsOf([over!], { from: NOON - HOUR_MS, until: NOON }, MINUTE);
    const after = stripsOf([over!], { from: NOON, until: NOON + HOUR_MS }, MINUTE);
    expect([before[0]?.until, after[0]?.from]).toEqual([NOON, NOON]);
  });
});

it('finds where nothing airs, from now to the end of the plan', () => {
  const airings = airingsOf([item(-30, 40), item(20, 10), item(30, 10)]);
  const minutes = (until: number) =>
    gapsOf(airings, { from: NOON, until: NOON + until * MINUTE }).map((gap) =>
      [gap.from, gap.until].map((at) => (at - NOON) / MINUTE),
    );
  expect(minutes(60)).toEqual([
    [10, 20],
    [40, 60],
  ]);
  expect(minutes(40)).toEqual([[10, 20]]);
  expect(gapsOf([], { from: NOON, until: NOON })).toEqual([]);
});

it('arrows keep the time of day from column to column', () => {
  const days = [{ from: NOON }, { from: NOON + 24 * HOUR_MS }];
  const columns = days.map(({ from }, index) =>
    stripsOf(airingsOf([item(1440 * index, 60), item(1440 * index + 60, 60)]), { from, until: from + HOUR_MS * 24 }, 1),
  );
  expect(movedIn(columns, { column: 0, strip: 1 }, 'ArrowRight', days)).toEqual({ column: 1, strip: 1 });
  expect(movedIn(columns, { column: 0, strip: 1 }, 'ArrowDown', days)).toBeUndefined();
  expect(movedIn(columns, { column: 0, strip: 0 }, 'ArrowLeft', days)).toBeUndefined();
});
