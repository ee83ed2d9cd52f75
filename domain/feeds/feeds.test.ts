import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { readMrss } from '../metadata/read-mrss';
import { mayOffer } from '../rights/may-play';
import type { LicenceType, RightsWindow } from '../rights/types';
import { FIXES } from './check';
import type { FeedFormat } from './format';
import { FEED_FORMATS } from './formats';
import { offersOf } from './offers';
import { type Outcome, project } from './project';
import { COMPLETE, feedTitle, HOUR, NOW, request, seriesOf, soldWindow } from './testing/catalogue';
import type { FeedRequest, FeedTitle } from './title';

const format = (name: string): FeedFormat => FEED_FORMATS.find((each) => each.name === name)!;
const entries = (outcomes: Outcome[]) => outcomes.flatMap((each) => (each.state === 'listed' ? each.text : []));
const idsOf = (outcomes: Outcome[], state = 'listed') =>
  outcomes.filter((each) => each.state === state).map(({ title }) => title.id);

/** The whole text of a feed. */
const feed = (kind: FeedFormat, titles: FeedTitle[], asked: FeedRequest): string => {
  const texts = titles.flatMap((title) => entries(project(kind, title, asked)));
  return kind.head(asked) + texts.join(kind.separator) + kind.foot;
};

describe('an offer', () => {
  const window = soldWindow({ startsAt: NOW - HOUR, endsAt: NOW + 9 * HOUR });

  it('lasts until the resolver first says no, whichever row says it', () => {
    const barred = soldWindow({ id: 'win_2', kind: 'blackout', startsAt: NOW + 4 * HOUR, endsAt: NOW + 5 * HOUR });
    const later = soldWindow({ id: 'win_3', startsAt: NOW + 2 * HOUR, endsAt: NOW + 12 * HOUR });
    const until = (windows: RightsWindow[]) => offersOf(feedTitle('t', { windows }), request())[0]?.until;
    expect(until([window])).toBe(NOW + 9 * HOUR);
    expect(until([window, later])).toBe(NOW + 12 * HOUR);
    expect(until([window, barred])).toBe(NOW + 4 * HOUR);
  });

  it('is one for all places where it is the same', () => {
    const windows = [{ ...window, territories: ['EU', 'US'] }];
    const asked = request({ territories: ['AT', 'DE', 'JP', 'US'] });
    expect(offersOf(feedTitle('t', { windows }), asked)).toMatchObject([{ territories: ['AT', 'DE', 'US'] }]);
  });

  it('tells the retail price and never what the licensor asks for', () => {
    const windows = [{ ...window, licenceType: 'VOD' as const, rental: { finishByMs: 48 * HOUR } }];
    const wsp = { name: 'WSP', value: '1.00', currency: 'EUR' };
    const srp = { name: 'SRP', value: '3.99', currency: 'EUR' };
    const title = (terms: object[]) => feedTitle('t', { windows, terms: { win_1: terms as never } });
    expect(offersOf(title([wsp, srp]), request())).toMatchObject([
      { licenceType: 'VOD', price: { amount: 3.99, currency: 'EUR' }, rentalHours: 48 },
    ]);
    expect(feed(format('roku'), [title([wsp, srp])], request())).toContain('"price":3.99');
    expect(project(format('roku'), title([wsp]), request())).toMatchObject([
      { state: 'left-out', problems: [{ fix: FIXES.price }] },
    ]);
  });

  it('of what opens soon is told with its start, and another one after a pause', () => {
    const windows = [
      { ...window, id: 'win_1', endsAt: NOW + 2 * HOUR },
      { ...window, id: 'win_2', startsAt: NOW + 2 * HOUR, endsAt: NOW + 3 * HOUR },
      { ...window, id: 'win_3', startsAt: NOW + 6 * HOUR, endsAt: NOW + 9 * HOUR },
      { ...window, id: 'win_4', startsAt: NOW + 40 * HOUR, endsAt: undefined },
    ];
    const times = (aheadMs: number, at = NOW) =>
      offersOf(feedTitle('t', { windows }), request({ at, aheadMs })).map(({ from, until }) =>
        [from, until].map((edge) => edge && (edge - NOW) / HOUR),
      );
    expect(times(0)).toEqual([[-1, 3]]);
    expect(times(6 * HOUR - 1)).toEqual([[-1, 3]]);
    expect(times(6 * HOUR)).toEqual([
      [-1, 3],
      [6, 9],
    ]);
    expect(times(0, NOW + 4 * HOUR)).toEqual([]);
    expect(times(100 * HOUR, NOW + 4 * HOUR)).toEqual([
      [6, 9],
      [40, undefined],
    ]);
  });

  it('has one price: two windows in a row with two prices are two offers', () => {
    const rented = { ...window, licenceType: 'VOD' as const, rental: { finishByMs: 48 * HOUR } };
    const windows = [
      { ...rented, endsAt: NOW + 2 * HOUR },
      { ...rented, id: 'win_2', startsAt: NOW + 2 * HOUR, endsAt: NOW + 3 * HOUR },
    ];
    const srp = (value: string) => [{ name: 'SRP', value, currency: 'EUR' }];
    const title = (second: string) => feedTitle('t', { windows, terms: { win_1: srp('3.99'), win_2: srp(second) } });
    const asked = request({ aheadMs: 24 * HOUR });
    expect(offersOf(title('3.99'), asked)).toMatchObject([{ until: NOW + 3 * HOUR }]);
    expect(offersOf(title('1.99'), asked)).toMatchObject([
      { until: NOW + 2 * HOUR, price: { amount: 3.99 } },
      { from: NOW + 2 * HOUR, until: NOW + 3 * HOUR, price: { amount: 1.99 } },
    ]);
    expect(idsOf(project(format('fire-tv'), title('1.99'), asked))).toEqual(['t']);
  });

  it('of a title that opens soon tells the start in every feed, and of Apple and MRSS the first one only', () => {
    const soon = soldWindow({ startsAt: NOW + 2 * HOUR, endsAt: NOW + 3 * HOUR });
    const later = soldWindow({ id: 'win_2', startsAt: NOW + 5 * HOUR, endsAt: NOW + 6 * HOUR });
    for (const kind of FEED_FORMATS) {
      const [outcome] = project(kind, feedTitle('t', { windows: [later, soon] }), request({ aheadMs: 24 * HOUR }));
      expect([kind.name, outcome]).toMatchObject([kind.name, { state: 'listed', opensAt: NOW + 2 * HOUR }]);
      const text = outcome?.state === 'listed' ? outcome.text : '';
      if (kind.name === 'apple-catalog') continue;
      expect(text).toContain('2028-02-29T02:00:00Z');
      const one = kind.name === 'apple-availability' || kind.name === 'mrss';
      expect([kind.name, text.includes('2028-02-29T05:00:00Z')]).toEqual([kind.name, !one]);
    }
  });

  it('of a title without windows is under the first licence without a price that is asked for', () => {
    const open = feedTitle('t', { windows: [] });
    expect(offersOf(open, request({ licenceTypes: ['EST', 'AVOD', 'SVOD'] }))).toMatchObject([{ licenceType: 'AVOD' }]);
  });
});

