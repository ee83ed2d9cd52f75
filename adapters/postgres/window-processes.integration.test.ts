import { standsOpen } from '../../domain/rights/calendar';
import { testStack } from '../../tests/stack/use';
import { eventually } from '../../tests/support/eventually';
import { type Database, openDatabase } from '.';
import { newId } from './ids';
import { createRightsCalendar } from './rights-calendar';
import { reconcileWindows, standsOpenAt } from './rights-calendar-reconcile';
import { judgedWindow } from './rights-record';
import { closedTitles } from './window-clean-up';
import { createWindowProcesses } from './window-processes';
import type { WindowProcesses } from './window-processes-port';

jest.setTimeout(60_000);
let database: Database;
let processes: WindowProcesses;
let tenantId: string;
let titleId: string;
beforeAll(() => {
  database = openDatabase({ url: testStack().database });
  processes = createWindowProcesses(database);
});
beforeEach(async () => {
  ({ id: tenantId } = await database.tenant.create({ data: { id: newId('ten'), name: 'Windows' } }));
  const about = { tenantId, externalId: newId('req'), name: 'Film' };
  ({ id: titleId } = await database.title.create({ data: { id: newId('tit'), ...about } }));
});
afterAll(() => database.$disconnect());

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (ms: number) => new Date(Date.now() + ms);
const sold = (more: object) =>
  database.rightsWindow.create({
    data: {
      ...{ id: newId('win'), tenantId, titleId, externalId: 'x', createdBy: 'test', licenseType: 'SVOD' },
      ...{ territories: ['DE'], ...more },
    },
  });
const change = (id: string, data: object) =>
  database.rightsWindow.update({ where: { id }, data: { version: { increment: 1 }, ...data } });
const told = async (type: string) =>
  (await database.event.findMany({ where: { tenantId, type }, orderBy: { sequence: 'asc' } })).map(
    ({ data }) => data as Record<string, unknown>,
  );
const opening = (windowId: string) => processes.watch({ windowId, edge: 'open' });

it('tells once from each distance what is missing, however many look, and anew when the opening is moved', async () => {
  const { id } = await sold({ startsAt: at(5 * DAY), formatProfile: 'HD' });
  const looks = await Promise.all(Array.from({ length: 5 }, () => opening(id)));
  expect(looks.filter((look) => look.told).length).toBeLessThanOrEqual(1);
  const [event, ...more] = await told('window.not_ready');
  expect(more).toEqual([]);
  expect(event).toMatchObject({ id, title_id: titleId, urgent: false });
  expect(event?.missing).toContainEqual(expect.objectContaining({ code: 'no-version', severity: 'error' }));
  expect(looks[0]).toMatchObject({ state: 'waiting' });

  await change(id, { startsAt: at(HOUR) });
  await opening(id);
  expect(await told('window.not_ready')).toMatchObject([{ urgent: false }, { urgent: true }]);
  await change(id, { startsAt: at(-HOUR) });
  for (let again = 0; again < 2; again++) expect(await opening(id)).toMatchObject({ state: 'over' });
  expect(await told('window.not_ready')).toHaveLength(3);
});

it('lets go of a window that is moved far away, withdrawn, waits for an event, or is gone', async () => {
  const { id } = await sold({ startsAt: at(DAY) });
  await opening(id);
  for (const data of [
    { startsAt: at(900 * DAY) },
    { unresolved: ['start'], startsAt: null },
    { status: 'withdrawn' },
  ]) {
    await change(id, data);
    expect(await opening(id)).toMatchObject({ state: 'over', told: false });
  }
  await database.rightsWindow.delete({ where: { id } });
  expect(await opening(id)).toMatchObject({ state: 'over', findings: [] });
  expect(await told('window.not_ready')).toHaveLength(1);
});

it('finds windows whose process does not know them as they are, and leaves out those that have nothing to tell', async () => {
  const { id } = await sold({ startsAt: at(DAY), endsAt: at(DAY + HOUR) });
  await sold({ startsAt: at(30 * DAY) });
  const stays = await sold({ endsAt: at(2 * DAY) });
  await sold({ startsAt: at(-DAY) });
  const wanting = async (edge: 'open' | 'close') => {
    const windows = [];
    for (let [after, more] = ['', true]; more; ) {
      const found = await processes.wanting(edge, after);
      windows.push(...found.windows);
      ({ after, more } = found);
    }
    const own = await database.rightsWindow.findMany({ where: { tenantId }, select: { id: true } });
    return windows.map(({ windowId }) => windowId).filter((each) => own.some((row) => row.id === each));
  };
  const found = () =>
    eventually(async () => {
      await change(id, {});
      expect(await wanting('open')).toEqual([id]);
    });
  await found();
  expect(await wanting('close')).toEqual([]);
  expect(await database.windowProcess.count({ where: { windowId: stays.id, edge: 'close', state: 'clear' } })).toBe(1);
  const asked = new Date();
  const { version } = await database.rightsWindow.findUniqueOrThrow({ where: { id } });
  const begun = { windowId: id, edge: 'open', tenantId, version } as const;
  await processes.begun([begun], asked);
  expect(await wanting('open')).toEqual([]);
  await found();
  await eventually(async () => {
    await change(id, {});
    await processes.begun([begun], new Date());
    expect(await wanting('open')).toEqual([id]);
  });
});

