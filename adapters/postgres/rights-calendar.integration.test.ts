import { testStack } from '../../tests/stack/use';
import { eventually } from '../../tests/support/eventually';
import { type Database, openDatabase } from '.';
import { newId } from './ids';
import { createRightsCalendar } from './rights-calendar';

let database: Database;
let tenantId: string;
let titleId: string;
beforeAll(() => {
  database = openDatabase({ url: testStack().database });
});
beforeEach(async () => {
  ({ id: tenantId } = await database.tenant.create({ data: { id: newId('ten'), name: 'Calendar' } }));
  const about = { tenantId, externalId: newId('req'), name: 'Film' };
  ({ id: titleId } = await database.title.create({ data: { id: newId('tit'), ...about } }));
});
afterAll(() => database.$disconnect());

const at = (ms: number) => new Date(Date.now() + ms);
const HOUR = 3_600_000;

const sold = (more: object) =>
  database.rightsWindow.create({
    data: {
      ...{ id: newId('win'), tenantId, titleId, externalId: 'x', createdBy: 'test', licenseType: 'SVOD' },
      ...{ territories: ['ZZ'], ...more },
    },
  });
/** Also when the stack's own calendar has a window in hand at this moment. */
const look = async () => {
  await createRightsCalendar(database).applyDue();
  await eventually(async () =>
    expect(await database.rightsWindow.count({ where: { tenantId, lookAt: { lte: new Date() } } })).toBe(0),
  );
};
/** What the calendar told. The stack's own process of a window that opens may have told that it is not ready. */
const told = async () =>
  (await database.event.findMany({ where: { tenantId }, orderBy: { sequence: 'asc' } }))
    .map(({ type }) => type)
    .filter((type) => type !== 'window.not_ready');
const transitions = async (windowId: string) =>
  (await database.windowTransition.findMany({ where: { windowId }, orderBy: { appliedAt: 'asc' } })).map(
    ({ edge, windowVersion }) => `${edge} ${windowVersion}`,
  );

it('tells of a window that opens and of one that closes once, however many look at the same time', async () => {
  const opened = await sold({ startsAt: at(-1) });
  await sold({ startsAt: at(-2 * HOUR), endsAt: at(-HOUR) });
  await sold({ startsAt: at(HOUR) });
  await Promise.all(Array.from({ length: 5 }, look));
  expect(await told()).toEqual(['window.opened']);
  expect(await transitions(opened.id)).toEqual(['open 1']);
  await look();
  expect(await told()).toHaveLength(1);
});

it('follows a window that is moved: closed when it opens later now, opened again, closed when it is withdrawn', async () => {
  const { id } = await sold({ startsAt: at(-1) });
  await look();
  const change = (data: object) =>
    database.rightsWindow.update({ where: { id }, data: { version: { increment: 1 }, ...data } });
  await change({ startsAt: at(HOUR) });
  await look();
  await change({ startsAt: at(-HOUR) });
  await look();
  await change({ endsAt: at(-1) });
  await look();
  await change({ endsAt: null });
  await look();
  await change({ status: 'withdrawn' });
  await look();
  expect(await told()).toEqual(
    ['opened', 'closed', 'opened', 'closed', 'opened', 'closed'].map((each) => `window.${each}`),
  );
  expect(await transitions(id)).toEqual(['open 1', 'close 2', 'open 3', 'close 4', 'open 5', 'close 6']);
});

it('looks again at the next edge, and never again at what is over', async () => {
  const [ends, over] = [await sold({ endsAt: at(HOUR) }), await sold({ endsAt: at(-HOUR) })];
  await look();
  const lookAt = async (id: string) => (await database.rightsWindow.findUniqueOrThrow({ where: { id } })).lookAt;
  expect(await lookAt(ends.id)).toEqual(ends.endsAt);
  expect(await lookAt(over.id)).toBeNull();
});

it('waits for approval and for events, and for the title where it is not there yet', async () => {
  const exception = await sold({ exception: true });
  const event = await sold({ unresolved: ['start'] });
  const early = await sold({ titleId: null });
  await look();
  expect(await told()).toEqual([]);
  expect(await transitions(early.id)).toEqual(['open 1']);
  await database.rightsWindow.update({ where: { id: exception.id }, data: { approvedBy: 'ann' } });
  await database.rightsWindow.update({ where: { id: event.id }, data: { unresolved: [] } });
  await look();
  expect(await told()).toEqual(['window.opened', 'window.opened']);
});

it('takes down a title at the instant that was set, and says why when it cannot', async () => {
  await database.title.update({ where: { id: titleId }, data: { status: 'published' } });
  const schedule = (data: object) =>
    database.titleSchedule.create({
      data: { id: newId('req'), tenantId, titleId, action: 'unpublish', at: at(-1), createdBy: 'ann', ...data },
    });
  const [down, later, broken] = [
    await schedule({}),
    await schedule({ at: at(HOUR) }),
    await schedule({ action: 'publish', snapshotId: 'snp_none' }),
  ];
  await look();
  const statusOf = async ({ id }: { id: string }) =>
    (await database.titleSchedule.findUniqueOrThrow({ where: { id } })).status;
  await eventually(async () =>
    expect([await statusOf(down), await statusOf(later), await statusOf(broken)]).toEqual([
      'done',
      'waiting',
      'failed',
    ]),
  );
  expect((await database.title.findUniqueOrThrow({ where: { id: titleId } })).status).toBe('unpublished');
});

it('makes two thousand windows known that open at one instant, in rounds', async () => {
  const startsAt = at(-1);
  await database.rightsWindow.createMany({
    data: Array.from({ length: 2_000 }, () => ({
      ...{ id: newId('win'), tenantId, titleId, externalId: 'x', createdBy: 'test', licenseType: 'SVOD' },
      ...{ territories: ['ZZ'], startsAt },
    })),
  });
  await look();
  expect(await database.windowTransition.count({ where: { tenantId } })).toBe(2_000);
  expect(await database.event.count({ where: { tenantId, type: 'window.opened' } })).toBe(2_000);
}, 60_000);