describe('series', () => {
  const episode = (number: number, more: object = {}) =>
    feedTitle(`tit_e${number}`, { kind: 'episode', position: number, ...more });
  const closed = { windows: [soldWindow({ endsAt: NOW - HOUR })] };

  it.each(['roku', 'apple-catalog', 'fire-tv'])('come before seasons and episodes in %s', (name) => {
    const listed = idsOf(project(format(name), seriesOf([episode(1), episode(2, closed)]), request()));
    expect(listed).toEqual(['tit_series', 'tit_season', 'tit_e1']);
  });

  it.each(FEED_FORMATS)('are not in $name without an episode that may be watched', (kind) => {
    expect(idsOf(project(kind, seriesOf([episode(1, closed)]), request()))).toEqual([]);
  });

  it('that are left out take their episodes with them where those refer to it', () => {
    const bare = { document: { ...COMPLETE, ratings: [] } };
    const outcomes = project(format('roku'), seriesOf([episode(1)], bare), request());
    expect(idsOf(outcomes, 'left-out')).toEqual(['tit_series', 'tit_season', 'tit_e1']);
    expect(outcomes[0]).toMatchObject({ problems: [{ at: 'advisoryRatings', fix: FIXES.rating }] });
    expect(idsOf(project(format('mrss'), seriesOf([episode(1)], bare), request()))).toEqual(['tit_e1']);
  });

  it('are offered from the first start to the last end of their episodes', () => {
    const first = episode(1, { windows: [soldWindow({ startsAt: NOW - 5 * HOUR, endsAt: NOW + HOUR })] });
    const last = episode(2, { windows: [soldWindow({ startsAt: NOW - HOUR, endsAt: NOW + 5 * HOUR })] });
    const [show] = entries(project(format('fire-tv'), seriesOf([first, last]), request()));
    expect(show).toContain('<WindowStart>2028-02-28T19:00:00Z</WindowStart>');
    expect(show).toContain('<WindowEnd>2028-02-29T05:00:00Z</WindowEnd>');
  });
});

