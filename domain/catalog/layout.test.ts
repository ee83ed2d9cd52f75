import { defaultLayout, isFor, type LayoutDocument, layoutIssues, MOST_RAILS, type Rail, railName } from './layout';

const rail = (more: object = {}): Rail => ({
  ...{ id: 'one', names: { en: 'One' }, style: 'wide', territories: [], device_families: [] },
  ...{ kind: 'editorial', titles: ['tit_1'] },
  ...(more as object),
});
const issues = (...rails: Rail[]) =>
  layoutIssues({ rails } as LayoutDocument, new Set(['tit_1'])).map(({ code, path }) => `${code} ${path}`);

describe('what keeps a layout from being published', () => {
  it('is nothing, where every rail is whole', () => {
    expect(
      issues(
        rail({ territories: ['DE', 'EU', 'US-CA'] }),
        rail({
          id: 'two',
          kind: 'rule',
          filters: { collection_id: 'tit_1', from_year: 1990, to_year: 1990 },
          limit: 5,
        }),
        rail({ id: 'three', kind: 'personal', slot: 'recommended' }),
      ),
    ).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['no name', { names: {} }, 'name-missing /rails/0/names'],
    ['a name of blanks', { names: { en: 'One', de: ' ' } }, 'name-missing /rails/0/names/de'],
    ['no titles', { titles: [] }, 'titles-missing /rails/0/titles'],
    ['too many titles', { titles: Array.from({ length: 61 }, () => 'tit_1') }, 'titles-too-many /rails/0/titles'],
    ['a title twice', { titles: ['tit_1', 'tit_1'] }, 'title-repeated /rails/0/titles/1'],
    ['a title that is not there', { titles: ['tit_1', 'tit_2'] }, 'title-unknown /rails/0/titles/1'],
    ['no place', { territories: ['DE', 'UK'] }, 'territory-unknown /rails/0/territories/1'],
    [
      'years turned',
      { kind: 'rule', filters: { from_year: 1991, to_year: 1990 } },
      'years-turned /rails/0/filters/to_year',
    ],
    [
      'an unknown collection',
      { kind: 'rule', filters: { collection_id: 'x' } },
      'title-unknown /rails/0/filters/collection_id',
    ],
  ])('is %s', (_, more, found) => {
    expect(issues(rail(more))).toEqual([found]);
  });

  it('is no rails, too many of them, and two of one id', () => {
    expect(issues()).toEqual(['rails-missing /rails']);
    const many = Array.from({ length: MOST_RAILS + 1 }, (_, index) => rail({ id: `rail-${index}` }));
    expect(issues(...many)).toEqual(['rails-too-many /rails']);
    expect(issues(rail(), rail())).toEqual(['rail-repeated /rails/1/id']);
  });
});

it('is for viewers in its places, by region and country too, and on its devices; for nobody who does not tell', () => {
  const dach = rail({ territories: ['EU', 'CH'], device_families: ['tv'] });
  expect([isFor(dach, 'DE', 'tv'), isFor(dach, 'CH', 'tv')]).toEqual([true, true]);
  expect([isFor(dach, 'US', 'tv'), isFor(dach, 'DE', 'web')]).toEqual([false, false]);
  expect([isFor(dach, undefined, 'tv'), isFor(dach, 'DE', undefined)]).toEqual([false, false]);
  expect(isFor(rail({ territories: ['US'] }), 'US-CA', undefined)).toBe(true);
  expect(isFor(rail(), undefined, undefined)).toBe(true);
});

it('is called by the locale of the viewer, its parents, then English', () => {
  const named = rail({ names: { de: 'Eins', en: 'One', 'pt-BR': 'Um' } });
  expect(['de-AT', 'pt', 'fr'].map((locale) => railName(named, locale))).toEqual(['Eins', 'Um', 'One']);
});

it('shows tenants without a layout what one began, the newest, their genres and their languages, without any issue', () => {
  const layout = defaultLayout({ genres: [{ key: 'drama', names: { en: 'Drama' } }], languages: ['de', 'pt-BR'] });
  expect(layoutIssues(layout, new Set())).toEqual([]);
  expect(layout.rails.map((each) => railName(each, 'en'))).toEqual([
    ...['Continue watching', 'Just added', 'Drama', 'In German', 'In Brazilian Portuguese'],
  ]);
});
