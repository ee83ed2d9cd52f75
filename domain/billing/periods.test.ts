import fc from 'fast-check';
import { boundaryAt, type Cycle, dayText, indexAt, type Lattice, periodAt, periodsOver, readDay } from './periods';

const day = (text: string): number => readDay(text) ?? Number.NaN;
const months = (anchor: string, more: Partial<Lattice> = {}): Lattice => ({
  anchor: day(anchor),
  cycle: { unit: 'month', count: 1 },
  ...more,
});
const starts = (lattice: Lattice, count: number) =>
  Array.from({ length: count }, (_, index) => dayText(boundaryAt(lattice, index)));

const cycle: fc.Arbitrary<Cycle> = fc.record({
  unit: fc.constantFrom('day', 'week', 'month', 'year'),
  count: fc.integer({ min: 1, max: 14 }),
});
const someDay = fc.integer({ min: day('1999-12-31'), max: day('2060-01-01') });
const lattice: fc.Arbitrary<Lattice> = fc.record(
  { anchor: someDay, cycle, day: fc.integer({ min: 1, max: 31 }) },
  { requiredKeys: ['anchor', 'cycle'] },
);

describe('periods', () => {
  it('come back to the 31st after short months', () => {
    expect(starts(months('2026-01-31'), 5)).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
    ]);
  });

  it('come back to 29 February in leap years', () => {
    const years: Lattice = { anchor: day('2024-02-29'), cycle: { unit: 'year', count: 1 } };
    expect(starts(years, 5)).toEqual(['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']);
  });

  it('begin on a day of the month that is not the anchor’s', () => {
    expect(starts(months('2026-02-10', { day: 31 }), 3)).toEqual(['2026-02-28', '2026-03-31', '2026-04-30']);
    expect(periodAt(months('2026-02-10', { day: 1 }), day('2026-02-10'))).toEqual({
      from: day('2026-02-01'),
      until: day('2026-03-01'),
    });
  });

  it('tile all days, for ever', () => {
    fc.assert(
      fc.property(lattice, someDay, fc.integer({ min: 1, max: 800 }), (dates, from, length) => {
        const periods = periodsOver(dates, { from, until: from + length });
        expect(periods[0]?.from).toBeLessThanOrEqual(from);
        expect(periods.at(-1)?.until).toBeGreaterThanOrEqual(from + length);
        for (const [index, period] of periods.entries()) {
          expect(period.until).toBeGreaterThan(period.from);
          if (index > 0) expect(period.from).toBe(periods[index - 1]?.until);
        }
      }),
    );
  });

  it('know the number of the period that a day is in', () => {
    fc.assert(
      fc.property(lattice, fc.integer({ min: -40, max: 400 }), (dates, index) => {
        expect(indexAt(dates, boundaryAt(dates, index))).toBe(index);
        expect(indexAt(dates, boundaryAt(dates, index + 1) - 1)).toBe(index);
      }),
    );
  });

  it('read dates that exist', () => {
    expect(['2026-02-29', '2026-13-01', '26-01-01', '2028-02-29'].map((each) => readDay(each) !== undefined)).toEqual([
      ...[false, false, false, true],
    ]);
  });
});
