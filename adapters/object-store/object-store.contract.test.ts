import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { resolveTool } from '../../infra/toolchain/resolve';
import { createMemoryStore } from './memory';
import { LEAST_PART_BYTES, type ObjectStore, type UnfinishedObject } from './port';
import { createObjectStore } from './s3';
import { PART_BYTES } from './s3-write';
import { type Seaweed, startSeaweed } from './testing/seaweed';

const VIDEO = { contentType: 'video/mp4', cacheControl: 'public, max-age=60' };
const bytesOf = async (stream: Readable): Promise<Buffer> => Buffer.concat(await stream.toArray());

let seaweed: Seaweed;
beforeAll(async () => {
  seaweed = await startSeaweed((await resolveTool('weed')).path);
}, 120_000);
afterAll(() => seaweed?.stop());

const implementations: [string, () => ObjectStore][] = [
  ['memory', createMemoryStore],
  ['S3 over SeaweedFS', () => createObjectStore(seaweed.config)],
];

describe.each(implementations)('object store in %s', (_name, create) => {
  let store: ObjectStore;
  beforeAll(() => {
    store = create();
  });

  it('gives back what was put, with its type', async () => {
    const put = await store.put('a/film.mp4', Buffer.from('moving pictures'), VIDEO);
    expect(put).toMatchObject({ key: 'a/film.mp4', bytes: 15, contentType: 'video/mp4' });
    expect((await store.read('a/film.mp4')).toString()).toBe('moving pictures');
    const found = await store.find('a/film.mp4');
    expect(found).toMatchObject({ key: 'a/film.mp4', bytes: 15, contentType: 'video/mp4', etag: put.etag });
    expect(Math.abs(Date.now() - (found?.lastModified.getTime() ?? 0))).toBeLessThan(60_000);
  });

  it('keeps an empty object', async () => {
    await store.put('a/empty', Readable.from([]), { contentType: 'text/plain' });
    expect(await store.find('a/empty')).toMatchObject({ bytes: 0 });
    expect(await bytesOf(await store.get('a/empty'))).toHaveLength(0);
  });

  it.each([1, PART_BYTES, PART_BYTES + 1, 3 * PART_BYTES + 12_345])('streams %i bytes in and out', async (size) => {
    const body = randomBytes(size);
    const pieces = Array.from({ length: Math.ceil(size / 300_000) }, (_, i) =>
      body.subarray(i * 300_000, (i + 1) * 300_000),
    );
    const put = await store.put('a/stream', Readable.from(pieces, { objectMode: false }), VIDEO);
    expect(put.bytes).toBe(size);
    expect(await store.find('a/stream')).toMatchObject({ bytes: size, etag: put.etag });
    for await (const { etag, bytes } of store.list('a/stream')) expect([etag, bytes]).toEqual([put.etag, size]);
    expect((await bytesOf(await store.get('a/stream'))).equals(body)).toBe(true);
  });

  it('makes an object of parts that came in any order, and only of those named', async () => {
    const [first, second] = [randomBytes(LEAST_PART_BYTES), randomBytes(1234)];
    const id = await store.startMultipart('m/film.mp4', VIDEO);
    const two = await store.putPart('m/film.mp4', id, 2, [second]);
    await store.putPart('m/film.mp4', id, 3, [Buffer.from('left over')]);
    await store.putPart('m/film.mp4', id, 1, [randomBytes(LEAST_PART_BYTES)]);
    await sleep(1_100); // SeaweedFS tells the times of parts in seconds
    const one = await store.putPart('m/film.mp4', id, 1, [first]);
    const listed = await store.listParts('m/film.mp4', id);
    expect(listed.map(({ number }) => number)).toEqual([...listed.map(({ number }) => number)].sort());
    expect([1, 2].map((number) => listed.filter((part) => part.number === number).at(-1))).toEqual([one, two]);
    expect(await store.find('m/film.mp4')).toBeUndefined();
    await store.completeMultipart('m/film.mp4', id, [two, one]);
    expect((await store.read('m/film.mp4')).equals(Buffer.concat([first, second]))).toBe(true);
    expect(await store.find('m/film.mp4')).toMatchObject({ contentType: 'video/mp4' });
    await expect(store.listParts('m/film.mp4', id)).rejects.toMatchObject({ code: 'media/not-found' });
  });

  it('lists what was begun and gives it up', async () => {
    const id = await store.startMultipart('n/film.mp4', VIDEO);
    await store.putPart('n/film.mp4', id, 1, [Buffer.from('some')]);
    const listed = async () => {
      const all: UnfinishedObject[] = [];
      for await (const each of store.unfinished('n/')) all.push(each);
      return all;
    };
    const [found] = await listed();
    expect(found).toMatchObject({ key: 'n/film.mp4', multipartId: id });
    expect(Math.abs(Date.now() - (found?.startedAt.getTime() ?? 0))).toBeLessThan(60_000);
    await store.abortMultipart('n/film.mp4', id);
    await store.abortMultipart('n/film.mp4', id);
    expect(await listed()).toEqual([]);
    await expect(store.listParts('n/film.mp4', id)).rejects.toMatchObject({ code: 'media/not-found' });
  });

  it('puts a file', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'headend-put-'));
    await writeFile(path.join(folder, 'file'), 'from disk');
    await store.putFile('a/file.vtt', path.join(folder, 'file'), { contentType: 'text/vtt' });
    await rm(folder, { recursive: true });
    expect((await store.read('a/file.vtt')).toString()).toBe('from disk');
  });

  it('keeps files apart that are put at once, of any size', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'headend-put-'));
    const sizes = [0, 1, 70_000, PART_BYTES, PART_BYTES + 1, ...Array.from({ length: 20 }, (_, at) => 1000 * at)];
    const bodies = sizes.map((size) => randomBytes(size));
    await Promise.all(bodies.map((body, at) => writeFile(path.join(folder, `${at}`), body)));
    const meta = { contentType: 'video/mp4' };
    const put = await Promise.all(sizes.map((_, at) => store.putFile(`many/${at}`, path.join(folder, `${at}`), meta)));
    expect(put.map(({ bytes }) => bytes)).toEqual(sizes);
    for (const [at, body] of bodies.entries()) expect((await store.read(`many/${at}`)).equals(body)).toBe(true);
    await rm(folder, { recursive: true });
  });

  it('shows nothing under the key when the source of a put fails', async () => {
    for (const size of [10, PART_BYTES * 2]) {
      const source = Readable.from(
        (async function* () {
          yield randomBytes(size);
          throw new Error('partner hung up');
        })(),
        { objectMode: false },
      );
      await expect(store.put(`a/broken-${size}`, source, VIDEO)).rejects.toThrow('partner hung up');
      expect(await store.find(`a/broken-${size}`)).toBeUndefined();
    }
  });

  it('reads ranges, both ends included', async () => {
    await store.put('a/range', Buffer.from('0123456789'), VIDEO);
    expect(String(await bytesOf(await store.getRange('a/range', 2, 4)))).toBe('234');
    expect(String(await bytesOf(await store.getRange('a/range', 0, 0)))).toBe('0');
    expect(String(await bytesOf(await store.getRange('a/range', 9, 9)))).toBe('9');
    expect(String(await bytesOf(await store.getRange('a/range', 5, 500)))).toBe('56789');
  });

  it('creates only once when asked to create if absent, also under a race', async () => {
    const writers = Array.from({ length: 6 }, (_, i) => store.putIfAbsent('a/once', Buffer.from(`w${i}`), VIDEO));
    const results = await Promise.all(writers);
    expect(results.filter(Boolean)).toHaveLength(1);
    expect((await store.read('a/once')).toString()).toBe(`w${results.indexOf(true)}`);
    expect(await store.putIfAbsent('a/once', Buffer.from('late'), VIDEO)).toBe(false);
  });

  it('says media/not-found for every read of a missing key', async () => {
    for (const read of [store.get('no/thing'), store.getRange('no/thing', 0, 1), store.read('no/thing')])
      await expect(read).rejects.toMatchObject({ code: 'media/not-found' });
    await expect(store.copy('no/thing', 'a/copy')).rejects.toMatchObject({ code: 'media/not-found' });
    expect(await store.find('no/thing')).toBeUndefined();
  });

  it('does not take a prefix for an object', async () => {
    await store.put('b/inner/leaf', Buffer.from('x'), VIDEO);
    expect(await store.find('b/inner')).toBeUndefined();
    await expect(store.read('b/inner')).rejects.toMatchObject({ code: 'media/not-found' });
  });

  it('lists under a prefix in key order, whatever the characters', async () => {
    const keys = ['c/1/a b+c.m4s', 'c/1/é%20.m4s', 'c/1/x.m4s', 'c/10/y.m4s'];
    for (const key of keys) await store.put(key, Buffer.from(key), VIDEO);
    const listed: string[] = [];
    for await (const object of store.list('c/')) listed.push(object.key);
    expect([...listed].sort()).toEqual([...keys].sort());
    for (const key of keys) expect((await store.read(key)).toString()).toBe(key);
  });

  it('removes a prefix and nothing beside it, and removing nothing is no error', async () => {
    for (const key of ['d/1/a', 'd/1/b/c', 'd/10/a']) await store.put(key, Buffer.from('x'), VIDEO);
    expect(await store.removePrefix('d/1/')).toBe(2);
    expect(await store.find('d/1/b/c')).toBeUndefined();
    expect(await store.find('d/10/a')).toBeDefined();
    expect(await store.removePrefix('d/1/')).toBe(0);
    await store.remove('d/10/a');
    await store.remove('d/10/a');
    expect(await store.find('d/10/a')).toBeUndefined();
  });

  it('copies with the type kept', async () => {
    await store.put('e/ä from', Buffer.from('same'), VIDEO);
    await store.copy('e/ä from', 'e/to');
    expect(await store.find('e/to')).toMatchObject({ bytes: 4, contentType: 'video/mp4' });
  });

  it.each(['/a', 'a//b', '../a', 'a/../b', 'a/./b', 'a/', '', 'a\nb', 'a\\b'])('refuses the key %j', async (key) => {
    await expect(store.put(key, Buffer.from('x'), VIDEO)).rejects.toThrow(RangeError);
    await expect(store.get(key)).rejects.toThrow(RangeError);
    await expect(store.find(key)).rejects.toThrow(RangeError);
  });

  it.each(['', 'a', '/', '../'])('refuses to remove the prefix %j', async (prefix) => {
    await expect((async () => store.removePrefix(prefix))()).rejects.toThrow(RangeError);
  });
});

