import { applySchedule } from '../../adapters/postgres/catalog-publication';
import { ask } from '../testing/ask';
import { newTenant } from '../testing/server';
import { as, at, created, published, startApiWorld, world } from '../testing/world';

startApiWorld();

const WORDS = { title: 'Sintel', synopsis_short: 'A girl looks for her dragon.' };
const GOOD = { locales: { en: WORDS }, required_locales: ['en'], release_year: 2010, genres: ['fantasy'] };

const post = (path: string, body: object, key = world.tenant.keys.operator) => ask(at(`/v1${path}`), { key, body });
const read = (path: string, key = world.tenant.keys.operator) => ask(at(`/v1${path}`), { key });
const entry = async (more: object = {}) => {
  const answer = await post('/titles', { external_id: `e-${Math.random()}`, name: 'Sintel', document: GOOD, ...more });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
};
const patch = async (id: string, body: object, match?: string) =>
  ask(at(`/v1/titles/${id}/draft`), {
    ...as('operator'),
    method: 'PATCH',
    body,
    headers: { 'If-Match': match ?? String((await read(`/titles/${id}/draft`)).headers.get('etag')) },
  });
const events = (subject: string) =>
  world.server.database.event.findMany({ where: { subject }, orderBy: { sequence: 'asc' } });

describe('the draft of a title', () => {
  it('is patched, keeps what is not named, and of two editors the second is told', async () => {
    const { id } = await entry();
    const tag = String((await read(`/titles/${id}/draft`)).headers.get('etag'));
    const de = { title: 'Sintel', synopsis_short: null, tagline: 'x' };
    const first = await patch(id, { document: { locales: { de }, genres: null } }, tag);
    expect(first).toMatchObject({ status: 200, body: { revision: 2, status: 'draft' } });
    expect(first.body.document).toMatchObject({ locales: { en: WORDS, de: { title: 'Sintel' } }, genres: [] });
    expect(first.body.document.locales.de?.synopsis_short).toBeUndefined();
    expect((await patch(id, { position: 1 }, tag)).body.code).toBe('precondition/failed');
    const bare = await ask(at(`/v1/titles/${id}/draft`), { ...as('operator'), method: 'PATCH', body: { position: 1 } });
    expect(bare.body.code).toBe('precondition/required');
  });

  it('is nothing to viewers or to other tenants', async () => {
    const { id } = await entry();
    expect((await read(`/titles/${id}/draft`, world.tenant.keys.viewer)).body.code).toBe('auth/forbidden');
    const { keys } = await newTenant(world.databaseUrl);
    for (const path of ['draft', 'snapshots', 'children', 'schedules', 'diff?from=1'])
      expect(await read(`/titles/${id}/${path}`, keys.operator)).toMatchObject({ status: 404 });
    for (const path of ['publish', 'unpublish', 'snapshots'])
      expect(await post(`/titles/${id}/${path}`, {}, keys.operator)).toMatchObject({ status: 404 });
    expect((await post(`/titles/${id}/publish`, {}, world.tenant.keys.partner)).body.code).toBe('auth/forbidden');
  });

  it('stands where its kind may stand', async () => {
    const series = await entry({ kind: 'series' });
    const season = await entry({ kind: 'season', parent_id: series.id, position: 1 });
    const episode = await entry({ kind: 'episode', parent_id: season.id, position: 3 });
    expect(episode.issues.map(({ code }: { code: string }) => code)).not.toContain('parent-missing');
    expect((await read(`/titles/${season.id}/children`)).body.data).toMatchObject([{ id: episode.id, position: 3 }]);
    expect((await patch(series.id, { parent_id: episode.id })).body.code).toBe('title/parent-unfit');
    expect((await patch(series.id, { kind: 'movie' })).body.code).toBe('title/parent-unfit');
    expect(
      (await post('/titles', { external_id: 'x', name: 'x', kind: 'season', parent_id: 'tit_none' })).body.code,
    ).toBe('title/parent-unfit');
    expect((await post('/titles', { external_id: series.external_id, name: 'x' })).body.code).toBe(
      'title/external-id-taken',
    );
  });

  it('of a collection has members in their order', async () => {
    const [one, two, box] = [await entry(), await entry(), await entry({ kind: 'collection' })];
    const set = (id: string, members: string[]) =>
      ask(at(`/v1/titles/${id}/members`), { ...as('operator'), method: 'PUT', body: { members } });
    expect((await set(box.id, [two.id, one.id])).body.data).toMatchObject([{ id: two.id }, { id: one.id }]);
    expect((await set(box.id, ['tit_none'])).body.code).toBe('title/member-unknown');
    expect((await set(one.id, [two.id])).body.code).toBe('title/not-a-collection');
    expect((await read(`/titles/${box.id}/children`)).body.data).toHaveLength(2);
  });
});

