import fc from 'fast-check';
import { chooseParts, clientPartBytes, type Part, tusPartBytes } from './part-plan';

const MIB = 1024 * 1024;
const TIB = 1024 ** 4;

const part = (number: number, bytes = 5 * MIB, etag = `etag-${number}`): Part => ({ number, bytes, etag });
const kinds = (named: Parameters<typeof chooseParts>[0], stored: Part[], declared?: number) =>
  chooseParts(named, stored, declared).troubles.map((trouble) => [
    trouble.kind,
    'part' in trouble ? trouble.part : undefined,
  ]);

describe('sizes of parts', () => {
  it('keep every file up to 5 TiB within 10,000 parts of 5 MiB to 5 GiB', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 * TIB }), (bytes) => {
        for (const size of [clientPartBytes(bytes), tusPartBytes(1, bytes)]) {
          expect(Math.ceil(bytes / size)).toBeLessThanOrEqual(10_000);
          expect(size).toBeGreaterThanOrEqual(5 * MIB);
          expect(size).toBeLessThanOrEqual(5 * 1024 * MIB);
          expect(size % MIB).toBe(0);
        }
      }),
    );
  });

  it('hold 5 TiB of unknown length too, in parts that S3 takes', () => {
    let bytes = 0;
    for (let number = 1; number <= 10_000; number++) {
      const size = tusPartBytes(number, undefined);
      expect(size).toBeLessThanOrEqual(5 * 1024 * MIB);
      bytes += size;
    }
    expect(bytes).toBeGreaterThan(5 * TIB);
  });
});

describe('the parts of an object', () => {
  it('may be named in any order, with or without quotes, or not at all', () => {
    const stored = [part(1), part(2), part(3, 10)];
    fc.assert(
      fc.property(fc.shuffledSubarray(stored, { minLength: 3 }), fc.boolean(), (shuffled, quoted) => {
        const named = shuffled.map(({ number, etag }) => ({ number, etag: quoted ? `"${etag}"` : etag }));
        expect(chooseParts(named, stored, 10 * MIB + 10)).toEqual({ parts: stored, troubles: [] });
      }),
    );
    expect(chooseParts(undefined, stored, undefined)).toEqual({ parts: stored, troubles: [] });
  });

  it('take the last sending of a part, or the one that is named', () => {
    const [old, again] = [part(1, 7, 'old'), part(1, 9, 'again')];
    expect(chooseParts(undefined, [old, again], undefined).parts).toEqual([again]);
    expect(chooseParts([{ number: 1, etag: 'old' }], [old, again], undefined).parts).toEqual([old]);
  });

  it.each([
    ['nothing arrived', undefined, [], 10, [['missing', 1]]],
    ['the first is missing', undefined, [part(2)], undefined, [['missing', 1]]],
    [
      'one in the middle is missing',
      undefined,
      [part(1), part(4)],
      undefined,
      [
        ['missing', 2],
        ['missing', 3],
      ],
    ],
    ['one named never came', [part(1), part(2)], [part(1)], undefined, [['missing', 2]]],
    ['the ETag is another', [part(1, 0, 'x')], [part(1)], undefined, [['other-etag', 1]]],
    ['one is named twice', [part(1), part(1)], [part(1)], undefined, [['twice', 1]]],
    ['one before the last is too small', undefined, [part(1, 100), part(2)], undefined, [['too-small', 1]]],
    ['the last is missing', undefined, [part(1)], 6 * MIB, [['too-few-bytes', undefined]]],
    ['there is more than declared', undefined, [part(1)], 10, [['too-many-bytes', undefined]]],
  ] as const)('tell when %s', (_case, named, stored, declared, expected) => {
    expect(kinds(named, [...stored], declared)).toEqual(expected);
  });
});
