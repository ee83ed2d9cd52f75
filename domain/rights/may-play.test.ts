import fc from 'fast-check';
import { explain } from './explain';
import { answersBetween, mayOffer, mayPlay, playsUntil } from './may-play';
import type { Asker, LicenceType, RightsFacts, RightsWindow } from './types';

const window = (more: Partial<RightsWindow> = {}): RightsWindow => ({
  ...{ id: 'win_1', version: 1, kind: 'grant', licenceType: 'SVOD', territories: ['ZZ'], excludedTerritories: [] },
  ...{ unresolved: [], languages: [], holdbackLanguages: [], deviceFamilies: [] },
  ...{ awaitsApproval: false, withdrawn: false },
  ...more,
});
const facts = (...windows: RightsWindow[]): RightsFacts => ({
  ...{ published: true, currentVersionId: 'ver_1', windows, rightsRequired: false },
});
const viewer = (more: Partial<Asker> = {}): Asker => ({ territory: 'DE', licenceTypes: ['SVOD', 'AVOD'], ...more });
const codeOf = (given: RightsFacts, asker = viewer(), at = 0) => {
  const verdict = mayPlay(given, asker, at);
  return verdict.allowed ? 'yes' : verdict.code;
};

describe('mayPlay', () => {
  it('refuses what is not published, whatever the rights', () => {
    expect(codeOf({ ...facts(window()), published: false })).toBe('playback/not-published');
    expect(codeOf({ ...facts(window()), currentVersionId: undefined })).toBe('playback/not-published');
  });

  it('opens a title without windows to everybody, unless rights are required', () => {
    expect(mayPlay(facts(), viewer(), 0)).toMatchObject({ allowed: true, versionId: 'ver_1' });
    expect(codeOf({ ...facts(), rightsRequired: true })).toBe('playback/no-rights');
  });

  it('keeps a title closed whose windows are all withdrawn', () => {
    expect(codeOf(facts(window({ withdrawn: true })))).toBe('playback/no-rights');
  });

  it('opens with the first instant of a window and closes with its end', () => {
    const given = facts(window({ startsAt: 10, endsAt: 20 }));
    expect([9, 10, 19, 20].map((at) => codeOf(given, viewer(), at))).toEqual([
      ...['playback/not-yet', 'yes', 'yes', 'playback/window-closed'],
    ]);
    expect(mayPlay(given, viewer(), 9).nextChangeAt).toBe(10);
    expect(mayPlay(given, viewer(), 10).nextChangeAt).toBe(20);
    expect(mayPlay(given, viewer(), 20).nextChangeAt).toBeUndefined();
  });

  it.each([
    ['DE', ['DE'], [], 'yes'],
    ['DE', ['EU'], [], 'yes'],
    ['DE', ['EU'], ['DE'], 'playback/territory'],
    ['CH', ['EU'], [], 'playback/territory'],
    ['US-CA', ['US'], [], 'yes'],
    ['US-CA', ['ZZ'], ['US-CA'], 'playback/territory'],
    ['US-NY', ['ZZ'], ['US-CA'], 'yes'],
    ['US', ['US-CA'], [], 'playback/territory'],
    ['US', ['ZZ'], ['US-CA'], 'playback/territory'],
    [undefined, ['ZZ'], [], 'yes'],
    [undefined, ['DE'], [], 'playback/territory-unknown'],
    [undefined, ['ZZ'], ['US'], 'playback/territory-unknown'],
  ])('in %s with rights for %j without %j: %s', (territory, territories, excludedTerritories, answer) => {
    expect(codeOf(facts(window({ territories, excludedTerritories })), viewer({ territory }))).toBe(answer);
  });

  it('lets a title that is owned play on after the end of its sale, and sells it no more', () => {
    const given = facts(window({ licenceType: 'EST', endsAt: 10 }));
    const owner = viewer({ licenceTypes: ['EST'] });
    expect(codeOf(given, owner, 11)).toBe('yes');
    expect(mayOffer(given, owner, 11)).toMatchObject({ allowed: false, code: 'playback/window-closed' });
    expect(codeOf(given, viewer(), 5)).toBe('playback/not-licensed');
  });

  it('takes pre-orders before the release, and plays nothing under them', () => {
    const given = facts(window({ licenceType: 'POEST', endsAt: 10 }));
    const buyer = viewer({ licenceTypes: ['POEST'] });
    expect([mayOffer(given, buyer, 5).allowed, mayOffer(given, buyer, 10).allowed]).toEqual([true, false]);
    expect(codeOf(given, buyer, 5)).toBe('playback/not-licensed');
  });

  it.each([
    ['device', { deviceFamilies: ['tv'] }, {}, 'playback/device'],
    ['device', { deviceFamilies: ['tv'] }, { device: { family: 'tv' } }, 'yes'],
    ['language', { languages: [{ language: 'de' }] }, { language: 'en' }, 'playback/language'],
    ['language', { languages: [{ language: 'pt' }] }, { language: 'pt-BR' }, 'yes'],
    ['language', { languages: [{ language: 'de', asset: 'subtitle' }] }, { language: 'de' }, 'playback/language'],
    ['language', { holdbackLanguages: ['de'] }, { language: 'de-AT' }, 'playback/language'],
    ['approval', { awaitsApproval: true }, {}, 'playback/not-approved'],
    ['event', { unresolved: ['start'] }, {}, 'playback/window-unresolved'],
    ['event', { unresolved: ['end'] }, {}, 'yes'],
  ] as [string, Partial<RightsWindow>, Partial<Asker>, string][])(
    'minds the %s: %j for %j is %s',
    (_, more, asker, answer) => {
      expect(codeOf(facts(window(more)), viewer(asker))).toBe(answer);
    },
  );

  it('lets a blackout and a holdback beat every grant, and names the row', () => {
    const blackout = window({ id: 'win_2', kind: 'blackout', licenceType: undefined, territories: ['DE'] });
    expect(mayPlay(facts(window(), blackout), viewer(), 0)).toMatchObject({
      ...{ code: 'playback/blackout', window: { id: 'win_2' } },
    });
    expect(codeOf(facts(window(), blackout), viewer({ territory: 'FR' }))).toBe('yes');
    const held = window({ id: 'win_3', kind: 'holdback', licenceType: 'SVOD' });
    expect(codeOf(facts(window(), held))).toBe('playback/holdback');
    expect(codeOf(facts(window(), window({ id: 'win_4', licenceType: 'AVOD' }), held))).toBe('yes');
  });

  it('caps the picture at the best that is sold', () => {
    const given = facts(window({ formatProfile: 'SD' }), window({ id: 'win_2', formatProfile: 'HD', endsAt: 5 }));
    expect(mayPlay(given, viewer(), 0)).toMatchObject({ grant: { maxHeight: 1080 }, nextChangeAt: 5 });
    expect(mayPlay(given, viewer(), 5)).toMatchObject({ grant: { maxHeight: 576 } });
  });

  it('says what is nearest to a yes: what opens later before what is over, and the first of those', () => {
    const over = window({ id: 'win_1', endsAt: 1 });
    const [later, soon] = [window({ id: 'win_2', startsAt: 30 }), window({ id: 'win_3', startsAt: 20 })];
    expect(mayPlay(facts(over, later, soon), viewer(), 10)).toMatchObject({
      ...{ code: 'playback/not-yet', window: { id: 'win_3' }, nextChangeAt: 20 },
    });
  });
});

