import path from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { repositoryRoot } from '../../adapters/environment/root';
import type { DeskOrder, OrderDesk } from '../../adapters/order-desk/port';
import type { WatchFolderRecord } from '../../adapters/postgres/watch-port';
import { loadEncodeProfiles } from '../../adapters/profiles/encode-profiles';
import { loadQcPolicies } from '../../adapters/profiles/qc-policies';
import { createLogger } from '../../api/http/logger';
import { createOrderDesk } from '../../api/supply-chain/order-desk';
import { startApiWorld, world } from '../../api/testing/world';
import type { IngestOrder, VersionParts } from '../../workflows/supply-chain/contract';
import { titleIngestId } from '../../workflows/supply-chain/contract';
import { createWatchActivities } from './watch';

/** Looks into a folder whose files rest at the second look, over the real database and the API's own order desk. */
startApiWorld();

/** Off for the stack's own workers, which look into the same database. */
let folder: WatchFolderRecord;
beforeEach(async () => {
  const { watchFolders } = world.server.repositories;
  folder = await watchFolders.create({
    tenantId: world.tenant.id,
    name: 'inbox',
    requestKey: 'first',
    stableSeconds: 0,
    enabled: false,
  });
});

const drop = (name: string, content: string) =>
  world.server.store.put(folder.prefix + name, Buffer.from(content), { contentType: 'video/mp4' });
const take = (name: string) => world.server.store.remove(folder.prefix + name);

function desk(): OrderDesk {
  const profiles = path.join(repositoryRoot(), 'profiles');
  return createOrderDesk({
    ...world.server.repositories,
    engine: world.server.engine,
    store: world.server.store,
    log: createLogger('silent'),
    publicUrl: 'http://headend.test',
    maxBytes: 1000,
    allowPrivate: [],
    settings: {
      holdExpiryHours: 168,
      versionGraceHours: 24,
      profiles: loadEncodeProfiles(path.join(profiles, 'encode')),
      policies: loadQcPolicies(path.join(profiles, 'qc')),
    },
  });
}

async function look(by: OrderDesk = desk()) {
  const { repositories, store } = world.server;
  const watchFolders: typeof repositories.watchFolders = {
    ...repositories.watchFolders,
    open: async (id) => ({
      files: [],
      ...(await repositories.watchFolders.open(id)),
      folder: { ...folder, enabled: true },
    }),
  };
  const steps = createWatchActivities({ ...repositories, watchFolders, store, desk: by });
  const seen = await new MockActivityEnvironment().run(() => steps.pollWatchFolder(folder.id));
  // The clock of the next look has moved on.
  await new Promise((resolve) => setTimeout(resolve, 3));
  return seen;
}
/** Two looks: at the second, what did not change rests. */
const rest = async () => {
  await look();
  return look();
};

interface Body {
  source?: object;
  sidecars: { language?: string }[];
}

/** The order desk, but that it refuses an order by the field that it is told. */
function refusing(fieldOf: (body: Body) => string | undefined): OrderDesk {
  const real = desk();
  return {
    async order(order) {
      const field = fieldOf(order.body as Body);
      if (!field) return real.order(order);
      const problem = { type: '', title: '', status: 422, detail: 'No.', code: 'request/invalid', fix: '' };
      return { problem: { ...problem, errors: [{ field, message: 'No.' }] } };
    },
  };
}

const ingests = async () =>
  (
    await world.server.database.ingest.findMany({ where: { tenantId: world.tenant.id }, orderBy: { createdAt: 'asc' } })
  ).map((row) => ({ ...row, run: row.order as unknown as IngestOrder }));
const files = async () =>
  Object.fromEntries(
    (await world.server.repositories.watchFolders.files({ folderId: folder.id, after: '', limit: 1000 })).map(
      (file) => [
        file.objectKey.slice(folder.prefix.length),
        file.problem ? `${file.status} ${file.problem.code}` : file.status,
      ],
    ),
  );
