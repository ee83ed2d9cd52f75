import fc from 'fast-check';
import type { DocumentedOperation, JsonSchema } from './document';

/** A request as text, before marks of known ids are filled in. */
export interface FuzzedRequest {
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** Stands for the nth known id. */
const knownId = fc.nat(30).map((index) => `@known:${index}@`);

/** Put known ids in the place of their marks. */
export const withKnownIds = (text: string, ids: readonly string[]): string =>
  text.replace(/@known:(\d+)@/g, (_mark, index) => ids[Number(index) % Math.max(1, ids.length)] ?? 'none');

const HOSTILE_TEXTS = [
  '',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '\ufeff',
  '\u202e',
  'x'.repeat(5000),
  '\'; drop table "Ingest"; --',
  '../../../etc/passwd',
  '__proto__',
  'constructor',
  'http://127.0.0.1:1/',
  'file:///etc/passwd',
  'http://[::ffff:127.0.0.1]/',
  'http://user:pass@10.0.0.1:99999/',
  'javascript:alert(1)',
  '9999-12-31T23:59:60Z',
  '-271821-04-20T00:00:00.000Z',
  'upl_00000000000000000000000000',
  'eyJ2IjoxfQ',
];
const hostileText = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary', maxLength: 40 }));
const hostileNumber = fc.constantFrom(-1, 0, -0, 0.1, 1e308, 2 ** 31, 2 ** 53, -(2 ** 63), Number.MIN_VALUE, 1e21);
const deep = fc.constantFrom(10, 63, 65, 1000).map((levels) => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { a: value };
  return value;
});
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  fc.constantFrom(null, true, [], {}, [null], [[]], { __proto__: null }, { toString: 1 }, { length: 1e9 }),
  deep,
  fc.jsonValue({ maxDepth: 3 }),
);

/** A value that the schema describes, nearly always. */
export function like(schema: JsonSchema, name = ''): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const branches = schema.oneOf ?? schema.anyOf;
  if (branches) return fc.oneof(...branches.map((branch) => like(branch, name)));
  if (schema.allOf)
    return fc.tuple(...schema.allOf.map((part) => like(part, name))).map((parts) => Object.assign({}, ...parts));
  const types = [schema.type ?? []].flat();
  const any = types.map((type) => typed(type, schema, name));
  return any.length > 0 ? fc.oneof(...any) : fc.jsonValue({ maxDepth: 2 });
}

function typed(type: string, schema: JsonSchema, name: string): fc.Arbitrary<unknown> {
  const { minimum = -1000, maximum = 1_000_000, items = {} } = schema;
  switch (type) {
    case 'string':
      return textLike(schema, name);
    case 'integer':
      return fc.integer({ min: Math.ceil(minimum), max: Math.max(Math.ceil(minimum), Math.floor(maximum)) });
    case 'number':
      return fc.double({ min: minimum, max: Math.max(minimum, maximum), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(like(items, name), { maxLength: 3 });
    case 'object':
      return objectLike(schema);
    default:
      return fc.constant(null);
  }
}

function textLike({ pattern, format, minLength = 0, maxLength = 60, example }: JsonSchema, name: string) {
  const known = /(^|_)ids?$/.test(name) ? [knownId, knownId] : [];
  const shown = typeof example === 'string' ? [fc.constant(example)] : [];
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (pattern) return fc.oneof(fc.stringMatching(new RegExp(pattern)), ...shown);
  if (/url$/.test(name)) return fc.oneof(fc.webUrl({ size: 'small' }), fc.constant('http://127.0.0.1:9000/film.mov'));
  const plain = fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)), unit: 'grapheme' });
  return fc.oneof(plain, ...known, ...shown);
}

function objectLike({ properties = {}, required = [], additionalProperties }: JsonSchema): fc.Arbitrary<unknown> {
  const members = Object.entries(properties).map(([name, schema]) => [name, like(schema, name)] as const);
  if (members.length === 0 && additionalProperties !== false)
    return fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 });
  return fc.record(Object.fromEntries(members), { requiredKeys: required.filter((name) => name in properties) });
}

