import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createPackageTitle } from '../activities/supply-chain/package-title';
import type { ContentKey } from '../adapters/content-keys/port';
import { createLocalCopies } from '../adapters/local-copies/local-copies';
import { withFileBytes } from '../adapters/object-store/file-bytes';
import { createMemoryStore } from '../adapters/object-store/memory';
import type { ObjectStore } from '../adapters/object-store/port';
import { createPackager } from '../adapters/packager/packager';
import type { PackageRequest, Packager } from '../adapters/packager/port';
import { shakaArguments, shakaKeyFlags } from '../adapters/packager/shaka';
import { createProcessRunner } from '../adapters/process/runner';
import { rational } from '../domain/media/rational';
import { resolveTool } from '../infra/toolchain/resolve';
import type { PackageTask } from '../workflows/supply-chain/contract';
import { median, printMetric, wallSeconds } from './metric';

const run = promisify(execFile);
const RATE = rational(25);
/** Ten seconds of noise over and over: as heavy as a film, and made in moments. */
const [LOOP_S, LOOPS, RUNS] = [10, 60, 3];
const RUNGS = [
  { name: 'h264-720p', width: 1280, height: 720, rate: '3M' },
  { name: 'h264-540p', width: 960, height: 540, rate: '1800k' },
  { name: 'h264-360p', width: 640, height: 360, rate: '800k' },
];
const KEYS = (['AUDIO', 'SD', 'HD'] as const).map(
  (label): ContentKey => ({
    ...{ kid: randomUUID(), label, scheme: 'cbcs' },
    key: createHash('md5').update(label).digest(),
  }),
);

/**
 * cbcs packaging through the activity (keys, packager, measuring, playlists, reading for the upload) beside the packager
 * alone with the same flags, on the same ten minutes of three renditions and one sound.
 */
