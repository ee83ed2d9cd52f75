import { ask } from '../testing/ask';
import { newTenant } from '../testing/server';
import { as, at, startApiWorld, world } from '../testing/world';

startApiWorld();

/** A watch folder of the partner. */
const folder = async () =>
  (await ask(at('/v1/watch-folders'), { ...as('partner'), body: { name: 'trailers' } })).body as unknown as {
    id: string;
    prefix: string;
  };
const drop = (id: string, body: object, more: object = as('partner')) =>
  ask(at(`/v1/watch-folders/${id}/files`), { ...more, body });

describe('the address of a file for a watch folder', () => {
  it('lies under the prefix of the folder and lasts twelve hours', async () => {
    const { id, prefix } = await folder();
    const before = Date.now();
    const { status, body } = await drop(id, { name: 'season-1/film.en.srt', bytes: 12 });
    expect(status).toBe(201);
    const key = `${prefix}season-1/film.en.srt`;
    expect(body).toMatchObject({ object_key: key, put_url: `http://store.test/${key}?signed` });
    expect(Date.parse((body as unknown as { expires_at: string }).expires_at) - before).toBeGreaterThanOrEqual(
      12 * 3_600_000,
    );
  });

  it('is the same for a repeated request', async () => {
    const { id } = await folder();
    const headers = { 'Idempotency-Key': 'drop-1' };
    const first = await drop(id, { name: 'film.mov' }, { ...as('partner'), headers });
    const again = await drop(id, { name: 'film.mov' }, { ...as('partner'), headers });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
  });

  it('is told in the audit log by its object', async () => {
    const { id, prefix } = await folder();
    await drop(id, { name: 'film.mov' });
    const { body } = await ask(at('/v1/audit-entries?action=watch_file.create'), as('operator'));
    expect(body.data).toEqual([expect.objectContaining({ subject: `${prefix}film.mov`, actor: expect.any(String) })]);
  });

  it.each([
    ['../../other/film.mov', 'watch/unusable-name'],
    ['film.mov.part', 'watch/unusable-name'],
    ['film.exe', 'watch/unknown-role'],
  ])('is refused for %s', async (name, code) => {
    const { id } = await folder();
    expect((await drop(id, { name })).body).toMatchObject({ code, status: 422, errors: [{ field: 'name' }] });
  });

  it('is refused for more than one PUT takes', async () => {
    const { id } = await folder();
    expect((await drop(id, { name: 'film.mov', bytes: 5 * 1024 ** 3 + 1 })).body).toMatchObject({
      code: 'master/too-large',
      errors: [{ field: 'bytes' }],
    });
  });

  it('is for keys that may change folders of this very tenant', async () => {
    const { id } = await folder();
    const stranger = await newTenant(world.databaseUrl);
    expect((await drop(id, { name: 'film.mov' }, { key: stranger.keys.operator })).status).toBe(404);
    expect((await drop(id, { name: 'film.mov' }, as('viewer'))).status).toBe(403);
  });
});