/** A value with one place in it made hostile. */
const spoilt = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(value, fc.array(fc.nat(9), { maxLength: 4 }), hostileValue, fc.boolean())
    .map(([whole, where, bad, unknown]) => spoil(whole, where, bad, unknown));

function spoil(value: unknown, [first, ...rest]: number[], bad: unknown, unknown: boolean): unknown {
  if (first === undefined || typeof value !== 'object' || value === null) return bad;
  const keys = Object.keys(value);
  const key = unknown && rest.length === 0 ? 'unknown_field' : keys[first % Math.max(1, keys.length)];
  if (key === undefined) return bad;
  if (Array.isArray(value))
    return value.map((each, index) => (String(index) === key ? spoil(each, rest, bad, unknown) : each));
  return { ...value, [key]: spoil((value as Record<string, unknown>)[key], rest, bad, unknown) };
}

const RAW_BODIES = [
  '',
  '{',
  'null',
  '1e999',
  '"text"',
  '[]',
  '[{}]',
  '{"a":1,"a":2}',
  '{"__proto__":{"polluted":true}}',
  '\ufeff{}',
  '{"title":"\\ud800"}',
  '[]\n{}\n\n"x"\n{"external_id":"a"',
  `${'['.repeat(20_000)}`,
  `{"a":"${'x'.repeat(1_100_000)}"}`,
];

const CHUNK = 'application/offset+octet-stream';
/** Bytes of a file, mostly few. */
const chunk = fc
  .tuple(fc.constantFrom(CHUNK, CHUNK, CHUNK, CHUNK, 'text/plain', ''), fc.string({ maxLength: 20 }))
  .map(([type, text]) => ({ type, text }));

function bodyOf({ body }: DocumentedOperation): fc.Arbitrary<{ type: string; text: string } | undefined> {
  const schema = body['application/json'];
  if (CHUNK in body) return chunk;
  const raw = fc.tuple(
    fc.constantFrom(
      'application/json',
      'application/x-ndjson',
      'text/plain',
      'application/json; charset=x',
      'multipart/form-data',
      ';',
    ),
    fc.constantFrom(...RAW_BODIES),
  );
  const strange = raw.map(([type, text]) => ({ type, text }));
  if (!schema) return fc.oneof({ arbitrary: fc.constant(undefined), weight: 6 }, { arbitrary: strange, weight: 1 });
  const value = like(schema);
  const json = fc.oneof({ arbitrary: value, weight: 5 }, { arbitrary: spoilt(value), weight: 4 });
  const sent = json.map((each) => ({ type: 'application/json', text: JSON.stringify(each) ?? 'null' }));
  const lines = fc.array(spoilt(value), { maxLength: 3 }).map((all) => ({
    type: 'application/x-ndjson',
    text: all.map((each) => JSON.stringify(each)).join('\n'),
  }));
  return fc.oneof(
    { arbitrary: sent, weight: 8 },
    { arbitrary: strange, weight: 1 },
    ...('application/x-ndjson' in body ? [{ arbitrary: lines, weight: 3 }] : []),
  );
}

const encoded = (text: string): string => encodeURIComponent(Buffer.from(text).toString());
const ESCAPES = ['%00', '%ED%A0%80', '%', '%zz', '..%2f..', '.', '%2e%2e', 'x'.repeat(3000), '%F0%9F%98%80'];
const pathPart = fc.oneof(
  { arbitrary: knownId, weight: 6 },
  { arbitrary: hostileText.filter((text) => text.length > 0).map(encoded), weight: 1 },
  { arbitrary: fc.constantFrom(...ESCAPES), weight: 1 },
);

