import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testStack } from '../../tests/stack/use';
import { checkPlayback, PlaybackBroken } from './playback-check';

let folder: string;
let server: Server;
let base: string;
let ffmpeg: string;

/** A four second clip with two rungs and one audio track, as HLS and DASH over the same files. */
beforeEach(async () => {
  ffmpeg = testStack().tools.ffmpeg ?? 'ffmpeg';
  folder = await mkdtemp(path.join(tmpdir(), 'headend-playback-test-'));
  const inputs = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=25:d=4', '-f', 'lavfi', '-i', 'sine=d=4'];
  const rungs = [
    '-map',
    '0:v',
    '-map',
    '0:v',
    '-map',
    '1:a',
    '-s:v:1',
    '160x90',
    '-c:v',
    'libx264',
    '-g',
    '50',
    '-c:a',
    'aac',
  ];
  const dash = [
    '-f',
    'dash',
    '-seg_duration',
    '2',
    '-hls_playlist',
    '1',
    '-adaptation_sets',
    'id=0,streams=v id=1,streams=a',
  ];
  execFileSync(ffmpeg, ['-v', 'error', ...inputs, ...rungs, ...dash, path.join(folder, 'manifest.mpd')]);
  server = createServer(async (request, reply) => {
    const file = path.join(folder, path.basename(request.url ?? ''));
    const found = await stat(file).catch(() => undefined);
    reply.writeHead(found ? 200 : 404);
    if (found && request.method === 'GET') createReadStream(file).pipe(reply);
    else reply.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const check = () => checkPlayback({ hls: `${base}/master.m3u8`, dash: `${base}/manifest.mpd`, ffmpeg });

/** Apply a change to the files whose name matches. */
async function spoil(pattern: RegExp, change: (file: string) => Promise<void>): Promise<void> {
  const names = (await readdir(folder)).filter((name) => pattern.test(name));
  expect(names).not.toHaveLength(0);
  await Promise.all(names.map((name) => change(path.join(folder, name))));
}

describe('checkPlayback', () => {
  it('decodes every rendition of a title and finds every DASH file', async () => {
    const report = await check();
    expect(report.seconds).toBeCloseTo(4, 1);
    expect(report.decoded).toHaveLength(3);
    expect(report.dashFiles).toBeGreaterThanOrEqual(9);
  });

  it('finds a segment that is not there', async () => {
    await spoil(/^chunk-stream1-0*2/, (file) => rm(file));
    await expect(check()).rejects.toThrow(PlaybackBroken);
    await expect(check()).rejects.toThrow(/HTTP 404/);
  });

  it('finds a segment that is cut short', async () => {
    await spoil(/^chunk-stream0-0*2/, (file) => truncate(file, 2000));
    await expect(check()).rejects.toThrow(PlaybackBroken);
  });

  it('finds a playlist that does not end', async () => {
    await spoil(/^media_0\.m3u8$/, async (file) => {
      await writeFile(file, (await readFile(file, 'utf8')).replace('#EXT-X-ENDLIST', ''));
    });
    await expect(check()).rejects.toThrow(/EXT-X-ENDLIST/);
  });

  it('finds a playlist that promises more than there is', async () => {
    await spoil(/^media_0\.m3u8$/, async (file) => {
      await writeFile(file, (await readFile(file, 'utf8')).replace(/#EXTINF:2\.0+/, '#EXTINF:3.0'));
    });
    await expect(check()).rejects.toThrow(/the playlist says 5/);
  });
});
