import { randomUUID } from 'node:crypto';
import { airEnd, BREAK_IN_AHEAD_MS, repeated, resealFrom, sealItems } from '../../domain/linear/seal';
import type { LedgerRow, LinearAsset } from '../../domain/linear/types';
import { testStack } from '../../tests/stack/use';
import { eventually } from '../../tests/support/eventually';
import { createChannels } from './channels';
import type { ChannelRecord } from './channels-port';
import { type Database, openDatabase } from './database';
import { createLiveLedger } from './live-ledger';

const doer = { actor: 'test' };
const ticks = Array<number>(10).fill(6_000);
const asset = (versionId: string): LinearAsset =>
  ({
    versionId,
    titleId: 'tit_1',
    segments: 10,
    video: [{ ticks, timescale: 1000 }],
    audio: [],
    text: [],
  }) as unknown as LinearAsset;
const version = () => ({ versionId: `ver_${randomUUID()}`, titleId: 'tit_1', tenantId: 'any', prefix: '' });

let database: Database;
let tenantId: string;

beforeAll(async () => {
  database = openDatabase({ url: testStack().database, poolSize: 8 });
  const tenant = await database.tenant.create({ data: { id: `ten_${randomUUID()}`, name: 'Channels' } });
  tenantId = tenant.id;
});
afterAll(() => database.$disconnect());

async function channel(): Promise<ChannelRecord> {
  const slug = `c-${randomUUID()}`;
  const format = {
    rungs: [{ name: '720p', height: 720 }],
    audio: ['en'],
    captions: [],
    targetSeconds: 6,
    dvrMs: 900_000,
  };
  const terms = {
    slug,
    name: 'One',
    timeZone: 'UTC',
    format,
    schedule: { blocks: [] },
    signalling: {},
    variants: ['ZZ'],
  };
  // Off, so that the processes of the running stack leave it alone.
  return createChannels(database).create(tenantId, terms, doer);
}

/** Seal one airing of a version after what is there, as the process does. */
const sealOne = (id: string, versionId: string, start: number) =>
  createChannels(database).seal(id, 'ZZ', async (tail) => {
    const from = tail ? airEnd(tail) : start;
    const items = repeated(
      { kind: 'programme', titleId: 'tit_1', airingId: randomUUID() },
      asset(versionId),
      from,
      undefined,
    );
    return { rows: sealItems(items, tail, tail?.edition ?? 0) };
  });