export async function packaging(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'headend-bench-package-'));
  try {
    const [ffmpeg, packager] = [(await resolveTool('ffmpeg')).path, (await resolveTool('packager')).path];
    const store = createMemoryStore();
    const task = await makeTask(folder, ffmpeg, store);
    const runner = createProcessRunner();
    const copies = await createLocalCopies({
      ...{ store, cacheDir: path.join(folder, 'cache'), cacheBytes: 1e10 },
      scratchDir: path.join(folder, 'scratch'),
    });
    const contentKeys = { ensure: async () => KEYS };
    const shaka = createPackager({ kind: 'shaka', path: packager, runner });
    let inPackager = 0;
    const timed: Packager = {
      kind: 'shaka',
      async package(request) {
        const { wallMs } = await shaka.package(request);
        inPackager = wallMs / 1000;
        return { wallMs };
      },
    };
    const activity = createPackageTitle({ store: reading(store), copies, contentKeys, packager: timed });
    const bytes = [...task.renditions, ...task.audio].reduce((sum, track) => sum + track.bytes, 0);
    const [own, bare]: [number[], number[]] = [[], []];
    for (let turn = 0; turn <= RUNS; turn++) {
      const prefix = `titles/bench/${turn}/`;
      const seconds = await wallSeconds(() => activity({ ...task, prefix, versionId: `v${turn}` }));
      await store.removePrefix(prefix);
      const alone = await wallSeconds(() => packagerAlone(packager, folder, task, runner));
      // The first turn brings the inputs into the cache of the machine.
      if (turn > 0) {
        own.push(seconds);
        bare.push(alone);
      }
      process.stderr.write(
        `turn ${turn}: activity ${seconds.toFixed(2)} s, ${inPackager.toFixed(2)} s until the playlists, packager alone ${alone.toFixed(2)} s\n`,
      );
    }
    const baseline = `packager alone ${median(bare).toFixed(2)} s for ${(bytes / 1e6).toFixed(0)} MB`;
    const about = { bench: 'package', baseline };
    printMetric({ ...about, metric: 'ratio_bare', value: median(bare) / median(own), unit: 'x', goal: '>= 0.9' });
    printMetric({ ...about, metric: 'mb_per_s', value: bytes / 1e6 / median(own), unit: 'MB/s', goal: '>= 200' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads each file that is put, as the client of the store does, and keeps none: gigabytes in memory cost time of their own. */
const reading = (store: ObjectStore): ObjectStore => ({
  ...store,
  putFile: async (key, file, { contentType }) =>
    withFileBytes(file, (await stat(file)).size, async ({ length: bytes }) => ({
      ...{ key, bytes, etag: `${bytes}`, contentType, lastModified: new Date() },
    })),
});

async function packagerAlone(
  command: string,
  folder: string,
  task: PackageTask,
  runner: ReturnType<typeof createProcessRunner>,
): Promise<void> {
  const output = await mkdtemp(path.join(folder, 'alone-'));
  const file = (key: string): string => path.join(folder, path.basename(key));
  const request: PackageRequest = {
    video: task.renditions.map(({ rung, objectKey }) => ({
      ...{ name: rung.name, path: file(objectKey), codec: rung.codec, height: rung.height },
      keyLabel: rung.height > 576 ? 'HD' : 'SD',
    })),
    audio: task.audio.map(({ objectKey, ...track }) => ({ ...track, path: file(objectKey) })),
    text: [],
    ...{ frameRate: RATE, segmentFrames: 150, gopFrames: 50, output },
    protection: { scheme: 'cbcs', clearLeadSegments: 0, keys: KEYS },
  };
  await mkdir(path.join(output, '.in'));
  for (const [index, track] of request.video.entries())
    await symlink(track.path, path.join(output, `.in/v${index}.mp4`));
  for (const [index, track] of request.audio.entries())
    await symlink(track.path, path.join(output, `.in/a${index}.mp4`));
  await runner.run({
    command,
    args: shakaArguments(request),
    input: shakaKeyFlags(request),
    cwd: output,
    stallMs: 600_000,
  });
  await rm(output, { recursive: true });
}

async function makeTask(
  folder: string,
  ffmpeg: string,
  store: ReturnType<typeof createMemoryStore>,
): Promise<PackageTask> {
  const make = async (name: string, ...args: string[]): Promise<string> => {
    const file = path.join(folder, name);
    await run(ffmpeg, ['-v', 'error', '-y', ...args, file]);
    return file;
  };
  const keep = async (file: string): Promise<{ objectKey: string; bytes: number }> => {
    const objectKey = `work/${path.basename(file)}`;
    await store.putFile(objectKey, file, { contentType: 'video/mp4' });
    return { objectKey, bytes: (await stat(file)).size };
  };
  const looped = (source: string, name: string): Promise<string> =>
    make(name, '-stream_loop', String(LOOPS - 1), '-i', source, '-c', 'copy');
  const renditions: PackageTask['renditions'] = [];
  for (const { name, width, height, rate } of RUNGS) {
    const picture = `testsrc2=s=${width}x${height}:r=25:d=${LOOP_S},noise=alls=30:allf=t`;
    const coding = ['-preset', 'ultrafast', '-b:v', rate, '-maxrate', rate, '-bufsize', rate, '-pix_fmt', 'yuv420p'];
    const grid = ['-g', '50', '-keyint_min', '50', '-sc_threshold', '0', '-bf', '0', '-video_track_timescale', '12800'];
    const short = await make(`short-${name}.mp4`, '-f', 'lavfi', '-i', picture, '-c:v', 'libx264', ...coding, ...grid);
    const file = await looped(short, `${name}.mp4`);
    const rung = {
      name,
      codec: 'h264' as const,
      preset: 'x',
      crf: 23,
      maxBitrate: 1e6,
      bufferSize: 2e6,
      width,
      height,
    };
    renditions.push({ rung, frames: LOOP_S * LOOPS * 25, ...(await keep(file)) });
  }
  const tone = `sine=frequency=440:sample_rate=48000:duration=${LOOP_S * LOOPS}`;
  const sound = await make('en.mp4', '-f', 'lavfi', '-i', tone, '-ac', '2', '-c:a', 'aac', '-b:a', '128k');
  const [vtt, poster] = ['work/sprites.vtt', 'work/poster.jpg'];
  await store.put(vtt, Buffer.from('WEBVTT\n'), { contentType: 'text/vtt' });
  await store.put(poster, Buffer.from('poster'), { contentType: 'image/jpeg' });
  const loudness = { integrated: -23, truePeak: -1 };
  return {
    ...{ ingestId: 'i', tenantId: 't', titleId: '1', versionId: 'v', prefix: '', captions: [] },
    timeline: { frameRate: RATE, frames: LOOP_S * LOOPS * 25, gopFrames: 50, segmentFrames: 150 },
    renditions,
    audio: [
      {
        ...{ id: 'en', language: 'en', label: 'English', default: true, channels: 2, durationUs: LOOP_S * LOOPS * 1e6 },
        ...{ loudness: { before: loudness, after: loudness }, ...(await keep(sound)) },
      },
    ],
    thumbnails: { vttKey: vtt, sprites: [], posterKey: poster },
    protection: { scheme: 'cbcs', clearLeadSegments: 0 },
  };
}