const refusals = async () =>
  (
    await world.server.database.event.findMany({
      where: { tenantId: world.tenant.id, type: 'watch_folder.file_refused' },
      orderBy: { sequence: 'asc' },
    })
  ).map(({ data }) => data as { object_key: string; problem: { code: string; detail: string } });
const brought = ({ run }: Awaited<ReturnType<typeof ingests>>[number]) => ({
  master: run.source.kind,
  sidecars: run.sidecars?.map(({ role, language, source }) => `${role} ${language ?? ''} ${source.kind}`),
});

/** Publish the newest ingest as its run would have, of the parts that it ordered. */
async function publish(): Promise<void> {
  const ingest = (await ingests()).at(-1);
  if (!ingest) throw new Error('Nothing was ordered.');
  const { records } = world.server.repositories;
  const { versionId } = await records.reserveVersion(ingest.id);
  const kept = async (name: string) => {
    const objectKey = `sidecars/${world.tenant.id}/${ingest.id}/${name}`;
    await world.server.store.put(objectKey, Buffer.from(name), { contentType: 'text/plain' });
    return { objectKey, bytes: 4, sha256: name, ingestId: ingest.id };
  };
  const parts = {
    format: 1,
    master: { ...(await kept('master')), masterId: 'mst_1' },
    profile: 'test',
    policy: 'lenient',
    sidecars: await Promise.all(
      (ingest.run.sidecars ?? []).map(async ({ role, language, kind }, at) => ({
        ...{ role, language, kind },
        ...(await kept(String(at))),
      })),
    ),
  } as unknown as VersionParts;
  await records.publishVersion({
    ...{ ingestId: ingest.id, tenantId: world.tenant.id, titleId: ingest.titleId, versionId, masterId: 'mst_1' },
    ...{ prefix: `titles/${versionId}/`, planHash: 'p', durationMs: 1, frameRate: '25', bytes: 1 },
    ...{ renditions: [], outputs: [], parts },
  });
}
const end = async (status: string) =>
  world.server.database.ingest.updateMany({
    where: { tenantId: world.tenant.id },
    data: { status, endedAt: new Date() },
  });

