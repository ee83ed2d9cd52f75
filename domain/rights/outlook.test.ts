import fc from 'fast-check';
import { mayOffer } from './may-play';
import { outlooksOf, periodsOf, placesOf } from './outlook';
import type { RightsFacts, RightsWindow } from './types';

const window = (more: Partial<RightsWindow> = {}): RightsWindow => ({
  ...{ id: 'win_1', version: 1, kind: 'grant', licenceType: 'SVOD', territories: ['DE'], excludedTerritories: [] },
  ...{ unresolved: [], languages: [], holdbackLanguages: [], deviceFamilies: [] },
  ...{ awaitsApproval: false, withdrawn: false },
  ...more,
});
const facts = (...windows: RightsWindow[]): RightsFacts => ({ published: false, windows, rightsRequired: false });
const ALWAYS = { from: 0, to: 1000 };

describe('places', () => {
  it('are those that windows tell apart, and everywhere else where the world is sold', () => {
    const names = (territories: string[], excludedTerritories: string[] = []) =>
      placesOf([window({ territories, excludedTerritories })]).map(({ name }) => name);
    expect(names(['DE', 'CH'])).toEqual(['CH', 'DE']);
    expect(names(['US-CA'])).toEqual(['US', 'US-CA']);
    expect(names(['EU'])).toHaveLength(27);
    expect(placesOf([window({ territories: ['ZZ'], excludedTerritories: ['AD'] })])).toEqual([
      { name: 'AD', place: 'AD' },
      { name: 'ZZ', place: 'AE' },
    ]);
  });
});

describe('an outlook', () => {
  it('tells before and after of a moved edge, whether or not the title is published', () => {
    const moved = { before: facts(window({ endsAt: 500 })), after: facts(window({ endsAt: 300 })) };
    expect(outlooksOf(moved, ALWAYS)).toEqual([
      {
        ...{ territories: ['DE'], licenceType: 'SVOD', device: undefined, changed: true },
        before: [{ from: 0, to: 500, maxHeight: undefined }],
        after: [{ from: 0, to: 300, maxHeight: undefined }],
      },
    ]);
  });

  it('gathers places that are alike, and calls a whole region by its name', () => {
    const before = facts(window({ territories: ['EU', 'CH'] }));
    const bar = window({ id: 'win_2', kind: 'blackout', territories: ['CH'], startsAt: 10, endsAt: 20 });
    const found = outlooksOf({ before, after: facts(...before.windows, bar) }, ALWAYS);
    expect(found.map(({ territories, changed, after }) => [territories.join(), changed, after.length])).toEqual([
      ['EU', false, 1],
      ['CH', true, 2],
    ]);
  });

  it('tells of a kind of device only where it is another answer', () => {
    const onTv = window({ id: 'win_2', territories: ['AT'], deviceFamilies: ['tv'] });
    const found = outlooksOf({ before: facts(window()), after: facts(window(), onTv) }, ALWAYS);
    expect(found.map(({ territories, device, changed }) => [territories.join(), device, changed])).toEqual([
      ['AT', 'tv', true],
      ['DE', undefined, false],
    ]);
  });

  it('of the first window says that everybody else is shut out', () => {
    const found = outlooksOf({ before: facts(), after: facts(window()) }, ALWAYS);
    expect(found.map(({ territories, changed, after }) => [territories, changed, after.length])).toEqual([
      [['DE'], false, 1],
      [['ZZ'], true, 0],
    ]);
  });

  it('agrees with the gate at every instant', () => {
    const edge = fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined });
    const any = fc
      .record({
        kind: fc.constantFrom('grant' as const, 'blackout' as const),
        licenceType: fc.constantFrom('SVOD' as const, 'EST' as const),
        ...{ startsAt: edge, endsAt: edge, territories: fc.constantFrom(['DE'], ['EU'], ['ZZ']) },
        formatProfile: fc.constantFrom(undefined, 'SD' as const, 'HD' as const),
      })
      .map((more) => window(more));
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 6 }), fc.integer({ min: 0, max: 120 }), (windows, at) => {
        const given = { ...facts(...windows.map((each, id) => ({ ...each, id: `win_${id}` }))), published: true };
        const asker = { territory: 'DE', licenceTypes: ['SVOD', 'EST'] as const };
        const inside = periodsOf(given, asker, 0, 200).find(
          ({ from, to }) => from <= at && (to === undefined || at < to),
        );
        const verdict = mayOffer({ ...given, currentVersionId: 'ver_1' }, asker, at);
        expect(inside !== undefined).toBe(verdict.allowed);
        if (verdict.allowed) expect(inside?.maxHeight).toBe(verdict.grant.maxHeight);
      }),
    );
  });
});