const queryOf = ({ parameters }: DocumentedOperation): fc.Arbitrary<string> => {
  const own = parameters.filter((each) => each.in === 'query');
  const good = own.map(({ name, schema }) =>
    fc
      .option(fc.oneof(like(schema, name), hostileText))
      .map((value) => (value === null ? [] : [[name, String(value)]])),
  );
  const stray = fc.option(fc.tuple(hostileText, hostileText), { freq: 8 }).map((pair) => (pair ? [pair] : []));
  return fc.tuple(...good, stray).map((pairs) =>
    pairs
      .flat()
      .map(([name = '', value = '']) => `${encoded(name)}=${encoded(value)}`)
      .join('&'),
  );
};

/** Whatever a header can hold. */
const headerText = fc
  .array(
    fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f),
    { maxLength: 60 },
  )
  .map((codes) => String.fromCharCode(...codes).trim());
const odd = fc.oneof(headerText, fc.constantFrom('x'.repeat(300), '*', '""', 'W/"a"', '"a", "b"', '\u00ff'));
const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq: number) => fc.option(arbitrary, { freq, nil: undefined });
const header = (name: string, value: fc.Arbitrary<string | undefined>) =>
  value.map((text) => (text ? { [name]: text } : {}) as Record<string, string>);

/** Without what no header can carry. */
const sendable = (value: unknown): string =>
  String(value)
    .replace(/[^\x20-\x7e\xa0-\xff]/g, '')
    .trim();

/** Headers of the operation itself, such as `Upload-Offset`: as documented, left out, or odd. */
const ownHeaders = ({ parameters }: DocumentedOperation): fc.Arbitrary<Record<string, string>> =>
  fc
    .tuple(
      ...parameters
        .filter(({ in: place, name }) => place === 'header' && !['Idempotency-Key', 'If-Match'].includes(name))
        .map(({ name, schema }) =>
          header(
            name,
            fc.oneof(
              { arbitrary: like(schema, name).map(sendable), weight: 12 },
              { arbitrary: fc.constantFrom('0', '4', undefined), weight: schema.enum || schema.const ? 1 : 6 },
              { arbitrary: odd, weight: 1 },
            ),
          ),
        ),
    )
    .map((all) => Object.assign({}, ...all) as Record<string, string>);

/** `If-Match: *` of a change that means to be good. */
function headersOf(operation: DocumentedOperation, key: string): fc.Arbitrary<Record<string, string>> {
  const { method } = operation;
  const authorization = fc.oneof(
    { arbitrary: fc.constant(`Bearer ${key}`), weight: 20 },
    { arbitrary: headerText, weight: 1 },
    { arbitrary: headerText.map((text) => `Bearer ${text}`), weight: 1 },
  );
  return fc
    .tuple(
      header('authorization', authorization),
      header('idempotency-key', method === 'POST' ? fc.oneof({ arbitrary: fc.uuid(), weight: 9 }, odd) : maybe(odd, 9)),
      header('if-match', fc.oneof({ arbitrary: fc.constant('*'), weight: 4 }, odd)),
      header('if-none-match', maybe(odd, 6)),
      header('accept', maybe(fc.oneof(odd, fc.constantFrom('application/json', 'image/png', '*/*;q=0')), 6)),
      header('x-request-id', maybe(odd, 6)),
      header('x-forwarded-for', maybe(odd, 9)),
      header('origin', maybe(fc.constantFrom('null', 'https://evil.test', 'x'), 15)),
      header('range', maybe(odd, 15)),
      ownHeaders(operation),
    )
    .map((all) => Object.assign({}, ...all) as Record<string, string>);
}

/** Requests of an operation: most of them nearly right, some hostile. */
export function requestsOf(operation: DocumentedOperation, key: string): fc.Arbitrary<FuzzedRequest> {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)];
  return fc
    .tuple(fc.tuple(...names.map(() => pathPart)), queryOf(operation), headersOf(operation, key), bodyOf(operation))
    .map(([parts, query, headers, body]) => {
      const path = names.reduce((text, [mark], index) => text.replace(mark, () => parts[index] ?? ''), operation.path);
      return {
        path: query ? `${path}?${query}` : path,
        headers: body ? { ...headers, 'content-type': body.type } : headers,
        body: body?.text,
      };
    });
}
