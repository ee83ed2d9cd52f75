import { encryptedTitle, start } from '../playback/testing/watching';
import { ask } from '../testing/ask';
import { newTenant } from '../testing/server';
import { as, at, startApiWorld, world } from '../testing/world';

startApiWorld();

const sold = { license_type: 'SVOD', territories: ['DE'] };
interface Seen {
  id: string;
  ready: boolean;
  missing: { code: string }[];
  [member: string]: unknown;
}
const told = async (...given: Parameters<typeof ask>) => {
  const answer = await ask(...given);
  return { ...answer, body: answer.body as unknown as Seen };
};
const post = (path: string, body?: object) => told(at(path), { ...as('operator'), method: 'POST', body });
const readiness = (id: string) => told(at(`/v1/windows/${id}/readiness`), as('partner'));
const inGermany = (titleId: string) => start(titleId, { territory: 'DE' });

it('tells what a window waits for, and keeps it closed while somebody holds it', async () => {
  const { titleId } = await encryptedTitle();
  const languages = [{ language: 'tlh', asset: 'audio' }];
  const { id } = (await post(`/v1/titles/${titleId}/windows`, { ...sold, languages, format_profile: 'SD' })).body;
  const before = await readiness(id);
  expect(before).toMatchObject({ status: 200, body: { ready: false, state: 'open', decision: null } });
  expect(before.body.missing.map(({ code }) => code)).toContain('audio-missing');
  expect(await inGermany(titleId)).toMatchObject({ status: 201 });

  const reason = 'The dub is late.';
  const held = await post(`/v1/windows/${id}/decision`, { decision: 'hold', reason });
  expect(held).toMatchObject({ status: 200, body: { state: 'waiting', decision: { decision: 'hold', reason } } });
  expect((await inGermany(titleId)).body.code).toBe('playback/not-approved');
  const moved = { ...as('operator'), method: 'PUT', body: sold, headers: { 'If-Match': '"2"' } };
  expect(await told(at(`/v1/windows/${id}`), moved)).toMatchObject({ status: 200, body: { state: 'waiting' } });
  expect(await post(`/v1/windows/${id}/decision`, { decision: 'go' })).toMatchObject({ body: { state: 'open' } });
  expect(await inGermany(titleId)).toMatchObject({ status: 201 });
  const { body } = await told(at(`/v1/audit-entries?subject=${id}`), as('operator'));
  expect(JSON.stringify(body)).toContain('window.hold');
});

it('decides of nothing that is not there, not a grant, or withdrawn', async () => {
  const { titleId } = await encryptedTitle();
  const hold = (id: string) => post(`/v1/windows/${id}/decision`, { decision: 'hold' });
  const { id } = (await post(`/v1/titles/${titleId}/windows`, sold)).body;
  const stranger = await newTenant(world.databaseUrl);
  expect((await told(at(`/v1/windows/${id}/readiness`), { key: stranger.keys.partner })).body.code).toBe(
    'request/not-found',
  );
  expect((await hold('win_none')).body.code).toBe('request/not-found');
  const bar = (await post(`/v1/titles/${titleId}/windows`, { ...sold, kind: 'blackout' })).body;
  expect((await hold(bar.id)).body.code).toBe('request/invalid');
  await post(`/v1/windows/${id}/withdraw`);
  expect((await hold(id)).body.code).toBe('rights/window-withdrawn');
});

it('tells who loses a title with a window, and when it leaves', async () => {
  const { titleId } = await encryptedTitle();
  const endsAt = new Date(Date.now() + 3 * 86_400_000).toISOString();
  const { id } = (await post(`/v1/titles/${titleId}/windows`, { ...sold, ends_at: endsAt })).body;
  const closing = (key = as('partner')) => told(at(`/v1/windows/${id}/closing`), key);
  const all = [{ territories: ['DE'], devices: [] }];
  expect(await closing()).toMatchObject({ status: 200, body: { closes_at: endsAt, losses: all, layouts: [] } });
  const offer = async () => {
    const headers = { 'x-country': 'DE' };
    const { body } = await told(at(`/v1/titles/${titleId}?device=web`), { ...as('viewer'), headers });
    return body.offer;
  };
  expect(await offer()).toMatchObject({ allowed: true, leaves_at: endsAt });
  await post(`/v1/titles/${titleId}/windows`, { ...sold, license_type: 'AVOD', device_families: ['web'] });
  expect((await closing()).body.losses).toEqual([{ territories: ['DE'], devices: ['other'] }]);
  expect(await offer()).toMatchObject({ allowed: true, leaves_at: null });
  const stranger = await newTenant(world.databaseUrl);
  expect((await closing({ key: stranger.keys.partner })).body.code).toBe('request/not-found');
});
