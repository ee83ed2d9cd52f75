import { newId } from '../../adapters/postgres/ids';
import { testStack } from '../../tests/stack/use';
import { ask } from './ask';
import { newTenant, startTestServer, type TestServer, type TestTenant } from './server';

/** One server for a test file, and a new tenant for each test. */
export interface ApiWorld {
  server: TestServer;
  tenant: TestTenant;
  databaseUrl: string;
}

export const world = {} as ApiWorld;

/** Call once at the top of a test file. */
export function startApiWorld(): void {
  beforeAll(async () => {
    world.databaseUrl = testStack().database;
    world.server = await startTestServer(world.databaseUrl);
  });
  beforeEach(async () => {
    world.tenant = await newTenant(world.databaseUrl);
    world.server.engine.away = false;
    world.server.engine.refusal = undefined;
  });
  afterAll(() => world.server.close());
}

export const as = (role: keyof TestTenant['keys']) => ({ key: world.tenant.keys[role] });
export const at = (path: string) => `${world.server.url}${path}`;

export async function uploaded(name = 'film.mov'): Promise<string> {
  const { body } = await ask(at('/v1/uploads'), { ...as('partner'), body: { file_name: name } });
  const upload = await world.server.repositories.uploads.find(world.tenant.id, body.id);
  await world.server.store.put(upload?.objectKey ?? '', Buffer.from('film'), { contentType: 'video/mp4' });
  return body.id;
}

export const order = async (more: object = {}) => ({
  external_id: newId('req'),
  title: 'Film',
  source: { upload_id: await uploaded() },
  ...more,
});

export async function created(more: object = {}) {
  const answer = await ask(at('/v1/ingests'), { ...as('partner'), body: await order(more) });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}

export async function published(ingest: { id: string; title_id: string }) {
  const { versionId } = await world.server.repositories.records.reserveVersion(ingest.id);
  const prefix = `titles/${world.tenant.id}/${ingest.title_id}/${versionId}/`;
  await world.server.repositories.records.publishVersion({
    ingestId: ingest.id,
    tenantId: world.tenant.id,
    titleId: ingest.title_id,
    versionId,
    masterId: 'mst_x',
    prefix,
    planHash: 'p',
    durationMs: 60_000,
    frameRate: '25',
    bytes: 10,
    renditions: [
      { kind: 'video', name: 'h264-720p', width: 1280, height: 720, bytes: 8 },
      { kind: 'audio', name: 'en-stereo', language: 'en', channels: 2, bytes: 2 },
    ],
    outputs: [
      { kind: 'hls', objectKey: `${prefix}master.m3u8` },
      { kind: 'dash', objectKey: `${prefix}manifest.mpd` },
    ],
  });
  return versionId;
}
