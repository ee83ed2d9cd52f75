import fc from 'fast-check';
import { conflictsOf, type SoldWindow } from './conflicts';

const sold = (id: string, more: Partial<SoldWindow> = {}): SoldWindow => ({
  ...{ id, licenceType: 'SVOD', territories: ['DE'], excludedTerritories: [], price: '1' },
  ...more,
});
const kinds = (...windows: SoldWindow[]) => conflictsOf(windows).map(({ kind }) => kind);

describe('conflictsOf', () => {
  it('finds another price and a second one that is exclusive, where both are sold and while both are', () => {
    const one = sold('a', { startsAt: 0, endsAt: 10 });
    const other = sold('b', { territories: ['EU'], price: '2', exclusive: true, startsAt: 5 });
    expect(conflictsOf([other, one])).toEqual([
      { kind: 'price', windows: ['a', 'b'], licenceType: 'SVOD', territories: ['DE'], from: 5, to: 10 },
      { kind: 'exclusivity', windows: ['a', 'b'], licenceType: 'SVOD', territories: ['DE'], from: 5, to: 10 },
    ]);
  });

  it.each<[string, Partial<SoldWindow>]>([
    ['begins the instant the first one ends', { startsAt: 10 }],
    ['is for another licence', { licenceType: 'EST' }],
    ['is for another quality', { formatProfile: 'UHD' }],
    ['is for another place', { territories: ['FR'] }],
    ['leaves the place out', { territories: ['ZZ'], excludedTerritories: ['EU'] }],
  ])('leaves alone what %s', (_, more) => {
    expect(kinds(sold('a', { startsAt: 0, endsAt: 10 }), sold('b', { price: '2', ...more }))).toEqual([]);
  });

  it('tells of a gap once for all its territories, unless a third window covers it', () => {
    const territories = ['AT', 'DE'];
    const [one, other] = [sold('a', { territories, endsAt: 10 }), sold('b', { territories, startsAt: 20 })];
    expect(conflictsOf([one, other])).toEqual([
      { kind: 'gap', windows: ['a', 'b'], licenceType: 'SVOD', territories, from: 10, to: 20 },
    ]);
    expect(kinds(one, other, sold('c', { territories, startsAt: 9, endsAt: 20 }))).toEqual([]);
  });

  it('does not depend on the order of the rows', () => {
    const edge = fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined });
    const window = fc.record({
      startsAt: edge,
      endsAt: edge,
      price: fc.constantFrom('1', '2'),
      exclusive: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(window, { maxLength: 5 }), (rows) => {
        const windows = rows.map((row, place) => sold(`w${place}`, row));
        expect(conflictsOf(windows.toReversed())).toEqual(conflictsOf(windows));
      }),
    );
  });
});