it('leaves what a process noted itself before it was noted as begun', async () => {
  const { id, version } = await sold({ startsAt: at(5 * DAY) });
  const asked = at(-1000);
  const { nextAt } = await opening(id);
  await processes.begun([{ windowId: id, edge: 'open', tenantId, version }], asked);
  expect(await database.windowProcess.findFirstOrThrow({ where: { windowId: id } })).toMatchObject({ lookAt: nextAt });
});

it('tells who loses a title, of the last grant alone', async () => {
  const { id } = await sold({ endsAt: at(DAY), territories: ['DE', 'AT'] });
  const watch = () => processes.watch({ windowId: id, edge: 'close' });
  expect(await watch()).toMatchObject({ state: 'waiting', findings: ['AT', 'DE'] });
  expect(await told('window.closing_soon')).toMatchObject([
    { id, leaves: ['AT', 'DE'], losses: [{ territories: ['AT', 'DE'], devices: [] }], layouts: [] },
  ]);
  await sold({ startsAt: at(HOUR) });
  expect(await watch()).toMatchObject({ findings: ['AT'], told: false });
  await sold({ territories: ['ZZ'], deviceFamilies: ['tv'] });
  expect(await watch()).toMatchObject({ findings: ['AT on other'], told: false });
  await sold({ territories: ['ZZ'] });
  expect(await watch()).toMatchObject({ state: 'clear' });
});

it('names layouts that will show a title that has gone', async () => {
  const { id } = await sold({ endsAt: at(DAY) });
  const document = { rails: [{ id: 'one', kind: 'editorial', titles: ['tit_other', titleId] }] };
  const layout = { id: newId('lay'), tenantId, key: 'home', name: 'Home', draft: document, updatedBy: 'test' };
  await database.layout.create({ data: layout });
  const version = (number: number, goesLiveAt: Date, more: object = {}) =>
    database.layoutVersion.create({
      data: {
        ...{ id: newId('lyv'), tenantId, layoutId: layout.id, number, document, goesLiveAt, announcedAt: goesLiveAt },
        ...{ createdBy: 'test', ...more },
      },
    });
  await version(1, at(-2 * DAY));
  await version(2, at(-DAY), { document: { rails: [] } });
  await version(3, at(2 * DAY));
  await version(4, at(3 * DAY), { cancelledAt: at(0) });
  const closing = await processes.closing(tenantId, id);
  expect(closing?.layouts).toMatchObject([{ key: 'home', version: 3 }]);
  expect((await processes.watch({ windowId: id, edge: 'close' })).findings).toEqual([
    ...['DE', 'the layout home, whose version 3 names it'],
  ]);
  await sold({});
  expect(await processes.closing(tenantId, id)).toMatchObject({ losses: [], layouts: [] });
});

it('has CDNs told of titles that nobody may play any more, once for each closing', async () => {
  const look = () => createRightsCalendar(database).applyDue();
  const version = (title: string) => ({
    ...{ id: `ver_${title}`, tenantId, titleId: title, ingestId: `ing_${title}`, masterId: 'mst_x', number: 1 },
    ...{ prefix: `titles/${title}/`, mediaToken: `token-${title}`, planHash: 'p', durationMs: 1, bytes: 1n },
    frameRate: '25',
  });
  const kept = await database.title.create({
    data: { id: newId('tit'), tenantId, externalId: newId('req'), name: 'Kept', status: 'published' },
  });
  for (const title of [titleId, kept.id]) {
    await database.version.create({ data: version(title) });
    await database.title.update({
      where: { id: title },
      data: { status: 'published', currentVersionId: `ver_${title}` },
    });
  }
  const opened = await sold({});
  await sold({ titleId: kept.id, licenseType: 'AVOD', territories: ['US'] });
  const other = await sold({ titleId: kept.id });
  const settled = async () => {
    await look();
    await eventually(async () =>
      expect(await database.rightsWindow.count({ where: { tenantId, lookAt: { lte: new Date() } } })).toBe(0),
    );
  };
  await settled();
  for (const { id } of [opened, other]) await change(id, { status: 'withdrawn' });
  await settled();
  expect(await closedTitles(database, [titleId, kept.id])).toEqual([titleId]);
  // The stack's own calendar may be first.
  await eventually(async () => {
    await processes.cleanedUp((await processes.leftBehind()).windows);
    for (const { id } of [opened, other]) expect((await processes.closing(tenantId, id))?.cleanedAt).toBeDefined();
  });
  expect((await processes.leftBehind()).windows.filter((each) => each.tenantId === tenantId)).toEqual([]);
});