describe('the ledger of a channel', () => {
  it('numbers rows one after the other, however many processes seal at once, and never changes them', async () => {
    const { id } = await channel();
    const start = Date.now() - 60_000;
    await Promise.all(Array.from({ length: 8 }, () => sealOne(id, 'ver_x', start)));
    const rows = await createChannels(database).ledger(id, 'ZZ', start, start + 3_600_000);
    expect(rows.map(({ ordinal, msnBase, airStart }) => [ordinal, msnBase, airStart])).toEqual(
      Array.from({ length: 8 }, (_, index) => [index, index * 10, start + index * 60_000]),
    );
    await expect(
      database.$executeRaw`UPDATE channel_ledger SET title_id = 'other' WHERE channel_id = ${id}`,
    ).rejects.toThrow('rows of channel_ledger are never changed');
    expect((await createChannels(database).get(id))?.epoch).toBe(start);
  });

  it('adds what a request asked for once, however often and from wherever it is repeated', async () => {
    const channels = createChannels(database);
    const { id } = await channel();
    const start = Date.now() - 60_000;
    for (let times = 0; times < 4; times++) await sealOne(id, 'ver_x', start);
    const breakIn = (editId: string) =>
      channels.seal(
        id,
        'ZZ',
        async (tail) => {
          const rows = await channels.ledger(id, 'ZZ', start, airEnd(tail as LedgerRow) + 1);
          const begun = resealFrom(rows, new Map([['ver_x', asset('ver_x')]]), start + 90_000);
          const items = [{ ...(rows[1] as LedgerRow), airStart: begun?.from ?? 0, airingId: editId }];
          return {
            rows: [...(begun?.kept ?? []), ...sealItems(items, begun?.after, begun?.edition ?? 0)],
            cause: 'break-in',
          };
        },
        editId,
      );
    const [once, again, other] = await Promise.all([breakIn('one'), breakIn('one'), breakIn('two')]);
    expect(again).toEqual(once);
    expect(other.map(({ airingId }) => airingId)).toContain('two');
    expect(await breakIn('one')).toEqual(once);
    const sealed = await channels.sealed(id, 'ZZ', start, start + 3_600_000);
    expect(new Set(sealed.map(({ edition }) => edition))).toEqual(new Set([0, 1, 2]));
  });

  it('takes rows of a later edition for those from its first ordinal on, and nodes that keep it in memory do so too', async () => {
    const channels = createChannels(database);
    const made = await channel();
    const [one, slate] = [version(), version()];
    await channels.noteAsset({ ...one, tenantId }, asset(one.versionId), []);
    await channels.noteAsset({ ...slate, tenantId }, asset(slate.versionId), []);
    const start = Date.now() - 30_000;
    for (let times = 0; times < 4; times++) await sealOne(made.id, one.versionId, start);
    await database.channel.update({ where: { id: made.id }, data: { state: 'paused' } });
    let clock = Date.now();
    const node = createLiveLedger(database, () => clock);
    const before = await node.channel(made.slug);
    expect(before?.variants[0]?.rows.map(({ ordinal }) => ordinal)).toEqual([0, 1, 2, 3]);
    const at = start + 60_000 + BREAK_IN_AHEAD_MS;
    await channels.seal(made.id, 'ZZ', async (tail) => {
      const rows = await channels.ledger(made.id, 'ZZ', start, airEnd(tail as LedgerRow) + 1);
      const begun = resealFrom(rows, new Map([[one.versionId, asset(one.versionId)]]), at);
      if (!begun) throw new Error('nothing was begun');
      const items = repeated(
        { kind: 'slate', titleId: 'tit_1', airingId: 'x' },
        asset(slate.versionId),
        begun.from,
        undefined,
      );
      return { rows: [...begun.kept, ...sealItems(items, begun.after, begun.edition)], cause: 'break-in' };
    });
    const rows = await channels.ledger(made.id, 'ZZ', start, start + 3_600_000);
    expect(
      rows.map(({ ordinal, edition, versionId, segTo }) => [ordinal, edition, versionId === slate.versionId, segTo]),
    ).toEqual([
      [0, 0, false, 10],
      [1, 1, false, 4],
      [2, 1, true, 10],
    ]);
    expect(rows.map((row, index) => row.msnBase - (rows[index - 1]?.msnBase ?? 0))).toEqual([0, 10, 4]);
    // Whoever seals on goes on after the break-in.
    await sealOne(made.id, one.versionId, start);
    clock += 1_500;
    const seen = (await node.channel(made.slug))?.variants[0]?.rows;
    expect(seen?.map(({ ordinal, edition }) => [ordinal, edition])).toEqual([
      [0, 0],
      [1, 1],
      [2, 1],
      [3, 1],
    ]);
    expect(seen?.[0]).toBe(before?.variants[0]?.rows[0]);
    expect(await channels.ledger(made.id, 'ZZ', start, start + 3_600_000)).toEqual(seen);
  });

  it('is read by a clock that nobody sets, and told by that of the database', async () => {
    const made = await channel();
    await sealOne(made.id, 'ver_z', Date.now() - 30_000);
    await database.channel.update({ where: { id: made.id }, data: { state: 'paused' } });
    const node = createLiveLedger(database);
    await node.channel(made.id);
    const real = Date.now();
    for (const stepMs of [-30_000, 30_000]) {
      const set = jest.spyOn(Date, 'now').mockImplementation(() => real + stepMs);
      expect(Math.abs(node.now() - real)).toBeLessThan(15_000);
      await sealOne(made.id, 'ver_z', 0);
      const rows = async () => (await node.channel(made.id))?.variants[0]?.rows.length;
      await eventually(async () => expect(await rows()).toBe(stepMs < 0 ? 2 : 3));
      set.mockRestore();
    }
  });

  it('is read only when something changed, and goes on from memory while the database is away', async () => {
    const made = await channel();
    await sealOne(made.id, 'ver_y', Date.now() - 30_000);
    await database.channel.update({ where: { id: made.id }, data: { state: 'paused' } });
    let clock = Date.now();
    const away = openDatabase({ url: testStack().database, poolSize: 2 });
    const node = createLiveLedger(away, () => clock);
    const first = await node.channel(made.id);
    clock += 5_000;
    expect(await node.channel(made.slug)).toBe(first);
    const fail = () => Promise.reject(new Error('Connection terminated'));
    jest.spyOn(away, '$queryRaw').mockImplementation(fail as never);
    for (let tries = 0; tries < 3; tries++) {
      clock += 60_000;
      expect(await node.channel(made.slug)).toBe(first);
    }
    await away.$disconnect();
  });
});