describe.each([
  ['roku', 'genres', { genres: ['none-of-rokus'] }, FIXES.genre],
  ['roku', 'releaseDate', { release_date: undefined }, FIXES.release],
  ['roku', 'shortDescriptions', { locales: { en: { title: 'T' } } }, FIXES.synopsis],
  ['google', 'name', { locales: {} }, FIXES.name],
  ['mrss', 'item/title', { locales: {} }, FIXES.name],
  ['fire-tv', 'Movie/Title', { locales: {} }, FIXES.name],
  ['apple-catalog', 'item/description', { locales: { en: { title: 'T' } } }, FIXES.synopsis],
])('%s', (name, at, change, fix) => {
  it(`leaves out a title for ${at}, and says what to do`, () => {
    const title = feedTitle('t', { document: { ...COMPLETE, ...change } });
    const [outcome] = project(format(name), title, request());
    expect(outcome).toMatchObject({
      state: 'left-out',
      problems: expect.arrayContaining([expect.objectContaining({ at, fix })]),
    });
  });
});

/** Instants are few, so that edges and questions fall together. */
const edge = fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined });
const anyWindow: fc.Arbitrary<RightsWindow> = fc
  .record({
    kind: fc.constantFrom<RightsWindow['kind']>('grant', 'grant', 'grant', 'holdback', 'blackout'),
    licenceType: fc.constantFrom<(LicenceType | undefined)[]>(undefined, 'SVOD', 'AVOD', 'FAST', 'EST', 'VOD', 'POEST'),
    territories: fc.subarray(['DE', 'FR', 'EU', 'US', 'ZZ'], { minLength: 1 }),
    excludedTerritories: fc.oneof(fc.constant<string[]>([]), fc.subarray(['DE', 'EU'])),
    startsAt: edge,
    endsAt: edge,
    deviceFamilies: fc.oneof(fc.constant<string[]>([]), fc.subarray(['roku', 'firetv', 'appletv'])),
    awaitsApproval: fc.boolean(),
    withdrawn: fc.boolean(),
  })
  .map(({ startsAt, endsAt, ...more }) => ({
    ...soldWindow(more as Partial<RightsWindow>),
    ...{ startsAt: startsAt && NOW + startsAt * HOUR, endsAt: endsAt && NOW + endsAt * HOUR },
    rental: { finishByMs: 48 * HOUR },
  }));
