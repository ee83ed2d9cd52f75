import fc from 'fast-check';
import { lossesAt, lossWords, OTHER_DEVICES, playsNowhere, territoriesOf } from './losses';
import { mayOffer } from './may-play';
import { LICENCE_TYPES, type RightsFacts, type RightsWindow } from './types';

const CLOSES = Date.parse('2026-12-01T00:00:00Z');
const DAY = 86_400_000;

const window = (id: string, more: Partial<RightsWindow> = {}): RightsWindow => ({
  ...{ id, version: 1, kind: 'grant', licenceType: 'SVOD', territories: ['DE', 'AT'], excludedTerritories: [] },
  ...{ unresolved: [], languages: [], holdbackLanguages: [], deviceFamilies: [] },
  ...{ awaitsApproval: false, withdrawn: false, ...more },
});
const facts = (...windows: RightsWindow[]): RightsFacts => ({
  ...{ published: true, currentVersionId: 'ver_1', windows, rightsRequired: false },
});
const loses = (closing: RightsWindow, ...others: RightsWindow[]) =>
  lossWords(lossesAt(facts(closing, ...others), closing, CLOSES));
const closing = window('a', { endsAt: CLOSES });

describe('who loses a title', () => {
  it('is everybody where the last grant ends', () => {
    expect(loses(closing)).toEqual(['AT', 'DE']);
    expect(loses(closing, window('b', { territories: ['AT'], licenceType: 'AVOD' }))).toEqual(['DE']);
    expect(loses(closing, window('b', { startsAt: CLOSES }))).toEqual([]);
  });

  it('is nobody whom a window keeps that is withdrawn, begins later, is barred or only takes orders', () => {
    expect(loses(closing, window('b', { withdrawn: true }))).toEqual(['AT', 'DE']);
    expect(loses(closing, window('b', { startsAt: CLOSES + 1 }))).toEqual(['AT', 'DE']);
    expect(loses(closing, window('b', { licenceType: 'POEST' }))).toEqual(['AT', 'DE']);
    const bar = window('c', { kind: 'blackout', territories: ['DE'], licenceType: undefined, startsAt: CLOSES });
    expect(loses(closing, window('b'), bar)).toEqual(['DE']);
  });

  it('is nobody who did not have it just before', () => {
    const bar = window('c', { kind: 'blackout', territories: ['DE'], licenceType: undefined });
    expect(loses(closing, bar)).toEqual(['AT']);
    expect(loses(window('a', { endsAt: CLOSES, awaitsApproval: true }))).toEqual([]);
    expect(loses(window('a', { endsAt: CLOSES, licenceType: 'POEST' }))).toEqual([]);
  });

  it('is told device by device, of all that were sold', () => {
    const onTv = window('b', { deviceFamilies: ['tv'], territories: ['DE'] });
    const sold = window('a', { endsAt: CLOSES, deviceFamilies: ['tv', 'web', 'mobile'] });
    expect(loses(sold, onTv)).toEqual(['AT', 'DE on mobile and web']);
    expect(loses(closing, onTv)).toEqual(['AT', `DE on ${OTHER_DEVICES}`]);
  });

  it('is of Europe by its one name', () => {
    const europe = window('a', { endsAt: CLOSES, territories: ['EU'] });
    expect(loses(europe)).toEqual(['EU']);
    expect(territoriesOf(lossesAt(facts(europe), europe, CLOSES))).toEqual(['EU']);
  });

  const edge = fc.option(
    fc.integer({ min: -3, max: 3 }).map((days) => CLOSES + days * DAY),
    { nil: undefined },
  );
  const anyWindow = fc.record({
    kind: fc.constantFrom<RightsWindow['kind']>('grant', 'grant', 'holdback', 'blackout'),
    licenceType: fc.constantFrom(...LICENCE_TYPES),
    territories: fc.subarray(['DE', 'AT', 'EU', 'US', 'ZZ'], { minLength: 1 }),
    deviceFamilies: fc.subarray(['tv', 'web']),
    startsAt: edge,
    endsAt: edge,
  });

  it('had it just before, has it no longer, and nobody else is either', () => {
    fc.assert(
      fc.property(fc.array(anyWindow, { maxLength: 4 }), (others) => {
        const all = facts(closing, ...others.map((more, index) => window(`w${index}`, more)));
        const told = lossesAt(all, closing, CLOSES);
        const has = (territory: string, device: string, at: number) =>
          mayOffer(
            all,
            {
              ...{ territory, device: device === OTHER_DEVICES ? undefined : { family: device } },
              licenceTypes: LICENCE_TYPES.filter((each) => each !== 'POEST'),
            },
            at,
          ).allowed;
        const named = new Set([OTHER_DEVICES, ...all.windows.flatMap(({ deviceFamilies }) => deviceFamilies)]);
        for (const territory of ['DE', 'AT'])
          for (const device of named) {
            const lost = has(territory, device, CLOSES - 1) && !has(territory, device, CLOSES);
            const tells = told.some(
              ({ territories, devices }) =>
                territories.includes(territory) && (devices.length === 0 || devices.includes(device)),
            );
            if (lost) expect(tells).toBe(true);
            else if (tells) expect(has(territory, device, CLOSES - 1)).toBe(false);
          }
      }),
    );
  });
});

describe('a title that plays nowhere', () => {
  const ended = window('a', { endsAt: CLOSES });

  it('has no grant for anybody, on anything', () => {
    expect([CLOSES - 1, CLOSES].map((at) => playsNowhere(facts(ended), at))).toEqual([false, true]);
    expect(playsNowhere(facts(ended, window('b', { deviceFamilies: ['tv'], territories: ['US'] })), CLOSES)).toBe(
      false,
    );
    expect(playsNowhere(facts(window('a', { withdrawn: true })), CLOSES)).toBe(true);
  });

  it('is none that was sold to keep', () =>
    expect(playsNowhere(facts(window('a', { endsAt: CLOSES, licenceType: 'EST' })), CLOSES)).toBe(false));

  it('is none without windows, unless rights are required', () => {
    expect(playsNowhere(facts(), CLOSES)).toBe(false);
    expect(playsNowhere({ ...facts(), rightsRequired: true }, CLOSES)).toBe(true);
  });
});
