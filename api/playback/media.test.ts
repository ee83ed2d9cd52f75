import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import express from 'express';
import { createMemoryStore } from '../../adapters/object-store/memory';
import { HeadendError } from '../../domain/failures';
import { requestContext } from '../http/context';
import { createLogger } from '../http/logger';
import { mediaRouter } from './media';

const MEDIA = Buffer.from('0123456789'.repeat(10));
const PLAYLIST = `#EXTM3U\n${'#EXTINF:6,\nsegment.m4s\n'.repeat(50)}`;

const store = createMemoryStore();
let opened: Readable[] = [];
const spied = {
  ...store,
  find: async (key: string) => {
    const found = await store.find(key);
    return found && key.endsWith('endless.m4s') ? { ...found, bytes: 1e12 } : found;
  },
  get: async (key: string) => {
    if (key.endsWith('down.m4s'))
      throw new HeadendError('store/unavailable', 'The object store did not serve the request.');
    const body = key.endsWith('endless.m4s') ? endless() : await store.get(key);
    opened.push(body);
    return body;
  },
};
const endless = () =>
  Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(64 * 1024);
    })(),
    { objectMode: false },
  );

let server: http.Server;
beforeAll(async () => {
  const put = (key: string, body: string | Buffer) => store.put(key, Buffer.from(body), { contentType: 'x/y' });
  await put('titles/t/1/v/master.m3u8', PLAYLIST);
  await put('titles/t/1/v/manifest.mpd', '<MPD/>');
  await put('titles/t/1/v/video/a b+c/1.m4s', MEDIA);
  await put('titles/t/1/v/init.mp4', MEDIA);
  await put('titles/t/1/v/text/en.vtt', 'WEBVTT\n');
  await put('titles/t/1/v/poster.jpg', 'jpeg');
  await put('titles/t/1/v/inventory.json', '{}');
  await put('titles/t/1/v/empty.m4s', '');
  await put('titles/t/1/v/endless.m4s', MEDIA);
  await put('titles/t/1/v/down.m4s', MEDIA);
  await put('titles/t/1/secret', 'of another version');
  await put('previews/t/i/proxy/index.m3u8', PLAYLIST);
  const app = express();
  app.set('etag', false);
  app.use(requestContext(createLogger('silent'), () => undefined));
  app.use(
    mediaRouter({
      store: spied,
      resolveToken: async (token) =>
        ({
          tok: { prefix: 'titles/t/1/v/', live: false, tag: 'version' },
          prev: { prefix: 'previews/t/i/', live: true },
        })[token],
    }),
  );
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  opened = [];
});

/** As a player on the wire: no decoding, no redirects, path sent as it is. */
const ask = (path: string, headers: http.OutgoingHttpHeaders = {}, method = 'GET') =>
  new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const sent = http.request({ host: '127.0.0.1', port, path, headers, method }, async (answer) => {
      const body = Buffer.concat(await answer.toArray());
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body });
    });
    sent.on('error', reject).end();
  });

const SEGMENT = '/media/tok/video/a%20b+c/1.m4s';

it.each([
  [SEGMENT, 'video/iso.segment', 'public, max-age=31536000, immutable'],
  ['/media/tok/init.mp4', 'video/mp4', 'public, max-age=31536000, immutable'],
  ['/media/tok/poster.jpg', 'image/jpeg', 'public, max-age=31536000, immutable'],
  ['/media/tok/text/en.vtt', 'text/vtt; charset=utf-8', 'public, max-age=31536000, immutable'],
  ['/media/tok/master.m3u8', 'application/vnd.apple.mpegurl', 'public, max-age=6'],
  ['/media/tok/manifest.mpd', 'application/dash+xml', 'public, max-age=6'],
  ['/media/prev/proxy/index.m3u8', 'application/vnd.apple.mpegurl', 'no-cache'],
])('serves %s as %s with %s', async (path, type, caching) => {
  const { status, headers } = await ask(path);
  expect({ status, type: headers['content-type'], caching: headers['cache-control'] }).toEqual({
    status: 200,
    type,
    caching,
  });
  expect(headers['access-control-allow-origin']).toBe('*');
  expect(headers['access-control-expose-headers']).toMatch(/Content-Length, Content-Range,.*ETag/);
});

