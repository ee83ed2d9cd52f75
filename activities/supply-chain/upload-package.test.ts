import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMemoryStore } from '../../adapters/object-store/memory';
import type { ObjectStore } from '../../adapters/object-store/port';
import { HeadendError } from '../../domain/failures';
import { eventually } from '../../tests/support/eventually';
import { uploadPackage } from './upload-package';

const PREFIX = 'titles/t/1/v/';
let directory: string;
let store: ObjectStore;
beforeEach(async () => {
  store = createMemoryStore();
  directory = await mkdtemp(path.join(tmpdir(), 'headend-upload-'));
  for (const folder of ['video/720p', 'audio/en']) await mkdir(path.join(directory, folder), { recursive: true });
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const write = (file: string, text: string) => writeFile(path.join(directory, file), text);
const segments = async (folder: string, count: number) => {
  for (let number = 1; number <= count; number++) await write(`${folder}/${number}.m4s`, `${folder} ${number}`);
};
const stored = async (): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key } of store.list(PREFIX)) keys.push(key.slice(PREFIX.length));
  return keys;
};
const upload = (make: () => Promise<unknown>, over: ObjectStore = store) =>
  uploadPackage(
    { store: over, prefix: PREFIX, directory, segmentFolders: ['video/720p', 'audio/en', 'video/none'] },
    make,
  );

it('sends segments while the packager still writes, but none that is not followed by two', async () => {
  const objects = await upload(async () => {
    await segments('video/720p', 5);
    await segments('audio/en', 2);
    await eventually(async () => expect(await stored()).toEqual([1, 2, 3].map((n) => `video/720p/${n}.m4s`)));
    await write('master.m3u8', '#EXTM3U');
  });
  expect(objects.map(({ path }) => path).sort()).toEqual(await stored());
  expect(await stored()).toHaveLength(8);
});

it('sends again what is written again after it went up, even in the same length', async () => {
  const objects = await upload(async () => {
    await segments('video/720p', 4);
    await eventually(async () => expect(await stored()).toHaveLength(2));
    await write('video/720p/1.m4s', 'VIDEO/720P 1');
    await write('video/720p/2.m4s', 'longer than it was');
  });
  for (const { path: file, bytes, etag } of objects) {
    const local = await readFile(path.join(directory, file));
    expect(await store.read(PREFIX + file)).toEqual(local);
    expect(await store.find(PREFIX + file)).toMatchObject({ bytes, etag });
    expect(bytes).toBe(local.length);
  }
});

it('names no object whose file is gone in the end', async () => {
  const objects = await upload(async () => {
    await segments('audio/en', 4);
    await eventually(async () => expect(await stored()).toHaveLength(2));
    await rm(path.join(directory, 'audio/en/2.m4s'));
  });
  expect(objects.map(({ path }) => path)).not.toContain('audio/en/2.m4s');
});

it('says what went wrong with the packager, and sends nothing after it', async () => {
  const failed = upload(async () => {
    await segments('video/720p', 4);
    await eventually(async () => expect(await stored()).toHaveLength(2));
    throw new HeadendError('package/failed', 'It broke.');
  });
  await expect(failed).rejects.toMatchObject({ code: 'package/failed' });
  expect(await stored()).toHaveLength(2);
});

it('goes on when the store was away for a moment, and says so when it stays away', async () => {
  let trouble = 1;
  const shaky: ObjectStore = {
    ...store,
    putFile: async (...given) => {
      if (trouble-- > 0) throw new HeadendError('store/unavailable', 'Away.');
      return store.putFile(...given);
    },
  };
  const make = async () => {
    await segments('video/720p', 4);
    await eventually(async () => expect(trouble).toBeLessThan(1));
  };
  expect(await upload(make, shaky)).toHaveLength(4);
  trouble = 1000;
  await expect(upload(() => segments('video/720p', 5), shaky)).rejects.toMatchObject({ code: 'store/unavailable' });
});
