import { isAllExcluded } from './territory';

const EU = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

it.each([
  ['a country by itself', ['DE'], ['DE']],
  ['countries by their region', ['DE', 'FR'], ['EU']],
  ['a region by all of its countries', ['EU'], EU],
  ['a part by its country', ['US-CA'], ['US']],
  ['anything by the world', ['EU', 'US'], ['ZZ']],
])('sees that nothing is left of %s', (_what, territories, excluded) => {
  expect(isAllExcluded(territories, excluded)).toBe(true);
});

it.each([
  ['nothing is excluded', ['DE'], []],
  ['another country is excluded', ['DE'], ['FR']],
  ['a part is excluded', ['US'], ['US-CA']],
  ['one country of a region is', ['EU'], EU.slice(1)],
  ['a region of the world is', ['ZZ'], ['EU']],
])('sees that something is left where %s', (_what, territories, excluded) => {
  expect(isAllExcluded(territories, excluded)).toBe(false);
});
