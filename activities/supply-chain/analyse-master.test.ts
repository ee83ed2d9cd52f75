import { readdir, writeFile } from 'node:fs/promises';
import { MockActivityEnvironment } from '@temporalio/testing';
import sharp from 'sharp';
import type { Ffmpeg } from '../../adapters/ffmpeg/port';
import { createMemoryStore } from '../../adapters/object-store/memory';
import type { ObjectStore } from '../../adapters/object-store/port';
import { HeadendError } from '../../domain/failures';
import type { MasterProbe } from '../../domain/media/probe';
import { probeOf } from '../../domain/qc/testing/probe';
import type { EncodeHeartbeat } from '../../workflows/supply-chain/contract';
import { type AnalysisBench, openAnalysisBench } from './testing/analysis';

jest.setTimeout(60_000);

let bench: AnalysisBench;
beforeAll(async () => {
  bench = await openAnalysisBench();
});
afterAll(() => bench.close());

const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '18'];
const source = (filters: string): string[] => ['-f', 'lavfi', '-i', filters];
const plainClip = (): Promise<string> =>
  bench.make(
    'plain.mp4',
    ...source('testsrc2=s=640x360:r=25:d=5'),
    ...source('sine=f=1000:d=5'),
    ...['-ac', '2', '-pix_fmt', 'yuv420p', ...X264],
  );
const PLAIN = probeOf({ video: { display: { width: 640, height: 360 }, frames: 125 } });

/** Width and height as a JPEG's frame header says. */
async function jpegSize(store: ObjectStore, key: string): Promise<[width: number, height: number]> {
  const bytes = await store.read(key);
  for (let at = 2; ; at += 2 + bytes.readUInt16BE(at + 2))
    if ([0xc0, 0xc1, 0xc2].includes(bytes[at + 1]!)) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
}

/** Decode the whole proxy from the store; what the players of the studio do. */
async function decodeProxy(store: ObjectStore, name: string): Promise<{ size: string; frames: number }> {
  const parts: Buffer[] = [];
  const playlist = (await store.read('previews/t/i/proxy/index.m3u8')).toString();
  for (const file of ['init.mp4', ...(playlist.match(/^\d+\.m4s$/gm) ?? [])])
    parts.push(await store.read(`previews/t/i/proxy/${file}`));
  const file = `${bench.directory}/${name}.proxy.mp4`;
  await writeFile(file, Buffer.concat(parts));
  let bytes = 0;
  await bench.ffmpeg.run({
    inputs: [{ path: file }],
    outputArgs: [...'-map 0:v -fps_mode passthrough -vf scale=16:16 -pix_fmt gray -f rawvideo'.split(' '), 'pipe:1'],
    onStdout: (chunk) => {
      bytes += chunk.length;
    },
  });
  return { size: await codedSize(file), frames: bytes / 256 };
}

async function codedSize(file: string): Promise<string> {
  const report = await bench.ffmpeg.run({
    inputs: [{ path: file }],
    outputArgs: ['-map', '0:v', '-c', 'copy', '-f', 'null', '-'],
    logLevel: 'info',
  });
  return /Video: h264[^\n]*?, (\d+x\d+)/.exec(report.stderrTail)?.[1] ?? report.stderrTail;
}

async function keysOf(store: ObjectStore): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list('previews/')) keys.push(key);
  return keys;
}

