import { newId } from '../../adapters/postgres/ids';
import { type ChannelTemplate, filledTemplate } from '../../domain/linear/template';
import { CHANNEL_PROCESS, channelChanged, channelProcessId } from '../../workflows/channels/contract';
import { ask } from '../testing/ask';
import { as, at, startApiWorld, world } from '../testing/world';

startApiWorld();

const DAY = { name: 'Day', from: '06:00', until: '18:00', pick: { everything: true } };
const request = (more: object = {}) => ({
  ...{ slug: newId('chn').toLowerCase().replace('_', '-'), name: 'Meadow TV', time_zone: 'Europe/Berlin' },
  format: {
    rungs: [
      { name: '360p', height: 360 },
      { name: '720p', height: 720 },
    ],
    audio: ['en'],
  },
  schedule: { blocks: [DAY] },
  ...more,
});
const post = (path: string, body: object, role: 'operator' | 'viewer' = 'operator') =>
  ask(at(`/v1/channels${path}`), { ...as(role), body });
const read = (path: string, role: 'operator' | 'viewer' = 'operator') => ask(at(`/v1/channels${path}`), as(role));
const made = async (more: object = {}) => (await post('', request(more))).body as unknown as Record<string, string>;

it('makes a channel, with its rungs from tall to small, that nobody sees before it is on air', async () => {
  const answer = await post('', request({ slug: `a-${Date.now()}` }));
  expect(answer).toMatchObject({ status: 201, body: { state: 'off', revision: 1, variants: ['ZZ'] } });
  const { id, format, hls } = answer.body as unknown as { id: string; hls: string; format: { rungs: object[] } };
  expect(format.rungs).toEqual([
    { name: '720p', height: 720 },
    { name: '360p', height: 360 },
  ]);
  expect((await read(`/${id}`, 'viewer')).status).toBe(404);
  expect((await read('', 'viewer')).body.data).toEqual([]);
  expect((await ask(at(hls))).status).toBe(404);
  expect((await post('', request(), 'viewer')).status).toBe(403);
});

it('refuses rules with faults, each with its place, and an address that is taken', async () => {
  const blocks = [DAY, { ...DAY, name: 'Other', from: '17:00', until: '20:00' }, { ...DAY, name: 'Odd', from: '6 am' }];
  expect(await post('', request({ schedule: { blocks } }))).toMatchObject({
    status: 422,
    body: {
      code: 'channels/schedule-invalid',
      errors: [{ code: 'wrong-value', field: '/schedule/blocks/2/from', fix: expect.any(String) }],
    },
  });
  expect(await post('', request({ time_zone: 'Mars/City' }))).toMatchObject({
    body: { code: 'channels/schedule-invalid', errors: [{ code: 'unknown-zone', field: '/time_zone' }] },
  });
  expect((await post('', request({ slate_id: 'tit_none' }))).body).toMatchObject({ code: 'request/not-found' });
  const { slug } = await made();
  expect(await post('', request({ slug }))).toMatchObject({ status: 409, body: { code: 'channels/slug-taken' } });
});

it('turns on, begins one process for it and tells it of changes; what players keep to stays as it is', async () => {
  const { id = '', slug } = await made();
  const process = () => world.server.engine.started.filter((each) => each.id === channelProcessId(id));
  expect(await post(`/${id}/state`, { state: 'on_air' })).toMatchObject({
    status: 200,
    body: { state: 'on_air', revision: 2 },
  });
  expect(process()).toMatchObject([{ type: CHANNEL_PROCESS, input: { channelId: id }, signal: channelChanged.name }]);
  const put = (body: object, tag: string) =>
    ask(at(`/v1/channels/${slug}`), { ...as('operator'), method: 'PUT', body, headers: { 'if-match': tag } });
  const taller = request({ slug, format: { rungs: [{ name: '1080p', height: 1080 }], audio: ['en'] } });
  expect(await put(taller, '"2"')).toMatchObject({ status: 409, body: { code: 'channels/on-air' } });
  expect((await put(request({ slug, name: 'Other' }), '"1"')).body).toMatchObject({ code: 'precondition/failed' });
  expect(await put(request({ slug, name: 'Other' }), '"2"')).toMatchObject({
    status: 200,
    body: { name: 'Other', revision: 3 },
  });
  expect((await post(`/${id}/state`, { state: 'off' })).body).toMatchObject({ state: 'off' });
  expect((await put(taller, '"4"')).status).toBe(200);
});

