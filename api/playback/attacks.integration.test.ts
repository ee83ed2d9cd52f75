import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { base64UrlOfKid } from '../../domain/drm/clear-key';
import { ask } from '../testing/ask';
import { newTenant } from '../testing/server';
import { as, at, startApiWorld, world } from '../testing/world';
import { LICENCE_PATH } from './licence-door';
import { challenge, encryptedTitle, kidsOf, licence, log, playing, signed, start } from './testing/watching';

startApiWorld();

const rental = (viewer: string, more: object = {}) => ({
  policy: 'rental',
  viewer_id: viewer,
  device: { hdcp: '1.4' },
  ...more,
});
const beat = (id: string, key = as('partner').key) =>
  ask(at(`/v1/playback-sessions/${id}/heartbeat`), { key, method: 'POST' });
const end = (id: string, key = as('partner').key) => ask(at(`/v1/playback-sessions/${id}`), { key, method: 'DELETE' });
const many = <T>(times: number, work: (at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => work(index)));
const countOf = (answers: readonly { status: number }[], status: number) =>
  answers.filter((answer) => answer.status === status).length;
/** As if the session had said nothing for so long. */
const silence = (id: string, seconds: number) =>
  world.server.database.playbackSession.update({
    where: { id },
    data: { heartbeatAt: new Date(Date.now() - seconds * 1000) },
  });

describe('streams', () => {
  it('are as many as the policy says, of 50 requests at once', async () => {
    const { titleId } = await encryptedTitle();
    const one = await many(50, () => start(titleId, rental('ann')));
    expect([countOf(one, 201), countOf(one, 409)]).toEqual([1, 49]);
    const four = await many(50, () => start(titleId, { viewer_id: 'ben' }));
    expect([countOf(four, 201), countOf(four, 409)]).toEqual([4, 46]);
  });

  it('are not had twice by falling silent and coming back', async () => {
    const { titleId } = await encryptedTitle();
    const first = await playing(titleId, rental('ann'));
    await silence(first.id, 100);
    const second = await playing(titleId, rental('ann'));
    const back = await many(10, () => beat(first.id));
    for (const answer of back)
      expect(answer).toMatchObject({
        status: 409,
        body: { code: 'playback/too-many-streams', sessions: [{ id: second.id }] },
      });
    expect((await beat(second.id)).status).toBe(200);
    await end(second.id);
    expect((await beat(first.id)).status).toBe(200);
  });

  it('are needed for licences, too', async () => {
    const { titleId } = await encryptedTitle();
    const first = await playing(titleId, { viewer_id: 'ann' });
    await silence(first.id, 100);
    const send = () => licence(first.drm.token, challenge(first.drm.key_ids));
    expect(await send()).toMatchObject({ status: 403, body: { code: 'licence/session-silent' } });
    expect((await beat(first.id)).status).toBe(200);
    expect((await send()).status).toBe(200);
  });

  it('go to one of many silent sessions that come back at once', async () => {
    const { titleId } = await encryptedTitle();
    const sessions = [];
    for (let count = 0; count < 5; count++) {
      const session = await playing(titleId, rental('ann'));
      await silence(session.id, 100);
      sessions.push(session);
    }
    const back = await Promise.all(sessions.map(({ id }) => beat(id)));
    expect([countOf(back, 200), countOf(back, 409)]).toEqual([1, 4]);
  });

  it('of a viewer are no business of a viewer of the same name elsewhere', async () => {
    const mine = await playing((await encryptedTitle()).titleId, rental('ann'));
    const home = world.tenant;
    world.tenant = await newTenant(world.databaseUrl);
    const theirs = world.tenant.keys.partner;
    await playing((await encryptedTitle()).titleId, rental('ann'));
    for (const answer of [await beat(mine.id, theirs), await end(mine.id, theirs)])
      expect(answer).toMatchObject({ status: 404, body: { code: 'request/not-found' } });
    world.tenant = home;
    expect((await beat(mine.id)).status).toBe(200);
    expect((await licence(mine.drm.token, challenge(mine.drm.key_ids))).status).toBe(200);
  });

  it('are their own: who was not given a session neither learns its id nor keeps or ends it', async () => {
    const { titleId } = await encryptedTitle();
    const session = await playing(titleId, rental('ann'));
    const other = await playing(titleId, rental('ben'));
    const { key } = as('viewer');
    const sent = (method: 'POST' | 'DELETE', token: string | undefined) =>
      ask(at(`/v1/playback-sessions/${session.id}${method === 'POST' ? '/heartbeat' : ''}`), {
        key,
        method,
        headers: token === undefined ? {} : { 'Session-Token': token },
      });
    for (const method of ['POST', 'DELETE'] as const)
      for (const token of [undefined, '', session.id, other.session_token, session.drm.token])
        expect(await sent(method, token)).toMatchObject({ status: 404, body: { code: 'request/not-found' } });
    expect((await sent('POST', session.session_token)).status).toBe(200);
    for (let count = 0; count < 3; count++) await start(titleId, { viewer_id: 'ann' }, 'viewer');
    const full = await start(titleId, { viewer_id: 'ann' }, 'viewer');
    expect(full).toMatchObject({ status: 409, body: { code: 'playback/too-many-streams' } });
    expect((full.body as unknown as { sessions: object[] }).sessions).toHaveLength(4);
    expect(full.text).not.toMatch(/pbs_|tit_/);
    expect((await sent('DELETE', session.session_token)).status).toBe(204);
  });

  it('stay ended, whoever beats and asks for licences meanwhile', async () => {
    const { titleId } = await encryptedTitle();
    const session = await playing(titleId, { viewer_id: 'ann' });
    const keys = challenge(session.drm.key_ids);
    const mixed = await many(60, (index) =>
      index === 20 ? end(session.id) : index % 2 ? beat(session.id) : licence(session.drm.token, keys),
    );
    expect(mixed.every(({ status }) => [200, 204, 403].includes(status))).toBe(true);
    expect((await beat(session.id)).body.code).toBe('playback/session-expired');
    expect((await licence(session.drm.token, keys)).body.code).toBe('licence/session-ended');
    expect((await end(session.id)).status).toBe(204);
  });
});

