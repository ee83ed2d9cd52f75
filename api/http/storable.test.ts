import { isTerritory } from '../../domain/rights/territory';
import { instantText, isCount, LAST_INSTANT, later } from './storable';

describe('what comes in', () => {
  it.each([
    ['the first instant', '0001-01-01T00:00:00Z', true],
    ['the last instant', '9999-12-31T23:59:59.999Z', true],
    ['a leap day', '2028-02-29T00:00:00+02:00', true],
    ['the year 0', '0000-12-31T23:59:59Z', false],
    ['the year 0 of UTC', '0001-01-01T00:00:00+14:00', false],
    ['the year 10000 of UTC', '9999-12-31T23:59:59-14:00', false],
    ['no leap day', '2027-02-29T00:00:00Z', false],
  ])('is an instant of a year that can be kept: %s', (_name, text, taken) => {
    expect(instantText.safeParse(text).success).toBe(taken);
  });

  it('adds up to no later instant than there is, and counts no further than a column', () => {
    expect(later(new Date('2027-01-01T00:00:00Z'), 1000)).toEqual(new Date('2027-01-01T00:00:01Z'));
    expect(later(new Date('9999-12-31T23:59:59Z'), 86_400_000)).toEqual(new Date(LAST_INSTANT));
    expect([2_147_483_647, 2_147_483_648].map(isCount)).toEqual([true, false]);
  });

  it('is no territory because every object has a member of its name', () => {
    expect(['EU', 'ZZ', 'DE-BY', '__proto__', 'toString'].map(isTerritory)).toEqual([true, true, true, false, false]);
  });
});
