import fc from 'fast-check';
import { type Dialect, instantOf, readEdge } from './dates';
import { firstZoneOf } from './zones';

const edge = (text: string, side: 'start' | 'end', dialect: Dialect = 'ema', territory = 'US') =>
  readEdge(text, { side, dialect, zone: firstZoneOf(territory) });
const at = (...given: Parameters<typeof edge>) => edge(...given).edge?.at;
const problems = (...given: Parameters<typeof edge>) => edge(...given).problems;

describe('an edge of a window', () => {
  it('begins a day where the day of its territory begins', () => {
    expect(at('2027-06-01', 'start')).toBe('2027-06-01T04:00:00Z');
    expect(at('2027-06-01', 'start', 'ema', 'DE')).toBe('2027-05-31T22:00:00Z');
    expect(at('2027-06-01', 'start', 'google', 'JP')).toBe('2027-05-31T15:00:00Z');
  });

  it('includes the last day in the dialect of EMA, and not in that of Google', () => {
    expect(at('2027-06-30', 'end', 'ema', 'DE')).toBe('2027-06-30T22:00:00Z');
    expect(at('2027-06-30', 'end', 'google', 'DE')).toBe('2027-06-29T22:00:00Z');
  });

  it('reads a time without a zone as UTC, or as of the territory', () => {
    expect(at('2027-06-01T10:00:00', 'start', 'ema', 'DE')).toBe('2027-06-01T10:00:00Z');
    expect(at('2027-06-01T10:00:00.000', 'start', 'google', 'DE')).toBe('2027-06-01T08:00:00Z');
  });

  it('takes the last second of a day as part of the window', () => {
    expect(at('2027-06-30T23:59:59Z', 'end')).toBe('2027-07-01T00:00:00Z');
    expect(at('2027-06-30T23:59:59+02:00', 'end')).toBe('2027-06-30T22:00:00Z');
    expect(at('2027-06-30T07:00:00Z', 'end')).toBe('2027-06-30T07:00:00Z');
  });

  it('makes windows tile that follow each other day by day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        // In the last four clocks are put forward at midnight, or were: the day begins at one o'clock.
        fc.constantFrom('US', 'DE', 'BR', 'AU', 'IN', 'CL', 'CU', 'LB', 'PY'),
        (days, territory) => {
          const day = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);
          expect(at(day(days), 'end', 'ema', territory)).toBe(at(day(days + 1), 'start', 'ema', territory));
          expect(at(day(days), 'end', 'google', territory)).toBe(at(day(days), 'start', 'google', territory));
        },
      ),
    );
  });

  it('waits for events and for nothing', () => {
    expect(edge('Open', 'end').edge).toEqual({ raw: 'Open', condition: 'Open' });
    expect(edge('ESTStart', 'start').edge).toEqual({ raw: 'ESTStart', condition: 'ESTStart' });
    expect(problems('TBD', 'start')).toEqual(['to-be-decided']);
    expect(problems('Immediate', 'end')).toEqual(['not-here']);
  });

  it('takes 9999 for "for ever" at an end, and for nonsense at a start', () => {
    expect(edge('9999-12-31', 'end')).toEqual({ edge: { raw: '9999-12-31', condition: 'Open' }, problems: ['far'] });
    expect(edge('9999-12-31', 'start')).toEqual({ problems: ['far'] });
  });

  it('knows which days there are', () => {
    expect(at('2028-02-29', 'start')).toBe('2028-02-29T05:00:00Z');
    expect(problems('2027-02-29', 'start')).toEqual(['no-such-day']);
    expect(problems('2027-13-01', 'start')).toEqual(['no-such-day']);
  });

  it('reads dates as people write them, unless day and month may be taken for each other', () => {
    for (const text of ['14-Jun-2027', '14.06.2027', '06/14/2027', '14/06/2027', '46552'])
      expect([text, at(text, 'start')]).toEqual([text, '2027-06-14T04:00:00Z']);
    expect(problems('06/07/2027', 'start')).toEqual(['ambiguous']);
    expect(problems('next Tuesday', 'start')).toEqual(['unreadable']);
    expect(problems('46552', 'start')).toEqual(['serial']);
  });

  it('goes on after a time that clocks skip, and takes the first of one they show twice', () => {
    const gap = instantOf(Date.UTC(2027, 2, 14, 2, 30), 'America/New_York');
    expect([new Date(gap.at).toISOString(), gap.gap]).toEqual(['2027-03-14T07:30:00.000Z', true]);
    const fold = instantOf(Date.UTC(2027, 10, 7, 1, 30), 'America/New_York');
    expect([new Date(fold.at).toISOString(), fold.gap]).toEqual(['2027-11-07T05:30:00.000Z', false]);
  });

  it('says so when the territory has no zone', () => {
    expect(edge('2027-06-01', 'start', 'ema', 'ZZ')).toMatchObject({
      edge: { at: '2027-06-01T00:00:00Z' },
      problems: ['no-zone'],
    });
  });
});
