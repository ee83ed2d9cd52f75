import { ask } from '../testing/ask';
import { type Doors, openDoors } from '../testing/doors';
import { IdParams, NoContent, operation, route } from './operation';
import { entityTag, requireMatch } from './preconditions';
import { z } from './zod';

const shared = { tag: 'Operations' as const, summary: 's', description: 'd', failures: [], params: IdParams };
const Thing = z.object({ id: z.string(), name: z.string() });
const good = { schema: Thing, description: 'd', status: 200 } as const;

const getThing = operation({
  ...shared,
  ...{ id: 'getThing', method: 'get', path: '/v1/things/{id}', scope: 'titles:read' },
  conditional: true,
  answer: good,
});
const updateThing = operation({
  ...shared,
  ...{ id: 'updateOddThing', method: 'patch', path: '/v1/things/{id}', scope: 'ingests:write' },
  conditional: true,
  body: z.strictObject({ name: z.string(), kept: z.record(z.string(), z.unknown()).optional() }),
  answer: good,
});
const deleteThing = operation({
  ...shared,
  ...{ id: 'deleteThing', method: 'delete', path: '/v1/things/{id}', scope: 'ingests:write' },
  answer: { status: 204, schema: NoContent, description: 'd' },
});
const makeSecret = operation({
  ...{ tag: 'Operations', summary: 's', description: 'd', failures: [] },
  ...{ id: 'makeSecret', method: 'post', path: '/v1/secrets', scope: 'ingests:write' },
  secret: true,
  answer: { status: 201, schema: z.object({ id: z.string(), word: z.string() }), description: 'd' },
});

let name: string;
const routes = [
  route(getThing, async ({ params }) => ({ body: { id: params.id, name }, etag: entityTag(name) })),
  route(updateThing, async ({ params, body, ifMatch }) => {
    requireMatch(ifMatch, entityTag(name));
    name = body.name;
    return { body: { id: params.id, name }, etag: entityTag(name) };
  }),
  route(deleteThing, async () => ({ body: undefined })),
  route(makeSecret, async () => ({ body: { id: 'sec_1', word: 'open-sesame' } })),
];

const PARTNER_PAGE = 'https://studio.example';
let doors: Doors;
beforeAll(async () => {
  doors = await openDoors(routes, { origins: [PARTNER_PAGE] });
});
afterAll(() => doors.close());
beforeEach(() => {
  name = 'first';
  doors.audit.length = 0;
  doors.known.partner = { ...doors.known.partner, scopes: [], expiresAt: undefined };
});

const at = (path: string) => `${doors.url}${path}`;
const key = () => doors.keys.partner;
const patch = (body: unknown, headers: Record<string, string> = { 'If-Match': '*' }) =>
  ask(at('/v1/things/x'), { key: key(), method: 'PATCH', body, headers });

describe('a resource that can be changed', () => {
  it('tells a strong ETag that its changes ask for', async () => {
    const seen = await ask(at('/v1/things/x'), { key: key() });
    const etag = String(seen.headers.get('etag'));
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    expect(seen.headers.get('cache-control')).toContain('no-transform');
    expect((await patch({ name: 'b' }, {})).body).toMatchObject({ code: 'precondition/required', status: 428 });
    const changed = await patch({ name: 'b' }, { 'If-Match': `"other", ${etag}` });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, entityTag('b')]);
    for (const stale of [etag, `W/${entityTag('b')}`, 'b', '""'])
      expect((await patch({ name: 'c' }, { 'If-Match': stale })).body).toMatchObject({ code: 'precondition/failed' });
    expect((await ask(at('/v1/things/x'), { key: key(), headers: { 'If-None-Match': entityTag('b') } })).status).toBe(
      304,
    );
  });

  it('is deleted with 204 and no body', async () => {
    const gone = await ask(at('/v1/things/x'), { key: key(), method: 'DELETE' });
    expect([gone.status, gone.text]).toEqual([204, '']);
  });

  it('tells its methods', async () => {
    const refused = await ask(at('/v1/things/x'), { key: key(), method: 'PUT' });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, PATCH, DELETE']);
  });
});

describe('the audit log', () => {
  it('has each write that succeeded once, and nothing else', async () => {
    const headers = { 'Idempotency-Key': 'once' };
    const secret = () => ask(at('/v1/secrets'), { key: key(), method: 'POST', headers });
    await ask(at('/v1/things/x'), { key: key() });
    await patch({ name: 'b' }, { 'If-Match': '"stale"' });
    await patch({ name: 'b', no: 1 });
    expect(doors.audit).toEqual([]);
    await patch({ name: 'b' }, { 'If-Match': '*', 'X-Request-Id': 'mine-1' });
    await secret();
    await secret();
    expect(doors.audit.map(({ action, subject }) => [action, subject])).toEqual([
      ['odd_thing.update', 'x'],
      ['secret.make', 'sec_1'],
    ]);
    expect(doors.audit[0]).toMatchObject({
      actor: 'partner',
      tenantId: 'ten_own',
      detail: { request_id: 'mine-1', key_id: 'key_partner', result: 200 },
    });
  });
});

