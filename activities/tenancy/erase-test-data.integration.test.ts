import { MockActivityEnvironment } from '@temporalio/testing';
import { createTestData } from '../../adapters/postgres/test-data';
import { ask } from '../../api/testing/ask';
import { at, startApiWorld, world } from '../../api/testing/world';
import type { TenancyActivities } from '../../workflows/tenancy/contract';
import { createEraseTestData } from './erase-test-data';

startApiWorld();

const DAY_MS = 24 * 3_600_000;
const url = 'http://127.0.0.1:9000/a.mov';

async function testKey(): Promise<string> {
  const body = { label: 'Trying', role: 'operator', test_mode: true };
  const answer = await ask(at('/v1/api-keys'), { key: world.tenant.keys.operator, body });
  return (answer.body as unknown as { key: string }).key;
}

/** An order that was published, its objects in the store, all ingests of the title over their time unless told. */
async function made(key: string, { over = true, status = 'published', sha256 = 'a' } = {}) {
  const body = { external_id: `E-${Math.random()}`, title: 'T', source: { url } };
  const answer = await ask(at('/v1/ingests'), { key, body });
  expect(answer).toMatchObject({ status: 201 });
  const { id, title_id: titleId } = answer.body;
  const { database, store } = world.server;
  const eraseAt = new Date(Date.now() + (over ? -1000 : DAY_MS));
  const { tenantId } = await database.ingest.findUniqueOrThrow({ where: { id } });
  const master = await database.master.upsert({
    where: { tenantId_sha256: { tenantId, sha256 } },
    create: { id: `mst_${id}`, tenantId, sha256, bytes: 1n, objectKey: `masters/${tenantId}/${id}` },
    update: {},
  });
  await database.ingest.update({ where: { id }, data: { eraseAt, status, masterId: master.id } });
  const objects = [
    `titles/${tenantId}/${titleId}/v/master.m3u8`,
    `artworks/${tenantId}/${titleId}/t/600.jpg`,
    `previews/${tenantId}/${id}/p.m3u8`,
    `sidecars/${tenantId}/${id}/0`,
    `work/${tenantId}/${sha256}/x`,
    master.objectKey,
  ];
  for (const object of objects) await store.put(object, Buffer.from('x'), { contentType: 'text/plain' });
  return { id, titleId, tenantId, objects };
}

const stepsOf = (): TenancyActivities =>
  createEraseTestData({ store: world.server.store, testData: createTestData(world.server.database), keptMs: DAY_MS });
const run = <T>(work: () => Promise<T>): Promise<T> => new MockActivityEnvironment().run(work);
const left = async (objects: string[]) =>
  (await Promise.all(objects.map(async (object) => ((await world.server.store.find(object)) ? [object] : [])))).flat();

/** One round over the titles of this test's tenant. */
async function round(tenantId: string) {
  const steps = stepsOf();
  const { titles, underWay } = await run(() => steps.dueTestData());
  const own = titles.filter((title) => title.tenantId === tenantId);
  for (const title of own) expect(await run(() => steps.eraseTestTitle(title))).toMatchObject({ erased: true });
  return { erased: own.map(({ titleId }) => titleId), underWay };
}

it('erases a title of test mode whole when its day is over, and nothing younger or live', async () => {
  const key = await testKey();
  const live = await made(world.tenant.keys.partner, { sha256: 'live' });
  const old = await made(key);
  const young = await made(key, { over: false, sha256: 'b' });
  expect((await round(old.tenantId)).erased).toEqual([old.titleId]);
  expect(await left(old.objects)).toEqual([]);
  for (const stays of [live, young]) expect(await left(stays.objects)).toEqual(stays.objects);
  expect((await ask(at(`/v1/titles/${old.titleId}`), { key })).status).toBe(404);
  expect((await ask(at(`/v1/ingests/${young.id}`), { key })).status).toBe(200);
  expect((await ask(at(`/v1/ingests/${live.id}`), { key: world.tenant.keys.partner })).status).toBe(200);
  expect(await round(old.tenantId)).toMatchObject({ erased: [] });
});

it('keeps a title that nothing was ordered for as long as the others', async () => {
  const key = await testKey();
  const body = { external_id: `E-${Math.random()}`, name: 'T' };
  const { body: title } = await ask(at('/v1/titles'), { key, body });
  const { tenantId } = await world.server.database.title.findUniqueOrThrow({ where: { id: title.id } });
  expect((await round(tenantId)).erased).toEqual([]);
  await world.server.database.title.update({ where: { id: title.id }, data: { createdAt: new Date(0) } });
  expect((await round(tenantId)).erased).toEqual([title.id]);
});

it('keeps a master that another title is made of, until that one goes too', async () => {
  const key = await testKey();
  const first = await made(key);
  const second = await made(key, { over: false });
  await round(first.tenantId);
  const shared = second.objects.filter((object) => /^(masters|work)\//.test(object));
  expect(await left(shared)).toEqual(shared);
  await world.server.database.ingest.update({ where: { id: second.id }, data: { eraseAt: new Date(0) } });
  await round(first.tenantId);
  expect(await left([...first.objects, ...second.objects])).toEqual([]);
  expect(await world.server.database.master.count({ where: { tenantId: first.tenantId } })).toBe(0);
});

it('names what still runs, to be cancelled, and erases it only when it has ended', async () => {
  const key = await testKey();
  const held = await made(key, { status: 'held' });
  const seen = await round(held.tenantId);
  expect(seen.erased).toEqual([]);
  expect(seen.underWay).toContain(held.id);
  await world.server.database.ingest.update({ where: { id: held.id }, data: { status: 'cancelled' } });
  expect((await round(held.tenantId)).erased).toEqual([held.titleId]);
});

it('lets an order that came meanwhile keep its title', async () => {
  const key = await testKey();
  const old = await made(key);
  const { titles } = await run(() => stepsOf().dueTestData());
  const title = titles.find(({ titleId }) => titleId === old.titleId);
  await world.server.database.ingest.update({
    where: { id: old.id },
    data: { eraseAt: new Date(Date.now() + DAY_MS) },
  });
  if (!title) throw new Error('The title was not due.');
  expect(await run(() => stepsOf().eraseTestTitle(title))).toEqual({ erased: false, objects: 0 });
  expect(await left(old.objects)).toEqual(old.objects);
});
