import { Readable } from 'node:stream';
import type { Request } from 'express';
import fc from 'fast-check';
import { type DocumentLimits, readDocument } from './document';

const LIMITS: DocumentLimits = { lines: 10_000, bytes: 32 * 1024 * 1024, lineBytes: 256 * 1024 };

/** A request whose body arrives in pieces of some size. */
function sent(text: string | Buffer, type: string, piece = 65_536): Request {
  const bytes = Buffer.from(text);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += piece) pieces.push(bytes.subarray(at, at + piece));
  return Object.assign(Readable.from(pieces), {
    get: () => undefined,
    is: (types: string[]) => types.find((each) => each === type) ?? false,
  }) as unknown as Request;
}

const ndjson = (text: string | Buffer, piece?: number) =>
  readDocument(sent(text, 'application/x-ndjson', piece), LIMITS);
const array = (text: string | Buffer, piece?: number) => readDocument(sent(text, 'application/json', piece), LIMITS);
const told = ({ lines }: Awaited<ReturnType<typeof readDocument>>) =>
  lines.map((each) => ('value' in each ? [each.line, each.value] : [each.line, each.refusal.code]));

describe('reading a document of many lines', () => {
  it('reads every document as JSON.parse does, however its bytes are cut', async () => {
    const value = fc
      .jsonValue({ maxDepth: 3 })
      .filter((each) => !/\\u0000|\\ud[89a-f]|__proto__/i.test(JSON.stringify(each)));
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(undefined, 1, '\t'),
        async (values, piece, indent) => {
          const wanted = values.map((each, at) => [at + 1, JSON.parse(JSON.stringify(each))]);
          expect(told(await array(JSON.stringify(values, null, indent), piece))).toEqual(wanted);
          expect(told(await ndjson(values.map((each) => JSON.stringify(each)).join('\n'), piece))).toEqual(wanted);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('numbers physical lines and passes empty ones over', async () => {
    expect(told(await ndjson('\uFEFF{"a":1}\r\n\n  \n{"a":2}\n'))).toEqual([
      [1, { a: 1 }],
      [4, { a: 2 }],
    ]);
  });

  it('refuses a line by itself that is cut short, too large or not to be stored', async () => {
    const large = `{"a":"${'x'.repeat(5 * 1024 * 1024)}"}`;
    const text = `{"a":1}\n${large}\n{"a":"\\u0000"}\n{"a":2}\n{"a":`;
    const lines = [
      [1, { a: 1 }],
      [2, 'bulk/line-too-large'],
      [3, 'request/invalid'],
      [4, { a: 2 }],
      [5, 'bulk/line-malformed'],
    ];
    expect(told(await ndjson(text))).toEqual(lines);
    expect(told(await array(`[{"a":1},${large},{"a":"\\u0000"},{"a":2}]`))).toEqual(lines.slice(0, 4));
  });

  it.each(['', '[', '[{}', '[{},', '[{},]', '[{"a":"', '{}', '[{}]x', '[,{}]', '[{}}]'])(
    'refuses the array %s',
    (text) => expect(array(text)).rejects.toMatchObject({ code: 'request/malformed' }),
  );

  it('refuses an array without elements, and a document of empty lines', async () => {
    await expect(array(' [ ] ')).rejects.toMatchObject({ code: 'bulk/empty' });
    await expect(ndjson('\n\n')).rejects.toMatchObject({ code: 'bulk/empty' });
  });

  it('takes ten thousand lines and not one more', async () => {
    const lines = (count: number) => '{}\n'.repeat(count);
    expect((await ndjson(lines(10_000))).lines).toHaveLength(10_000);
    await expect(ndjson(lines(10_001))).rejects.toMatchObject({ code: 'bulk/too-many-lines' });
    await expect(array(`[${Array(10_001).fill('{}').join()}]`)).rejects.toMatchObject({ code: 'bulk/too-many-lines' });
  });

  it('refuses a document over its limit of bytes, and reads no more than twice as much to say so', async () => {
    await expect(ndjson(Buffer.alloc(LIMITS.bytes + 1, '{}\n'), 1 << 20)).rejects.toMatchObject({
      code: expect.stringMatching(/^bulk\/too-/),
    });
  });
});