describe('analyseMaster', () => {
  it('leaves measurements, a finished proxy, thumbnails and a poster', async () => {
    const { analysis, series, store } = await bench.analyse(await plainClip(), PLAIN);
    expect(analysis.frames).toBe(125);
    expect(series.video.meanLuma).toHaveLength(125);
    expect(series.audio[0]?.momentary.length).toBeGreaterThanOrEqual(49);
    const playlist = (await store.read(analysis.proxyKey)).toString();
    expect(playlist).toContain('#EXT-X-ENDLIST');
    expect(playlist.match(/^\d+\.m4s$/gm)).toHaveLength(3);
    expect(await decodeProxy(store, 'plain')).toEqual({ size: '480x270', frames: 125 });
    const vtt = (await store.read(analysis.thumbnails.vttKey)).toString();
    expect(vtt).toContain('00:00:04.000 --> 00:00:05.000\nsprite-000.jpg#xywh=640,0,160,90');
    expect(await jpegSize(store, analysis.thumbnails.sprites[0]!)).toEqual([800, 90]);
    expect(await jpegSize(store, analysis.thumbnails.posterKey)).toEqual([640, 360]);
  });

  it('shows the colours of a BT.709 master in its poster', async () => {
    const bt709 = ['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'];
    const green = 'color=c=0x20c040:s=640x360:r=25:d=2,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p';
    const file = await bench.make('green.mkv', ...source(green), ...bt709, ...X264);
    const probe = probeOf({ video: { display: { width: 640, height: 360 }, frames: 50 }, audio: [] });
    const { analysis, store } = await bench.analyse(file, probe);
    const { channels } = await sharp(await store.read(analysis.thumbnails.posterKey)).stats();
    // JPEG's rounding costs a few codes; the wrong matrix costs 25 in green.
    [0x20, 0xc0, 0x40].forEach((value, index) => {
      expect(Math.abs(channels[index]!.mean - value)).toBeLessThan(8);
    });
  });

  it('lets the proxy play before the decode has ended', async () => {
    const store = createMemoryStore();
    const file = await plainClip();
    let playable = -1;
    const watching: Ffmpeg = {
      ...bench.ffmpeg,
      async run(job) {
        const report = await bench.ffmpeg.run({
          ...job,
          // as slow as a long master is
          onStdout: async (chunk) => {
            await job.onStdout?.(chunk);
            await new Promise((resolve) => setTimeout(resolve, 5));
          },
          onProgress: (progress) => {
            job.onProgress?.(progress);
          },
        });
        playable = (await store.find('previews/t/i/proxy/00000.m4s')) ? 1 : 0;
        return report;
      },
    };
    const { run } = await bench.activity(file, PLAIN, { store, ffmpeg: watching });
    await run();
    expect(playable).toBe(1);
  });

  it('makes the proxy known as soon as it can be played, and does not mind when that fails', async () => {
    const store = createMemoryStore();
    const shown: { key: string; segments: number; ended: boolean }[] = [];
    const saveProxy = async (_: string, key: string): Promise<void> => {
      const playlist = (await store.read(key)).toString();
      const segments = playlist.match(/^\d+\.m4s$/gm)?.length ?? 0;
      shown.push({ key, segments, ended: (await store.find('previews/t/i/analysis.json')) !== undefined });
      throw new HeadendError('database/unavailable', 'The database does not answer.');
    };
    const { run } = await bench.activity(await plainClip(), PLAIN, { store, records: { saveProxy } });
    const { proxyKey } = await run();
    expect(shown).toEqual([{ key: proxyKey, segments: expect.any(Number), ended: false }]);
    expect(shown[0]?.segments).toBeGreaterThan(0);
  });

  it('answers a finished analysis without decoding, and decodes again for other bytes', async () => {
    const { store, run } = await bench.activity(await plainClip(), PLAIN);
    const first = await run();
    const refusing: Ffmpeg = {
      ...bench.ffmpeg,
      run: () => Promise.reject(new HeadendError('encode/failed', 'It decoded.')),
    };
    const again = await bench.activity(await plainClip(), PLAIN, { store, ffmpeg: refusing });
    expect(await again.run()).toEqual(first);
    const marker = JSON.parse((await store.read('previews/t/i/analysis.json')).toString());
    await store.put('previews/t/i/analysis.json', Buffer.from(JSON.stringify({ ...marker, masterSha256: 'b' })), {
      contentType: 'application/json',
    });
    await expect(again.run()).rejects.toMatchObject({ code: 'encode/failed' });
  });

  it('stops the decode and leaves no marker when the store fails', async () => {
    const memory = createMemoryStore();
    const store: ObjectStore = {
      ...memory,
      putFile: () => Promise.reject(new HeadendError('store/unavailable', 'The store does not answer.')),
    };
    let ended = false;
    const slow: Ffmpeg = {
      ...bench.ffmpeg,
      run: (job) =>
        bench.ffmpeg.run({ ...job, onStdout: () => new Promise((resolve) => setTimeout(resolve, 50)) }).finally(() => {
          ended = true;
        }),
    };
    const { run } = await bench.activity(await plainClip(), PLAIN, { store, ffmpeg: slow });
    await expect(run()).rejects.toMatchObject({ code: 'store/unavailable' });
    expect(ended).toBe(true);
    expect(await memory.find('previews/t/i/analysis.json')).toBeUndefined();
    expect((await readdir(bench.directory)).filter((name) => name.startsWith('analyse-'))).toEqual([]);
  });
});

describe('analyseMaster inside an activity', () => {
  it('beats with advancing frames, and a cancellation ends ffmpeg and the uploads', async () => {
    const environment = new MockActivityEnvironment();
    const beats: EncodeHeartbeat[] = [];
    environment.on('heartbeat', (details: EncodeHeartbeat) => {
      beats.push(details);
      if (details.frame > 20) environment.cancel();
    });
    const store = createMemoryStore();
    const slow: Ffmpeg = {
      ...bench.ffmpeg,
      run: (job) =>
        bench.ffmpeg.run({
          ...job,
          onStdout: async (chunk) => {
            await job.onStdout?.(chunk);
            await new Promise((resolve) => setTimeout(resolve, 20));
          },
        }),
    };
    const { run } = await bench.activity(await plainClip(), PLAIN, { store, ffmpeg: slow });
    await expect(environment.run(run)).rejects.toThrow(/CANCELLED|cancel/i);
    expect(beats.at(-1)).toMatchObject({ frames: 125, frame: expect.any(Number) });
    const left = await keysOf(store);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await keysOf(store)).toEqual(left);
    expect(left).not.toContain('previews/t/i/analysis.json');
  });
});

