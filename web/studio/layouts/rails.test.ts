import { moved, newRail, tidied, titleOf } from './rails';

it('moves one place, and stays at the ends', () => {
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});

it('begins a rail with an id that no other has', () => {
  expect(newRail('rule', ['rail-1', 'rail-3']).id).toBe('rail-4');
  expect(newRail('editorial', []).id).toBe('rail-1');
});

it('loses the locales whose names were emptied, unless none is left', () => {
  const rail = newRail('rule', []);
  expect(tidied({ ...rail, names: { en: 'One', de: ' ' } }).names).toEqual({ en: 'One' });
  expect(tidied({ ...rail, names: { en: '' } }).names).toEqual({ en: '' });
});

it('is called by its English name, another, or its id', () => {
  expect([titleOf({ id: 'x', names: { de: 'Eins', en: 'One' } }), titleOf({ id: 'x', names: { de: 'Eins' } })]).toEqual(
    [...['One', 'Eins']],
  );
  expect(titleOf({ id: 'x', names: { en: '' } })).toBe('x');
});