it('tags what is of a version for CDNs, and problems not', async () => {
  const tagsOf = async (path: string) => {
    const { headers } = await ask(path);
    return ['cache-tag', 'surrogate-key', 'edge-cache-tag'].map((name) => headers[name]);
  };
  expect(await tagsOf(SEGMENT)).toEqual(['version', 'version', 'version']);
  for (const path of ['/media/prev/proxy/index.m3u8', '/media/tok/none.m4s', '/media/tok/down.m4s'])
    expect(await tagsOf(path)).toEqual([undefined, undefined, undefined]);
});

it.each([
  ['bytes=0-0', '0', 'bytes 0-0/100'],
  ['bytes=5-14', '5678901234', 'bytes 5-14/100'],
  ['bytes=97-', '789', 'bytes 97-99/100'],
  ['bytes=-4', '6789', 'bytes 96-99/100'],
  ['bytes=-400', MEDIA.toString(), 'bytes 0-99/100'],
  ['bytes=98-4000', '89', 'bytes 98-99/100'],
])('answers the range %s with 206', async (range, body, contentRange) => {
  const answer = await ask(SEGMENT, { range });
  expect(answer.status).toBe(206);
  expect(answer.body.toString()).toBe(body);
  expect(answer.headers['content-range']).toBe(contentRange);
  expect(answer.headers['content-length']).toBe(String(body.length));
});

it.each(['bytes=100-', 'bytes=100-200', 'bytes=-0'])('answers the range %s with 416 and the size', async (range) => {
  const { status, headers, body } = await ask(SEGMENT, { range });
  expect({ status, range: headers['content-range'], size: body.length }).toEqual({
    status: 416,
    range: 'bytes */100',
    size: 0,
  });
  expect(headers['access-control-allow-origin']).toBe('*');
});

it('knows ranges whatever the case of their unit, and for GET only', async () => {
  expect((await ask(SEGMENT, { range: 'Bytes=0-4' })).body.toString()).toBe('01234');
  const head = await ask(SEGMENT, { range: 'bytes=0-4' }, 'HEAD');
  expect([head.status, head.headers['content-length'], head.headers['content-range']]).toEqual([200, '100', undefined]);
});

it.each(['bytes=9-5', 'bytes=0-1,5-6', 'items=0-1', 'bytes=', 'bytes=a-b'])('ignores the range %s', async (range) => {
  const { status, body } = await ask(SEGMENT, { range });
  expect([status, body.length]).toEqual([200, 100]);
});

it('keeps to If-Range', async () => {
  const { headers } = await ask(SEGMENT);
  const range = 'bytes=0-4';
  const statusFor = async (condition: string) => (await ask(SEGMENT, { range, 'if-range': condition })).status;
  expect(await statusFor(String(headers.etag))).toBe(206);
  expect(await statusFor('"other"')).toBe(200);
  expect(await statusFor(String(headers['last-modified']))).toBe(206);
  expect(await statusFor(new Date(0).toUTCString())).toBe(200);
  expect(await statusFor(`W/${headers.etag}`)).toBe(200);
});

it('answers 304 to what the client has', async () => {
  const { headers } = await ask(SEGMENT);
  const statusFor = async (condition: http.OutgoingHttpHeaders) => (await ask(SEGMENT, condition)).status;
  expect(await statusFor({ 'if-none-match': headers.etag })).toBe(304);
  expect(await statusFor({ 'if-none-match': `"x", W/${headers.etag}` })).toBe(304);
  expect(await statusFor({ 'if-none-match': '*' })).toBe(304);
  expect(await statusFor({ 'if-none-match': '"x"' })).toBe(200);
  expect(await statusFor({ 'if-modified-since': headers['last-modified'] })).toBe(304);
  expect(await statusFor({ 'if-modified-since': headers['last-modified'], 'if-none-match': '"x"' })).toBe(200);
});

it('answers HEAD like GET, without reading the object', async () => {
  const head = await ask(SEGMENT, {}, 'HEAD');
  const get = await ask(SEGMENT);
  for (const name of ['content-length', 'content-type', 'etag', 'accept-ranges', 'cache-control'])
    expect([name, head.headers[name]]).toEqual([name, get.headers[name]]);
  expect(head.body).toHaveLength(0);
  expect(opened).toHaveLength(1);
});