const priced = { win_1: [{ name: 'SRP', value: '3.99', currency: 'EUR' }] };
const anyTitles = fc
  .array(fc.tuple(fc.array(anyWindow, { maxLength: 4 }), fc.boolean(), fc.string({ unit: 'binary' })), {
    maxLength: 12,
  })
  .map((titles) =>
    titles.map(([windows, published, word], index) => {
      const document = { ...COMPLETE, keywords: [word], copyright: word };
      return feedTitle(`tit_${index}`, { windows, published, terms: priced, document });
    }),
  );
const anyRequest = fc.record({
  aheadMs: fc.constantFrom(0, 0, HOUR, 2 * HOUR),
  territories: fc.subarray(['DE', 'FR', 'JP', 'US'], { minLength: 1 }),
  licenceTypes: fc.subarray<LicenceType>(['SVOD', 'AVOD', 'FAST', 'VOD', 'EST'], { minLength: 1 }),
  locale: fc.constantFrom('en', 'de-AT', 'fr'),
});

const offered = ({ rights }: FeedTitle, { territories, licenceTypes, device, at, aheadMs }: FeedRequest): boolean =>
  territories.some((territory) => {
    const asker = { territory, licenceTypes, device: device === undefined ? undefined : { family: device } };
    return [at, at + HOUR, at + 2 * HOUR].some(
      (instant) => instant <= at + aheadMs && mayOffer(rights, asker, instant).allowed,
    );
  });

describe.each(FEED_FORMATS)('the feed $name', (kind) => {
  // Apple has no word for what is bought.
  const bought = kind.name.startsWith('apple');

  it('lists a title exactly when the resolver offers it to whom the feed is for', () => {
    fc.assert(
      fc.property(anyTitles, anyRequest, (titles, more) => {
        const licenceTypes = more.licenceTypes.filter((type) => !bought || (type !== 'VOD' && type !== 'EST'));
        const asked = request({ ...more, licenceTypes, device: kind.device });
        const listed = titles.flatMap((title) => idsOf(project(kind, title, asked)));
        expect(listed).toEqual(titles.filter((title) => offered(title, asked)).map(({ id }) => id));
      }),
    );
  });

  it('is well formed, whatever is told', () => {
    fc.assert(
      fc.property(anyTitles, anyRequest, (titles, more) => {
        const asked = request({ ...more, device: kind.device });
        const text = feed(
          kind,
          [...titles, seriesOf(titles.map((each, index) => ({ ...each, kind: 'episode', position: index })))],
          asked,
        );
        if (kind.extension === 'json') expect(() => JSON.parse(text)).not.toThrow();
        else expect(XMLValidator.validate(text)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

it('MRSS is read back as it was told', () => {
  const text = feed(format('mrss'), [feedTitle('t')], request({ locale: 'de' }));
  expect(readMrss(text, { add: jest.fn() } as never)).toMatchObject({
    locales: { de: { title: 'Großer Hase', description: 'Ein Hase' } },
    genres: COMPLETE.genres,
    keywords: COMPLETE.keywords,
    people: [
      { name: 'Sacha Goedegebure', role: 'director' },
      { name: 'Frank', role: 'actor' },
    ],
    copyright: 'Blender Foundation',
  });
});

it('tells Google what each picture is, and leaves out logos', () => {
  const pictures = [
    { kind: 'poster', url: 'https://tv.example/p.jpg', language: 'de' },
    { kind: 'key-art', url: 'https://tv.example/k.jpg' },
    { kind: 'logo', url: 'https://tv.example/l.png' },
  ];
  const [text = ''] = entries(project(format('google'), feedTitle('t', { pictures }), request()));
  const { image } = JSON.parse(text) as { image: { additionalProperty: { value: string[] }[] }[] };
  expect(image.map(({ additionalProperty: [told] }) => told?.value)).toEqual([['poster', 'hasTitle'], ['iconic']]);
});