it('begins a rental once, though sessions were opened before', async () => {
  const { titleId } = await encryptedTitle();
  const rented = { viewer_id: 'ann', entitlement: 'order-1' };
  const [played, waiting, other] = [
    await playing(titleId, rented),
    await playing(titleId, rented),
    await playing(titleId, { ...rented, viewer_id: 'ben' }),
  ];
  await licence(played.drm.token, challenge(played.drm.key_ids));
  const firstPlay = async (id: string) =>
    (await world.server.database.playbackSession.findUniqueOrThrow({ where: { id } })).firstPlayedAt;
  expect(await firstPlay(played.id)).not.toBeNull();
  expect(await firstPlay(waiting.id)).toEqual(await firstPlay(played.id));
  expect(await firstPlay(other.id)).toBeNull();
});

it('ends a rental with its first play, though a session was opened while that was written down', async () => {
  const { titleId } = await encryptedTitle();
  const rented = rental('ann', { entitlement: 'order-2', policy: 'default', terms: {} });
  const played = await playing(titleId, rented);
  const late = await playing(titleId, rented);
  const ago = new Date(Date.now() - 49 * 3_600_000);
  const set = (id: string, firstPlayedAt: Date | null) =>
    world.server.database.playbackSession.update({
      where: { id },
      data: { firstPlayedAt, terms: { playbackMs: 48 * 3_600_000 } },
    });
  await set(played.id, ago);
  await set(late.id, null);
  expect((await licence(late.drm.token, challenge(late.drm.key_ids))).body.code).toBe('licence/not-now');
  expect((await beat(late.id)).body.code).toBe('playback/not-now');
});

it('counts the time to begin a rental from its first session', async () => {
  const { titleId } = await encryptedTitle();
  const rented = rental('ann', { entitlement: 'order-3' });
  const first = await playing(titleId, rented);
  await end(first.id);
  const createdAt = new Date(Date.now() - 31 * 24 * 3_600_000);
  await world.server.database.playbackSession.update({ where: { id: first.id }, data: { createdAt } });
  expect(await start(titleId, rented)).toMatchObject({ status: 403, body: { code: 'playback/not-now' } });
});

