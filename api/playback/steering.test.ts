import type http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createMemoryStore } from '../../adapters/object-store/memory';
import { requestContext } from '../http/context';
import { createLogger } from '../http/logger';
import { mediaRouter } from './media';
import { STEERING_PATH, steeringRouter } from './steering';

const pathways = [
  { id: 'a', host: 'a.example', weight: 1 },
  { id: 'b', host: 'b.example', weight: 0 },
];

let server: http.Server;
let url: string;
beforeAll(async () => {
  const store = createMemoryStore();
  const put = (name: string, body: string) => store.put(`v/${name}`, Buffer.from(body), { contentType: 'x/y' });
  await put('master.m3u8', '#EXTM3U\n#EXT-X-VERSION:7\n');
  await put('manifest.mpd', '<MPD type="static"></MPD>');
  await put('video/media.m3u8', '#EXTM3U\n');
  const app = express();
  app.use(requestContext(createLogger('silent'), () => undefined));
  const resolveToken = async () => ({ prefix: 'v/', live: false });
  app.use(mediaRouter({ store, resolveToken, steering: STEERING_PATH }));
  app.use(steeringRouter({ pathways, ttlS: 60 }));
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

const text = async (path: string) => (await fetch(url + path)).text();
const document = async (query = '') => JSON.parse(await text(`${STEERING_PATH}${query}`));

it('names the steering document in the manifests that players begin with, and in no other', async () => {
  expect(await text('/media/t/master.m3u8')).toMatch(/^#EXTM3U\n#EXT-X-CONTENT-STEERING:SERVER-URI="\/steering"/);
  expect(await text('/media/t/manifest.mpd')).toContain('>/steering</ContentSteering>');
  expect(await text('/media/t/video/media.m3u8')).toBe('#EXTM3U\n');
  const answer = await fetch(`${url}/media/t/master.m3u8`, {
    method: 'HEAD',
    headers: { 'Accept-Encoding': 'identity' },
  });
  expect(answer.headers.get('etag')).toMatch(/-steered"$/);
});

it('sends a player to another pathway when the one it is on gives little', async () => {
  expect((await document())['PATHWAY-PRIORITY']).toEqual(['a', 'b', '.']);
  expect((await document('?_HLS_pathway=%22a%22&_HLS_throughput=1000'))['PATHWAY-PRIORITY']).toEqual(['b', 'a', '.']);
  expect((await document('?_DASH_pathway=a&_DASH_throughput=9000000'))['PATHWAY-PRIORITY']).toEqual(['a', 'b', '.']);
});

it('is read by pages of any origin and kept by nobody', async () => {
  const { headers } = await fetch(url + STEERING_PATH);
  expect([headers.get('access-control-allow-origin'), headers.get('cache-control')]).toEqual(['*', 'no-store']);
});
