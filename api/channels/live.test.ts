import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import express from 'express';
import type { LiveChannel } from '../../domain/linear/live/channel';
import { channelOf, NOON, version } from '../../domain/linear/live/testing/channel';
import { requestContext } from '../http/context';
import { createLogger } from '../http/logger';
import { liveAnswers, liveRouter } from './live';
import { liveDoor } from './live-door';

const FILM = version({ id: 'film', segments: 20, encrypted: true });
const PROMO = version({ id: 'promo', segments: 5 });
const films: LiveChannel = channelOf(
  [
    { of: FILM, segTo: 10 },
    { of: PROMO, breakId: 'brk_1', kind: 'promo' },
    { of: FILM, segFrom: 10 },
  ],
  { signalling: { interstitials: true } },
);
const british: LiveChannel = {
  ...films,
  variants: [films.variants[0]!, { territory: 'GB', rows: films.variants[0]!.rows.slice(0, 1) }],
};
let channel = british;
let now = NOON + 80_000;

const servers: http.Server[] = [];
async function node(): Promise<string> {
  const app = express();
  app.set('query parser', 'simple');
  app.use(requestContext(createLogger('silent'), () => undefined));
  const clock = () => now;
  const live = liveAnswers({
    ledger: { channel: async (name) => (['chn_1', 'films'].includes(name) ? channel : undefined) },
    addressOf: ({ versionId }) => `/media/${versionId}/`,
    now: clock,
  });
  app.use(liveRouter({ live, countryHeader: 'x-country', now: clock }));
  // One node has the door in front, the other has not: they answer alike.
  const listener = servers.length === 0 ? liveDoor({ live, next: app, observe: () => undefined }) : app;
  const server = http.createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

let [one, other] = ['', ''];
beforeAll(async () => {
  [one, other] = [await node(), await node()];
});
afterAll(() => {
  for (const server of servers) server.close();
});
beforeEach(() => {
  channel = british;
  now = NOON + 80_000;
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET', base = one) =>
  fetch(base + path, { headers: { 'accept-encoding': 'identity', ...headers }, method });
const VIDEO = '/live/films/ZZ/video/720p.m3u8';

describe('channels over HTTP', () => {
  it('are the same bytes and entity tags from every node, whenever between two segments it is asked', async () => {
    const first = await get(VIDEO);
    now += 2_000;
    const second = await get(VIDEO, {}, 'GET', other);
    expect(await second.text()).toBe(await first.text());
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(first.headers.get('content-type')).toBe('application/vnd.apple.mpegurl');
    expect(first.headers.get('cache-control')).toBe('public, max-age=3, stale-while-revalidate=6');
    expect(first.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('change with the next segment, and are not sent again before', async () => {
    const etag = (await get(VIDEO)).headers.get('etag') ?? '';
    expect((await get(VIDEO, { 'if-none-match': etag })).status).toBe(304);
    now += 6_000;
    expect((await get(VIDEO, { 'if-none-match': etag })).status).toBe(200);
  });

  it('never step back when the clock of the node is set back', async () => {
    const before = await (await get(VIDEO)).text();
    now -= 30_000;
    expect(await (await get(VIDEO)).text()).toBe(before);
  });

  it('come zipped, and to HEAD with their length alone', async () => {
    const plain = await (await get(VIDEO)).text();
    const zipped = await new Promise<Buffer>((resolve) =>
      http.get(one + VIDEO, { headers: { 'accept-encoding': 'gzip' } }, async (response) =>
        resolve(Buffer.concat(await response.toArray())),
      ),
    );
    expect(gunzipSync(zipped).toString()).toBe(plain);
    const head = await get(VIDEO, {}, 'HEAD');
    expect([await head.text(), head.headers.get('content-length')]).toEqual(['', String(plain.length)]);
  });

  it('name every playlist of the multivariant one', async () => {
    const text = await (await get('/live/films/index.m3u8')).text();
    expect(text).toMatch(
      /#EXT-X-STREAM-INF:BANDWIDTH=\d+,AVERAGE-BANDWIDTH=\d+,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=25/,
    );
    const paths = [...text.matchAll(/\/live\/films\/ZZ\/[^"\n]+/g)].map(([path]) => path);
    expect(paths).toHaveLength(5);
    for (const path of paths) expect((await get(path)).status).toBe(200);
  });

  it('are those of the territory that a proxy tells', async () => {
    const british = await get('/live/films/manifest.mpd', { 'x-country': 'gb' });
    expect(british.status).toBe(404);
    now = NOON + 40_000;
    channel = { ...channel };
    expect(await (await get('/live/films/index.m3u8', { 'x-country': 'GB' }, 'GET', other)).text()).toContain(
      '/live/films/GB/video/720p.m3u8',
    );
  });

  it('are kept by caches apart for each territory', async () => {
    expect((await get('/live/films/index.m3u8')).headers.get('vary')).toBe('x-country, Accept-Encoding');
    expect((await get(VIDEO)).headers.get('vary')).toBe('Accept-Encoding');
  });

  it('begin at an instant in the past, which every playlist is told', async () => {
    now = NOON + 152_000;
    const start = '2026-11-23T12:00:09Z';
    const index = await (await get(`/live/films/index.m3u8?start=${start}`)).text();
    expect(index).toContain(`/live/films/ZZ/video/720p.m3u8?start=${NOON / 1000 + 9}`);
    const text = await (await get(`${VIDEO}?start=${NOON / 1000 + 9}`)).text();
    expect(text).toContain('#EXT-X-MEDIA-SEQUENCE:1\n');
    expect(text).toContain('#EXT-X-START:TIME-OFFSET=3,PRECISE=YES');
    expect(await (await get(`/live/films/manifest.mpd?start=${start}`)).text()).toContain(
      '<Location>/live/films/ZZ/manifest.mpd?start=',
    );
  });

  it.each(['tomorrow', '2099-01-01T00:00:00Z', '2026-11-23', '-5'])('refuse the start %s', async (start) => {
    const answer = await get(`${VIDEO}?start=${start}`);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'channels/start-invalid']);
  });

  it.each([
    ['/live/nobody/index.m3u8', 404, 'channels/not-found'],
    ['/live/films/FR/video/720p.m3u8', 404, 'request/not-found'],
    ['/live/films/ZZ/video/1080p.m3u8', 404, 'request/not-found'],
    ['/live/films/ZZ/asset-list/0', 404, 'request/not-found'],
    ['/live/films/%ff/video/720p.m3u8', 404, 'request/not-found'],
    ['/live/films', 404, 'request/not-found'],
  ])('answer %s with %i %s, and CORS', async (path, status, code) => {
    const answer = await get(path);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('are off air before their first 18 seconds and after their last row', async () => {
    const status = async (at: number) => {
      now = at;
      channel = { ...channel, assets: new Map(channel.assets) };
      return (await get(VIDEO)).status;
    };
    expect([await status(NOON + 17_000), await status(NOON + 19_000)]).toEqual([404, 200]);
    const end = NOON + 150_000;
    expect([await status(end + 18_000), await status(end + 20_000)]).toEqual([200, 404]);
  });

  it('list what plays in a break, from where a viewer joins it', async () => {
    const list = await get('/live/films/ZZ/asset-list/1?_HLS_primary_id=abc&_HLS_start_offset=12.5');
    expect(list.headers.get('content-type')).toContain('application/json');
    expect(await list.json()).toEqual({ ASSETS: [{ URI: '/media/ver_promo/master.m3u8', DURATION: 30 }] });
    expect(await (await get('/live/films/ZZ/break/1.mpd')).text()).toContain('type="static"');
  });

  it('tell the time, and have captions without a cue', async () => {
    expect(await (await get('/live/time')).text()).toBe(new Date(now).toISOString());
    expect(await (await get('/live/empty.vtt')).text()).toMatch(/^WEBVTT\n/);
  });
});
