import fc from 'fast-check';
import { readCursor, unwrapToken, wrapToken, writeCursor } from './cursor';

const scope = { list: 'listThings', status: ['a'], q: undefined };
const sealed = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const refused = (read: () => unknown) => expect(read).toThrow(expect.objectContaining({ code: 'cursor/invalid' }));

it('comes back as the place it was made of', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }), (at) => {
      const cursor = writeCursor({ at, id: 'ing_1' }, scope) ?? undefined;
      expect(readCursor(cursor, scope)).toEqual({ at, id: 'ing_1' });
    }),
  );
  expect(writeCursor(undefined, scope)).toBeNull();
  expect(readCursor(undefined, scope)).toBeUndefined();
});

it('is refused by another list and by other filters', () => {
  const cursor = writeCursor({ at: new Date(), id: 'ing_1' }, scope) ?? '';
  refused(() => readCursor(cursor, { ...scope, list: 'listOthers' }));
  refused(() => readCursor(cursor, { ...scope, status: ['b'] }));
  refused(() => unwrapToken(cursor, { list: 'listRuns' }));
  const token = wrapToken('dG9rZW4', { list: 'listRuns' }) ?? '';
  expect(unwrapToken(token, { list: 'listRuns' })).toBe('dG9rZW4');
  refused(() => readCursor(token, { list: 'listRuns' }));
});

it('is refused when it was forged, whatever it holds', () => {
  const mark = JSON.parse(
    Buffer.from(writeCursor({ at: new Date(), id: 'x' }, scope) ?? '', 'base64url').toString(),
  )[0] as string;
  for (const place of [
    [-8.64e15, 'x'],
    [8.64e15, 'x'],
    [1.5, 'x'],
    ['1', 'x'],
    [1, 'a\0'],
    [1, 'x'.repeat(65)],
    [1, { id: 'x' }],
    [],
  ])
    refused(() => readCursor(sealed([mark, ...place]), scope));
  fc.assert(fc.property(fc.string(), (text) => refused(() => readCursor(text, scope))));
  fc.assert(fc.property(fc.json(), (json) => refused(() => readCursor(sealed(JSON.parse(json)), scope))));
});
