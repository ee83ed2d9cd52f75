import { MockActivityEnvironment } from '@temporalio/testing';
import type { ObjectStore } from '../../adapters/object-store/port';
import { createTestData } from '../../adapters/postgres/test-data';
import { ask } from '../../api/testing/ask';
import { as, at, startApiWorld, world } from '../../api/testing/world';
import { masterKey, previewPrefix, type VersionParts, workPrefix } from '../../workflows/supply-chain/contract';
import { createEraseTestData } from '../tenancy/erase-test-data';
import { createCollectionActivities } from './collect-uploads';
import { createCollectVersion } from './collect-version';
import { sidecarKey } from './receive-sidecars';

/** Every collector at once over titles whose versions were made of each other's parts. */
startApiWorld();

const DAY_MS = 24 * 3_600_000;
const source = { url: 'http://127.0.0.1:9000/a.mov' };

/** The store, with everything in it a month old. */
const aged = (store: ObjectStore): ObjectStore => ({
  ...store,
  async *list(prefix) {
    for await (const object of store.list(prefix))
      yield { ...object, lastModified: new Date(object.lastModified.getTime() - 30 * DAY_MS) };
  },
});
const run = <T>(work: () => Promise<T>): Promise<T> => new MockActivityEnvironment().run(work);
const put = async (key: string): Promise<string> => {
  await world.server.store.put(key, Buffer.from(key), { contentType: 'text/plain' });
  return key;
};
const left = async (keys: string[]): Promise<string[]> => {
  const found = await Promise.all(keys.map((key) => world.server.store.find(key)));
  return keys.filter((_, index) => found[index]);
};

interface Made {
  ingest: { id: string; title_id: string };
  versionId: string;
  parts: VersionParts;
  /** Objects that its parts name. */
  named: string[];
}

/** Publish an order of a title; what it does not deliver is that of the version before. */
async function publish(key: string, external_id: string, before?: Made): Promise<Made> {
  const answer = await ask(at('/v1/ingests'), { key, body: { external_id, title: 'T', source, take_over: false } });
  expect(answer).toMatchObject({ status: 201 });
  const { id, title_id } = answer.body;
  const { database, repositories } = world.server;
  const { tenantId } = await database.ingest.findUniqueOrThrow({ where: { id } });
  const sha256 = before?.parts.master.sha256 ?? `sha-${id}`;
  const master = before?.parts.master ?? {
    ...{ masterId: `mst_${id}`, objectKey: await put(`${masterKey(tenantId, id)}/1`), bytes: 1, sha256, ingestId: id },
    analysis: {
      measurementKey: await put(`${previewPrefix(tenantId, id)}measurement.json.gz`),
      proxyKey: await put(`${previewPrefix(tenantId, id)}proxy/index.m3u8`),
    },
  };
  const sidecar = {
    ...{ role: 'captions', language: before ? 'de' : 'en', bytes: 1, sha256: 's', ingestId: id },
    objectKey: await put(sidecarKey(tenantId, id, 0)),
  };
  const parts = {
    ...{ format: 1, profile: 'test', policy: 'lenient', master },
    sidecars: [...(before?.parts.sidecars ?? []), sidecar],
  } as unknown as VersionParts;
  await database.master.upsert({
    where: { tenantId_sha256: { tenantId, sha256 } },
    create: { id: master.masterId, tenantId, sha256, bytes: 1n, objectKey: master.objectKey },
    update: {},
  });
  await database.ingest.update({ where: { id }, data: { masterId: master.masterId } });
  const { versionId } = await repositories.records.reserveVersion(id);
  const prefix = `titles/${tenantId}/${title_id}/${versionId}/`;
  await put(`${prefix}master.m3u8`);
  await put(`${workPrefix(tenantId, sha256)}plan/chunk`);
  await repositories.records.publishVersion({
    ...{ ingestId: id, tenantId, titleId: title_id, versionId, masterId: master.masterId, prefix },
    ...{ planHash: 'p', durationMs: 1, frameRate: '25', bytes: 1, renditions: [], outputs: [], parts },
  });
  const { measurementKey, proxyKey } = parts.master.analysis;
  const named = [master.objectKey, measurementKey, proxyKey, ...parts.sidecars.map(({ objectKey }) => objectKey)];
  return { ingest: { id, title_id }, versionId, parts, named };
}

/** Everything that ever collects, with no grace at all, over what this test has made: the database has tenants of others. */
async function collectEverything(made: Made[]): Promise<void> {
  const { repositories, database } = world.server;
  const store = aged(world.server.store);
  const uploads: typeof repositories.uploads = {
    ...repositories.uploads,
    due: async (...asked) =>
      (await repositories.uploads.due(...asked)).filter((each) => each.tenantId === world.tenant.id),
  };
  const steps = createCollectionActivities({ store, uploads });
  const now = { graceMs: -DAY_MS, unusedMs: -DAY_MS, workMs: -DAY_MS };
  await run(() => steps.collectUploads(now));
  await run(() => steps.collectLeftovers());
  await run(() => steps.collectWork(now));
  const collect = createCollectVersion({ store, records: repositories.records });
  for (const { versionId } of made) await run(() => collect({ versionId, graceMs: -DAY_MS }));
  const erase = createEraseTestData({ store, testData: createTestData(database), keptMs: 0 });
  const { titles } = await run(() => erase.dueTestData());
  for (const title of titles.filter((each) => made.some(({ ingest }) => ingest.title_id === each.titleId)))
    await run(() => erase.eraseTestTitle(title));
}

it('no collector takes what a live version was made of, also by the versions before it', async () => {
  const { key } = as('partner');
  const first = await publish(key, 'film');
  const update = await publish(key, 'film', first);
  const third = await publish(key, 'film', update);
  const other = await publish(key, 'other');
  const removed = [first, update].map(
    ({ ingest, versionId }) => `titles/${world.tenant.id}/${ingest.title_id}/${versionId}/master.m3u8`,
  );
  expect(await left(removed)).toEqual(removed);
  await collectEverything([first, update, third, other]);
  expect(await left(removed)).toEqual([]);
  for (const { named } of [third, other]) expect(await left(named)).toEqual(named);
  const current = [third, other].map(
    ({ ingest, versionId }) => `titles/${world.tenant.id}/${ingest.title_id}/${versionId}/master.m3u8`,
  );
  expect(await left(current)).toEqual(current);
});

it('what a version taken over was made of serves the next update after all of that', async () => {
  const { key } = as('partner');
  const first = await publish(key, 'film');
  const update = await publish(key, 'film', first);
  await collectEverything([first, update]);
  const sidecars = [{ role: 'captions', language: 'fr', source }];
  const answer = await ask(at('/v1/ingests'), { key, body: { external_id: 'film', sidecars } });
  expect(answer).toMatchObject({ status: 201 });
  expect(await left(update.named)).toEqual(update.named);
});

it('the erasure of a title of test mode takes its parts, and those of no live title', async () => {
  const made = await ask(at('/v1/api-keys'), {
    ...as('operator'),
    body: { label: 'Trying', role: 'operator', test_mode: true },
  });
  const live = await publish(as('partner').key, 'film');
  const first = await publish((made.body as unknown as { key: string }).key, 'film');
  const update = await publish((made.body as unknown as { key: string }).key, 'film', first);
  await world.server.database.ingest.updateMany({
    where: { id: { in: [first.ingest.id, update.ingest.id] } },
    data: { eraseAt: new Date(0) },
  });
  await collectEverything([live, first, update]);
  expect(await left(live.named)).toEqual(live.named);
  expect(await left(update.named)).toEqual([]);
});