describe('a look into a watch folder', () => {
  it('orders what rests, once, and starts its run', async () => {
    await drop('film.mov', 'A');
    await drop('film.en.srt', 'one');
    expect(await look()).toEqual({ files: 2, ordered: 0, refused: 0 });
    expect(await look()).toEqual({ files: 2, ordered: 1, refused: 0 });
    expect(await rest()).toEqual({ files: 2, ordered: 0, refused: 0 });
    const [ingest, ...more] = await ingests();
    expect(more).toEqual([]);
    expect(ingest && brought(ingest)).toEqual({ master: 'upload', sidecars: ['subtitles en upload'] });
    expect(world.server.engine.started.map(({ id }) => id)).toContain(titleIngestId(ingest?.id ?? ''));
    expect(await files()).toEqual({ 'film.mov': 'ordered', 'film.en.srt': 'sidecar' });
  });

  it('writes down only the files that changed, and tells of each that it was seen', async () => {
    await drop('film.mov', 'A');
    await drop('other.en.srt', 'one');
    const rows = () =>
      world.server.database.$queryRaw<{ version: string }[]>`
        SELECT object_key, xmin::text AS version FROM watch_files WHERE folder_id = ${folder.id} ORDER BY object_key`;
    await rest();
    const before = await rows();
    await drop('other.en.srt', 'two');
    await look();
    const after = await rows();
    expect(before.map((row, at) => row.version === after[at]?.version)).toEqual([true, false]);
    const { watchFolders } = world.server.repositories;
    const { polledAt } = (await watchFolders.find(world.tenant.id, folder.id)) ?? {};
    for (const { seenAt } of await watchFolders.files({ folderId: folder.id, after: '', limit: 10 }))
      expect(seenAt).toEqual(polledAt);
  });

  it('takes nothing back for a slower look that began before or saw the same', async () => {
    const { watchFolders } = world.server.repositories;
    await drop('film.mov', 'A');
    await rest();
    const [known] = await watchFolders.files({ folderId: folder.id, after: '', limit: 1 });
    if (!known) throw new Error('Nothing was seen.');
    const growing = { ...known, status: 'growing' as const };
    await watchFolders.noteLook(folder.id, [{ ...growing, seenAt: new Date(Date.now() + 1000) }], []);
    await watchFolders.noteLook(folder.id, [{ ...growing, etag: 'older', seenAt: new Date(0) }], []);
    expect(await files()).toEqual({ 'film.mov': 'ordered' });
    await watchFolders.noteLook(folder.id, [{ ...growing, etag: 'newer', seenAt: new Date(Date.now() + 1000) }], []);
    expect(await files()).toEqual({ 'film.mov': 'growing' });
  });

  it('makes one ingest of an order whose answer was lost', async () => {
    await drop('film.mov', 'A');
    const real = desk();
    let lost = 1;
    const losing: OrderDesk = {
      async order(order: DeskOrder) {
        const answer = await real.order(order);
        if (lost-- > 0) throw new Error('killed');
        return answer;
      },
    };
    await look(losing);
    await expect(look(losing)).rejects.toThrow('killed');
    await look(losing);
    expect(await ingests()).toHaveLength(1);
    expect(await files()).toEqual({ 'film.mov': 'ordered' });
  });

  it('orders the contents A, B and A of one name as three versions', async () => {
    for (const content of ['A', 'B', 'A']) {
      await drop('film.mov', content);
      expect(await rest()).toMatchObject({ ordered: 1 });
      await publish();
    }
    expect(await ingests()).toHaveLength(3);
    expect(await rest()).toMatchObject({ ordered: 0 });
  });

  it('orders a file again that was removed and dropped anew', async () => {
    await drop('film.mov', 'A');
    await rest();
    await publish();
    await take('film.mov');
    await look();
    expect(await files()).toEqual({});
    await drop('film.mov', 'A');
    expect(await rest()).toMatchObject({ ordered: 1 });
  });

  it('lets a new content wait while the one before is under way', async () => {
    await drop('film.mov', 'A');
    await rest();
    await drop('film.mov', 'B');
    expect(await rest()).toMatchObject({ ordered: 0, refused: 0 });
    expect(await files()).toEqual({ 'film.mov': 'growing' });
    await publish();
    expect(await look()).toMatchObject({ ordered: 1 });
  });
});

describe('a sidecar that comes late', () => {
  it('updates the published title, and everything else is taken over', async () => {
    await drop('film.mov', 'A');
    await drop('film.en.srt', 'one');
    await rest();
    await drop('film.de.srt', 'eins');
    expect(await rest()).toMatchObject({ ordered: 0 });
    await publish();
    expect(await look()).toMatchObject({ ordered: 1 });
    expect(brought((await ingests())[1]!)).toEqual({
      master: 'kept',
      sidecars: ['subtitles en kept', 'subtitles de upload'],
    });
    await publish();
    await drop('film.en.srt', 'two');
    expect(await rest()).toMatchObject({ ordered: 1 });
    expect(brought((await ingests())[2]!)).toEqual({
      master: 'kept',
      sidecars: ['subtitles en upload', 'subtitles de kept'],
    });
  });

  it('is an update also after an order that had failed before', async () => {
    await drop('film.mov', 'A');
    await rest();
    await end('failed');
    await drop('film.en.srt', 'one');
    expect(await rest()).toMatchObject({ ordered: 1 });
    expect(brought((await ingests())[1]!)).toEqual({ master: 'upload', sidecars: ['subtitles en upload'] });
    await publish();
    await drop('film.de.srt', 'eins');
    expect(await rest()).toMatchObject({ ordered: 1 });
    expect(brought((await ingests())[2]!).master).toBe('kept');
  });

  it('brings the whole title when what the version was made of is gone', async () => {
    await drop('film.mov', 'A');
    await rest();
    await publish();
    await world.server.store.removePrefix(`sidecars/${world.tenant.id}/`);
    await drop('film.en.srt', 'one');
    expect(await rest()).toMatchObject({ ordered: 1 });
    expect(brought((await ingests())[1]!)).toEqual({ master: 'upload', sidecars: ['subtitles en upload'] });
  });

  it('waits for a master as long as there is none', async () => {
    await drop('film.en.srt', 'one');
    expect(await rest()).toEqual({ files: 1, ordered: 0, refused: 0 });
    expect(await files()).toEqual({ 'film.en.srt': 'growing' });
    await drop('film.mov', 'A');
    expect(await rest()).toMatchObject({ ordered: 1 });
    expect(brought((await ingests())[0]!).sidecars).toEqual(['subtitles en upload']);
  });
});

