import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { MockActivityEnvironment } from '@temporalio/testing';
import sharp from 'sharp';
import { createSharpArtwork } from '../../adapters/artwork/sharp-artwork';
import { createLocalCopies } from '../../adapters/local-copies/local-copies';
import type { LocalCopies } from '../../adapters/local-copies/port';
import { createMemoryStore } from '../../adapters/object-store/memory';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { MasterRecord } from '../../adapters/postgres/port';
import type { SourceCredentialRecord } from '../../adapters/postgres/source-credentials-port';
import { createSecretBox } from '../../adapters/secrets/secret-box';
import { HeadendError } from '../../domain/failures';
import { secretText } from '../../domain/sources/credentials';
import type { MasterRef, MasterSource } from '../../workflows/supply-chain/contract';
import { createReceiveMaster, createReceiveSidecars, type ReceivePorts } from './receive';
import { createReceiveAudio } from './receive-audio';

const film = randomBytes(3_000_000);
const sha256 = createHash('sha256').update(film).digest('hex');
const upload = (id: string): MasterSource => ({ kind: 'upload', uploadId: id, objectKey: `uploads/t/${id}` });
const order = (ingestId: string, source: MasterSource = upload('a'), expectedSha256?: string) => ({
  ingestId,
  tenantId: 't',
  source,
  expectedSha256,
});

let folder: string;
let store: ObjectStore;
let copies: LocalCopies;
let opened: string[];
let accesses: unknown[];
let kept: SourceCredentialRecord | undefined;
let used: string[];
let ports: ReceivePorts;

const secrets = createSecretBox([Buffer.alloc(32, 1)]);
const credentials = (more: Partial<SourceCredentialRecord> = {}): SourceCredentialRecord => ({
  id: 'scr_1',
  tenantId: 't',
  name: 'studio-7',
  binding: { kind: 'bearer', origin: 'https://x' },
  sealed: secrets.seal(secretText({ token: 'word' }), 'scr_1'),
  createdAt: new Date(),
  updatedAt: new Date(),
  ...more,
});

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'headend-receive-'));
  store = createMemoryStore();
  copies = createLocalCopies({
    store,
    cacheDir: path.join(folder, 'cache'),
    cacheBytes: 1e9,
    scratchDir: path.join(folder, 'scratch'),
  });
  opened = [];
  accesses = [];
  used = [];
  kept = credentials();
  ports = {
    store,
    copies,
    maxBytes: 10_000_000,
    records: memoryRecords(),
    http: { open: openWeb },
    secrets,
    sourceCredentials: {
      find: async (tenantId, id) => (kept?.tenantId === tenantId && kept.id === id ? kept : undefined),
      used: async (id) => void used.push(id),
    },
  };
  await store.put('uploads/t/a', film, { contentType: 'video/mp4' });
  await store.put('uploads/t/b', film, { contentType: 'video/mp4' });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openWeb: ReceivePorts['http']['open'] = async (url, { access }) => {
  opened.push(url);
  accesses.push(access);
  return { body: Readable.from([film.subarray(0, 1000), film.subarray(1000)]) };
};

function memoryRecords(): ReceivePorts['records'] {
  const masters: MasterRecord[] = [];
  return {
    masterAt: async (key) => masters.find(({ objectKey }) => objectKey === key),
    assignMaster: async () => undefined,
    fullUrl: async (_ingest, shown) => `${shown}&full`,
    async saveMaster(_ingest, given) {
      const known = masters.find((each) => each.sha256 === given.sha256 && each.tenantId === given.tenantId);
      if (known) return { master: known, created: false };
      const master = { ...given, id: `mst_${masters.length}` };
      masters.push(master);
      return { master, created: true };
    },
  };
}

/** Jest compares large buffers byte by byte, in minutes. */
const isFilm = (data: Buffer): boolean => data.equals(film);

const keys = async (prefix: string) => {
  const found: string[] = [];
  for await (const { key } of store.list(prefix)) found.push(key);
  return found;
};