interface Odd {
  name: string;
  args: string[];
  video: Partial<MasterProbe['video']>;
  audio?: Partial<MasterProbe['audio'][number]>[];
  proxy: string;
  /** Mean luma the measured copy should show, where the case is about levels. */
  luma?: number;
}
const TEST = source('testsrc2=s=640x360:r=25:d=2');
const HDR_TAGS = ['-color_primaries', 'bt2020', '-color_trc', 'smpte2084', '-colorspace', 'bt2020nc'];
const odd: Odd[] = [
  { name: 'no sound', args: [...TEST, '-pix_fmt', 'yuv420p', ...X264], video: {}, audio: [], proxy: '480x270' },
  {
    name: 'eight mono tracks',
    args: [
      ...TEST,
      ...source('sine=d=2'),
      '-map',
      '0',
      ...Array.from({ length: 8 }, () => ['-map', '1']).flat(),
      '-pix_fmt',
      'yuv420p',
      ...X264,
    ],
    video: {},
    audio: Array.from({ length: 8 }, () => ({ channels: 1 })),
    proxy: '480x270',
  },
  {
    name: 'variable frame rate',
    args: [
      ...source("testsrc2=s=640x360:r=25:d=3,select='not(between(n,20,29))+eq(n,25)'"),
      '-fps_mode',
      'vfr',
      '-pix_fmt',
      'yuv420p',
      ...X264,
    ],
    video: { rateMode: 'variable', frames: 75 },
    audio: [],
    proxy: '480x270',
  },
  {
    name: 'HDR10',
    args: [...source('testsrc2=s=640x360:r=25:d=2'), '-pix_fmt', 'yuv420p10le', ...HDR_TAGS, ...X264],
    video: {
      dynamicRange: 'HDR10',
      bitDepth: 10,
      colour: { primaries: 'bt2020', transfer: 'smpte2084', matrix: 'bt2020nc', range: 'tv' },
    },
    audio: [],
    proxy: '480x270',
  },
  {
    name: 'interlaced',
    args: [
      ...source('testsrc2=s=720x576:r=50:d=2,tinterlace=interleave_top,setsar=16/15'),
      '-flags',
      '+ildct+ilme',
      '-pix_fmt',
      'yuv420p',
      ...X264,
    ],
    video: { fieldOrder: 'top-first', coded: { width: 720, height: 576 }, display: { width: 768, height: 576 } },
    audio: [],
    proxy: '480x360',
  },
  {
    name: 'turned',
    args: [...TEST, '-pix_fmt', 'yuv420p', ...X264],
    video: { rotation: 90, display: { width: 360, height: 640 } },
    audio: [],
    proxy: '270x480',
  },
  {
    name: 'an odd size',
    args: [...source('testsrc2=s=853x481:r=25:d=2'), '-pix_fmt', 'yuv444p', ...X264],
    video: { coded: { width: 853, height: 481 }, display: { width: 853, height: 481 } },
    audio: [],
    proxy: '480x270',
  },
  {
    name: '4:2:2 in ten bits',
    args: [...source('color=c=gray:s=640x360:r=25:d=2'), '-pix_fmt', 'yuv422p10le', ...X264],
    video: { bitDepth: 10, chroma: '4:2:2' },
    audio: [],
    proxy: '480x270',
    luma: 126,
  },
  {
    name: 'full range',
    args: [
      ...source('color=c=white:s=640x360:r=25:d=2,scale=out_range=pc,format=yuv420p'),
      '-color_range',
      'pc',
      ...X264,
    ],
    video: { colour: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', range: 'pc' } },
    audio: [],
    proxy: '480x270',
    luma: 255,
  },
  {
    name: 'fifty frames per second',
    args: [...source('testsrc2=s=640x360:r=50:d=2'), '-pix_fmt', 'yuv420p', ...X264],
    video: { frameRate: { num: 50, den: 1 }, frames: 100 },
    audio: [],
    proxy: '480x270',
  },
];

describe('analyseMaster with an odd master', () => {
  it.each(odd)('copes with $name', async ({ name, args, video, audio, proxy, luma }) => {
    const file = await bench.make(`${name.replaceAll(' ', '-')}.mkv`, ...args);
    const probe = probeOf({ video: { display: { width: 640, height: 360 }, frames: 50, ...video }, audio });
    const { analysis, series, store } = await bench.analyse(file, probe);
    expect(analysis.frames).toBe(probe.video.frames);
    expect(series.audio).toHaveLength(probe.audio.length);
    const half = probe.video.frameRate.num > 30 ? 2 : 1;
    expect(await decodeProxy(store, name.replaceAll(' ', '-'))).toEqual({
      size: proxy,
      frames: probe.video.frames / half,
    });
    const [width, height] = await jpegSize(store, analysis.thumbnails.posterKey);
    const { display } = probe.video;
    expect(Math.abs(width / height - display.width / display.height)).toBeLessThan(0.02);
    if (luma !== undefined) expect(series.video.meanLuma[10]).toBeCloseTo(luma, 0);
  });
});
