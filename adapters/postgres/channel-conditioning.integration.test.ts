import { randomUUID } from 'node:crypto';
import { layoutOf } from '../../domain/linear/conditioning';
import type { LinearAsset } from '../../domain/linear/types';
import { testStack } from '../../tests/stack/use';
import { createConditionings } from './channel-conditioning';
import { createChannels } from './channels';
import type { ConditioningKey, Conditionings } from './conditioning-port';
import { type Database, openDatabase } from './database';
import { createTitles } from './titles';

const FORMAT = {
  rungs: [{ name: '360p', height: 360 }],
  ...{ audio: ['en'], captions: [], targetSeconds: 6, dvrMs: 60_000 },
};
const layout = layoutOf(FORMAT);
const DAY_MS = 24 * 3_600_000;
const never = () => new Date(Date.now() - DAY_MS);

let database: Database;
let conditionings: Conditionings;
let tenantId: string;

beforeAll(async () => {
  database = openDatabase({ url: testStack().database, poolSize: 4 });
  conditionings = createConditionings(database);
  tenantId = (await database.tenant.create({ data: { id: `ten_${randomUUID()}`, name: 'Conditioning' } })).id;
});
afterAll(() => database.$disconnect());

const asset = (titleId: string, versionId: string, seconds: number): LinearAsset => {
  const track = {
    ...{ folder: 'video/a', codec: 'avc1', timescale: 1, startTicks: 0, ticks: [seconds, seconds], bandwidth: 1 },
    ...{ averageBandwidth: 1, keyLines: [], contentProtection: '' },
  };
  return {
    ...{ versionId, titleId, segments: 2, text: [] },
    video: [{ ...track, width: 640, height: 360, frameRate: '25' }],
    audio: [{ ...track, folder: 'audio/a', language: 'en', channels: 2, sampleRate: 48_000 }],
  };
};

/** A title whose current version has segments that are too long. */
async function titleOf(): Promise<{ titleId: string; key: ConditioningKey }> {
  const [titleId, versionId] = [`tit_${randomUUID()}`, `ver_${randomUUID()}`];
  const names = { tenantId, externalId: titleId, name: 'T', status: 'published' };
  await database.title.create({ data: { ...names, id: titleId } });
  await database.version.create({
    data: {
      ...{ id: versionId, tenantId, titleId, ingestId: versionId, masterId: 'mst_1', number: 1, planHash: 'p' },
      ...{ prefix: `${versionId}/`, mediaToken: versionId, durationMs: 20_000, frameRate: '25', bytes: 1n },
      publishedAt: new Date(),
    },
  });
  await database.title.update({ where: { id: titleId }, data: { currentVersionId: versionId } });
  const unread = { versionId, titleId, tenantId, prefix: `${versionId}/` };
  await createChannels(database).noteAsset(unread, asset(titleId, versionId, 10), []);
  return { titleId, key: { sourceVersionId: versionId, layout } };
}

const aired = async (titleId: string) => {
  const wish = { titles: [titleId], collections: [], series: [], genres: [], everything: false, format: FORMAT };
  const { library } = await createChannels(database).planning(tenantId, wish);
  return library[0];
};

async function conditioned(): Promise<{ titleId: string; key: ConditioningKey; versionId: string }> {
  const { titleId, key } = await titleOf();
  const versionId = (await conditionings.open(key))!.record.versionId;
  const made = { prefix: `${versionId}/`, planHash: 'p', durationMs: 20_000, frameRate: '25', bytes: 1 };
  await conditionings.record({ ...key, ...made, asset: asset(titleId, versionId, 6) });
  return { titleId, key, versionId };
}

it('reserves one package for a version and layout, tells how far it is, and takes up what ended badly', async () => {
  const { titleId, key } = await titleOf();
  expect(await aired(titleId)).toMatchObject({ asset: undefined, current: { versionId: key.sourceVersionId } });
  const [one, again] = [await conditionings.open(key), await conditionings.open(key)];
  expect(again?.record.versionId).toBe(one?.record.versionId);
  await conditionings.report(key, { stage: 'encode', progress: 0.5 });
  expect((await aired(titleId))?.current?.conditioning).toMatchObject({
    state: 'running',
    stage: 'encode',
    progress: 0.5,
  });
  await conditionings.end(key, { state: 'refused', code: 'master/undecodable', detail: 'Damaged.' });
  await conditionings.report(key, { stage: 'encode', progress: 0.6 });
  expect((await aired(titleId))?.current?.conditioning).toMatchObject({ state: 'refused', detail: 'Damaged.' });
  expect((await conditionings.open(key))?.record).toMatchObject({ state: 'running', versionId: one?.record.versionId });
});

it('is aired in the place of the version, which stays what viewers get, and no plan is told of who merely wants it', async () => {
  const before = Date.now() - 1;
  const { titleId, key, versionId } = await conditioned();
  expect(await aired(titleId)).toMatchObject({ asset: { versionId }, current: { conditioning: { state: 'done' } } });
  const title = await createTitles(database).find(tenantId, titleId);
  expect(title?.current?.id).toBe(key.sourceVersionId);
  const versions = await createTitles(database).versions(tenantId, titleId);
  expect(versions.map(({ number, layout: of }) => [number, of]).sort()).toEqual([
    [1, ''],
    [1, layout],
  ]);
  const channels = createChannels(database);
  expect(await channels.changedSince(tenantId, before)).toBe(true);
  const after = Date.now() + 1;
  await conditionings.wanted(layout, [key.sourceVersionId]);
  expect(await channels.changedSince(tenantId, after)).toBe(false);
});

it('is left to be collected when its version is replaced, or nobody has wanted it for long', async () => {
  const [one, two, three] = [await conditioned(), await conditioned(), await conditioned()];
  await database.title.update({ where: { id: one.titleId }, data: { currentVersionId: null } });
  await database.conditioning.updateMany({
    where: { versionId: two.versionId },
    data: { wantedAt: new Date(Date.now() - 2 * DAY_MS) },
  });
  expect(await conditionings.retire(never())).toBeGreaterThanOrEqual(2);
  const left = async (id: string) => (await database.version.findUniqueOrThrow({ where: { id } })).supersededAt;
  expect(await left(one.versionId)).not.toBeNull();
  expect(await left(two.versionId)).not.toBeNull();
  expect(await left(three.versionId)).toBeNull();
  expect((await aired(two.titleId))?.asset).toBeUndefined();
  expect((await aired(three.titleId))?.asset).toMatchObject({ versionId: three.versionId });
});

it('of a version that is replaced while it is made is never aired', async () => {
  const { titleId, key } = await titleOf();
  const versionId = (await conditionings.open(key))!.record.versionId;
  await database.title.update({ where: { id: titleId }, data: { currentVersionId: null } });
  const made = { prefix: `${versionId}/`, planHash: 'p', durationMs: 20_000, frameRate: '25', bytes: 1 };
  await conditionings.record({ ...key, ...made, asset: asset(titleId, versionId, 6) });
  await conditionings.record({ ...key, ...made, asset: asset(titleId, versionId, 6) });
  expect((await database.version.findUniqueOrThrow({ where: { id: versionId } })).supersededAt).not.toBeNull();
  expect(await conditionings.open(key)).toBeUndefined();
});
