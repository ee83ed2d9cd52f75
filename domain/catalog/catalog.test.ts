import fc from 'fast-check';
import { canonicalJson } from '../canonical-json';
import { diffDocuments } from './diff';
import { documentOf, emptyDocument, withDelivered } from './document';
import { completenessOf, type EntryFacts, issuesOf, mayPublish } from './issues';
import { localeChain, wordsIn } from './locales';
import { mergePatch } from './merge-patch';

const MOVIE: EntryFacts = { kind: 'movie', artworkRoles: new Set(['poster']), members: 0 };
const GOOD = documentOf({
  locales: { en: { title: 'Sintel', synopsis_short: 'A girl looks for her dragon.' } },
  required_locales: ['en'],
  release_year: 2010,
  genres: ['fantasy'],
  ratings: [{ system: 'FSK', value: '12' }],
});
const codes = (change: object, facts: Partial<EntryFacts> = {}) =>
  issuesOf({ ...GOOD, ...change }, { ...MOVIE, ...facts }).map(
    ({ code, severity, path }) => `${severity} ${code} ${path}`,
  );

describe('words of a title', () => {
  const document = documentOf({
    locales: {
      'pt-BR': { title: 'Brasil' },
      'pt-PT': { tagline: 'Portugal' },
      en: { title: 'World', tagline: 'x' },
      ja: {},
    },
    original_language: 'ja',
  });

  it.each([
    ['pt-BR', ['pt-BR', 'pt-PT', 'ja', 'en']],
    ['pt', ['pt-BR', 'pt-PT', 'ja', 'en']],
    ['PT-pt', ['pt-PT', 'pt-BR', 'ja', 'en']],
    ['de', ['ja', 'en', 'pt-BR', 'pt-PT']],
  ])('for %s are looked for in %j', (wanted, chain) => {
    expect(localeChain(document, wanted)).toEqual(chain);
  });

  it('come each from the first locale that has it', () => {
    expect(wordsIn(document, 'pt-BR')).toEqual({ title: 'Brasil', tagline: 'Portugal', locale: 'pt-BR' });
    expect(wordsIn(document, 'fr')).toEqual({ title: 'World', tagline: 'x', locale: 'en' });
    expect(wordsIn(emptyDocument(), 'fr')).toEqual({});
  });
});

describe('issues of a draft', () => {
  it('are none where nothing is wrong', () => {
    expect(codes({})).toEqual([]);
  });

  it('gate each required locale, whatever others would lend it', () => {
    expect(codes({ required_locales: ['en', 'de'] })).toEqual([
      'error title-missing /locales/de/title',
      'error synopsis-missing /locales/de/synopsis_short',
    ]);
    expect(codes({ locales: { ...GOOD.locales, de: { tagline: 'x' } } })).toEqual([
      'warning title-missing /locales/de/title',
      'warning synopsis-missing /locales/de/synopsis_short',
    ]);
    expect(mayPublish(issuesOf(emptyDocument(), MOVIE))).toBe(false);
  });

  it.each([
    ['10.5240/EA73-79D7-1B2B-B378-3A73-M', []],
    ['10.5240/EA73-79D7-1B2B-B378-3A73-N', ['error id-malformed /external_ids/eidr']],
    ['10.5240/EA73-79D7-1B2B-B378-3A74-M', ['error id-malformed /external_ids/eidr']],
    ['EA73', ['error id-malformed /external_ids/eidr']],
  ])('know whether %s is an EIDR', (eidr, found) => {
    expect(codes({ external_ids: { eidr } })).toEqual(found);
  });

  it.each([
    [{ external_ids: { imdb: 'nm1254207' } }, 'error id-malformed /external_ids/imdb'],
    [{ external_ids: { gracenote: 'MV1' } }, 'error id-malformed /external_ids/gracenote'],
    [{ ratings: [{ system: 'FSK', value: '13' }] }, 'error rating-unknown /ratings/0'],
    [{ ratings: [{ system: 'FSK', value: '12', country: 'AT' }] }, 'error rating-unknown /ratings/0'],
    [{ ratings: [{ system: 'constructor', value: '12' }] }, 'error rating-unknown /ratings/0'],
    [{ release_date: '2011-01-01' }, 'warning year-contradicted /release_date'],
    [{ default_locale: 'fr' }, 'error locale-unknown /default_locale'],
    [
      { locales: { en: { title: 'x', synopsis_short: 'x'.repeat(251) } } },
      'error synopsis-too-long /locales/en/synopsis_short',
    ],
  ])('tell of %j', (change, found) => {
    expect(codes(change)).toEqual([found]);
  });

  it('ask seasons, episodes and extras for their place', () => {
    expect(codes({}, { kind: 'season' })).toEqual([
      'error parent-missing /parent_id',
      'error position-missing /position',
    ]);
    expect(codes({}, { kind: 'episode', parentKind: 'season', position: 0 })).toEqual([]);
    expect(codes({}, { kind: 'extra', parentKind: 'collection' })).toEqual(['error parent-wrong /parent_id']);
  });

  it('count what each locale has', () => {
    expect(completenessOf(GOOD)).toEqual([
      {
        locale: 'en',
        required: true,
        filled: ['title', 'synopsis_short'],
        missing: ['sort_title', 'tagline', 'synopsis_long'],
      },
    ]);
  });
});