it('shows a secret again to the key only that was shown it', async () => {
  const headers = { 'Idempotency-Key': 'guessed' };
  const secret = (who: 'operator' | 'partner') =>
    ask(at('/v1/secrets'), { key: doors.keys[who], method: 'POST', headers });
  const replayed = async (who: 'operator' | 'partner') => (await secret(who)).headers.get('idempotency-replayed');
  expect(await replayed('operator')).toBeNull();
  expect(await replayed('partner')).toBeNull();
  expect([await replayed('operator'), await replayed('partner')]).toEqual(['true', 'true']);
});

it('keeps nothing readable of an answer that shows a secret, and replays it to the byte', async () => {
  const kept: unknown[] = [];
  const { answer } = doors.records;
  doors.records.answer = async (request) => {
    kept.push(request.answer);
    return answer(request);
  };
  const send = () => ask(at('/v1/secrets'), { key: key(), method: 'POST', headers: { 'Idempotency-Key': 's' } });
  const [first, again] = [await send(), await send()];
  expect(first.text).toContain('open-sesame');
  expect(again.text).toBe(first.text);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(kept).toHaveLength(1);
  expect(JSON.stringify(kept)).not.toContain('sesame');
});

describe('a page of another origin', () => {
  const from = (origin: string, who: keyof Doors['keys'], method = 'GET') =>
    ask(at('/v1/things/x'), { key: doors.keys[who], method, headers: { Origin: origin, 'If-Match': '*' } });

  it('may read as a viewer, and use other keys only where that is configured', async () => {
    const watched = await from('https://anywhere.example', 'viewer');
    expect([watched.status, watched.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    expect((await from('https://anywhere.example', 'partner')).body).toMatchObject({
      code: 'auth/origin',
      status: 403,
    });
    expect((await from('null', 'partner')).body).toMatchObject({ code: 'auth/origin' });
    const own = await from(PARTNER_PAGE, 'partner');
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, PARTNER_PAGE]);
    expect(own.headers.get('vary')).toContain('Origin');
    expect((await from(doors.url, 'partner')).status).toBe(200);
  });

  it('is told before what it may send', async () => {
    const preflight = (origin: string) =>
      fetch(at('/v1/things/x'), {
        method: 'OPTIONS',
        headers: { Origin: origin, 'Access-Control-Request-Method': 'PATCH' },
      });
    expect((await preflight(PARTNER_PAGE)).headers.get('access-control-allow-methods')).toContain('PATCH');
    expect((await preflight('https://anywhere.example')).headers.get('access-control-allow-methods')).toBe(
      'GET,HEAD,POST,DELETE',
    );
  });
});

describe('a key', () => {
  it('is narrowed by its scopes and ends when it says so', async () => {
    doors.known.partner = { ...doors.known.partner, scopes: ['titles:read'] };
    expect((await ask(at('/v1/things/x'), { key: key() })).status).toBe(200);
    expect((await patch({ name: 'b' })).body).toMatchObject({ code: 'auth/forbidden' });
    // A scope that the role lacks gives nothing.
    doors.known.partner = { ...doors.known.partner, scopes: ['keys:manage'] };
    expect((await ask(at('/v1/things/x'), { key: key() })).body).toMatchObject({ code: 'auth/forbidden' });
    doors.known.partner = { ...doors.known.partner, scopes: [], expiresAt: new Date(Date.now() - 1) };
    expect((await ask(at('/v1/things/x'), { key: key() })).body).toMatchObject({ code: 'auth/invalid', status: 401 });
  });
});

describe('a body', () => {
  const nested = (levels: number) => `{"name":"a","kept":{"a":${'['.repeat(levels)}${']'.repeat(levels)}}}`;
  it.each([
    ['of over 1 MB', JSON.stringify({ name: 'x'.repeat(1_100_000) }), 413, 'request/too-large'],
    ['that nests 100 levels', nested(100), 422, 'request/invalid'],
    ['that nests 400,000 levels', nested(400_000), 422, 'request/invalid'],
    ['with __proto__', '{"name":"a","kept":{"__proto__":{"admin":true}}}', 422, 'request/invalid'],
    ['with __proto__ at its top', '{"name":"a","__proto__":{"kept":1}}', 422, 'request/invalid'],
    ['with a NUL', '{"name":"a\\u0000"}', 422, 'request/invalid'],
    ['with half a surrogate pair', '{"name":"\\ud83d"}', 422, 'request/invalid'],
    ['with a NUL in a name', '{"name":"a","kept":{"\\u0000":1}}', 422, 'request/invalid'],
    ['with a wrong type', '{"name":1}', 422, 'request/invalid'],
    ['with an unknown field', '{"name":"a","nmae":"b"}', 422, 'request/invalid'],
    ['that is a list', '[]', 422, 'request/invalid'],
    ['that is a text', '"a"', 400, 'request/malformed'],
    ['that is half', '{"name":', 400, 'request/malformed'],
    ['that is nothing', '', 422, 'request/invalid'],
  ])('%s is refused', async (_what, body, status, code) => {
    const answer = await patch(body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.request_id).toBe(answer.headers.get('x-request-id'));
    expect(name).toBe('first');
  });
});