describe('receiveMaster', () => {
  it('stores an upload once, with its digest and size', async () => {
    const master = await createReceiveMaster(ports)(order('ing_1'));
    expect(master).toMatchObject({ sha256, bytes: film.length });
    expect(isFilm(await store.read(master.objectKey))).toBe(true);
  });

  it('leaves a local copy, so that nobody on the machine downloads the object', async () => {
    const master = await createReceiveMaster(ports)(order('ing_1'));
    await store.remove(master.objectKey);
    await copies.use(master.objectKey, async (file) => expect(isFilm(await readFile(file))).toBe(true));
  });

  it('refuses bytes that took the place of what was ordered', async () => {
    const etag = (await store.find('uploads/t/a'))?.etag;
    const source = { ...upload('a'), etag };
    await createReceiveMaster(ports)(order('ing_1', source));
    await store.put('uploads/t/a', randomBytes(10), { contentType: 'video/mp4' });
    await expect(createReceiveMaster(ports)(order('ing_2', source))).rejects.toMatchObject({ code: 'source/changed' });
  });

  it('refuses them when they come in the moment between look and fetch, too', async () => {
    const source = { ...upload('a'), etag: (await store.find('uploads/t/a'))?.etag };
    const racing: ObjectStore = {
      ...store,
      async get(key) {
        await store.put('uploads/t/a', randomBytes(10), { contentType: 'video/mp4' });
        return store.get(key);
      },
    };
    const receive = createReceiveMaster({ ...ports, store: racing });
    await expect(receive(order('ing_1', source))).rejects.toMatchObject({ code: 'source/changed' });
  });

  it('fetches a URL by its full form', async () => {
    const master = await createReceiveMaster(ports)(order('ing_1', { kind: 'url', url: 'https://x/f?secret=1' }));
    expect(opened).toEqual(['https://x/f?secret=1&full']);
    expect(master.sha256).toBe(sha256);
  });

  it('opens a URL with the credentials that the order names, and notes their use', async () => {
    await createReceiveMaster(ports)(order('ing_1', { kind: 'url', url: 'https://x/f', credentials: 'scr_1' }));
    expect(accesses).toEqual([{ kind: 'bearer', origin: 'https://x', token: 'word' }]);
    expect(used).toEqual(['scr_1']);
  });

  it.each<[string, SourceCredentialRecord | undefined, string]>([
    ['were deleted', undefined, 'source/credentials-unknown'],
    ['are of another tenant', credentials({ tenantId: 'u' }), 'source/credentials-unknown'],
    ['expired', credentials({ expiresAt: new Date(0) }), 'source/credentials-expired'],
    [
      'are for another place',
      credentials({ binding: { kind: 'bearer', origin: 'https://y' } }),
      'source/credentials-mismatch',
    ],
    [
      'were copied from another row',
      credentials({ sealed: secrets.seal(secretText({ token: 'word' }), 'scr_2') }),
      'secrets/unreadable',
    ],
  ])('fetches nothing when the credentials %s meanwhile', async (_, now, code) => {
    kept = now;
    const source: MasterSource = { kind: 'url', url: 'https://x/f', credentials: 'scr_1' };
    await expect(createReceiveMaster(ports)(order('ing_1', source))).rejects.toMatchObject({ code });
    expect(opened).toEqual([]);
  });

  it('ends the fetch that is under way when its credentials are deleted, and begins no other', async () => {
    const http: ReceivePorts['http'] = {
      async open() {
        kept = undefined;
        return { body: Readable.from([film.subarray(0, 1000), film.subarray(1000)]) };
      },
    };
    const receive = createReceiveMaster({ ...ports, http });
    const source: MasterSource = { kind: 'url', url: 'https://x/f', credentials: 'scr_1' };
    expect(await receive(order('ing_1', source))).toMatchObject({ sha256, bytes: film.length });
    await expect(receive(order('ing_2', source))).rejects.toMatchObject({
      code: 'source/credentials-unknown',
      context: { fix: expect.stringContaining('send the order again') },
    });
  });

  it('keeps content that the tenant has delivered before only once', async () => {
    const receive = createReceiveMaster(ports);
    const first = await receive(order('ing_1'));
    const second = await receive(order('ing_2', upload('b')));
    expect(second).toEqual(first);
    expect(await keys('masters/')).toEqual([first.objectKey]);
  });

  it('puts a lost object back when its content comes again', async () => {
    const receive = createReceiveMaster(ports);
    const first = await receive(order('ing_1'));
    await store.remove(first.objectKey);
    await receive(order('ing_2', upload('b')));
    expect(isFilm(await store.read(first.objectKey))).toBe(true);
  });

  it('does not fetch again what it has received whole', async () => {
    const receive = createReceiveMaster(ports);
    const source: MasterSource = { kind: 'url', url: 'https://x/f' };
    const first = await receive(order('ing_1', source));
    expect(await receive(order('ing_1', source))).toEqual(first);
    expect(opened).toHaveLength(1);
  });

  describe('from a source whose name stays', () => {
    const from: MasterSource = { kind: 'url', url: 'https://x/f' };
    const contents = ['first cut', 'second cut', 'third cut'];
    const http: ReceivePorts['http'] = {
      open: async (url) => ({ body: Readable.from([Buffer.from(contents[opened.push(url) - 1] ?? 'none')]) }),
    };
    /** Receive as an attempt at one step of one run. */
    const receiveIn = (runId: string, activityId: string, source: MasterSource = from) =>
      new MockActivityEnvironment({ activityId, workflowExecution: { workflowId: 'w', runId } }).run(
        (): Promise<MasterRef> => createReceiveMaster({ ...ports, http })(order('ing_1', source)),
      );
    const textOf = async ({ objectKey }: { objectKey: string }) => (await store.read(objectKey)).toString();

    it('fetches what a replacement and a retry deliver under the same URL', async () => {
      const [ordered, replaced, retried] = [
        await receiveIn('run-1', '1'),
        await receiveIn('run-1', '7'),
        await receiveIn('run-2', '1'),
      ];
      expect([await textOf(ordered), await textOf(replaced), await textOf(retried)]).toEqual(contents);
    });

    it('gives the next attempt at a step what the one before received', async () => {
      const first = await receiveIn('run-1', '1');
      expect(await receiveIn('run-1', '1')).toEqual(first);
      expect(opened).toHaveLength(1);
    });

    it('takes an upload as it is at the retry', async () => {
      await receiveIn('run-1', '1', upload('a'));
      await store.put('uploads/t/a', Buffer.from('mended'), { contentType: 'video/mp4' });
      expect(await textOf(await receiveIn('run-2', '1', upload('a')))).toBe('mended');
    });
  });

  it('accepts the ordered digest and refuses another one, leaving nothing behind', async () => {
    const receive = createReceiveMaster(ports);
    await expect(receive(order('ing_1', upload('a'), '0'.repeat(64)))).rejects.toMatchObject({
      code: 'master/checksum-mismatch',
    });
    expect(await keys('masters/')).toEqual([]);
    await expect(receive(order('ing_1', upload('a'), sha256.toUpperCase()))).resolves.toMatchObject({ sha256 });
  });

  it('compares a replacement with the digest that was declared with its own upload', async () => {
    const receive = createReceiveMaster(ports);
    const declared = (expectedSha256: string) => order('ing_1', { ...upload('a'), expectedSha256 } as MasterSource);
    await expect(receive(declared('0'.repeat(64)))).rejects.toMatchObject({ code: 'master/checksum-mismatch' });
    await expect(receive(declared(sha256))).resolves.toMatchObject({ sha256 });
  });

  it('compares an audio file with the digest that was declared with its upload, leaving nothing behind', async () => {
    const receive = (expectedSha256: string) =>
      createReceiveAudio(ports)({
        ingestId: 'i',
        tenantId: 't',
        index: 0,
        sidecar: { role: 'audio', language: 'de', source: { ...upload('a'), expectedSha256 } as MasterSource },
      });
    await expect(receive('0'.repeat(64))).rejects.toMatchObject({ code: 'master/checksum-mismatch' });
    expect(await keys('sidecars/')).toEqual([]);
    await expect(receive(sha256)).resolves.toMatchObject({ sha256 });
  });

  it('refuses an empty file, a missing upload and a file over the limit', async () => {
    await store.put('uploads/t/empty', Buffer.alloc(0), { contentType: 'video/mp4' });
    const receive = createReceiveMaster({ ...ports, maxBytes: film.length - 1 });
    await expect(receive(order('i', upload('empty')))).rejects.toMatchObject({ code: 'master/empty' });
    await expect(receive(order('i', upload('gone')))).rejects.toMatchObject({ code: 'upload/no-bytes' });
    await expect(receive(order('i', upload('a')))).rejects.toMatchObject({ code: 'master/too-large' });
    await expect(receive(order('i', { kind: 'url', url: 'https://x/f' }))).rejects.toMatchObject({
      code: 'master/too-large',
    });
    expect(await keys('masters/')).toEqual([]);
  });

  it('tells a source that broke, and leaves nothing behind', async () => {
    const http: ReceivePorts['http'] = {
      open: async () => ({
        body: Readable.from(
          (function* () {
            yield film.subarray(0, 1000);
            throw new HeadendError('source/stalled', 'x stopped sending.');
          })(),
        ),
      }),
    };
    const work = createReceiveMaster({ ...ports, http })(order('i', { kind: 'url', url: 'https://x/f' }));
    await expect(work).rejects.toMatchObject({ code: 'source/stalled' });
    expect(await keys('masters/')).toEqual([]);
  });

  it('tells a store that broke in the middle', async () => {
    const broken: ObjectStore = {
      ...store,
      async put(_key, body) {
        for await (const _chunk of body as Readable) break;
        throw new HeadendError('store/unavailable', 'The object store does not answer.');
      },
    };
    const work = createReceiveMaster({ ...ports, store: broken })(order('i'));
    await expect(work).rejects.toMatchObject({ code: 'store/unavailable' });
  });
});