describe('publishing', () => {
  it('freezes the draft, shows it, and tells of it; with an error nothing happens', async () => {
    const { id } = await entry({ document: { required_locales: ['de'] } });
    const refused = await post(`/titles/${id}/publish`, {});
    expect(refused).toMatchObject({ status: 422, body: { code: 'title/has-errors' } });
    expect(refused.body.errors).toContainEqual({ field: '/locales/de/title', message: 'There is no title in de.' });
    expect((await read(`/titles/${id}/snapshots`)).body.data).toEqual([]);
    await patch(id, { document: { locales: { de: WORDS } } });
    const out = await post(`/titles/${id}/publish`, {});
    expect(out.body).toMatchObject({ status: 'published', live_snapshot: 1, unpublished_changes: [], name: 'Sintel' });
    expect((await events(id)).map(({ type }) => type)).toEqual(['title.created', 'title.entry_published']);
    const audit = await world.server.database.auditEntry.findMany({
      where: { subject: id, action: 'title.publish_entry' },
    });
    expect(audit).toMatchObject([{ detail: { snapshot: 1, was: null, cause: 'editor' } }]);
  });

  it('is refused, where a revision is named, once the draft is another', async () => {
    const { id, revision } = await entry();
    await patch(id, { document: { locales: { en: { title: 'Of another editor' } } } });
    const stale = await post(`/titles/${id}/publish`, { revision });
    expect(stale).toMatchObject({ status: 412, body: { code: 'precondition/failed' } });
    expect(stale.body.errors).toMatchObject([{ field: 'revision' }]);
    expect((await read(`/titles/${id}/snapshots`)).body.data).toEqual([]);
    const seen = await post(`/titles/${id}/publish`, { revision: revision + 1 });
    expect(seen.body).toMatchObject({ status: 'published', name: 'Of another editor' });
  });

  it('of the same draft makes one snapshot; a change makes another; history goes back', async () => {
    const { id } = await entry();
    await post(`/titles/${id}/publish`, {});
    await post(`/titles/${id}/publish`, {});
    await patch(id, { document: { locales: { en: { title: 'Sintel (restored)' } } } });
    expect((await post(`/titles/${id}/publish`, {})).body).toMatchObject({
      name: 'Sintel (restored)',
      live_snapshot: 2,
    });
    const history = (await read(`/titles/${id}/snapshots`)).body.data;
    expect(history).toMatchObject([
      { number: 2, live: true },
      { number: 1, live: false },
    ]);
    const changes = [{ path: '/locales/en/title', before: 'Sintel', after: 'Sintel (restored)' }];
    expect((await read(`/titles/${id}/diff?from=1&to=2`)).body).toEqual({ from: 1, to: 2, changes });
    expect((await read(`/titles/${id}/diff?from=9`)).status).toBe(404);
    const back = await post(`/titles/${id}/publish`, { snapshot_id: history[1]?.id });
    expect(back.body).toMatchObject({ name: 'Sintel', live_snapshot: 1, unpublished_changes: changes });
    expect((await post(`/titles/${id}/publish`, { snapshot_id: 'snp_none' })).status).toBe(404);
  });

  it('by its first version happens by itself, with what was delivered; an editor ends that', async () => {
    const ingest = await created({ title: 'As ordered' });
    const id = ingest.title_id;
    await published(ingest);
    const draft = (await read(`/titles/${id}/draft`)).body;
    expect(draft).toMatchObject({ status: 'published', live_snapshot: 1, auto_publish: true, has_media: true });
    expect(draft.document.locales).toEqual({ und: { title: 'As ordered' } });
    expect((await read(`/titles/${id}`, world.tenant.keys.viewer)).status).toBe(200);
    const down = await post(`/titles/${id}/unpublish`, {});
    expect(down.body).toMatchObject({ status: 'unpublished', auto_publish: false });
    expect((await read(`/titles/${id}`, world.tenant.keys.viewer)).status).toBe(404);
    expect((await read('/titles', world.tenant.keys.viewer)).body.data).toEqual([]);
    expect((await read('/titles?published=false')).body.data).toMatchObject([{ id, published: false }]);
    const types = (await events(id)).map(({ type }) => type);
    expect(types.slice(-2)).toEqual(['title.published', 'title.unpublished']);
    await published(await created({ title: 'Again', external_id: ingest.external_id }));
    expect((await read(`/titles/${id}`)).body).toMatchObject({ status: 'unpublished', published: false });
  });
});