describe('a one-time token', () => {
  it('is good for one of 100 requests at once, and each has its row', async () => {
    const session = await playing((await encryptedTitle()).titleId, rental('ann'));
    const answers = await many(100, () => licence(session.drm.token, challenge(session.drm.key_ids), retryOf()));
    expect([countOf(answers, 200), countOf(answers, 403)]).toEqual([1, 99]);
    const where = { sessionId: session.id };
    expect(await world.server.database.licenceRequest.count({ where })).toBe(100);
    expect(await world.server.database.licenceRequest.count({ where: { ...where, result: 'granted' } })).toBe(1);
  });

  it('answers the retries of its one request, and no other request in their name', async () => {
    const session = await playing((await encryptedTitle()).titleId, rental('ann'));
    const [first = '', ...others] = session.drm.key_ids;
    const retry = retryOf();
    const same = await many(100, () => licence(session.drm.token, challenge([first]), retry));
    expect(countOf(same, 200)).toBe(100);
    const more = await licence(session.drm.token, challenge(others), retry);
    expect(more).toMatchObject({ status: 403, body: { code: 'licence/token-used' } });
    expect((await log(session.id)).filter(({ result }) => result === 'refused')).toHaveLength(1);
    const where = { sessionId: session.id, result: 'granted' };
    expect(await world.server.database.licenceRequest.count({ where })).toBe(100);
  });

  it('answers retries for a short time only, and in one place only', async () => {
    const session = await playing((await encryptedTitle()).titleId, rental('ann'));
    const retry = retryOf();
    const send = (headers: Record<string, string> = {}) =>
      licence(session.drm.token, challenge(session.drm.key_ids), { ...retry, ...headers });
    expect((await send()).status).toBe(200);
    expect((await send({ 'X-Forwarded-For': '203.0.113.9' })).status).toBe(200); // no proxy is believed here
    const { database } = world.server;
    const { tokenId } = await database.licenceRequest.findFirstOrThrow({ where: { sessionId: session.id } });
    await database.usedToken.update({ where: { tokenId }, data: { usedAt: new Date(Date.now() - 31_000) } });
    expect(await send()).toMatchObject({ status: 403, body: { code: 'licence/token-used' } });
    expect((await log(session.id)).map(({ result }) => result)).toEqual(['refused', 'granted', 'granted']);
  });

  it('does not hide a licence behind the refusal that it repeats', async () => {
    const session = await playing((await encryptedTitle()).titleId, { viewer_id: 'ann' });
    const send = () => licence(session.drm.token, challenge(session.drm.key_ids), { 'Idempotency-Key': 'again' });
    const opensAt = Date.now() + 3_600_000;
    const set = (terms: object) =>
      world.server.database.playbackSession.update({ where: { id: session.id }, data: { terms } });
    await set({ opensAt });
    expect((await send()).body).toMatchObject({
      code: 'licence/not-now',
      next_change_at: new Date(opensAt).toISOString(),
    });
    await set({});
    expect((await send()).status).toBe(200);
    expect((await log(session.id)).map(({ result }) => result)).toEqual(['granted', 'refused']);
  });
});

const retryOf = () => ({ 'Idempotency-Key': randomUUID() });

