import { Runtime } from '@temporalio/worker';
import { createCalendarActivities } from '../activities/rights/calendar';
import { createWindowActivities } from '../activities/rights/windows';
import { type Database, openDatabase } from '../adapters/postgres';
import { newId } from '../adapters/postgres/ids';
import { createRightsCalendar } from '../adapters/postgres/rights-calendar';
import { createWindowProcesses } from '../adapters/postgres/window-processes';
import { temporalEngine } from '../adapters/temporal/engine';
import { testStack } from '../tests/stack/use';
import { eventually, openWorkshop, quietRuntime, type Workshop } from '../tests/support/temporal';
import { type RightsCalendarActivities, windowProcessId } from '../workflows/rights/contract';
import { beginWindowProcess } from './rights';

jest.setTimeout(90_000);

let database: Database;
let workshop: Workshop;
let calendar: RightsCalendarActivities;
let begin: (window: { id: string; tenantId: string }) => Promise<void>;
const drifts: number[] = [];
const begun: string[] = [];
beforeAll(async () => {
  quietRuntime();
  database = openDatabase({ url: testStack().database });
  const windowProcesses = createWindowProcesses(database);
  workshop = await openWorkshop(testStack().temporal, createWindowActivities(windowProcesses));
  const engine = temporalEngine(workshop.client);
  begin = ({ id: windowId, tenantId }) => beginWindowProcess(engine, { windowId, tenantId, edge: 'open' });
  calendar = createCalendarActivities({
    ...{ windowProcesses, rightsCalendar: createRightsCalendar(database), onDrift: (number) => drifts.push(number) },
    beginWindowProcess: async ({ windowId }) => {
      begun.push(windowId);
    },
    cdn: { purge: async () => [] },
  });
});
afterAll(async () => {
  await workshop?.stop();
  await Runtime.instance().shutdown();
  await database?.$disconnect();
});

const HOUR = 3_600_000;
const at = (ms: number) => new Date(Date.now() + ms);

it('follows a window through every move until it has opened, and tells of each opening once', async () => {
  const { id: tenantId } = await database.tenant.create({ data: { id: newId('ten'), name: 'Windows' } });
  const about = { tenantId, externalId: newId('req'), createdBy: 'test', licenseType: 'SVOD', territories: ['DE'] };
  const { id } = await database.rightsWindow.create({
    data: { id: newId('win'), ...about, startsAt: at(100 * HOUR) },
  });
  const events = () => database.event.count({ where: { tenantId, type: 'window.not_ready' } });
  const move = (data: object) =>
    database.rightsWindow.update({ where: { id }, data: { version: { increment: 1 }, ...data } });
  const process = workshop.client.workflow.getHandle(windowProcessId({ windowId: id, edge: 'open' }));

  await Promise.all([begin({ id, tenantId }), begin({ id, tenantId })]);
  await eventually(async () => expect(await events()).toBe(1));
  expect(await process.describe()).toMatchObject({ status: { name: 'RUNNING' } });
  await move({ startsAt: at(HOUR) });
  await begin({ id, tenantId });
  await eventually(async () => expect(await events()).toBe(2));
  await move({ startsAt: at(1_500 * HOUR) });
  await process.signal('changed');
  expect(await process.result()).toMatchObject({ state: 'over', told: false });

  await move({ startsAt: at(4_000) });
  await begin({ id, tenantId });
  expect(await process.result()).toMatchObject({ state: 'over' });
  await eventually(async () => expect(await events()).toBe(4));
  const notices = await database.windowNotice.findMany({ where: { windowId: id }, orderBy: { toldAt: 'asc' } });
  expect(notices.map(({ distanceS }) => distanceS / 3600)).toEqual([168, 2, 2, 0]);
});

it('follows a closing into the past, far away, out of force and back again, and tells of each once', async () => {
  const { id: tenantId } = await database.tenant.create({ data: { id: newId('ten'), name: 'Windows' } });
  const title = { id: newId('tit'), tenantId, externalId: newId('req'), name: 'Film' };
  await database.title.create({ data: title });
  const { id } = await database.rightsWindow.create({
    data: {
      ...{ id: newId('win'), tenantId, titleId: title.id, externalId: title.externalId, createdBy: 'test' },
      ...{ licenseType: 'SVOD', territories: ['DE'], endsAt: at(10 * 24 * HOUR) },
    },
  });
  const events = () => database.event.count({ where: { tenantId, type: 'window.closing_soon' } });
  const process = workshop.client.workflow.getHandle(windowProcessId({ windowId: id, edge: 'close' }));
  /** As the calendar does when it sees the change. */
  const moved = async (data: object) => {
    await database.rightsWindow.update({ where: { id }, data: { version: { increment: 1 }, ...data } });
    await beginWindowProcess(temporalEngine(workshop.client), { windowId: id, tenantId, edge: 'close' });
  };
  const waits = async (times: number) => {
    await eventually(async () => expect(await events()).toBe(times));
    expect(await process.describe()).toMatchObject({ status: { name: 'RUNNING' } });
  };
  const ends = async () => expect(await process.result()).toMatchObject({ state: 'over', told: false });

  await moved({});
  await waits(1);
  await moved({ endsAt: at(-HOUR) });
  await ends();
  await moved({ endsAt: at(24 * HOUR) });
  await waits(2);
  await moved({ endsAt: at(36_000 * HOUR) });
  await ends();
  await moved({ endsAt: at(48 * HOUR) });
  await waits(3);
  await moved({ status: 'withdrawn' });
  await ends();
  await moved({ status: 'active' });
  await moved({ endsAt: null });
  await ends();
  await moved({ endsAt: at(3_000) });
  await ends();
  expect(await events()).toBe(4);
});

it('begins what a sweep finds, and tells how many windows had drifted', async () => {
  const { id: tenantId } = await database.tenant.create({ data: { id: newId('ten'), name: 'Windows' } });
  const about = { tenantId, externalId: newId('req'), createdBy: 'test', licenseType: 'SVOD', territories: ['DE'] };
  const { id } = await database.rightsWindow.create({ data: { id: newId('win'), ...about, endsAt: at(HOUR) } });
  const { id: opens } = await database.rightsWindow.create({
    data: { id: newId('win'), ...about, startsAt: at(HOUR) },
  });
  await calendar.beginWindowProcesses();
  const known = await database.windowProcess.findMany({ where: { windowId: { in: [id, opens] } } });
  expect(known.map(({ windowId, edge, state }) => [windowId, edge, state])).toEqual(
    expect.arrayContaining([
      [id, 'close', 'clear'],
      [opens, 'open', 'waiting'],
    ]),
  );
  await calendar.reconcileRights();
  expect(drifts).toHaveLength(1);
});
