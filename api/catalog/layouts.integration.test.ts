import { newId } from '../../adapters/postgres/ids';
import { createLayouts } from '../../adapters/postgres/layouts';
import { createRightsCalendar } from '../../adapters/postgres/rights-calendar';
import { eventually } from '../../tests/support/eventually';
import { ask, type SeenBody } from '../testing/ask';
import { newTenant } from '../testing/server';
import { as, at, created, published, startApiWorld, world } from '../testing/world';

startApiWorld();

/** Members of the answers that are looked at. */
interface Seen extends Omit<SeenBody, 'data'> {
  version?: number | null;
  state?: string;
  number?: number;
  rails: { id: string; name: string; kind: string; titles: { name: string }[] }[];
  data: { state: string; number: number }[];
  changes?: { path: string }[];
}

type Ask = Parameters<typeof ask>[1];
const send = async (path: string, more: Ask = as('operator')) => {
  const answer = await ask(at(`/v1${path}`), more);
  return { ...answer, body: answer.body as unknown as Seen };
};
const post = (path: string, body: object = {}) => send(path, { ...as('operator'), body });
const see = async (country?: string, path = '/layouts/home') =>
  send(path, { ...as('viewer'), headers: country ? { 'x-country': country } : {} });
const shown = ({ body }: { body: Seen }) =>
  body.rails.map(({ id, titles }) => [id, ...titles.map(({ name }) => name)].join(' '));

async function film(name: string, windows: object[] = []): Promise<string> {
  const { title_id: titleId, ...ingest } = await created({ title: name });
  await published({ ...ingest, title_id: titleId });
  for (const window of windows) {
    await world.server.database.rightsWindow.create({
      data: {
        ...{ id: newId('win'), tenantId: world.tenant.id, titleId, externalId: 'x', createdBy: 'test' },
        ...{ licenseType: 'SVOD', territories: ['DE'], ...window },
      },
    });
  }
  return titleId;
}