describe('a file that is refused', () => {
  it('is told by itself, once, and its title goes on without it', async () => {
    await drop('film.mov', 'A');
    await drop('film.en.srt', 'one');
    await drop('film.en.de.srt', 'which');
    await drop('film.fr.srt', '');
    await drop('film.it.srt', 'uno');
    await drop('film.it.vtt', 'due');
    expect(await rest()).toMatchObject({ ordered: 1, refused: 4 });
    await rest();
    expect(await files()).toEqual({
      'film.mov': 'ordered',
      'film.en.srt': 'sidecar',
      'film.en.de.srt': 'refused watch/unknown-role',
      'film.fr.srt': 'refused watch/empty-file',
      'film.it.srt': 'refused watch/ambiguous',
      'film.it.vtt': 'refused watch/ambiguous',
    });
    const told = await refusals();
    expect(told).toHaveLength(4);
    expect(told.find(({ object_key }) => object_key.endsWith('film.it.vtt'))?.problem.detail).toBe(
      'film.it.srt and film.it.vtt are each the subtitles in it of film.',
    );
    expect(brought((await ingests())[0]!).sidecars).toEqual(['subtitles en upload']);
  });

  it('is taken when the other one of its kind goes', async () => {
    await drop('film.mov', 'A');
    await drop('film.it.srt', 'uno');
    await drop('film.it.vtt', 'due');
    await rest();
    await publish();
    await take('film.it.srt');
    expect(await look()).toMatchObject({ ordered: 1, refused: 0 });
    expect(await files()).toEqual({ 'film.mov': 'ordered', 'film.it.vtt': 'sidecar' });
  });

  it('is the master that the order desk will not have, and nothing beside it', async () => {
    const picky = refusing(({ source }) => (source ? 'source.upload_id' : undefined));
    await drop('film.mov', 'A');
    await drop('film.en.srt', 'one');
    await look(picky);
    expect(await look(picky)).toEqual({ files: 2, ordered: 0, refused: 1 });
    expect(await files()).toEqual({ 'film.mov': 'refused request/invalid', 'film.en.srt': 'growing' });
    expect(await rest()).toMatchObject({ ordered: 0, refused: 0 });
    await drop('film.mov', 'B');
    expect(await rest()).toMatchObject({ ordered: 1 });
    expect(brought((await ingests())[0]!).sidecars).toEqual(['subtitles en upload']);
  });

  it('is a sidecar that the order desk names, and the order is made without it', async () => {
    const picky = refusing(({ sidecars }) => {
      const at = sidecars.findIndex(({ language }) => language === 'de');
      return at < 0 ? undefined : `sidecars.${at}.source.upload_id`;
    });
    await drop('film.mov', 'A');
    await drop('film.de.srt', 'eins');
    await drop('film.en.srt', 'one');
    await look(picky);
    expect(await look(picky)).toEqual({ files: 3, ordered: 1, refused: 1 });
    expect(await files()).toEqual({
      'film.mov': 'ordered',
      'film.de.srt': 'refused request/invalid',
      'film.en.srt': 'sidecar',
    });
  });

  it('is tried again when the house was only down', async () => {
    await drop('film.mov', 'A');
    await look();
    const down: OrderDesk = { order: () => Promise.reject(new Error('down')) };
    await expect(look(down)).rejects.toThrow('down');
    expect(await files()).toEqual({ 'film.mov': 'growing' });
    expect(await look()).toMatchObject({ ordered: 1 });
  });
});
