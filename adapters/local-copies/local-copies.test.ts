import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { createMemoryStore } from '../object-store/memory';
import type { ObjectStore } from '../object-store/port';
import { createLocalCopies } from './local-copies';
import { ownerName } from './owner';

describe('local copies', () => {
  let dir: string;
  let store: ObjectStore;
  let downloads: string[];
  const meta = { contentType: 'application/octet-stream' };
  const copies = (cacheBytes = 1_000_000) =>
    createLocalCopies({ store, cacheDir: path.join(dir, 'cache'), scratchDir: path.join(dir, 'scratch'), cacheBytes });
  const text = (file: string) => readFile(file, 'utf8');

  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'headend-copies-'));
    const memory = createMemoryStore();
    downloads = [];
    store = {
      ...memory,
      get: (key) => {
        downloads.push(key);
        return memory.get(key);
      },
    };
    await store.put('a/one', Buffer.from('one'), meta);
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('downloads an object once, however many use it at once or later', async () => {
    const [first, second] = [copies(), copies()]; // two processes' views of one directory
    const read = await Promise.all([first, second, first].map((each) => each.use('a/one', text)));
    expect(read).toEqual(['one', 'one', 'one']);
    expect(await second.use('a/one', text)).toBe('one');
    expect(downloads).toEqual(['a/one']);
  });

  it('takes over a finished file instead of downloading it', async () => {
    const local = copies();
    await local.scratch('made', async (scratch) => {
      await writeFile(path.join(scratch, 'x'), 'made here');
      await local.adopt('a/made', path.join(scratch, 'x'));
    });
    expect(await local.use('a/made', text)).toBe('made here');
    expect(downloads).toEqual([]);
  });

  it('lets the least recently used copy go first, never one in use', async () => {
    for (const key of ['a', 'b', 'c', 'd']) await store.put(key, Buffer.alloc(400, key), meta);
    const local = copies(1000);
    await local.use('a', async (held) => {
      await utimes(held, new Date(1000), new Date(1000)); // the oldest of all, but in use
      for (const key of ['b', 'c', 'd']) {
        await local.use(key, async () => {});
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      expect(await text(held)).toBe('a'.repeat(400));
    });
    downloads = [];
    await local.use('a', async () => {});
    await local.use('d', async () => {});
    expect(downloads).toEqual([]);
    await local.use('b', async () => {});
    expect(downloads).toEqual(['b']);
  });

  it('says so when the object is not there', async () => {
    await expect(copies().use('a/none', text)).rejects.toMatchObject({ code: 'media/not-found' });
  });

  it('takes a read that breaks in the middle up again by range', async () => {
    const whole = Buffer.from('0123456789'.repeat(1000));
    await store.put('a/long', whole, meta);
    const ranges: number[] = [];
    const broken: ObjectStore = {
      ...store,
      get: async () =>
        Readable.from(
          (async function* () {
            yield whole.subarray(0, 4000);
            throw new Error('connection reset');
          })(),
        ),
      getRange: (key, start, end) => {
        ranges.push(start);
        return store.getRange(key, start, end);
      },
    };
    const local = createLocalCopies({ store: broken, cacheDir: dir, scratchDir: dir, cacheBytes: 1e6 });
    expect(await local.use('a/long', text)).toBe(whole.toString());
    expect(ranges).toEqual([4000]);
  });

  it('reports how much has come and stops when cancelled', async () => {
    const seen: number[] = [];
    await copies().use('a/one', async () => {}, { onProgress: (bytes) => seen.push(bytes) });
    expect(seen).toEqual([3]);
    await store.put('a/two', Buffer.alloc(100), meta);
    const stopped = copies().use('a/two', text, { signal: AbortSignal.abort(new Error('cancelled')) });
    await expect(stopped).rejects.toThrow('cancelled');
  });

  it('goes on telling while another downloads the same object', async () => {
    const slow: ObjectStore = {
      ...store,
      async get(key) {
        await new Promise((resolve) => setTimeout(resolve, 300));
        return store.get(key);
      },
    };
    const local = createLocalCopies({ store: slow, cacheDir: dir, scratchDir: dir, cacheBytes: 1e6 });
    const first = local.use('a/one', text);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const seen: number[] = [];
    expect(await local.use('a/one', text, { onProgress: (bytes) => seen.push(bytes) })).toBe('one');
    expect(seen.length).toBeGreaterThan(2);
    expect(new Set(seen)).toEqual(new Set([0]));
    await first;
  });

  it('can be used once its folder can be made', async () => {
    const cacheDir = path.join(dir, 'later');
    await writeFile(cacheDir, 'in the way');
    const local = createLocalCopies({ store, cacheDir, scratchDir: path.join(dir, 'scratch'), cacheBytes: 1e6 });
    await expect(local.use('a/one', text)).rejects.toThrow();
    await rm(cacheDir);
    expect(await local.use('a/one', text)).toBe('one');
  });

  it('removes a scratch directory whatever happens in it', async () => {
    let made = '';
    const failing = copies().scratch('chunk 0-48', async (scratch) => {
      made = scratch;
      await writeFile(path.join(scratch, 'x'), '');
      throw new Error('encoder broke');
    });
    await expect(failing).rejects.toThrow('encoder broke');
    expect(existsSync(made)).toBe(false);
  });

  it('sweeps the leftovers of dead processes and leaves those of the living', async () => {
    const child = spawn('/bin/sleep', ['30']);
    const living = path.join(dir, 'scratch', ownerName(child.pid));
    await mkdir(living, { recursive: true });
    const dead = path.join(dir, 'scratch', ownerName(process.pid).replace(/~\d+$/, '~1'));
    await mkdir(dead, { recursive: true });
    await copies().scratch('any', async () => {});
    expect([existsSync(dead), existsSync(living)]).toEqual([false, true]);
    child.kill();
  });

  it('hands out files nobody can write to by accident', async () => {
    await copies().use('a/one', async (file) => expect((await stat(file)).mode & 0o222).toBe(0));
  });
});
