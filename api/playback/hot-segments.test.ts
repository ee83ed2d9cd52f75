import type { Readable } from 'node:stream';
import { createMemoryStore } from '../../adapters/object-store/memory';
import { HeadendError } from '../../domain/failures';
import { hotSegments } from './hot-segments';

const [A, B, C] = ['a', 'b', 'c'].map((name) => `titles/ten/tit/ver/video/${name}/1.m4s`) as [string, string, string];
const memory = createMemoryStore();
let asked: string[];
let time: number;
let away: boolean;
beforeEach(async () => {
  asked = [];
  time = 0;
  away = false;
  for (const key of [A, B, C, 'titles/ten/tit/ver/master.m3u8', 'previews/ten/1.m4s'])
    await memory.put(key, Buffer.from(`0123456789 ${key}`.padEnd(100)), { contentType: 'x/y' });
});

const told = <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
  asked.push(what);
  if (away) throw new HeadendError('store/unavailable', 'Away.');
  return work();
};
const store: typeof memory = {
  ...memory,
  find: (key) => told('find', () => memory.find(key)),
  get: (key) => told('get', () => memory.get(key)),
  getRange: (key, start, end) => told('range', () => memory.getRange(key, start, end)),
};
const hot = (bytes = 250) => hotSegments(store, { bytes }, () => time);
const text = async (body: Readable) => Buffer.concat(await body.toArray()).toString();
const whole = async (over: ReturnType<typeof hot>, key: string) => {
  expect(await over.find(key)).toMatchObject({ key, bytes: 100 });
  return text(await over.get(key));
};

it('reads a segment for many once, from its second request on', async () => {
  const over = hot();
  const right = (await memory.read(A)).toString();
  for (let count = 0; count < 3; count++) expect(await whole(over, A)).toBe(right);
  const more = await Promise.all(Array.from({ length: 20 }, () => whole(over, A)));
  expect(new Set(more)).toEqual(new Set([right]));
  expect(asked).toEqual(['find', 'get', 'get']);
  expect(await text(await over.getRange(A, 2, 4))).toBe('234');
  expect(asked).toHaveLength(3);
});

it('asks again what it knows after a while, and takes what has changed', async () => {
  const over = hot();
  for (let count = 0; count < 3; count++) await whole(over, A);
  time = 10_000;
  await whole(over, A);
  expect(asked).toEqual(['find', 'get', 'get', 'find']);
  await memory.put(A, Buffer.from('changed'.padEnd(100)), { contentType: 'x/y' });
  time = 20_000;
  expect((await whole(over, A)).trim()).toBe('changed');
  await memory.remove(A);
  time = 30_000;
  expect(await over.find(A)).toBeUndefined();
});

it('keeps no playlist and nothing that grows', async () => {
  const over = hot();
  for (const key of ['titles/ten/tit/ver/master.m3u8', 'previews/ten/1.m4s']) {
    asked = [];
    for (let count = 0; count < 4; count++) await whole(over, key);
    expect(asked).toEqual(Array(4).fill(['find', 'get']).flat());
  }
});

it('holds no more than it may: the one not asked for longest goes, none that is still read', async () => {
  const over = hot();
  for (const key of [A, B, C]) for (let count = 0; count < 2; count++) await whole(over, key);
  asked = [];
  await whole(over, C);
  await whole(over, B);
  expect(asked).toEqual([]);
  const slow = [await over.get(B), await over.get(C)];
  await whole(over, A);
  await whole(over, A);
  expect(asked).toEqual(['find', 'get', 'get']); // streamed: there is no room
  for (const body of slow) await text(body);
  await whole(over, A);
  await whole(over, A);
  expect(asked).toEqual(['find', 'get', 'get', 'get']);
});

it('gives memory back when viewers go away before the end', async () => {
  const over = hot(100);
  for (let count = 0; count < 2; count++) await whole(over, A);
  for (let count = 0; count < 5; count++) {
    const body = await over.get(A);
    body.destroy();
    await new Promise((resolve) => body.once('close', resolve));
  }
  asked = [];
  for (let count = 0; count < 3; count++) await whole(over, B);
  expect(asked).toEqual(['find', 'get', 'get']);
});

it('tells everybody that the store is away, and is well again after it', async () => {
  const over = hot();
  await whole(over, A);
  away = true;
  const failed = await Promise.allSettled([over.get(A), over.get(A), over.get(A)]);
  expect(failed.map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
  away = false;
  for (let count = 0; count < 3; count++) await whole(over, A);
  asked = [];
  await whole(over, A);
  expect(asked).toEqual([]);
});

it('keeps nothing when it may not', async () => {
  const over = hot(0);
  for (let count = 0; count < 3; count++) await whole(over, A);
  expect(asked).toEqual(['find', 'get', 'get', 'get']);
});