describe('delivered metadata', () => {
  const metadata = {
    locales: { de: { title: 'Geliefert', short_description: 'kurz' } },
    original_language: 'de',
    year: 2010,
    genres: ['Science Fiction', 'science-fiction'],
    people: [{ name: 'A', role: 'actor', character: 'B' }],
    ratings: [{ system: 'FSK', value: '12', region: 'DE' }],
    ids: { imdb: 'tt1727587' },
  };

  it('fills what is empty and leaves what an editor wrote', () => {
    const draft = documentOf({ locales: { de: { title: 'Redigiert' } }, genres: ['fantasy'] });
    expect(withDelivered(draft, 'Name', metadata)).toMatchObject({
      locales: { de: { title: 'Redigiert', synopsis_short: 'kurz' } },
      genres: ['fantasy'],
      release_year: 2010,
      people: [{ name: 'A', role: 'actor', characters: ['B'] }],
      ratings: [{ system: 'FSK', value: '12', country: 'DE' }],
      external_ids: { imdb: 'tt1727587' },
    });
    expect(withDelivered(emptyDocument(), 'Name', metadata).genres).toEqual(['science-fiction']);
  });

  it('gives its name to a title that nobody named', () => {
    expect(withDelivered(emptyDocument(), 'Name').locales).toEqual({ und: { title: 'Name' } });
    const named = withDelivered(emptyDocument(), 'Name', { locales: {}, original_language: 'fr' });
    expect(named.locales).toEqual({ fr: { title: 'Name' } });
  });

  it('delivered again changes nothing', () => {
    const once = withDelivered(emptyDocument(), 'Name', metadata);
    expect(diffDocuments(once, withDelivered(once, 'Name', metadata))).toEqual([]);
  });
});

describe('the difference of two documents', () => {
  it('names members of lists by what tells them apart', () => {
    const before = { ratings: [{ system: 'FSK', value: '6' }], genres: ['a', 'b'], 'a/b': 1 };
    const after = {
      ratings: [
        { system: 'MPA', value: 'G' },
        { system: 'FSK', value: '12' },
      ],
      genres: ['b', 'c'],
      'a/b': 2,
    };
    expect(diffDocuments(before, after)).toEqual([
      { path: '/a~1b', before: 1, after: 2 },
      { path: '/genres/a', before: 'a' },
      { path: '/genres/c', after: 'c' },
      { path: '/ratings/FSK/value', before: '6', after: '12' },
      { path: '/ratings/MPA', after: { system: 'MPA', value: 'G' } },
    ]);
  });

  it('is empty exactly for the same document', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(diffDocuments(one, JSON.parse(JSON.stringify(one)))).toEqual([]);
        expect(diffDocuments(one, other).length === 0).toBe(canonicalJson(one) === canonicalJson(other));
      }),
    );
  });
});

describe('a merge patch', () => {
  // RFC 7396, appendix A.
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
  ])('of %j with %j is %j', (target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result);
  });
});
