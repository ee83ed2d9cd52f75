import { randomBytes, randomUUID } from 'node:crypto';
import { createSigner } from 'fast-jwt';
import { createLicenceTokens } from '../../adapters/tokens/licence-tokens';
import { base64UrlOfKid } from '../../domain/drm/clear-key';
import { ask } from '../testing/ask';
import { TEST_SIGNING_KEY } from '../testing/server';
import { as, at, startApiWorld, world } from '../testing/world';
import { askAtOnce, licenceBytes } from './testing/at-once';
import {
  challenge,
  claims,
  encryptedTitle,
  hex,
  kidsOf,
  licence,
  log,
  playing,
  type Session,
  signed,
  start,
} from './testing/watching';

startApiWorld();

it('gives the keys of a session to its token, and writes it down', async () => {
  const { titleId, keys } = await encryptedTitle();
  const session = await playing(titleId, { device: { family: 'web' }, viewer_id: 'ann' });
  expect(session.drm).toMatchObject({ scheme: 'cbcs', license_url: '/v1/licenses/clearkey', withheld: [] });
  const answer = await licence(session.drm.token, challenge(session.drm.key_ids));
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.body).toEqual({
    type: 'temporary',
    keys: keys.map(({ kid, key }) => ({
      kty: 'oct',
      kid: base64UrlOfKid(kid),
      k: Buffer.from(key).toString('base64url'),
    })),
  });
  expect(await log(session.id)).toEqual([
    expect.objectContaining({ result: 'granted', granted: session.drm.key_ids, subject: 'ann', device: 'web' }),
  ]);
});

it('leaves out what a token does not allow, and refuses when nothing is left', async () => {
  const { titleId, keys } = await encryptedTitle();
  const [audio, sd, hd] = keys.map(({ kid }) => kid) as [string, string, string];
  const session = await playing(titleId, { device: { max_height: 480 } });
  expect(session.drm.key_ids).toEqual([audio, sd]);
  expect(session.drm.withheld).toEqual([{ kid: hd, label: 'HD', lacks: 'height' }]);
  expect(session.drm.max_height).toBe(576);
  const subset = await licence(session.drm.token, challenge([hd, sd, audio]));
  expect(kidsOf(subset.body)).toEqual([hex(sd), hex(audio)]);
  for (const kids of [[hd], [randomUUID()]]) {
    const denied = await licence(session.drm.token, challenge(kids));
    expect(denied).toMatchObject({
      status: 403,
      body: { code: 'licence/not-authorized', type: 'https://dashif.org/drm-problems/not-authorized' },
    });
    expect(denied.headers.get('access-control-allow-origin')).toBe('*');
    expect(denied.headers.get('cache-control')).toBe('no-store');
  }
  expect((await log(session.id)).map(({ result }) => result)).toEqual(['refused', 'refused', 'granted']);
});

