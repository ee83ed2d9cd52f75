import { newId } from '../../adapters/postgres/ids';
import { ask } from '../testing/ask';
import { as, at, startApiWorld, world } from '../testing/world';
import { challenge, encryptedTitle, kidsOf, licence, playing, start } from './testing/watching';

startApiWorld();

const HOUR = 3_600_000;
const soon = (ms: number) => new Date(Date.now() + ms);

/** A window of a title, for everybody and for ever unless said otherwise. */
const grant = (titleId: string, more: object = {}) =>
  world.server.database.rightsWindow.create({
    data: {
      ...{ id: newId('win'), tenantId: world.tenant.id, externalId: 'x', titleId, createdBy: 'test' },
      ...{ licenseType: 'SVOD', territories: ['ZZ'], ...more },
    },
  });
const beat = (session: { id: string; session_token: string }) =>
  ask(at(`/v1/playback-sessions/${session.id}/heartbeat`), {
    ...as('viewer'),
    headers: { 'Session-Token': session.session_token },
    method: 'POST',
  });

it('asks the rights of a title before it plays, with the reason and what changes when', async () => {
  const { titleId } = await encryptedTitle();
  const opens = soon(HOUR);
  await grant(titleId, { startsAt: opens });
  expect(await start(titleId)).toMatchObject({
    status: 403,
    body: { code: 'playback/not-yet', next_change_at: opens.toISOString() },
  });
  await grant(titleId, { territories: ['DE'], licenseType: 'AVOD' });
  expect(await start(titleId)).toMatchObject({ status: 403, body: { code: 'playback/not-yet' } });
  expect((await start(titleId, { territory: 'DE' })).status).toBe(201);
  expect(await start(titleId, { territory: 'FR' })).toMatchObject({ status: 403 });
});

it('believes no viewer about where they are', async () => {
  const { titleId } = await encryptedTitle();
  expect(await start(titleId, { territory: 'DE' }, 'viewer')).toMatchObject({
    status: 403,
    body: { code: 'auth/forbidden' },
  });
  expect((await start(titleId, { territory: 'UK' })).status).toBe(422);
});

it('ends a session at its next heartbeat once its window is closed, and gives it no licence after', async () => {
  const { titleId } = await encryptedTitle();
  const window = await grant(titleId, { territories: ['DE'] });
  const session = await playing(titleId, { territory: 'DE' });
  expect((await beat(session)).status).toBe(200);
  await world.server.database.rightsWindow.update({ where: { id: window.id }, data: { endsAt: soon(-1) } });
  expect(await beat(session)).toMatchObject({ status: 403, body: { code: 'playback/window-closed' } });
  expect((await licence(session.drm.token, challenge(session.drm.key_ids))).body.code).toBe('licence/session-ended');
});

it('lets no licence outlive the window, and leaves out the keys of pictures that are not sold', async () => {
  const { titleId } = await encryptedTitle();
  const ends = soon(90_000);
  await grant(titleId, { endsAt: ends, formatProfile: 'SD' });
  const { drm } = await playing(titleId);
  expect(drm).toMatchObject({ max_height: 576, withheld: [{ label: 'HD', lacks: 'height' }] });
  expect(Date.parse((drm as unknown as { expires_at: string }).expires_at)).toBeLessThanOrEqual(ends.getTime());
  const { body } = await licence(drm.token, challenge(drm.key_ids));
  expect(kidsOf(body as object)).toHaveLength(2);
});

it('brings new media addresses with each heartbeat, for the version that is under way', async () => {
  const { titleId } = await encryptedTitle();
  const session = await playing(titleId);
  const { body } = await beat(session);
  const { hls, dash } = body as unknown as { hls: string; dash: string };
  expect([hls, dash]).toEqual([expect.stringMatching(/^\/media\/v1\./), expect.stringMatching(/^\/media\/v1\./)]);
});

it('keeps no session alive for more than a day', async () => {
  const { titleId } = await encryptedTitle();
  const session = await playing(titleId);
  const where = { id: session.id };
  const createdAt = soon(-23 * HOUR);
  await world.server.database.playbackSession.update({ where, data: { createdAt } });
  const { body } = await beat(session);
  const { expires_at } = body as unknown as { expires_at: string };
  expect(Date.parse(expires_at)).toBe(createdAt.getTime() + 24 * HOUR);
});
