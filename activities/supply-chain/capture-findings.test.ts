import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { createFfprobe } from '../../adapters/ffmpeg/ffprobe';
import { createMemoryStore } from '../../adapters/object-store/memory';
import type { ObjectStore } from '../../adapters/object-store/port';
import { createProcessRunner } from '../../adapters/process/runner';
import { HeadendError } from '../../domain/failures';
import type { VideoProbe } from '../../domain/media/probe';
import { probeOf } from '../../domain/qc/testing/probe';
import { testTools } from '../../tests/support/tools';
import { createCaptureFindings } from './capture-findings';
import { type AnalysisBench, copiesOf, openAnalysisBench } from './testing/analysis';

jest.setTimeout(60_000);

let bench: AnalysisBench;
let ffprobe: ReturnType<typeof createFfprobe>;
beforeAll(async () => {
  bench = await openAnalysisBench();
  ffprobe = createFfprobe({ path: (await testTools()).ffprobe, runner: createProcessRunner() });
});
afterAll(() => bench.close());

/** Three seconds in which a bar moves by four pixels with every frame, and so tells its number. Long GOPs with B-frames. */
const COUNTED = [
  ...['-f', 'lavfi', '-i', "color=c=black:s=320x180:r=25:d=3,geq=lum='if(between(X,4*N,4*N+3),235,16)':cb=128:cr=128"],
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-qp', '4', '-g', '50', '-bf', '3', '-pix_fmt', 'yuv420p'],
  ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
];
const SMALL: Partial<VideoProbe> = {
  coded: { width: 320, height: 180 },
  display: { width: 320, height: 180 },
  frames: 75,
};

const PREFIX = 'previews/t/i/m/findings/';

async function capture(
  file: string,
  frames: number[],
  { video = {}, store = createMemoryStore() }: { video?: Partial<VideoProbe>; store?: ObjectStore } = {},
) {
  const run = createCaptureFindings({ store, ffmpeg: bench.ffmpeg, copies: copiesOf(file, bench.directory) });
  const master = { masterId: 'm', objectKey: 'masters/t/i', sha256: 'a'.repeat(64), bytes: 1 };
  const probe = probeOf({ video: { ...SMALL, ...video } });
  const counted = await run({ ingestId: 'i', tenantId: 't', master, video: probe.video, frames, prefix: PREFIX });
  return { counted, store };
}

/** Which frame does a picture show? */
async function frameShown(store: ObjectStore, frame: number): Promise<number> {
  const row = [...(await pixels(store, frame)).subarray(0, 320)];
  return Math.floor(row.indexOf(Math.max(...row)) / 4);
}

/** The luma of a picture, decoded by a program that is not held back as the adapter is. */
async function pixels(store: ObjectStore, frame: number) {
  const file = path.join(bench.directory, `picture-${frame}.jpg`);
  await writeFile(file, await store.read(`${PREFIX}${frame}.jpg`));
  const { ffmpeg } = await testTools();
  const raw = ['-v', 'error', '-i', file, '-pix_fmt', 'gray', '-f', 'rawvideo', 'pipe:1'];
  const { stdout: grey } = await promisify(execFile)(ffmpeg, raw, { encoding: 'buffer', maxBuffer: 2 ** 24 });
  return grey;
}

describe('captureFindings', () => {
  it('shows exactly the frame that was asked for, from the first to the last', async () => {
    const frames = [0, 1, 24, 49, 50, 51, 74];
    const { counted, store } = await capture(await bench.make('counted.mp4', ...COUNTED), frames);
    expect(counted).toEqual({ made: 7, reused: 0 });
    for (const frame of frames) expect(await frameShown(store, frame)).toBe(frame);
  });

  it('counts from the first picture where the sound starts before it, and in containers without an index', async () => {
    const file = await bench.make(
      'late.ts',
      ...COUNTED.slice(0, 4),
      ...['-f', 'lavfi', '-i', 'sine=d=4', '-map', '0', '-map', '1', ...COUNTED.slice(4), '-c:a', 'aac'],
      ...['-filter:v', 'setpts=PTS+0.6/TB', '-fps_mode', 'passthrough', '-f', 'mpegts'],
    );
    const { streams = [] } = await ffprobe.describe(file);
    const startUs = Math.round(Number(streams.find(({ codec_type: type }) => type === 'video')?.start_time) * 1e6);
    const frames = [0, 30, 60];
    const { store } = await capture(file, frames, { video: { startUs, seeksToKeyFrames: false, gopFrames: 50 } });
    for (const frame of frames) expect(await frameShown(store, frame)).toBe(frame);
  });

  it('shows turned and non-square pictures as a viewer sees them, and no larger than they need to be', async () => {
    const half = 'color=c=black:s=720x576:r=25:d=1,drawbox=w=iw:h=ih/2:c=white:t=fill,setsar=16/11';
    const file = await bench.make('turned.mp4', '-f', 'lavfi', '-i', half, ...COUNTED.slice(4));
    const { store } = await capture(file, [5], {
      video: { coded: { width: 720, height: 576 }, rotation: 90, display: { width: 576, height: 1048 }, frames: 25 },
    });
    const grey = await pixels(store, 5);
    expect(grey).toHaveLength(352 * 640);
    // The top half is white; turned clockwise by a quarter it is on the right.
    expect(grey[300 * 352 + 20]).toBeLessThan(10);
    expect(grey[300 * 352 + 330]).toBeGreaterThan(245);
  });

  it('makes nothing twice, and nothing at all of what is behind the end or damaged', async () => {
    const file = await bench.make('again.mp4', ...COUNTED);
    const { store } = await capture(file, [10]);
    const putFile = jest.spyOn(store, 'putFile');
    expect((await capture(file, [10, 20, 500], { store })).counted).toEqual({ made: 1, reused: 1 });
    expect(putFile.mock.calls.map(([key]) => key)).toEqual([`${PREFIX}20.jpg`]);
    await writeFile(`${bench.directory}/noise.mp4`, 'no film at all');
    expect((await capture(`${bench.directory}/noise.mp4`, [1, 2])).counted).toEqual({ made: 0, reused: 0 });
  });

  it('tells a store that is away, so that the step is tried again', async () => {
    const away = new HeadendError('store/unavailable', 'x');
    const store = { ...createMemoryStore(), putFile: () => Promise.reject(away) };
    await expect(capture(await bench.make('away.mp4', ...COUNTED), [1], { store })).rejects.toBe(away);
  });
});
