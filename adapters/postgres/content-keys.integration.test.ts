import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { newTenant } from '../../api/testing/server';
import { testStack } from '../../tests/stack/use';
import type { RewrapReport } from '../content-keys/port';
import { createFileKms } from '../kms/file-kms';
import { createRepositories } from '.';
import { createContentKeys } from './content-keys';
import { type Database, openDatabase } from './database';
import { newId } from './ids';

const kek = (version: string): string => `${version} ${randomBytes(32).toString('base64')}\n`;
const [first, second] = [kek('first'), kek('second')];

let database: Database;
let directory: string;
let file: string;
let keys: ReturnType<typeof createContentKeys>;
beforeAll(async () => {
  database = openDatabase({ url: testStack().database });
  directory = await mkdtemp(path.join(tmpdir(), 'headend-keks-'));
  file = path.join(directory, 'kek.txt');
  await writeFile(file, first);
  keys = createContentKeys(database, createFileKms(file));
});
afterEach(() => database.contentKey.deleteMany({ where: { kekVersion: { in: ['first', 'second'] } } }));
afterAll(async () => {
  await database.$disconnect();
  await rm(directory, { recursive: true, force: true });
});

const wanted = (labels: ('AUDIO' | 'SD' | 'HD' | 'UHD')[] = ['AUDIO', 'SD', 'HD']) => ({
  tenantId: newId('ten'),
  versionId: newId('ver'),
  scheme: 'cbcs' as const,
  labels,
});
const bytesOf = (list: readonly { key: Uint8Array }[]): string[] =>
  list.map(({ key }) => Buffer.from(key).toString('hex'));

describe('content keys', () => {
  it('are made once, however many ask for them at the same time', async () => {
    const want = wanted();
    const answers = await Promise.all(Array.from({ length: 20 }, () => keys.ensure(want)));
    const [one = []] = answers;
    expect(one.map(({ label }) => label)).toEqual(want.labels);
    expect(new Set(bytesOf(one)).size).toBe(3);
    for (const other of answers) {
      expect(other.map(({ kid }) => kid)).toEqual(one.map(({ kid }) => kid));
      expect(bytesOf(other)).toEqual(bytesOf(one));
    }
    expect(await keys.ofVersion(want.tenantId, want.versionId)).toHaveLength(3);
  });

  it('are forgotten a week after a version that never came out, and stay while its ingest is under way', async () => {
    const { id: tenantId } = await newTenant(testStack().database);
    const [lost, young, making] = [wanted(), wanted(), wanted()].map((want) => ({ ...want, tenantId }));
    for (const want of [lost, young, making]) await keys.ensure(want as ReturnType<typeof wanted>);
    const repositories = createRepositories(database);
    const { ingest } = await repositories.ingests.create({
      ...{ tenantId, externalId: newId('req'), title: 'Film', requestKey: newId('req'), order: {}, uploadIds: [] },
      ...{ profile: 'default', priority: 3, secretUrls: {} },
    });
    const versionId = making?.versionId;
    await database.ingest.update({ where: { id: ingest.id }, data: { versionId } });
    const old = { createdAt: new Date(Date.now() - 8 * 86_400_000) };
    await database.contentKey.updateMany({
      where: { versionId: { in: [lost, making].map((want) => want?.versionId ?? '') } },
      data: old,
    });
    expect(await keys.sweep()).toBeGreaterThanOrEqual(3);
    const left = await database.contentKey.groupBy({ by: ['versionId'], where: { tenantId } });
    expect(left.map((each) => each.versionId).sort()).toEqual([young?.versionId, versionId].sort());
  });

  it('are others in the other scheme, and grow by the labels that are new', async () => {
    const want = wanted(['SD']);
    const [cbcs] = await keys.ensure(want);
    const [cenc] = await keys.ensure({ ...want, scheme: 'cenc' });
    expect(cenc?.kid).not.toBe(cbcs?.kid);
    expect(bytesOf([cenc ?? { key: new Uint8Array() }])).not.toEqual(bytesOf([cbcs ?? { key: new Uint8Array() }]));
    const more = await keys.ensure({ ...want, labels: ['AUDIO', 'SD'] });
    expect(more.map(({ kid }) => kid)).toContain(cbcs?.kid);
  });

  it('open for their tenant only', async () => {
    const want = wanted();
    const made = await keys.ensure(want);
    const kids = made.map(({ kid }) => kid);
    expect(bytesOf(await keys.open(want.tenantId, [...kids].reverse()))).toEqual(bytesOf(made).reverse());
    expect(await keys.open(newId('ten'), kids)).toEqual([]);
    expect(await keys.ofVersion(newId('ten'), want.versionId)).toEqual([]);
  });

  it('do not open when their row was copied under another key id', async () => {
    const want = wanted(['SD', 'HD']);
    const [sd, hd] = await keys.ensure(want);
    const { sealed } = await database.contentKey.findUniqueOrThrow({ where: { kid: hd?.kid } });
    await database.contentKey.update({ where: { kid: sd?.kid }, data: { sealed } });
    await expect(keys.open(want.tenantId, [sd?.kid ?? ''])).rejects.toMatchObject({ code: 'drm/key-unreadable' });
  });

  it.each([
    ['label', { label: 'SD' }],
    ['tenant', { tenantId: 'ten_other' }],
    ['version', { versionId: 'ver_other' }],
  ] as const)('do not open when the %s in their row was changed', async (_what, data) => {
    const want = wanted(['HD']);
    const [{ kid } = { kid: '' }] = await keys.ensure(want);
    const row = await database.contentKey.update({ where: { kid }, data });
    await expect(keys.open(row.tenantId, [kid])).rejects.toMatchObject({ code: 'drm/key-unreadable' });
  });

  it('open as they were wrapped at first, for their KID alone, and are bound to their row by the next rotation', async () => {
    const want = wanted(['SD']);
    const [made] = await keys.ensure(want);
    const { kid = '', key = new Uint8Array() } = made ?? {};
    await database.contentKey.update({ where: { kid }, data: await createFileKms(file).wrap(key, kid) });
    expect(bytesOf(await keys.open(want.tenantId, [kid]))).toEqual(bytesOf([{ key }]));
    await writeFile(file, second + first);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await keys.rewrap(1000);
    expect(bytesOf(await keys.open(want.tenantId, [kid]))).toEqual(bytesOf([{ key }]));
    await database.contentKey.update({ where: { kid }, data: { label: 'UHD' } });
    await expect(keys.open(want.tenantId, [kid])).rejects.toMatchObject({ code: 'drm/key-unreadable' });
    await writeFile(file, first);
    await new Promise((resolve) => setTimeout(resolve, 1100));
  });

  it('are given to encryptors of others under the key ids that these choose, the same ones every time', async () => {
    const film = { tenantId: newId('ten'), contentId: newId('req'), scheme: 'cbcs' as const };
    const wanted = [randomUUID(), randomUUID()].map((kid) => ({ kid, trackType: 'SD' }));
    const answers = await Promise.all(Array.from({ length: 10 }, () => keys.provide({ ...film, keys: wanted })));
    const told = answers.map((each) => each.map(({ kid, key }) => `${kid} ${Buffer.from(key).toString('hex')}`).sort());
    expect(told[0]).toHaveLength(2);
    for (const other of told) expect(other).toEqual(told[0]);
    for (const foreign of [{ tenantId: newId('ten') }, { contentId: 'another' }, { scheme: 'cenc' as const }])
      await expect(keys.provide({ ...film, ...foreign, keys: wanted })).rejects.toMatchObject({
        code: 'drm/kid-taken',
      });
  });

  it('show their bytes in no dump of the table, no JSON, no log', async () => {
    const made = await keys.ensure(wanted());
    const rows = await database.$queryRaw<object[]>`SELECT *, encode(sealed, 'hex') AS hex FROM content_keys`;
    const said = `${JSON.stringify(rows)} ${JSON.stringify(made)} ${inspect(made, { depth: 9, showHidden: true })} ${made}`;
    for (const { key } of made)
      for (const form of ['hex', 'base64', 'base64url'] as const)
        expect(said.toLowerCase()).not.toContain(Buffer.from(key).toString(form).toLowerCase());
    expect({ ...made[0] }).not.toHaveProperty('key');
  });
});

