import { HeadendError } from '../../domain/failures';
import { ask } from '../testing/ask';
import { type Doors, openDoors } from '../testing/doors';
import { IdParams, operation, route } from './operation';
import { z } from './zod';

const shared = { tag: 'Operations' as const, summary: 's', description: 'd', failures: [] };
const Answer = z.object({ id: z.string(), kept: z.unknown() });
const answer = { schema: Answer, description: 'd' };

const makeThing = operation({
  ...shared,
  id: 'makeThing',
  method: 'post',
  path: '/v1/things',
  scope: 'ingests:write',
  body: z.strictObject({ name: z.string(), kept: z.record(z.string(), z.unknown()).default({}) }),
  answer: { ...answer, status: 201, location: 'Path of the thing.' },
  failures: ['request/not-found'],
});
const touchThing = operation({
  ...shared,
  id: 'touchThing',
  method: 'post',
  path: '/v1/things/{id}/touch',
  scope: 'ingests:write',
  params: IdParams,
  answer: { ...answer, status: 202 },
});
const getThing = operation({
  ...shared,
  id: 'getThing',
  method: 'get',
  path: '/v1/things/{id}',
  scope: 'titles:read',
  params: IdParams,
  answer: { ...answer, status: 200 },
});

/** Request keys of the rows that were made. */
let made: string[];
let shown: unknown;
let failure: HeadendError | undefined;
let wait: Promise<void> | undefined;

const routes = [
  route(makeThing, async ({ body, requestKey }) => {
    await wait;
    if (failure) throw failure;
    if (!made.includes(requestKey)) made.push(requestKey);
    return { body: { kept: body.kept, id: `thing_${made.length}` }, location: `/v1/things/thing_${made.length}` };
  }),
  route(touchThing, async ({ params }) => ({ body: { id: params.id, kept: null } })),
  route(getThing, async ({ params }) => {
    if (failure) throw failure;
    return { body: { id: params.id, kept: shown } };
  }),
];

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors(routes);
});
afterAll(() => doors.close());
beforeEach(() => {
  made = [];
  shown = 1;
  failure = undefined;
  wait = undefined;
  doors.records.lose = false;
});

const at = (path: string) => `${doors.url}${path}`;
const make = (key: string, body: unknown = { name: 'a' }, who: keyof Doors['keys'] = 'partner') =>
  ask(at('/v1/things'), { key: doors.keys[who], body, headers: { 'Idempotency-Key': key } });

