import { count } from './count';

it('counts one thing in the singular, and none or several in the plural', () => {
  expect([0, 1, 2].map((number) => count(number, 'track'))).toEqual(['0 tracks', '1 track', '2 tracks']);
});