it('keeps a held window closed through changes and imports until somebody says go', async () => {
  const { id } = await sold({ startsAt: at(HOUR) });
  const open = async () => {
    const row = await database.rightsWindow.findUniqueOrThrow({ where: { id } });
    return standsOpen(judgedWindow(row), Date.now() + 2 * HOUR);
  };
  const decide = (decision: 'hold' | 'go') =>
    processes.decide({ tenantId, windowId: id }, { decision, actor: 'ann', reason: 'The dub is late.' });
  expect(await decide('hold')).toMatchObject({ decision: 'hold', by: 'ann' });
  await decide('hold');
  expect(await open()).toBe(false);
  await change(id, { exception: false, approvedBy: 'an import' });
  expect(await open()).toBe(false);
  expect((await processes.readiness(tenantId, id))?.decision).toMatchObject({ reason: 'The dub is late.' });
  await decide('go');
  expect(await open()).toBe(true);
  await change(id, { exception: true, approvedBy: null });
  await decide('go');
  expect(await open()).toBe(true);
  expect(await opening(id)).toMatchObject({ state: 'clear', told: false });
  const audited = await database.auditEntry.findMany({ where: { subject: id }, orderBy: { id: 'asc' } });
  expect(audited.map(({ action }) => action)).toEqual(['window.hold', 'window.go', 'window.go']);
  expect(
    await processes.decide({ tenantId: 'ten_other', windowId: id }, { decision: 'hold', actor: 'x' }),
  ).toBeUndefined();
});

it('mends windows that were made known otherwise than the gate says, and joins those whose title has come', async () => {
  const { id } = await sold({ startsAt: at(-DAY) });
  const early = await sold({ titleId: null, externalId: 'Late' });
  const looked = () => createRightsCalendar(database).applyDue();
  await looked();
  await eventually(async () =>
    expect(await database.rightsWindow.count({ where: { tenantId, announcedOpen: true } })).toBe(2),
  );
  await database.rightsWindow.update({ where: { id }, data: { announcedOpen: false, updatedAt: at(-HOUR) } });
  await database.title.update({ where: { id: titleId }, data: { externalId: 'Late' } });
  let [drift, joined, rounds] = [0, 0, 0];
  for (let [after, more] = ['', true]; more; rounds++) {
    const found = await reconcileWindows(database, after, 2);
    ({ after, more } = found);
    drift += found.drift;
    joined += found.joined;
  }
  expect([drift >= 1, joined >= 1, rounds > 1]).toEqual([true, true, true]);
  expect((await database.rightsWindow.findUniqueOrThrow({ where: { id: early.id } })).titleId).toBe(titleId);
  await looked();
  await eventually(async () =>
    expect((await database.rightsWindow.findUniqueOrThrow({ where: { id } })).announcedOpen).toBe(true),
  );
  expect(await database.windowTransition.count({ where: { windowId: id } })).toBe(1);
});

it('holds the comparison equal to the gate', async () => {
  const instants = [null, at(-HOUR), at(HOUR)];
  for (const startsAt of instants)
    for (const endsAt of instants)
      for (const more of [
        {},
        { exception: true },
        { exception: true, approvedBy: 'ann' },
        { unresolved: ['start'] },
        { status: 'withdrawn' },
      ])
        await sold({ startsAt, endsAt, ...more });
  const now = new Date();
  const open = await database.$queryRaw<{ id: string }[]>`
    SELECT w.id FROM rights_windows w WHERE w.tenant_id = ${tenantId} AND ${standsOpenAt(now)}`;
  const rows = await database.rightsWindow.findMany({ where: { tenantId } });
  const expected = rows.filter((row) => standsOpen(judgedWindow(row), now.getTime())).map(({ id }) => id);
  expect(open.map(({ id }) => id).sort()).toEqual(expected.sort());
});
