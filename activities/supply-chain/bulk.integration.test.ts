import { MockActivityEnvironment } from '@temporalio/testing';
import type { DeskAnswer, OrderDesk } from '../../adapters/order-desk/port';
import { newId } from '../../adapters/postgres/ids';
import { startApiWorld, world } from '../../api/testing/world';
import type { TakenLines } from '../../workflows/supply-chain/contract';
import { createBulkActivities } from './bulk';

/** The steps of a bulk order over the real database; a kill is a settling that never happens. */
startApiWorld();

const LINES = 30;
const problem = { type: '', title: 'No', status: 422, detail: 'No.', code: 'request/invalid', fix: 'None.' };

async function bulkOrder(): Promise<string> {
  const { id } = await world.server.repositories.bulkOrders.create({
    tenantId: world.tenant.id,
    requestKey: newId('req'),
    actor: 'test',
    testMode: false,
    lines: Array.from({ length: LINES }, (_, at) => ({ line: at + 1, externalId: `e${at}`, body: { at } })),
  });
  return id;
}

/** Makes a row for every order but each fifth, which it refuses; counts how often it was asked. */
function countingDesk(): OrderDesk & { asked: Map<string, number> } {
  const asked = new Map<string, number>();
  return {
    asked,
    async order({ tenantId, body, key }): Promise<DeskAnswer> {
      asked.set(key, (asked.get(key) ?? 0) + 1);
      const { at } = body as { at: number };
      if (at % 5 === 0) return { problem };
      const { ingest } = await world.server.repositories.ingests.create({
        ...{ tenantId, externalId: `${key}`, title: 'T', order: { title: 'T' }, profile: 'test', priority: 3 },
        ...{ requestKey: key, uploadIds: [], secretUrls: {} },
      });
      return { ingestId: ingest.id };
    },
  };
}

const take = (bulkId: string, desk: OrderDesk, { limit = 12, killed = false } = {}): Promise<TakenLines> => {
  const { bulkOrders } = world.server.repositories;
  const ports = {
    desk,
    bulkOrders: killed ? { ...bulkOrders, settle: () => Promise.reject(new Error('killed')) } : bulkOrders,
  };
  const step = () => createBulkActivities(ports).takeLines({ bulkId, limit });
  return new MockActivityEnvironment().run<[], TakenLines, typeof step>(step);
};
const linesOf = (bulkId: string) => world.server.repositories.bulkOrders.lines({ bulkId, after: 0, limit: LINES + 1 });

it('settles every line, batch by batch, in the order of the document', async () => {
  const bulkId = await bulkOrder();
  const desk = countingDesk();
  expect(await take(bulkId, desk)).toEqual({ accepted: 9, refused: 3, more: true });
  expect((await linesOf(bulkId)).map(({ status }) => status === 'waiting').indexOf(true)).toBe(12);
  expect(await take(bulkId, desk)).toEqual({ accepted: 10, refused: 2, more: true });
  expect(await take(bulkId, desk)).toEqual({ accepted: 5, refused: 1, more: false });
  expect([...desk.asked.values()]).toEqual(Array(LINES).fill(1));
});

it('makes one ingest of each line when it is killed before it could note anything', async () => {
  const bulkId = await bulkOrder();
  const desk = countingDesk();
  await expect(take(bulkId, desk, { killed: true })).rejects.toThrow('killed');
  expect((await linesOf(bulkId)).every(({ status }) => status === 'waiting')).toBe(true);
  for (let more = true; more; ) more = (await take(bulkId, desk)).more;
  const lines = await linesOf(bulkId);
  expect(lines.filter(({ status }) => status === 'accepted')).toHaveLength(24);
  const rows = await world.server.database.ingest.findMany({ where: { tenantId: world.tenant.id } });
  expect(rows.map(({ id }) => id).sort()).toEqual(lines.flatMap(({ ingestId }) => ingestId ?? []).sort());
  expect(rows.every(({ origin, requestKey }) => origin === requestKey)).toBe(true);
});

it('keeps what was settled when the house goes down in the middle', async () => {
  const bulkId = await bulkOrder();
  const real = countingDesk();
  let left = 7;
  const failing: OrderDesk = {
    order: (order) => (left-- > 0 ? real.order(order) : Promise.reject(new Error('down'))),
  };
  await expect(take(bulkId, failing)).rejects.toThrow('down');
  const settled = (await linesOf(bulkId)).filter(({ status }) => status !== 'waiting');
  expect(settled.length).toBeGreaterThan(0);
  const desk = countingDesk();
  for (let more = true; more; ) more = (await take(bulkId, desk)).more;
  for (const { line } of settled) expect(desk.asked.has(`bulk:${bulkId}:${line}`)).toBe(false);
  expect((await linesOf(bulkId)).filter(({ status }) => status === 'waiting')).toEqual([]);
});

it('tells once that every line is settled, however often it is finished', async () => {
  const bulkId = await bulkOrder();
  const { bulkOrders } = world.server.repositories;
  await take(bulkId, countingDesk(), { limit: LINES + 1 });
  const finish = () => createBulkActivities({ bulkOrders, desk: countingDesk() }).finishBulkOrder({ bulkId });
  const sums = { lines: LINES, accepted: 24, refused: 6 };
  expect(await Promise.all([finish(), finish(), finish()])).toEqual([sums, sums, sums]);
  expect(await world.server.database.event.count({ where: { type: 'bulk_order.done', subject: bulkId } })).toBe(1);
  expect(await bulkOrders.find(world.tenant.id, bulkId)).toMatchObject({ status: 'done', ...sums });
});