describe('a token that proves nothing', () => {
  const other = { ...TEST_SIGNING_KEY, secret: randomBytes(32) };
  const raw = (header: object, payload: object, signature = '') =>
    [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') +
    `.${signature}`;
  const whole = (session: Session) => ({ ...claims(session), iss: 'http://headend.test', aud: 'licence' });
  const forms: [string, (session: Session) => string, string][] = [
    ['has no algorithm', (session) => raw({ alg: 'none', kid: 'k1' }, whole(session)), 'token-invalid'],
    [
      'has another algorithm',
      (s) => createSigner({ key: TEST_SIGNING_KEY.secret, algorithm: 'HS512', kid: 'k1' })(whole(s)),
      'token-invalid',
    ],
    [
      'is signed by a stranger',
      (s) => createLicenceTokens([other], 'http://headend.test').issue(claims(s)),
      'token-invalid',
    ],
    [
      'names a key that is not there',
      (s) => createLicenceTokens([{ ...other, id: 'k9' }], 'http://headend.test').issue(claims(s)),
      'token-invalid',
    ],
    [
      'is of another issuer',
      (s) => createLicenceTokens([TEST_SIGNING_KEY], 'http://elsewhere.test').issue(claims(s)),
      'token-invalid',
    ],
    [
      'is for another audience',
      (s) =>
        createSigner({ key: TEST_SIGNING_KEY.secret, algorithm: 'HS256', kid: 'k1' })({ ...whole(s), aud: 'media' }),
      'token-invalid',
    ],
    ['has 5,001 characters', (s) => signed(s, { sub: 'x'.repeat(5001) }), 'token-invalid'],
    ['is no token', () => 'abc', 'token-invalid'],
    ['has expired', (s) => signed(s, { exp: Math.floor(Date.now() / 1000) - 60 }), 'token-expired'],
    ['is of the future', (s) => signed(s, { nbf: Math.floor(Date.now() / 1000) + 60 }), 'token-expired'],
  ];
  it.each(forms)('is refused when it %s', async (_what, make, code) => {
    const session = await playing((await encryptedTitle()).titleId);
    const answer = await licence(make(session), challenge(session.drm.key_ids));
    expect(answer).toMatchObject({
      status: 403,
      body: {
        code: `licence/${code}`,
        type: 'https://dashif.org/drm-problems/insufficient-proof-of-authorization',
      },
    });
    expect(await log(session.id)).toHaveLength(code === 'token-expired' ? 1 : 0);
  });

  it('is refused when there is none', async () => {
    expect(await ask(at('/v1/licenses/clearkey'), { body: challenge([randomUUID()]) })).toMatchObject({
      status: 403,
      body: { code: 'licence/token-missing' },
    });
  });
});

it('refuses a token of another tenant, whatever it names', async () => {
  const { titleId } = await encryptedTitle();
  const session = await playing(titleId);
  const foreign = await licence(signed(session, { tenant: 'ten_other' }), challenge(session.drm.key_ids));
  expect(foreign).toMatchObject({ status: 403, body: { code: 'licence/not-authorized' } });
});

it('takes a token from the query, as players without headers send it', async () => {
  const session = await playing((await encryptedTitle()).titleId);
  const url = at(`/v1/licenses/clearkey?token=${session.drm.token}`);
  expect(await ask(url, { body: challenge(session.drm.key_ids) })).toMatchObject({ status: 200 });
});

it('takes tokens of an older key of the ring', async () => {
  const session = await playing((await encryptedTitle()).titleId);
  const ring = createLicenceTokens(
    [{ id: 'k2', algorithm: 'HS256', secret: randomBytes(32) }, TEST_SIGNING_KEY],
    'http://headend.test',
  );
  expect(ring.read(session.drm.token)).toMatchObject({ good: true });
});

it.each([
  ['no JSON', 'kids', 400, 'challenge-invalid'],
  ['no keys', { kids: [] }, 400, 'challenge-invalid'],
  ['a key id that is none', { kids: ['x'] }, 400, 'challenge-invalid'],
  ['a licence to keep', { kids: ['AAAAAAAAAAAAAAAAAAAAAA'], type: 'persistent-license' }, 400, 'challenge-invalid'],
  ['too much', JSON.stringify({ kids: ['A'.repeat(20_000)] }), 413, 'challenge-too-large'],
])('refuses a challenge with %s', async (_what, body, status, code) => {
  const session = await playing((await encryptedTitle()).titleId);
  const answer = await licence(session.drm.token, body);
  expect(answer).toMatchObject({ status, body: { code: `licence/${code}` } });
});

it('counts one-time tokens, and a retry as the request it repeats', async () => {
  const { titleId } = await encryptedTitle();
  const session = await playing(titleId, { policy: 'rental', viewer_id: 'bob', device: { hdcp: '1.4' } });
  const send = (retry: string) =>
    licence(session.drm.token, challenge(session.drm.key_ids), { 'Idempotency-Key': retry });
  expect((await send('one')).status).toBe(200);
  expect((await send('one')).status).toBe(200);
  expect(await send('two')).toMatchObject({ status: 403, body: { code: 'licence/token-used' } });
  expect((await log(session.id)).map(({ reason }) => reason)).toEqual(['licence/token-used', null, null]);
  const beat = await ask(at(`/v1/playback-sessions/${session.id}/heartbeat`), { ...as('partner'), method: 'POST' });
  const renewed = (beat.body as unknown as Session).drm;
  expect((await licence(renewed.token, challenge(renewed.key_ids))).status).toBe(200);
});

it('lets a viewer watch on as many devices as allowed, and names those in the way', async () => {
  const { titleId } = await encryptedTitle();
  const rental = { policy: 'rental', viewer_id: 'cid', device: { hdcp: '1.4', family: 'tv' } };
  const first = await playing(titleId, rental);
  const tries = await Promise.all([start(titleId, rental), start(titleId, rental)]);
  for (const second of tries)
    expect(second).toMatchObject({
      status: 409,
      body: { code: 'playback/too-many-streams', sessions: [{ id: first.id, title_id: titleId, device: 'tv' }] },
    });
  await playing(titleId, { ...rental, viewer_id: 'dan' });
  const ended = await ask(at(`/v1/playback-sessions/${first.id}`), { ...as('partner'), method: 'DELETE' });
  expect(ended.status).toBe(204);
  expect(await licence(first.drm.token, challenge(first.drm.key_ids))).toMatchObject({
    status: 403,
    body: { code: 'licence/session-ended' },
  });
  expect(
    await ask(at(`/v1/playback-sessions/${first.id}/heartbeat`), { ...as('partner'), method: 'POST' }),
  ).toMatchObject({
    status: 403,
    body: { code: 'playback/session-expired' },
  });
  const races = await Promise.all(Array.from({ length: 5 }, () => start(titleId, rental)));
  expect(races.filter(({ status }) => status === 201)).toHaveLength(1);
});

it('keeps to the terms: not before, not after, and from the first play on', async () => {
  const { titleId } = await encryptedTitle();
  const soon = new Date(Date.now() + 60_000).toISOString();
  expect(await start(titleId, { terms: { not_before: soon } })).toMatchObject({
    status: 403,
    body: { code: 'playback/not-now', next_change_at: soon },
  });
  const past = new Date(Date.now() - 60_000).toISOString();
  for (const terms of [{ not_after: past }, { start_by: past }, { finish_by: past }])
    expect(await start(titleId, { terms })).toMatchObject({ status: 403, body: { code: 'playback/not-now' } });
  const rented = { entitlement: 'order-1', viewer_id: 'eve' };
  const session = await playing(titleId, rented);
  await licence(session.drm.token, challenge(session.drm.key_ids));
  expect((await start(titleId, { ...rented, terms: { start_by: past } })).status).toBe(201);
});

it('lets only who may grant choose policies and terms', async () => {
  const { titleId } = await encryptedTitle();
  for (const more of [{ policy: 'rental' }, { entitlement: 'x' }, { terms: {} }])
    expect(await start(titleId, more, 'viewer')).toMatchObject({ status: 403, body: { code: 'auth/forbidden' } });
  expect((await start(titleId, {}, 'viewer')).status).toBe(201);
  expect(await start(titleId, { policy: 'none' })).toMatchObject({
    status: 422,
    body: { code: 'playback/policy-unknown' },
  });
});

it('hands out addresses that expire, and leaves the poster alone to those that do not', async () => {
  const { titleId } = await encryptedTitle();
  const { body } = await start(titleId);
  const { hls } = body;
  const title = await world.server.repositories.titles.find(world.tenant.id, titleId);
  const prefix = title?.current?.prefix ?? '';
  const put = (name: string) =>
    world.server.store.put(`${prefix}${name}`, Buffer.from(`#EXTM3U ${'x'.repeat(500)}`), { contentType: 'x/y' });
  await put('master.m3u8');
  await put('poster.jpg');
  const plain = `/media/${title?.current?.mediaToken}`;
  expect((await ask(at(hls))).status).toBe(200);
  expect((await ask(at(`${plain}/poster.jpg`))).status).toBe(200);
  expect(await ask(at(`${plain}/master.m3u8`))).toMatchObject({ status: 403, body: { code: 'media/token-required' } });
  const changed = hls.replace(/.(?=\/master)/, (last) => (last === 'A' ? 'B' : 'A'));
  const refused = await ask(at(changed));
  expect(refused).toMatchObject({ status: 403, body: { code: 'media/token-invalid' } });
  expect(refused.headers.get('access-control-allow-origin')).toBe('*');
});

it('says what a device lacks', async () => {
  const { titleId } = await encryptedTitle();
  expect(await start(titleId, { device: { drm_systems: ['com.widevine.alpha'] } })).toMatchObject({
    status: 403,
    body: { code: 'playback/drm-unsupported' },
  });
  const { drm } = await playing(titleId, { policy: 'rental' });
  expect(drm.withheld).toEqual([expect.objectContaining({ label: 'HD', lacks: 'hdcp' })]);
});

it('answers preflights of pages, and other methods with what is served', async () => {
  const preflight = await ask(at('/v1/licenses/clearkey'), { method: 'OPTIONS' });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
  const got = await ask(at('/v1/licenses/clearkey'));
  expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
});

it('answers every good request of 10,000 at once, half of them bad', async () => {
  const session = await playing((await encryptedTitle()).titleId);
  const good = JSON.stringify(challenge(session.drm.key_ids));
  const bad: [token: string, body: string][] = [
    ['abc', good],
    [signed(session, { exp: 5 }), good],
    [session.drm.token, '{'],
    [signed(session, { sid: 'pbs_none' }), good],
  ];
  const requests = Array.from({ length: 10_000 }, (_, index) => {
    const [token, body] = index % 2 ? (bad[(index >> 1) % 4] as [string, string]) : [session.drm.token, good];
    return licenceBytes(token, body);
  });
  const port = Number(new URL(world.server.url).port);
  const before = process.memoryUsage.rss();
  const statuses = await askAtOnce(port, requests);
  expect(statuses.filter((_, index) => index % 2 === 0)).toEqual(Array(5000).fill(200));
  expect(statuses.filter((status, index) => index % 2 === 1 && status < 400)).toEqual([]);
  // Requests with tokens that nobody signed are nobody's: they have no row; and refusals have 240 a minute.
  const where = { sessionId: session.id };
  const refused = await world.server.database.licenceRequest.count({ where: { ...where, result: 'refused' } });
  expect(refused).toBeGreaterThanOrEqual(240); // and as many again when a minute ends meanwhile
  expect(refused).toBeLessThanOrEqual(480);
  expect(await world.server.database.licenceRequest.count({ where: { ...where, result: 'granted' } })).toBe(5000);
  expect((process.memoryUsage.rss() - before) / 2 ** 20).toBeLessThan(500);
}, 30_000);

it('writes down a challenge that is too large to be read, when its token is good', async () => {
  const session = await playing((await encryptedTitle()).titleId);
  const answer = await licence(session.drm.token, { kids: ['x'.repeat(20_000)] }).catch(() => undefined);
  if (answer) expect(answer).toMatchObject({ status: 413, body: { code: 'licence/challenge-too-large' } });
  expect(await log(session.id)).toMatchObject([{ result: 'refused', reason: 'licence/challenge-too-large' }]);
});

it('hears no more of a session that was refused 240 times in a minute, and says when to come back', async () => {
  const session = await playing((await encryptedTitle()).titleId);
  const expired = signed(session, { exp: 5 });
  const port = Number(new URL(world.server.url).port);
  const asked = Array.from({ length: 500 }, () =>
    licenceBytes(expired, JSON.stringify(challenge(session.drm.key_ids))),
  );
  expect(await askAtOnce(port, asked)).toContain(429);
  const answers = await Promise.all(
    Array.from({ length: 250 }, () => licence(expired, challenge(session.drm.key_ids))),
  );
  const late = answers.find(({ status }) => status === 429);
  expect(late?.body.code).toBe('licence/too-many-refusals');
  expect(late?.headers.get('retry-after')).toBe('60');
  expect((await licence(session.drm.token, challenge(session.drm.key_ids))).status).toBe(200);
});