it('passes break-ins, replacements and breaks to the process, and its refusals back', async () => {
  const { id = '' } = await made();
  expect((await post(`/${id}/break-ins`, {})).body).toMatchObject({ code: 'channels/off-air' });
  await post(`/${id}/state`, { state: 'on_air' });
  const { engine } = world.server;
  const update = jest
    .spyOn(engine, 'update')
    .mockResolvedValue({ effects: [{ variant: 'ZZ', from: 0, until: 60_000 }] });
  expect(await post(`/${id}/break-ins`, { seconds: 60 })).toMatchObject({
    body: { effects: [{ variant: 'ZZ', from: '1970-01-01T00:00:00.000Z', until: '1970-01-01T00:01:00.000Z' }] },
  });
  expect(update.mock.calls[0]?.slice(0, 3)).toMatchObject([channelProcessId(id), 'breakIn', { lengthMs: 60_000 }]);
  await post(`/${id}/breaks`, { at: '2026-12-01T20:15:00+01:00', seconds: 90 });
  expect(update.mock.calls[1]?.slice(1, 3)).toMatchObject([
    'insertBreak',
    { at: Date.UTC(2026, 11, 1, 19, 15), lengthMs: 90_000 },
  ]);
  await post(`/${id}/replacements`, { airing_id: 'Day.0.x', title_id: 'tit_1' });
  expect(update.mock.calls[2]?.slice(1, 3)).toMatchObject(['replaceAiring', { variant: 'ZZ', airingId: 'Day.0.x' }]);
  expect((await post(`/${id}/break-ins`, { variant: 'FR' })).body).toMatchObject({ code: 'request/not-found' });
  update.mockRestore();
});

it('plans with other rules without keeping them', async () => {
  const { id = '' } = await made();
  const answer = await post(`/${id}/schedule/preview`, { schedule: { blocks: [DAY] } });
  expect(answer).toMatchObject({ status: 200, body: { variant: 'ZZ', items: [], refusals: [], changes: [] } });
  const filler = { collections: ['col_none'] };
  const doubtful = await post(`/${id}/schedule/preview`, { schedule: { blocks: [DAY], filler } });
  expect((doubtful.body as unknown as { warnings: object[] }).warnings).toMatchObject([
    { code: 'empty-pick', field: '/schedule/blocks/0/pick' },
    { code: 'empty-pick', field: '/schedule/filler/collections/0' },
  ]);
  expect((await post(`/${id}/schedule/preview`, { schedule: {} })).body).toMatchObject({
    code: 'channels/schedule-invalid',
  });
  expect((await read(`/${id}/schedule`)).body).toMatchObject({ items: [], sealed_until: null, not_carried: [] });
  expect((await read(`/${id}/schedule?from=2026-01-01T00:00:00Z&until=2026-03-01T00:00:00Z`)).status).toBe(422);
});

it('lists templates for those who make channels; what is made of one is taken as it is', async () => {
  const answer = await ask(at('/v1/channel-templates'), as('operator'));
  const templates = answer.body.data as unknown as ChannelTemplate[];
  expect(templates.map(({ name }) => name)).toEqual([
    'in-order',
    'library',
    'movie-channel',
    'shuffle',
    'single-series',
  ]);
  for (const { format, ...template } of templates) {
    const given = Object.fromEntries(
      template.needs.filter(({ optional }) => !optional).map(({ name }) => [name, ['x']]),
    );
    const { schedule, missing } = filledTemplate(template, given);
    expect(missing).toEqual([]);
    expect(await post('', request({ format, schedule }))).toMatchObject({ status: 201 });
  }
  expect((await ask(at('/v1/channel-templates'), as('viewer'))).status).toBe(403);
});

it('begins to condition a title that its rules name, and knows no other', async () => {
  const [titleId, versionId] = [newId('tit'), newId('ver')];
  const { id = '' } = await made({ schedule: { blocks: [{ ...DAY, pick: { titles: [titleId] } }] } });
  const { database, engine } = world.server;
  const { tenantId } = await database.channel.findUniqueOrThrow({ where: { id } });
  await database.title.create({ data: { id: titleId, tenantId, externalId: titleId, name: 'T' } });
  const named = { title_id: titleId };
  expect((await post(`/${id}/conditioning`, named)).status).toBe(404);
  await database.version.create({
    data: {
      ...{ id: versionId, tenantId, titleId, ingestId: versionId, masterId: 'mst_1', number: 1, planHash: 'p' },
      ...{ prefix: `${versionId}/`, mediaToken: versionId, durationMs: 1, frameRate: '25', bytes: 1n },
    },
  });
  await database.title.update({ where: { id: titleId }, data: { currentVersionId: versionId } });
  const workflow_id = `condition-title:${versionId}:6s-720-360`;
  expect(await post(`/${id}/conditioning`, named)).toMatchObject({ status: 202, body: { workflow_id } });
  expect(engine.started.find((each) => each.id === workflow_id)).toMatchObject({
    input: { titleId, versionId, tenantId },
  });
  expect((await read(`/${id}/schedule`)).body).toMatchObject({
    not_carried: [{ title_id: titleId, conditioning: null }],
  });
  expect((await post(`/${id}/conditioning`, named, 'viewer')).status).toBe(403);
});
