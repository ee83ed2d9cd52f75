import type { Programme } from '../../shared/api/types';
import { cellAt, cellsOf, halfHours, moved, neighbour, nowAndNext, shareOf } from './guide';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;

const programme = (fromMinute: number, minutes: number, title = 'A film'): Programme => ({
  start: new Date(NOON + fromMinute * MINUTE).toISOString(),
  stop: new Date(NOON + (fromMinute + minutes) * MINUTE).toISOString(),
  title,
  ...{ title_id: null, description: null, season: null, episode: null, genres: [], poster: null, series: null },
});
const day = { from: NOON, until: NOON + 24 * 60 * MINUTE };

describe('the rows of the guide', () => {
  it('draws long programmes as cells of their own and short ones together, by half hours', () => {
    const short = Array.from({ length: 40 }, (_, index) => programme(60 + index, 1));
    const cells = cellsOf([programme(0, 60), ...short, programme(100, 20)], day);
    expect(cells.map(({ programmes }) => programmes.length)).toEqual([1, 30, 10, 1]);
    expect(cells[1]).toMatchObject({ from: NOON + 60 * MINUTE, until: NOON + 90 * MINUTE });
  });

  it('keeps the gap between short programmes', () => {
    expect(cellsOf([programme(0, 1), programme(2, 1)], day)).toHaveLength(2);
  });

  it('leaves out what lies outside of the day', () => {
    expect(cellsOf([programme(-30, 30), programme(0, 15)], day)).toHaveLength(1);
  });

  it('knows what is on, what comes next and how far it is', () => {
    const [first, second] = [programme(0, 30, 'First'), programme(30, 30, 'Second')];
    expect(nowAndNext([first, second], NOON + 15 * MINUTE)).toEqual({ now: first, next: second });
    expect(nowAndNext([first, second], NOON + 30 * MINUTE)).toEqual({ now: second, next: undefined });
    expect(shareOf(first, NOON + 15 * MINUTE)).toBe(0.5);
  });

  it('has a tick each half hour', () => {
    expect(halfHours({ from: NOON + MINUTE, until: NOON + 61 * MINUTE })).toEqual([
      NOON + 30 * MINUTE,
      NOON + 60 * MINUTE,
    ]);
  });
});

describe('arrows in the guide', () => {
  const rows = [
    cellsOf([programme(0, 60), programme(60, 60)], day),
    cellsOf([], day),
    cellsOf([programme(0, 30), programme(30, 60)], day),
  ];

  it('go from programme to programme, and end where the row ends', () => {
    expect(moved(rows, { row: 0, cell: 0 }, 'ArrowRight', NOON)).toEqual({ row: 0, cell: 1 });
    expect(moved(rows, { row: 0, cell: 1 }, 'ArrowRight', NOON)).toBeUndefined();
  });

  it('keep the time from channel to channel, past a channel without programmes', () => {
    expect(moved(rows, { row: 0, cell: 0 }, 'ArrowDown', NOON + 45 * MINUTE)).toEqual({ row: 2, cell: 1 });
    expect(moved(rows, { row: 2, cell: 1 }, 'ArrowUp', NOON + 45 * MINUTE)).toEqual({ row: 0, cell: 0 });
    expect(moved(rows, { row: 2, cell: 1 }, 'ArrowDown', NOON)).toBeUndefined();
  });

  it('find the last cell after the end of a row', () => {
    expect(cellAt(rows[0] ?? [], NOON + 600 * MINUTE)).toBe(1);
  });

  it('zap round in a circle', () => {
    const channels = [{ slug: 'one' }, { slug: 'two' }, { slug: 'three' }];
    expect(neighbour(channels, 'one', -1)?.slug).toBe('three');
    expect(neighbour(channels, 'three', 1)?.slug).toBe('one');
  });
});