describe('a schedule', () => {
  const apply = (id: string) => world.server.database.$transaction((transaction) => applySchedule(transaction, id));
  const when = '2099-12-01T05:00:00Z';

  it('is done once, and says when it cannot be', async () => {
    const { id } = await entry();
    const made = await post(`/titles/${id}/schedules`, { action: 'publish', at: when });
    expect(made).toMatchObject({ status: 201, body: { status: 'waiting', at: '2099-12-01T05:00:00.000Z' } });
    const done = await Promise.all([apply(made.body.id), apply(made.body.id)]);
    expect(done.map((each) => each?.status)).toEqual(['done', 'done']);
    expect((await events(id)).filter(({ type }) => type === 'title.entry_published')).toHaveLength(1);
    await patch(id, { document: { ratings: [{ system: 'FSK', value: '13' }] } });
    const bad = await post(`/titles/${id}/schedules`, { action: 'publish', at: when });
    expect(await apply(bad.body.id)).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^title\/has-errors/),
    });
    expect((await read(`/titles/${id}/draft`)).body).toMatchObject({ status: 'published', live_snapshot: 1 });
  });

  it('is cancelled while it waits', async () => {
    const { id } = await entry();
    const { body } = await post(`/titles/${id}/schedules`, { action: 'unpublish', at: when });
    const cancel = () => ask(at(`/v1/titles/${id}/schedules/${body.id}`), { ...as('operator'), method: 'DELETE' });
    expect([(await cancel()).status, (await cancel()).status]).toEqual([204, 204]);
    expect(await apply(body.id)).toMatchObject({ status: 'cancelled' });
    const { body: second } = await post(`/titles/${id}/schedules`, { action: 'unpublish', at: when });
    await apply(second.id);
    const over = await ask(at(`/v1/titles/${id}/schedules/${second.id}`), { ...as('operator'), method: 'DELETE' });
    expect(over.body.code).toBe('title/schedule-over');
  });
});

describe('genres and people', () => {
  it('are kept per tenant, and documents that name other genres get a warning', async () => {
    const genre = { key: 'drama', names: { en: 'Drama' } };
    const { id } = (await post('/genres', genre)).body;
    expect((await post('/genres', genre)).body.code).toBe('genre/key-taken');
    expect((await entry()).issues).toContainEqual(expect.objectContaining({ code: 'genre-unknown' }));
    const { keys } = await newTenant(world.databaseUrl);
    expect((await read('/genres', keys.operator)).body.data).toEqual([]);
    const person = (await post('/people', { name: 'Colin Levy' })).body;
    expect(person).toMatchObject({ sort_name: 'Levy, Colin', external_ids: {} });
    const change = { name: 'Colin R. Levy' };
    const of = (path: string, method: string, key: string, body?: object) =>
      ask(at(`/v1${path}`), { key, method, body });
    expect((await of(`/people/${person.id}`, 'PATCH', keys.operator, change)).status).toBe(404);
    expect((await of(`/people/${person.id}`, 'PATCH', world.tenant.keys.operator, change)).body).toMatchObject(change);
    expect((await read('/people?q=levy')).body.data).toHaveLength(1);
    expect((await of(`/genres/${id}`, 'DELETE', keys.operator)).status).toBe(404);
    for (const path of [`/genres/${id}`, `/people/${person.id}`])
      expect((await of(path, 'DELETE', world.tenant.keys.operator)).status).toBe(204);
  });
});
