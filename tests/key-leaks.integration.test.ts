import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { readConfig } from '../adapters/environment/config';
import { createFileKms } from '../adapters/kms/file-kms';
import { createObjectStore } from '../adapters/object-store/s3';
import { openDatabase } from '../adapters/postgres';
import { createContentKeys } from '../adapters/postgres/content-keys';
import { encodeGroupId, titleIngestId } from '../workflows/supply-chain/contract';
import { makeCodedClip } from './fixtures/clips';
import { testStack } from './stack/use';
import { type Ingest, Partner } from './support/partner';

/**
 * A title is encrypted by the real pipeline while everything that others may read is looked through for its keys: argument
 * lists, logs, workflow histories, every table of the database and every small file of the package.
 */
const stack = testStack();
const config = readConfig('worker', stack.env);
const database = openDatabase({ url: stack.database });
const store = createObjectStore(config.objectStore);
jest.setTimeout(300_000);

let directory: string;
let ingest: Ingest;
let prefix: string;
let keys: Uint8Array[];
const commandLines = new Set<string>();
const packagers = () => [...commandLines].filter((line) => line.includes('drm_label='));

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'headend-leaks-'));
  const partner = new Partner(stack.api, stack.keys.partner);
  const master = await makeCodedClip(stack.tools.ffmpeg ?? '', path.join(directory, 'master.mp4'), {
    frames: 750,
    size: '1280x720',
  });
  const watching = watchCommandLines();
  // The packager lives for a fraction of a second: on a busy machine it may come and go between two looks.
  for (let tries = 0; tries < 5 && packagers().length === 0; tries++) {
    const source = { upload_id: await partner.upload(master) };
    const order = {
      external_id: `leaks-${randomUUID()}`,
      title: 'Leaks',
      source,
      profile: 'demo',
      quality_policy: 'lenient',
    };
    ingest = await partner.ended((await partner.order(order)).id, 240_000);
    expect(ingest).toMatchObject({ status: 'published' });
  }
  watching.stop();
  const version = await database.version.findUniqueOrThrow({ where: { ingestId: ingest.id } });
  prefix = version.prefix;
  const custody = createContentKeys(database, createFileKms(config.kekFile));
  const kids = (await custody.ofVersion(version.tenantId, version.id)).map(({ kid }) => kid);
  keys = (await custody.open(version.tenantId, kids)).map(({ key }) => key);
}, 300_000);
afterAll(async () => {
  await database.$disconnect();
  await rm(directory, { recursive: true, force: true });
});

/** The first form of a key that is in a text; undefined when there is none. */
function found(text: string): string | undefined {
  const lower = text.toLowerCase();
  for (const key of keys) {
    const bytes = Buffer.from(key);
    const raw = bytes.toString('latin1');
    const base64 = bytes.toString('base64').replace(/=+$/, '');
    const forms = { hex: bytes.toString('hex'), base64, base64url: bytes.toString('base64url') };
    for (const [name, form] of Object.entries(forms)) if (lower.includes(form.toLowerCase())) return name;
    if (text.includes(raw)) return 'raw bytes';
  }
  return undefined;
}

it('finds a key where there is one, so that finding none means something', () => {
  expect(keys.length).toBeGreaterThan(0);
  const [key = new Uint8Array()] = keys;
  for (const form of ['hex', 'base64', 'base64url'] as const)
    expect(found(`x${Buffer.from(key).toString(form)}x`)).toBeDefined();
  expect(found(Buffer.from(key).toString('latin1'))).toBe('raw bytes');
});

it('shows no key in an argument list, while it packages', () => {
  expect(packagers().length).toBeGreaterThan(0);
  expect([...commandLines].flatMap((line) => found(line) ?? [])).toEqual([]);
});

it('writes no key into a log', async () => {
  const folder = path.join(stack.dataDir, 'logs');
  const names = await readdir(folder);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names)
    expect([name, found(await readFile(path.join(folder, name), 'latin1'))]).toEqual([name, undefined]);
});

it('keeps no key in a workflow history', async () => {
  const connection = await Connection.connect({ address: stack.temporal });
  try {
    const client = new Client({ connection, namespace: stack.env.TEMPORAL_NAMESPACE });
    for (const id of [titleIngestId(ingest.id), encodeGroupId(ingest.id, 'h264')]) {
      const told = payloads(await client.workflow.getHandle(id).fetchHistory()).join('\n');
      if (id === titleIngestId(ingest.id)) expect(told).toContain('"scheme":"cbcs"');
      expect([id, found(told)]).toEqual([id, undefined]);
    }
  } finally {
    await connection.close();
  }
});

it('shows no key in a dump of the database', async () => {
  const tables = await database.$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  expect(tables.map(({ name }) => name)).toContain('content_keys');
  for (const { name } of tables) {
    const rows = await database.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" t`);
    expect([name, found(rows.map(({ row }) => row).join('\n'))]).toEqual([name, undefined]);
  }
});

it('puts no key into the object store beside its media', async () => {
  const looked: string[] = [];
  for await (const { key } of store.list(prefix)) {
    if (/\.(m4s|jpg)$/.test(key)) continue;
    looked.push(key);
    expect([key, found((await store.read(key)).toString('latin1'))]).toEqual([key, undefined]);
  }
  expect(looked.length).toBeGreaterThan(5);
});

/** Everything bytes in a history, as text. */
function payloads(value: unknown): string[] {
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('latin1')];
  if (Array.isArray(value)) return value.flatMap(payloads);
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(payloads) : [];
}

/** Look at the command line of every process, over and over. */
function watchCommandLines(): { stop(): void } {
  let stopped = false;
  // A process takes the place of the one that began it, so the young are read again and again; the others are something else.
  const seen = new Map<string, number>();
  const YOUNG_MS = 3000;
  const look = async (): Promise<void> => {
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      const since = seen.get(pid) ?? Date.now();
      seen.set(pid, since);
      if (Date.now() - since > YOUNG_MS) continue;
      const line = await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '');
      if (line.includes('drm_label') || /packager|mp4|ffmpeg/.test(line)) commandLines.add(line.replaceAll('\0', ' '));
    }
    if (!stopped) setImmediate(look);
  };
  void look();
  return {
    stop: () => {
      stopped = true;
    },
  };
}