describe('object store in S3 only', () => {
  it('presigns a PUT for the public endpoint', async () => {
    const url = new URL(await createObjectStore(seaweed.config).presignPut('uploads/1/master.mov', 900));
    expect(url.origin).toBe('https://media.example.com');
    expect(url.pathname).toBe('/headend/uploads/1/master.mov');
    expect(url.searchParams.get('X-Amz-Expires')).toBe('900');
    expect(url.href).not.toContain(seaweed.config.secretKey);
  });

  it('takes a file by its presigned URL', async () => {
    const store = createObjectStore({ ...seaweed.config, publicEndpoint: seaweed.config.endpoint });
    const answer = await fetch(await store.presignPut('uploads/2', 60), { method: 'PUT', body: 'from a partner' });
    expect(answer.status).toBe(200);
    expect((await store.read('uploads/2')).toString()).toBe('from a partner');
  });

  it('carries on over a restart of the store, in mid-read too', async () => {
    const store = createObjectStore(seaweed.config);
    const body = randomBytes(24 * 1024 * 1024);
    await store.put('f/long', body, VIDEO);
    const reading = (await store.get('f/long'))[Symbol.asyncIterator]();
    const parts: Buffer[] = [(await reading.next()).value];
    await seaweed.restart();
    for (let next = await reading.next(); !next.done; next = await reading.next()) parts.push(next.value);
    expect(Buffer.concat(parts).equals(body)).toBe(true);
    expect((await store.find('f/long'))?.bytes).toBe(body.length);
  }, 60_000);

  it('says store/unavailable, without addresses or keys, when nothing answers', async () => {
    const store = createObjectStore({ ...seaweed.config, endpoint: 'http://127.0.0.1:9' });
    const failure = await store.read('a').catch((error: Error) => error);
    expect(failure).toMatchObject({ code: 'store/unavailable' });
    expect(String(failure)).toContain('ECONNREFUSED');
    expect(String(failure)).not.toMatch(/127\.0\.0\.1|secret/);
  }, 30_000);
});