const chosen = (id: string, titles: string[], more: object = {}) => ({
  ...{ id, names: { en: id }, kind: 'editorial', titles },
  ...more,
});
const layout = (...rails: object[]) => ({ key: 'home', name: 'Home', document: { rails } });
const HOUR = 3_600_000;
/** What runs on while the clock of a node is another. */
const TIMERS = [
  ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
  ...(['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
];
const soon = (ms: number) => new Date(Date.now() + ms);

async function redraw(...rails: object[]) {
  const { headers } = await send('/layouts/home/draft');
  return send('/layouts/home/draft', {
    ...as('operator'),
    ...{ method: 'PATCH', body: { document: { rails } }, headers: { 'if-match': String(headers.get('etag')) } },
  });
}

describe('a page of viewers', () => {
  it('shows what editors chose in their order, what follows a rule, and only what may be watched there now', async () => {
    const everywhere = await film('Everywhere');
    const german = await film('German', [{}]);
    const over = await film('Over', [{ endsAt: soon(-HOUR) }]);
    await post(
      '/layouts',
      layout(
        { id: 'begun', names: { en: 'Begun' }, kind: 'personal', slot: 'continue_watching' },
        chosen('picked', [german, over, everywhere]),
        chosen('gone', [over]),
        chosen('here', [everywhere], { territories: ['DE'] }),
        { id: 'new', names: { en: 'New', de: 'Neu' }, kind: 'rule', filters: { kinds: ['movie'] }, limit: 1 },
      ),
    );
    expect((await post('/layouts/home/publish')).body).toMatchObject({ number: 1, state: 'live' });
    expect(shown(await see('DE'))).toEqual(['begun', 'picked German Everywhere', 'here Everywhere', 'new German']);
    expect(shown(await see('US'))).toEqual(['begun', 'picked Everywhere', 'new Everywhere']);
    expect((await see('US', '/layouts/home?locale=de-AT')).body.rails.at(-1)?.name).toBe('Neu');
    expect(shown(await send('/layouts/home?territory=DE'))).toEqual(shown(await see('DE')));
  });

  it('is there without a layout, and nothing of a draft or of other tenants shows', async () => {
    await film('One');
    await film('Two');
    const before = await see();
    expect([before.body.version, shown(before)]).toEqual([null, ['continue', 'new Two One']]);
    await post('/layouts', layout(chosen('mine', [await film('Three')])));
    expect((await see()).body.version).toBeNull();
    await post('/layouts/home/publish');
    expect((await see()).body.version).toBe(1);
    const { keys } = await newTenant(world.databaseUrl);
    expect(shown(await send('/layouts/home', { key: keys.viewer }))).toEqual(['continue']);
    expect((await see(undefined, '/layouts/kids')).status).toBe(404);
  });

  it('answers 304 while nothing changes, and may be kept no longer than until the next switch', async () => {
    await post('/layouts', layout(chosen('first', [await film('One')])));
    await post('/layouts/home/publish');
    const { headers } = await see();
    const headersOf = { 'if-none-match': String(headers.get('etag')) };
    expect((await send('/layouts/home', { ...as('viewer'), headers: headersOf })).status).toBe(304);
    await post('/layouts/home/publish', { at: soon(4_500) });
    await eventually(async () => {
      const [, seconds] = /max-age=(\d+)/.exec((await see()).headers.get('cache-control') ?? '') ?? [];
      expect(Number(seconds)).toBeLessThanOrEqual(4);
    });
  });
});

it('tells of a version or an instant that cannot be in words, not as a fault of its own', async () => {
  await post('/layouts', layout(chosen('first', [await film('One')])));
  const far = '9999-12-31T23:59:59-14:00';
  const answers = [
    await post('/layouts/home/publish', { at: far }),
    await post('/layouts/home/publish', { version: 2 ** 31 }),
    await send(`/layouts/home/preview?at=${far}`),
    await send('/layouts/home/preview?version=99999999999'),
    await send('/layouts/home/preview?version=1&draft=true'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422]);
});

it('goes live by the clock of the database, however late that of the node is', async () => {
  await post('/layouts', layout(chosen('first', [await film('One')])));
  await post('/layouts/home/publish');
  const layouts = createLayouts(world.server.database);
  jest.useFakeTimers({ now: soon(-HOUR), doNotFake: [...TIMERS] });
  try {
    await layouts.publish(world.tenant.id, 'home', { note: 'Late' }, { actor: 'test', detail: {} });
  } finally {
    jest.useRealTimers();
  }
  expect((await see()).body.version).toBe(2);
});

describe('a version that goes live at an instant', () => {
  const told = () =>
    world.server.database.event.findMany({
      where: { tenantId: world.tenant.id, type: 'layout.published' },
      orderBy: { sequence: 'asc' },
    });

  it('is what viewers see from then on, calendar or not, as the preview said; and is told of once', async () => {
    const [one, two] = [await film('One'), await film('Two', [{ territories: ['US'] }])];
    await post('/layouts', layout(chosen('first', [one])));
    await post('/layouts/home/publish');
    await redraw(chosen('second', [two, one]));
    const switchAt = soon(1_500);
    const answer = await post('/layouts/home/publish', { at: switchAt.toISOString(), note: 'Switch' });
    expect(answer.body).toMatchObject({ number: 2, state: 'waiting' });
    const asOf = (instant: Date, query = '') =>
      send(`/layouts/home/preview?territory=US&at=${instant.toISOString()}${query}`);
    expect(shown(await asOf(new Date(switchAt.getTime() - 1)))).toEqual(['first One']);
    const foreseen = await asOf(switchAt);
    expect(shown(foreseen)).toEqual(['second Two One']);
    expect(shown(await asOf(switchAt, '&version=1'))).toEqual(['first One']);
    await eventually(async () => expect((await see('US')).body.version).toBe(2));
    expect({ ...(await see('US')).body, next_change_at: null }).toEqual(foreseen.body);
    await Promise.all(Array.from({ length: 5 }, () => createRightsCalendar(world.server.database).applyDue()));
    await eventually(async () => expect(await told()).toHaveLength(2));
    await createRightsCalendar(world.server.database).applyDue();
    expect((await told()).map(({ data }) => data)).toMatchObject([{ version: 1 }, { version: 2, note: 'Switch' }]);
  });

  it('is previewed with what is scheduled to be published and taken down by then, and changes nothing', async () => {
    const [stays, goes, comes] = [await film('Stays'), await film('Goes'), await film('Comes')];
    await post(`/titles/${comes}/unpublish`);
    const newest = { id: 'new', names: { en: 'New' }, kind: 'rule', filters: {}, limit: 20 };
    await post('/layouts', layout(chosen('first', [goes, comes, stays]), newest));
    await post('/layouts/home/publish');
    await post(`/titles/${goes}/schedules`, { action: 'unpublish', at: soon(HOUR) });
    await post(`/titles/${comes}/schedules`, { action: 'publish', at: soon(HOUR) });
    await post(`/titles/${stays}/schedules`, { action: 'unpublish', at: soon(3 * HOUR) });
    const asOf = async (ms: number) => shown(await send(`/layouts/home/preview?at=${soon(ms).toISOString()}`));
    const now = ['first Goes Stays', 'new Goes Stays'];
    expect(await asOf(0)).toEqual(now);
    expect(await asOf(2 * HOUR)).toEqual(['first Comes Stays', 'new Comes Stays']);
    expect(await asOf(4 * HOUR)).toEqual(['first Comes', 'new Comes']);
    expect(shown(await see())).toEqual(now);
  });

  it('is told of before the one that is published at once after it, though the calendar is late', async () => {
    await post('/layouts', layout(chosen('first', [await film('One')])));
    await post('/layouts/home/publish');
    await post('/layouts/home/publish', { at: soon(HOUR) });
    const late = { tenantId: world.tenant.id, number: 2 };
    await world.server.database.layoutVersion.updateMany({ where: late, data: { goesLiveAt: soon(-1_000) } });
    await post('/layouts/home/publish', { version: 1 });
    await createRightsCalendar(world.server.database).applyDue();
    expect((await told()).map(({ data }) => data)).toMatchObject([{ version: 1 }, { version: 2 }, { version: 3 }]);
    expect((await see()).body.version).toBe(3);
  });

  it('never does when it is cancelled in time; what has been live is rolled back by publishing an earlier one', async () => {
    const one = await film('One');
    await post('/layouts', layout(chosen('first', [one])));
    await post('/layouts/home/publish');
    await redraw(chosen('second', [one]));
    const at = soon(HOUR).toISOString();
    await post('/layouts/home/publish', { at });
    await eventually(async () => expect((await see()).body).toMatchObject({ version: 1, next_change_at: at }));
    const cancel = (number: number) =>
      send(`/layouts/home/versions/${number}`, { ...as('operator'), method: 'DELETE' });
    expect([(await cancel(2)).status, (await cancel(2)).status, (await cancel(9)).status]).toEqual([204, 204, 404]);
    expect((await cancel(1)).body.code).toBe('layout/switch-over');
    const later = `/layouts/home/preview?at=${soon(2 * HOUR).toISOString()}`;
    expect((await send(later)).body.version).toBe(1);
    await post('/layouts/home/publish');
    expect(shown(await see())).toEqual(['second One']);
    await post('/layouts/home/publish', { version: 1, note: 'Back' });
    expect(shown(await see())).toEqual(['first One']);
    const { body } = await send('/layouts/home/versions');
    expect(body.data.map(({ number, state }) => `${number} ${state}`)).toEqual([
      ...['4 live', '3 past', '2 cancelled', '1 past'],
    ]);
    const { changes } = (await send('/layouts/home/diff?from=1')).body;
    expect(changes?.map(({ path }) => path)).toEqual(['/rails/first', '/rails/second']);
  });
});

describe('the draft of a layout', () => {
  it('tells what is wrong with it, and is not published with that', async () => {
    const { body } = await post('/layouts', layout(chosen('first', ['tit_none'])));
    expect(body).toMatchObject({ issues: [{ code: 'title-unknown', path: '/rails/0/titles/0', fix: 'Take it out.' }] });
    expect(await post('/layouts/home/publish')).toMatchObject({
      status: 422,
      body: { code: 'layout/has-errors', errors: [{ field: '/rails/0/titles/0' }] },
    });
    expect((await post('/layouts', layout())).body.code).toBe('layout/key-taken');
  });

  it('is changed by one editor at a time, and not by those who only watch', async () => {
    await post('/layouts', layout(chosen('first', [])));
    const { headers } = await send('/layouts/home/draft');
    const change = (name: string) =>
      send('/layouts/home/draft', {
        ...as('operator'),
        ...{ method: 'PATCH', body: { name }, headers: { 'if-match': String(headers.get('etag')) } },
      });
    const answers = await Promise.all([change('A'), change('B')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const unseen = await post('/layouts/home/publish', { revision: 1 });
    expect([unseen.status, unseen.body.code]).toEqual([412, 'precondition/failed']);
    const viewers = ['/layouts', '/layouts/home/draft', '/layouts/home/preview', '/layouts/home/versions'];
    for (const path of viewers) expect((await send(path, as('viewer'))).status).toBe(403);
  });
});
