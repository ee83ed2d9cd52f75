import { filmRow } from '../../adapters/avails/testing/rows';
import { newTenant } from '../../api/testing/server';
import type { CheckedRow } from '../../domain/avails/check';
import type { AvailRow } from '../../domain/avails/row';
import { testStack } from '../../tests/stack/use';
import { eventually } from '../../tests/support/eventually';
import { createRepositories, openDatabase } from '.';
import { newId } from './ids';

const database = openDatabase({ url: testStack().database, poolSize: 4 });
const { availsImports } = createRepositories(database);
let tenantId: string;
beforeEach(async () => {
  ({ id: tenantId } = await newTenant(testStack().database));
});
afterAll(() => database.$disconnect());

const DAY = 86_400_000;
const START = Date.UTC(2027, 0, 1);
const day = (days: number) => ({ raw: '', at: new Date(START + days * DAY).toISOString().replace('.000Z', 'Z') });
const window = (from: number, until: number, change: Partial<AvailRow> = {}): AvailRow =>
  filmRow({ start: day(from), end: day(until), ...change });

/** A document of these rows, issued on a day, read and checked. */
async function checked(rows: AvailRow[], { issued = 0, digest = newId('req') } = {}) {
  const { record } = await availsImports.create({
    ...{ tenantId, digest, objectKey: `avails/${digest}`, bytes: 1, dialect: 'ema' as const, zones: {}, actor: 'desk' },
    issuedAt: new Date(START + issued * DAY),
  });
  const entries = rows.map(
    (row, index): CheckedRow => ({
      position: index + 1,
      at: `Movies row ${index + 4}`,
      alid: row.alid,
      row,
      findings: [],
    }),
  );
  return availsImports.recordChecked(record.id, { format: 'xlsx', version: '1.9', rows: entries, findings: [] });
}

const apply = (id: string, skipErrors = false) => availsImports.apply(id, { actor: 'desk', skipErrors });
const imported = async (rows: AvailRow[], issued = 0) => apply((await checked(rows, { issued })).id);

const windows = (status = 'active') =>
  database.rightsWindow.findMany({ where: { tenantId, status }, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }] });