const edge = fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined });
const anyWindow: fc.Arbitrary<Partial<RightsWindow>> = fc.record({
  ...{ kind: fc.constantFrom('grant', 'grant', 'grant', 'holdback', 'blackout'), startsAt: edge, endsAt: edge },
  licenceType: fc.constantFrom<LicenceType>('SVOD', 'AVOD', 'EST'),
  territories: fc.subarray(['DE', 'FR', 'EU', 'US', 'US-CA', 'ZZ'], { minLength: 1 }),
  excludedTerritories: fc.subarray(['DE', 'US-CA', 'EU']),
  formatProfile: fc.constantFrom(undefined, 'SD', 'HD', 'UHD'),
  ...{ withdrawn: fc.boolean(), awaitsApproval: fc.boolean() },
});
const anyFacts = fc
  .array(anyWindow, { maxLength: 5 })
  .map((rows) => facts(...rows.map((row, at) => window({ ...row, id: `win_${at}` }))));
const anyViewer = fc.record({
  territory: fc.constantFrom(undefined, 'DE', 'FR', 'US', 'US-CA', 'JP'),
  licenceTypes: fc.subarray<LicenceType>(['SVOD', 'AVOD', 'EST'], { minLength: 1 }),
});

describe('the answer', () => {
  it('holds until the next change it tells, and is another one then', () => {
    fc.assert(
      fc.property(anyFacts, anyViewer, fc.integer({ min: -1, max: 41 }), (given, asker, at) => {
        const { nextChangeAt, ...now } = mayPlay(given, asker, at);
        const end = nextChangeAt ?? 42;
        for (let later = at; later < end; later++) {
          const { nextChangeAt: same, ...then } = mayPlay(given, asker, later);
          expect(then).toEqual(now);
          expect(same).toBe(nextChangeAt);
        }
        if (nextChangeAt === undefined) return;
        const { nextChangeAt: _, ...changed } = mayPlay(given, asker, nextChangeAt);
        expect(changed).not.toEqual(now);
      }),
    );
  });

  it('is never turned into a yes by one more bar, nor into a no by one more grant', () => {
    fc.assert(
      fc.property(anyFacts, anyWindow, anyViewer, fc.integer({ min: 0, max: 40 }), (given, row, asker, at) => {
        fc.pre(given.windows.length > 0);
        const more = { ...given, windows: [...given.windows, window({ ...row, id: 'win_more' })] };
        const [before, after] = [mayPlay(given, asker, at).allowed, mayPlay(more, asker, at).allowed];
        if (row.kind === 'grant') expect(after || !before).toBe(true);
        else expect(before || !after).toBe(true);
      }),
    );
  });

  it('over a time is what the gate tells at each of its instants, and ends when it first is a no', () => {
    fc.assert(
      fc.property(anyFacts, anyViewer, fc.integer({ min: -1, max: 41 }), (given, asker, from) => {
        const told = [...answersBetween(given, asker, from, 42)];
        for (let at = from; at < 42; at++) {
          const { nextChangeAt: _, ...now } = mayPlay(given, asker, at);
          const { nextChangeAt: __, ...then } = told.findLast((each) => each.at <= at)?.verdict ?? {};
          expect(then).toEqual(now);
        }
        expect(playsUntil(given, asker, from)).toBe(told.find(({ verdict }) => !verdict.allowed)?.at);
      }),
    );
  });

  it('is a yes exactly when one of its rows is, and one of its licences', () => {
    fc.assert(
      fc.property(anyFacts, anyViewer, fc.integer({ min: 0, max: 40 }), (given, asker, at) => {
        fc.pre(given.windows.length > 0);
        const { play, licences, rows } = explain(given, asker, at);
        expect(rows.some((row) => row.play.allowed)).toBe(play.allowed);
        expect(licences.some((licence) => licence.play.allowed)).toBe(play.allowed);
        // What may be sold now may be played now.
        for (const licence of licences) expect(licence.play.allowed || !licence.offer.allowed).toBe(true);
      }),
    );
  });

  it('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(anyFacts, anyViewer, fc.integer({ min: 0, max: 40 }), (given, asker, at) => {
        expect(mayPlay({ ...given, windows: given.windows.toReversed() }, asker, at)).toEqual(
          mayPlay(given, asker, at),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('is no for who tells less of where they are, when it is no wherever they might be', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 0, max: 40 }), (given, at) => {
        const asker = { licenceTypes: ['SVOD', 'AVOD'] as const };
        if (!mayPlay(given, { ...asker, territory: undefined }, at).allowed) return;
        for (const territory of ['DE', 'US', 'US-CA', 'JP'])
          expect(mayPlay(given, { ...asker, territory }, at).allowed).toBe(true);
      }),
    );
  });
});