it('wraps every key anew while they are read, and then needs the old key encryption key no more', async () => {
  await writeFile(file, first);
  const want = wanted();
  const before = (await Promise.all(Array.from({ length: 30 }, () => keys.ensure(wanted())))).flat();
  const watched = await keys.ensure(want);
  const kids = watched.map(({ kid }) => kid);
  await writeFile(file, `${second}${first}`);

  let over = false;
  let reads = 0;
  const readers = Array.from({ length: 4 }, async () => {
    for (; !over; reads++) expect(bytesOf(await keys.open(want.tenantId, kids))).toEqual(bytesOf(watched));
  });
  const fresh = createContentKeys(database, createFileKms(file));
  let rewrapped = 0;
  for (let after: string | undefined = ''; after !== undefined; ) {
    const round: RewrapReport = await fresh.rewrap(10, after);
    expect(round.kekVersion).toBe('second');
    rewrapped += round.rewrapped;
    after = round.next;
  }
  over = true;
  await Promise.all(readers);
  expect(reads).toBeGreaterThan(0);
  expect(rewrapped).toBeGreaterThanOrEqual(before.length + watched.length);

  await writeFile(file, second);
  const later = createContentKeys(database, createFileKms(file));
  expect(bytesOf(await later.open(want.tenantId, kids))).toEqual(bytesOf(watched));
  await writeFile(file, `${kek('third')}${kek('fourth')}`);
  const lost = await createContentKeys(database, createFileKms(file)).rewrap(1000);
  expect(lost.unreadable).toEqual(expect.arrayContaining(kids)); // and nothing is harmed
  await writeFile(file, second);
  expect(bytesOf(await later.open(want.tenantId, kids))).toEqual(bytesOf(watched));
});