describe('a POST with its Idempotency-Key', () => {
  it('is answered again to the byte, with status and Location', async () => {
    const body = { name: 'a', kept: { zeta: 1, alpha: '\u20ac' } };
    const first = await make('bytes', body);
    const again = await make('bytes', body);
    expect(first).toMatchObject({ status: 201, text: again.text });
    expect(again.status).toBe(201);
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(again.headers.get('location')).toBe('/v1/things/thing_1');
    expect([first, again].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
    expect(made).toHaveLength(1);
  });

  it('is the same whatever the order of its members, and another with another value', async () => {
    await make('order', { name: 'a', kept: { x: 1, y: [1, 2] } });
    expect((await make('order', { kept: { y: [1, 2], x: 1 }, name: 'a' })).headers.get('idempotency-replayed')).toBe(
      'true',
    );
    for (const kept of [
      { x: 1, y: [2, 1] },
      { x: 1, y: { 0: 1, 1: 2 } },
      { x: '1', y: [1, 2] },
    ])
      expect((await make('order', { name: 'a', kept })).body).toMatchObject({
        code: 'idempotency/mismatch',
        status: 422,
      });
  });

  it('has its key for itself in its tenant and operation', async () => {
    await make('own');
    expect((await make('own', { name: 'b' }, 'stranger')).status).toBe(201);
    const touch = (id: string) =>
      ask(at(`/v1/things/${id}/touch`), {
        key: doors.keys.partner,
        method: 'POST',
        headers: { 'Idempotency-Key': 'own' },
      });
    expect((await touch('x')).status).toBe(202);
    expect((await touch('y')).body).toMatchObject({ code: 'idempotency/mismatch' });
  });

  it('refuses a second click while the first is worked on, and tells when to try again', async () => {
    let go = () => {};
    wait = new Promise((resolve) => {
      go = resolve;
    });
    const first = make('click');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const second = await make('click');
    expect(second.body).toMatchObject({ code: 'idempotency/in-flight', status: 409 });
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    go();
    expect((await first).status).toBe(201);
    expect((await make('click')).headers.get('idempotency-replayed')).toBe('true');
  });

  it('makes one row when the process ended between the row and the answer', async () => {
    doors.records.lose = true;
    expect((await make('crash')).status).toBe(500);
    doors.records.lose = false;
    expect((await make('crash')).body).toMatchObject({ code: 'idempotency/in-flight' });
    doors.records.unlock();
    expect((await make('crash')).status).toBe(201);
    expect(made).toHaveLength(1);
  });

  it('stores no failure, so that the same request may be sent again', async () => {
    failure = new HeadendError('request/not-found', 'Not yet.');
    expect((await make('later')).status).toBe(404);
    failure = undefined;
    expect((await make('later')).status).toBe(201);
  });
});

describe('a request', () => {
  it('is refused for anything that its operation does not know', async () => {
    const key = doors.keys.operator;
    const query = await ask(at('/v1/things/x?verbose=1'), { key });
    expect(query.body).toMatchObject({ code: 'request/invalid', errors: [{ field: 'verbose' }] });
    const dry = await ask(at('/v1/things?dry_run=true'), { key, body: { name: 'a' } });
    expect(dry.body).toMatchObject({ code: 'request/invalid', errors: [{ field: 'dry_run' }] });
    const body = await ask(at('/v1/things/x/touch'), { key, body: { reason: 'r' } });
    expect(body.body).toMatchObject({ code: 'request/invalid', errors: [{ field: 'reason' }] });
    expect((await ask(at('/v1/things/x/touch'), { key, body: {} })).status).toBe(202);
  });

  it.each([
    ['a NUL', { name: 'a\0' }, 'name'],
    ['half a surrogate pair', '{"name":"a","kept":{"b":"\\ud800"}}', 'kept.b'],
    ['a number without end', '{"name":"a","kept":{"n":[1,-1e400]}}', 'kept.n.1'],
    ['half a surrogate pair in a name', '{"name":"a","kept":{"\\udc00":1}}', 'kept'],
  ])('is refused when it holds %s', async (_what, body, field) => {
    const answer = await make(`storable-${field}`, body);
    expect(answer.body).toMatchObject({ code: 'request/invalid', errors: [{ field }] });
    expect((await make(`pair-${field}`, { name: '\u{1f600}' })).status).toBe(201);
  });

  it('is refused when a member anywhere in it would change what an object is', async () => {
    const answer = await make('proto', '{"name":"a","kept":{"b":[{"__proto__":{"c":1}}]}}');
    expect(answer).toMatchObject({ status: 422, body: { code: 'request/invalid', errors: [{ field: 'kept.b.0' }] } });
  });

  it('is told fifty wrong fields and how many more there are', async () => {
    const body = { name: 'a', ...Object.fromEntries(Array.from({ length: 120 }, (_, at) => [`x${at}`, 1])) };
    const { errors } = (await make('many', body)).body as { errors: object[] };
    expect(errors).toHaveLength(51);
    expect(errors.at(-1)).toEqual({ field: '(more)', message: 'and 70 more wrong fields' });
  });

  it('that nothing answers is told its whole path and not its query', async () => {
    const { body } = await ask(at('/v1/none/at/all?token=t'), { key: doors.keys.viewer });
    expect(body).toMatchObject({ detail: 'There is nothing at GET /v1/none/at/all.' });
  });

  it('of a stranger is refused before its body is read', async () => {
    const headers = { 'Idempotency-Key': 'k' };
    for (const body of ['{', JSON.stringify({ name: 'x'.repeat(1_200_000) })])
      expect((await ask(at('/v1/things'), { key: 'hk_nobody_knows', body, headers })).body).toMatchObject({
        code: 'auth/invalid',
      });
  });

  it('whose path is no valid percent-encoding finds nothing', async () => {
    expect((await ask(at('/v1/things/%zz'), { key: doors.keys.viewer })).body).toMatchObject({
      code: 'request/not-found',
    });
  });
});

describe('an answer', () => {
  it('is 304 to a client that has it', async () => {
    const read = (tag?: string) =>
      ask(at('/v1/things/x'), { key: doors.keys.viewer, headers: tag ? { 'If-None-Match': tag } : {} });
    const first = await read();
    const tag = String(first.headers.get('etag'));
    expect(tag).toMatch(/^W\/"[\w-]{22}"$/);
    expect(await read(tag)).toMatchObject({ status: 304, text: '' });
    shown = 2;
    expect((await read(tag)).status).toBe(200);
  });

  it('that failed is never cached', async () => {
    const missing = await ask(at('/v1/none'), { key: doors.keys.viewer });
    expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-store']);
  });

  it('with a failure that its document does not tell is an error in tests', async () => {
    failure = new HeadendError('store/unavailable', 'Away.');
    expect((await ask(at('/v1/things/x'), { key: doors.keys.viewer })).body).toMatchObject({
      code: 'internal/unexpected',
    });
  });
});