describe('a challenge', () => {
  it('that names a key a hundred times has it once', async () => {
    const session = await playing((await encryptedTitle()).titleId);
    const [kid = ''] = session.drm.key_ids;
    const answer = await licence(session.drm.token, challenge(Array<string>(100).fill(kid)));
    expect([answer.status, kidsOf(answer.body)]).toEqual([200, [kid.replaceAll('-', '')]]);
  });

  it('has no key of another title, nor of another tenant', async () => {
    const [mine, other] = [await encryptedTitle(), await encryptedTitle()];
    const session = await playing(mine.titleId);
    const kids = other.keys.map(({ kid }) => kid);
    for (const token of [session.drm.token, signed(session, { kids })])
      expect(await licence(token, challenge(kids))).toMatchObject({
        status: 403,
        body: { code: 'licence/not-authorized' },
      });
    // Stranger's keys written into the session itself are still not the tenant's.
    const home = world.tenant;
    world.tenant = await newTenant(world.databaseUrl);
    const foreign = (await encryptedTitle()).keys.map(({ kid }) => kid);
    world.tenant = home;
    await world.server.database.playbackSession.update({ where: { id: session.id }, data: { kids: foreign } });
    expect(await licence(signed(session, { kids: foreign }), challenge(foreign))).toMatchObject({ status: 403 });
  });

  it.each([
    ['101 keys', challenge(Array.from({ length: 101 }, () => randomUUID())), 400],
    ['10,000 keys', challenge(Array.from({ length: 10_000 }, () => randomUUID())), 413],
    ['brackets 16,000 deep', '['.repeat(16_000), 400],
    ['bytes that are no text', '\u0000\u0001', 400],
    ['keys that are objects', { kids: [{ toString: 'x' }] }, 400],
    ['a prototype', '{"__proto__":{"kids":["AAAAAAAAAAAAAAAAAAAAAA"]}}', 400],
  ])('of %s is refused as any browser can read', async (_what, body, status) => {
    const session = await playing((await encryptedTitle()).titleId);
    const answer = await licence(session.drm.token, body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is read whatever type it says it has', async () => {
    const session = await playing((await encryptedTitle()).titleId);
    const type = { 'Content-Type': 'application/octet-stream' };
    expect((await licence(session.drm.token, challenge(session.drm.key_ids), type)).status).toBe(200);
  });
});

describe('a connection', () => {
  const open = async (): Promise<Socket> => {
    const socket = connect({ port: Number(new URL(world.server.url).port), host: '127.0.0.1', allowHalfOpen: true });
    await once(socket, 'connect');
    return socket;
  };
  const head = (token: string, length: number) =>
    `POST ${LICENCE_PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Length: ${length}\r\n\r\n`;
  const heard = async (socket: Socket): Promise<string> => Buffer.concat(await socket.toArray()).toString();

  it('that ends in the middle of a challenge is nobody: no error, no row', async () => {
    const session = await playing((await encryptedTitle()).titleId);
    const before = world.server.logs.length;
    for (const finish of ['end', 'destroy', 'resetAndDestroy'] as const) {
      const socket = await open();
      socket.on('error', () => undefined);
      socket.write(`${head(session.drm.token, 200)}{"kids":[`);
      await wait(30); // the server has begun to read
      socket[finish]();
      socket.resume();
      if (!socket.closed) await once(socket, 'close');
    }
    await wait(50);
    expect(world.server.logs.slice(before).filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
    expect(await log(session.id)).toEqual([]);
  });

  it('that drips its challenge is ended', async () => {
    const session = await playing((await encryptedTitle()).titleId);
    const socket = await open();
    socket.on('error', () => undefined);
    socket.write(`${head(session.drm.token, 200)}{`);
    const drip = setInterval(() => socket.write(' '), 500);
    const answer = await heard(socket).catch(() => '');
    clearInterval(drip);
    expect(answer).not.toMatch(/ 200 /);
    expect(await log(session.id)).toEqual([]);
  }, 20_000);
});

it('tells no key in an answer that refuses, nor in the log of the process, nor in that of licences', async () => {
  const { titleId, keys } = await encryptedTitle();
  const session = await playing(titleId, rental('ann'));
  const kids = keys.map(({ kid }) => kid);
  const texts: string[] = [];
  for (const [token, body] of [
    [session.drm.token, challenge(kids)],
    [session.drm.token, challenge(kids)],
    [signed(session, { exp: 5 }), challenge(kids)],
    [session.drm.token, '{'],
    ['x', { kids: kids.map(base64UrlOfKid) }],
  ] as const) {
    const answer = await licence(token, body);
    if (answer.status !== 200) texts.push(answer.text);
  }
  expect(texts).toHaveLength(4);
  texts.push(...world.server.logs, JSON.stringify(await log(session.id)));
  const said = texts.join('\n').toLowerCase();
  for (const { key } of keys)
    for (const form of ['hex', 'base64', 'base64url'] as const)
      expect(said).not.toContain(Buffer.from(key).toString(form).toLowerCase());
  expect(said).not.toContain(session.drm.token.toLowerCase());
});