it('compresses playlists and captions, and nothing else', async () => {
  const gzip = { 'accept-encoding': 'gzip' };
  const playlist = await ask('/media/tok/master.m3u8', gzip);
  expect(playlist.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
  expect(playlist.headers['content-length']).toBeUndefined();
  expect(gunzipSync(playlist.body).toString()).toBe(PLAYLIST);
  const plain = await ask('/media/tok/master.m3u8');
  expect(plain.headers.etag).not.toBe(playlist.headers.etag);
  expect(plain.body.toString()).toBe(PLAYLIST);
  expect((await ask('/media/tok/master.m3u8', { ...gzip, range: 'bytes=0-4' })).status).toBe(200);
  expect((await ask('/media/tok/master.m3u8', { range: 'bytes=0-4' })).body.toString()).toBe('#EXTM');
  expect((await ask('/media/tok/text/en.vtt', gzip)).headers['content-encoding']).toBe('gzip');
  expect((await ask(SEGMENT, gzip)).headers['content-encoding']).toBeUndefined();
});

it('compresses with brotli for whoever prefers it', async () => {
  const playlist = await ask('/media/tok/master.m3u8', { 'accept-encoding': 'gzip, br' });
  expect(playlist.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
  expect(brotliDecompressSync(playlist.body).toString()).toBe(PLAYLIST);
});

it('serves an empty object', async () => {
  const { status, headers, body } = await ask('/media/tok/empty.m4s');
  expect([status, headers['content-length'], body.length]).toEqual([200, '0', 0]);
});

it.each([
  '/media/tok/none.m4s',
  '/media/tok/inventory.json',
  '/media/unknown/master.m3u8',
  '/media/tok',
  '/media/tok/',
  '/media/tok/../secret',
  '/media/tok/%2e%2e/secret',
  '/media/tok/video/..%2f..%2fsecret',
  '/media/tok/..%5csecret',
  '/media/tok//master.m3u8',
  '/media/tok/%00',
  '/media/tok/%',
  '/media/prev/../tok/master.m3u8',
])('answers %s with a problem that a page may read', async (path) => {
  const { status, headers, body } = await ask(path);
  expect(status).toBe(404);
  expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(headers['access-control-allow-origin']).toBe('*');
  expect(headers['cache-control']).toBe('no-store');
  expect(JSON.parse(body.toString())).toMatchObject({
    code: 'media/not-found',
    status: 404,
    type: '/docs/codes/media/not-found',
  });
  expect(body.toString()).not.toMatch(/titles\/|tok/);
});

it('says 503 with Retry-After when the store is away', async () => {
  const { status, headers, body } = await ask('/media/tok/down.m4s');
  expect([status, headers['retry-after'], headers['access-control-allow-origin'], headers.etag]).toEqual([
    503,
    '2',
    '*',
    undefined,
  ]);
  expect(JSON.parse(body.toString())).toMatchObject({ code: 'store/unavailable' });
});

it('refuses other methods and answers preflights', async () => {
  const post = await ask(SEGMENT, {}, 'POST');
  expect([post.status, post.headers.allow, post.headers['access-control-allow-origin']]).toEqual([
    405,
    'GET, HEAD, OPTIONS',
    '*',
  ]);
  const preflight = await ask(
    SEGMENT,
    { origin: 'https://watch.example', 'access-control-request-method': 'GET' },
    'OPTIONS',
  );
  expect(preflight.status).toBe(204);
  expect(preflight.headers['access-control-allow-headers']).toMatch(/Range/);
});

it('waits for a slow viewer and ends the read when the viewer goes away', async () => {
  const { port } = server.address() as AddressInfo;
  const sent = http.get({ host: '127.0.0.1', port, path: '/media/tok/endless.m4s' });
  sent.on('error', () => undefined);
  const answer = await new Promise<http.IncomingMessage>((resolve) => sent.once('response', resolve));
  answer.on('error', () => undefined);
  await wait(150);
  const held = process.memoryUsage().external;
  await wait(150);
  expect(process.memoryUsage().external - held).toBeLessThan(20e6);
  expect(opened[0]?.destroyed).toBe(false);
  sent.destroy();
  await wait(150);
  expect(opened[0]?.destroyed).toBe(true);
  expect((await ask(SEGMENT)).status).toBe(200);
});