describe('receiveSidecars', () => {
  const sidecarPorts = () => ({ ...ports, artwork: createSharpArtwork() });
  const put = (id: string, body: string | Buffer) =>
    store.put(`uploads/t/${id}`, Buffer.from(body), { contentType: 'application/octet-stream' });

  it('keeps order, language and name, and keeps images as JPEG', async () => {
    await put('en', 'WEBVTT\n');
    await put(
      'art',
      await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
        .png()
        .toBuffer(),
    );
    const received = await createReceiveSidecars(sidecarPorts())({
      ingestId: 'i',
      tenantId: 't',
      sidecars: [
        { role: 'captions', source: upload('en'), language: 'en', fileName: 'en.vtt' },
        { role: 'poster', source: upload('art') },
      ],
    });
    expect(received).toMatchObject([
      { index: 0, role: 'captions', language: 'en', fileName: 'en.vtt', bytes: 7 },
      { index: 1, role: 'poster' },
    ]);
    expect((await store.find(received[1]?.objectKey ?? ''))?.contentType).toBe('image/jpeg');
    const kept = await store.read(received[1]?.objectKey ?? '');
    expect(received[1]).toMatchObject({
      bytes: kept.length,
      sha256: createHash('sha256').update(kept).digest('hex'),
    });
    expect((await sharp(kept).metadata()).format).toBe('jpeg');
  });

  it('compares a sidecar with the digest that was declared with its upload', async () => {
    await put('en', 'WEBVTT\n');
    const receive = (expectedSha256: string) =>
      createReceiveSidecars(sidecarPorts())({
        ingestId: 'i',
        tenantId: 't',
        sidecars: [{ role: 'captions', source: { ...upload('en'), expectedSha256 } as MasterSource, language: 'en' }],
      });
    await expect(receive('0'.repeat(64))).rejects.toMatchObject({ code: 'master/checksum-mismatch' });
    expect(await keys('sidecars/')).toEqual([]);
    const declared = createHash('sha256').update('WEBVTT\n').digest('hex');
    await expect(receive(declared)).resolves.toMatchObject([{ sha256: declared }]);
  });

  it('refuses an empty caption file and artwork that is no image', async () => {
    await put('empty', '');
    await put('text', 'not an image');
    await put('script', Buffer.from('\xff\xd8\xff<svg onload=alert(1)>', 'latin1'));
    const receive = (sidecar: { role: 'captions' | 'poster'; source: MasterSource }) =>
      createReceiveSidecars(sidecarPorts())({ ingestId: 'i', tenantId: 't', sidecars: [sidecar] });
    await expect(receive({ role: 'captions', source: upload('empty') })).rejects.toMatchObject({
      code: 'captions/unreadable',
    });
    await expect(receive({ role: 'poster', source: upload('text') })).rejects.toMatchObject({
      code: 'artwork/unreadable',
    });
    await expect(receive({ role: 'poster', source: upload('script') })).rejects.toMatchObject({
      code: 'artwork/unreadable',
    });
    expect(await keys('sidecars/')).toEqual([]);
  });
});