describe('an import of avails', () => {
  it('foresees what it changes, changes nothing until it is applied, and then just that', async () => {
    const record = await checked([window(0, 30), window(30, 60)]);
    expect(record).toMatchObject({ status: 'checked', rows: 2, planned: { opened: 2, closed: 0 } });
    expect(await windows()).toHaveLength(0);
    expect(await apply(record.id)).toMatchObject({ status: 'applied', applied: { opened: 2 } });
    expect(await windows()).toMatchObject([
      { licenseType: 'SVOD', territories: ['US'], startsAt: new Date(START), source: record.id, version: 1 },
      { endsAt: new Date(START + 60 * DAY) },
    ]);
  });

  it('is applied once, however often it is asked to be', async () => {
    const { id } = await checked([window(0, 30)]);
    const [first, second] = await Promise.all([apply(id), apply(id)]);
    expect(first.applied).toEqual(second.applied);
    expect(await windows()).toHaveLength(1);
  });

  it('is the same import when the same document comes again, until it was discarded', async () => {
    const digest = newId('req');
    const one = await checked([window(0, 30)], { digest });
    const two = await checked([window(0, 30)], { digest });
    expect(two.id).toBe(one.id);
    await availsImports.end(one.id, { status: 'discarded' });
    expect((await checked([window(0, 30)], { digest })).id).not.toBe(one.id);
  });

  it('moves the window that is there, and ends what a Full Extract does not list', async () => {
    await imported([window(0, 30, { transactionId: 'A' }), window(30, 60, { transactionId: 'B' })]);
    const [first] = await windows();
    const record = await imported([window(0, 45, { transactionId: 'A' })], 1);
    expect(record.applied).toEqual({ opened: 0, moved: 1, narrowed: 0, closed: 1, same: 0 });
    expect(await windows()).toMatchObject([{ id: first?.id, version: 2, endsAt: new Date(START + 45 * DAY) }]);
    expect(await windows('withdrawn')).toMatchObject([{ transactionId: 'B', version: 2 }]);
    const changes = await availsImports.changes({ importId: record.id, stage: 'applied', after: 0, limit: 9 });
    expect(changes.map(({ kind }) => kind).sort()).toEqual(['close', 'move']);
  });

  it('waits for whoever withdraws a window at that moment, and opens another in its place', async () => {
    await imported([window(0, 30, { transactionId: 'A' })]);
    const [first] = await windows();
    const { id } = await checked([window(0, 45, { transactionId: 'A' })], { issued: 1 });
    let applied: ReturnType<typeof apply> | undefined;
    await database.$transaction(
      async (editor) => {
        await editor.rightsWindow.update({ where: { id: first?.id }, data: { status: 'withdrawn' } });
        applied = apply(id);
        await eventually(async () => {
          const [{ waits }] = await editor.$queryRaw<[{ waits: boolean }]>`
            SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))) AS waits`;
          expect(waits).toBe(true);
        });
      },
      { timeout: 30_000 },
    );
    expect((await applied)?.applied).toMatchObject({ opened: 1, moved: 0 });
    expect(await windows()).toMatchObject([{ endsAt: new Date(START + 45 * DAY) }]);
    expect(await windows('withdrawn')).toMatchObject([{ id: first?.id, endsAt: new Date(START + 30 * DAY) }]);
  });

  it('takes a territory out of a window that a Full Extract of that territory leaves out', async () => {
    await imported([window(0, 30, { territories: ['CA', 'US'] })]);
    await imported([window(5, 20)], 1);
    expect((await windows()).map(({ territories }) => territories)).toEqual([['CA'], ['US']]);
  });

  it('ends every window of a title in the territories of a Full Delete', async () => {
    await imported([window(0, 30), window(0, 30, { territories: ['DE'] })]);
    await imported([window(0, 1, { entryType: 'Full Delete' })], 1);
    expect(await windows()).toMatchObject([{ territories: ['DE'] }]);
  });

  it('refuses an older document after a newer one, when it is checked and when it is applied', async () => {
    const waiting = await checked([window(0, 10)], { issued: 1 });
    await imported([window(0, 30)], 2);
    await expect(apply(waiting.id)).rejects.toMatchObject({ code: 'avails/has-errors' });
    const late = await checked([window(0, 20)], { issued: 1 });
    expect(late.rowsWithError).toBe(1);
    expect(await windows()).toMatchObject([{ endsAt: new Date(START + 30 * DAY) }]);
  });

  it('leaves out the titles with errors as a whole, and only when told to', async () => {
    const digest = newId('req');
    const { record } = await availsImports.create({
      ...{
        tenantId,
        digest,
        objectKey: digest,
        bytes: 1,
        dialect: 'ema',
        zones: {},
        actor: 'desk',
        issuedAt: new Date(),
      },
    });
    const rows: CheckedRow[] = [
      { position: 1, at: 'Movies row 4', alid: 'good', row: window(0, 30, { alid: 'good' }), findings: [] },
      { position: 2, at: 'Movies row 5', alid: 'bad', row: window(0, 30, { alid: 'bad' }), findings: [] },
      { position: 3, at: 'Movies row 6', alid: 'bad', findings: [] },
    ];
    await availsImports.recordChecked(record.id, { format: 'xlsx', version: '1.9', rows, findings: [] });
    await expect(apply(record.id)).rejects.toMatchObject({ code: 'avails/has-errors' });
    await apply(record.id, true);
    expect(await windows()).toHaveLength(1);
    const states = await availsImports.rows({ importId: record.id, after: 0, limit: 9 });
    expect(states.map(({ status }) => status)).toEqual(['applied', 'left-out', 'error']);
  });

  it('keeps avails of a title that is not there, and joins them the moment it is', async () => {
    await imported([window(0, 30)]);
    expect(await windows()).toMatchObject([{ titleId: null }]);
    const { id } = await database.title.create({
      data: { id: newId('tit'), tenantId, externalId: 'night-train', name: 'x' },
    });
    expect(await windows()).toMatchObject([{ titleId: id, externalId: 'night-train', version: 2 }]);
  });

  it('finds the title that is there by the name its licensor gives', async () => {
    const { id } = await database.title.create({ data: { id: newId('tit'), tenantId, externalId: 'NT-1', name: 'x' } });
    await imported([window(0, 30, { work: { ...filmRow().work, altId: 'NT-1' } })]);
    expect(await windows()).toMatchObject([{ titleId: id }]);
  });

  it('gives a window that waits for the sale of its title the instant of that sale', async () => {
    const rental = window(0, 90, {
      licenceType: 'VOD',
      start: { raw: 'ESTStart', condition: 'ESTStart', lagSeconds: 86_400 },
    });
    await imported([window(0, 90, { licenceType: 'EST' }), rental]);
    const startOf = async () => (await windows()).find(({ licenseType }) => licenseType === 'VOD')?.startsAt;
    expect(await startOf()).toEqual(new Date(START + DAY));
    await imported([window(7, 90, { licenceType: 'EST' }), rental], 1);
    expect(await startOf()).toEqual(new Date(START + 8 * DAY));
  });

  it('does nothing the second time its rows come', async () => {
    await imported([window(0, 30), window(40, 50)]);
    expect((await imported([window(40, 50), window(0, 30)], 1)).applied).toMatchObject({
      same: 2,
      opened: 0,
      closed: 0,
    });
    expect((await windows()).map(({ version }) => version)).toEqual([1, 1]);
  });
});
