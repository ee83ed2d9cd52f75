import fc from 'fast-check';
import { mayPlay } from '../../../domain/rights/may-play';
import { isPlace } from '../../../domain/rights/territory';
import { DAY_MS, dayOf, lanesOf, type Placed, rangeOf, shifted, spanOf, ticksOf, zoomed, zoomOf } from './calendar';

const NOW = Date.parse('2026-11-23T09:30:00Z');
const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const window = (id: string, more: Partial<Placed> = {}): Placed => ({
  ...{ id, kind: 'grant', license_type: 'SVOD', territories: ['DE'], excluded_territories: [] },
  ...{ starts_at: null, ends_at: null, unresolved: [] },
  ...more,
});
const told = (windows: Placed[], territory?: string) =>
  lanesOf(windows, territory).map(({ territories, rows }) => [
    territories.join(),
    rows.map((row) => row.map(({ id }) => id).join(' ')).join(' | '),
  ]);

/** What the gate says of one grant alone. */
const plays = ({ id, territories, excluded_territories: excludedTerritories }: Placed, territory: string): boolean => {
  const grant = {
    id,
    version: 1,
    kind: 'grant' as const,
    licenceType: 'SVOD' as const,
    territories,
    excludedTerritories,
  };
  const rest = { unresolved: [], languages: [], holdbackLanguages: [], deviceFamilies: [] };
  const windows = [{ ...grant, ...rest, awaitsApproval: false, withdrawn: false }];
  const facts = { published: true, currentVersionId: 'ver_1', windows, rightsRequired: false };
  return mayPlay(facts, { territory, licenceTypes: ['SVOD'] }, 0).allowed;
};

describe('the days that are shown', () => {
  it('are those of the address, else a quarter around today', () => {
    expect(rangeOf('2026-01-01', '2026-02-01', NOW)).toEqual({ from: day('2026-01-01'), to: day('2026-02-01') });
    for (const [from, to] of [
      [null, null],
      ['yesterday', '2026-01-01'],
      [null, '2026-01-01'],
    ] as const) {
      const range = rangeOf(from, to, NOW);
      expect([dayOf(range.from), zoomOf(range)]).toEqual(['2026-11-02', 'quarter']);
    }
    expect(dayOf(rangeOf('2026-05-05', '2026-05-01', NOW).from)).toBe('2026-05-05');
  });

  it('keep today to be seen at every zoom, and move by a quarter of them', () => {
    const range = rangeOf(null, null, NOW);
    for (const zoom of ['week', 'month', 'year'] as const) {
      const { from, to } = zoomed(range, zoom, NOW);
      expect(from <= NOW && NOW < to).toBe(true);
      expect(zoomOf({ from, to })).toBe(zoom);
    }
    expect((shifted(range, 1).from - range.from) / DAY_MS).toBe(23);
    expect(shifted(shifted(range, 1), -1)).toEqual(range);
  });

  it.each([
    ['2026-11-23', '2026-11-30', 7, 'Mon, Nov 23'],
    ['2026-11-02', '2026-12-03', 5, 'Nov 2'],
    ['2026-01-01', '2027-01-01', 12, '2026'],
    ['2020-01-01', '2030-01-01', 10, '2020'],
  ])('from %s to %s have %i lines', (from, to, count, first) => {
    const ticks = ticksOf({ from: day(from), to: day(to) }, 'en-US');
    expect(ticks).toHaveLength(count);
    expect(ticks[0]?.label).toBe(first);
  });
});

describe('a window on the calendar', () => {
  const range = { from: day('2026-01-01'), to: day('2026-01-11') };
  const span = (starts_at: string | null, ends_at: string | null) => spanOf(range, { starts_at, ends_at });

  it('lies where its edges are, and is open where they are outside or absent', () => {
    expect(span('2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z')).toEqual({
      ...{ left: 0.1, width: expect.closeTo(0.1), openStart: false, openEnd: false },
    });
    expect(span(null, '2026-01-06T00:00:00Z')).toMatchObject({ left: 0, width: 0.5, openStart: true, openEnd: false });
    expect(span('2026-01-06T00:00:00Z', null)).toMatchObject({ left: 0.5, width: 0.5, openEnd: true });
    expect(span('2026-01-11T00:00:00Z', null)).toBeUndefined();
    expect(span(null, '2026-01-01T00:00:00Z')).toBeUndefined();
  });
});

describe('lanes', () => {
  it('hold places in which the same windows hold, under as few names as there are', () => {
    expect(told([window('a', { territories: ['DE', 'AT', 'CH'] })])).toEqual([['AT,CH,DE', 'a']]);
    expect(told([window('a', { territories: ['EU'] })])).toEqual([['EU', 'a']]);
    expect(
      told([window('a', { territories: ['ZZ'] }), window('b', { kind: 'blackout', territories: ['FR'] })]),
    ).toEqual([
      ['FR', 'a | b'],
      ['ZZ', 'a'],
    ]);
    expect(told([window('a', { territories: ['ZZ'], excluded_territories: ['US-CA'] })])).toEqual([['ZZ', 'a']]);
  });

  it('show a grant where the gate would let it play, and nowhere else', () => {
    const codes = fc.subarray(['DE', 'AT', 'US', 'US-CA', 'EU', 'ZZ'], { minLength: 1 });
    const sold = fc.record({ territories: codes, excluded_territories: fc.subarray(['AT', 'US-CA', 'FR']) });
    fc.assert(
      fc.property(fc.array(sold, { minLength: 1, maxLength: 4 }), (all) => {
        const windows = all.map((each, index) => window(`w${index}`, each));
        for (const place of ['DE', 'AT', 'FR', 'US', 'US-CA', 'JP'])
          for (const each of windows) {
            const shown = lanesOf(windows, place).some(({ rows }) => rows.flat().includes(each));
            expect(shown).toBe(plays(each, place));
          }
        for (const { territories, rows } of lanesOf(windows))
          for (const place of territories.filter(isPlace))
            for (const each of windows) expect(rows.flat().includes(each)).toBe(plays(each, place));
      }),
    );
  });

  it('show one place alone when that is asked for', () => {
    const windows = [window('a', { territories: ['ZZ'] }), window('b', { territories: ['FR'] })];
    expect(told(windows, 'DE')).toEqual([['DE', 'a']]);
    expect(told(windows, 'ZZ')).toHaveLength(2);
  });

  it('give what follows one row and what overlaps several', () => {
    const [first, second] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'];
    const follow = [window('a', { ends_at: first }), window('b', { starts_at: first, ends_at: second })];
    expect(told([...follow, window('c', { starts_at: second })])).toEqual([['DE', 'a b c']]);
    expect(told([...follow, window('c', { license_type: 'AVOD' })])).toEqual([['DE', 'a b | c']]);
  });
});
