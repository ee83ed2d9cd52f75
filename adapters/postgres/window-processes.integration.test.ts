import { standsOpen } from '../../domain/rights/calendar';
import { testStack } from '../../tests/stack/use';
import { eventually } from '../../tests/support/eventually';
import { type Database, openDatabase } from '.';
import { newId } from './ids';
import { createRightsCalendar } from './rights-calendar';
import { reconcileWindows, standsOpenAt } from './rights-calendar-reconcile';
import { judgedWindow } from './rights-record';
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
  await processes.begun([{ windowId: id, edge: 'open' }]);
  expect(await wanting('open')).toEqual([]);
  await found();
});

it('tells who loses a title, of the last grant alone', async () => {
  const { id } = await sold({ endsAt: at(DAY), territories: ['DE', 'AT'] });
  const watch = () => processes.watch({ windowId: id, edge: 'close' });
  expect(await watch()).toMatchObject({ state: 'waiting', findings: ['AT', 'DE'] });
  expect(await told('window.closing_soon')).toMatchObject([{ id, leaves: ['AT', 'DE'] }]);
  await sold({ startsAt: at(HOUR) });
  expect(await watch()).toMatchObject({ findings: ['AT'], told: false });
  await sold({ territories: ['ZZ'] });
  expect(await watch()).toMatchObject({ state: 'clear' });
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
  expect(await opening(id)).toMatchObject({ state: 'clear', told: false });
  const audited = await database.auditEntry.findMany({ where: { subject: id }, orderBy: { id: 'asc' } });
  expect(audited.map(({ action }) => action)).toEqual(['window.hold', 'window.go']);
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
  const { drift, joined } = await reconcileWindows(database);
  expect([drift >= 1, joined >= 1]).toEqual([true, true]);
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
