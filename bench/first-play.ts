import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { median, printMetric, wallSeconds } from './metric';
import { type BenchStack, withBenchStack } from './stack';

const run = promisify(execFile);
const MINUTES = [1, 10, 60];
const GIVE_UP_S = 120;

/** Seconds from the ingest request to a preview that plays, for masters of 1, 10 and 60 minutes. */
export async function firstPlay(args: string[]): Promise<void> {
  const runs = Number(args[args.indexOf('--runs') + 1]) || 1;
  await withBenchStack(async (bench) => {
    for (const minutes of MINUTES) {
      const seconds: number[] = [];
      for (let turn = 1; turn <= runs; turn++) seconds.push(await playSeconds(bench, minutes, turn));
      const bare = await bareSeconds(bench, minutes);
      printMetric({
        bench: 'first-play',
        metric: `seconds_${minutes}min`,
        value: median(seconds),
        unit: 's',
        goal: '<= 5',
        baseline: `ffmpeg alone to the first proxy segment of the local file: ${bare.toFixed(2)} s`,
      });
    }
  });
}

/** A master of so many minutes: the demo master over and over. */
async function longMaster({ stack, folder, master }: BenchStack, minutes: number, turn: number): Promise<string> {
  const file = path.join(folder, `${minutes}min-${turn}.mp4`);
  const times = ['-stream_loop', String(minutes), '-i', master, '-t', String(minutes * 60)];
  await run(stack.tools.ffmpeg.path, [
    '-v',
    'error',
    '-y',
    ...times,
    '-map',
    '0',
    '-c',
    'copy',
    '-metadata',
    `comment=${minutes}-${turn}`,
    '-movflags',
    '+faststart',
    file,
  ]);
  return file;
}

async function playSeconds(bench: BenchStack, minutes: number, turn: number): Promise<number> {
  const { stack, partner, folder } = bench;
  const file = await longMaster(bench, minutes, turn);
  const upload = await partner.upload(file);
  await rm(file);
  let ingest = '';
  const seconds = await wallSeconds(async () => {
    const ordered = await partner.order({
      external_id: `${minutes}-${turn}`,
      title: `${minutes} minutes`,
      source: { upload_id: upload },
      profile: 'default',
    });
    ingest = ordered.id;
    const media = await previewMedia(bench, ingest);
    await writeFile(path.join(folder, 'preview.mp4'), media);
  });
  // A preview counts when it decodes: the first segment holds whole pictures.
  const { stderr } = await run(stack.tools.ffmpeg.path, [
    '-v',
    'error',
    '-i',
    path.join(folder, 'preview.mp4'),
    '-f',
    'null',
    '-',
  ]);
  if (stderr) throw new Error(`The preview does not decode: ${stderr}`);
  await partner.cancel(ingest);
  await partner.ended(ingest);
  process.stdout.write(`${minutes} min: ${seconds.toFixed(2)} s to the first preview segment\n`);
  return seconds;
}

/** Poll as the studio does until the preview has its first segment; answers initialisation and segment together. */
async function previewMedia({ stack, partner }: BenchStack, id: string): Promise<Buffer> {
  for (let waited = 0; waited < GIVE_UP_S * 20; waited++) {
    const { preview, status, failure } = await partner.ingest(id);
    if (failure) throw new Error(`The ingest ended ${status}: ${failure.detail}`);
    const playlist = preview && (await text(new URL(preview.hls, stack.urls.api)));
    const init = playlist && /#EXT-X-MAP:URI="([^"]+)"/.exec(playlist)?.[1];
    const segment = playlist?.split('\n').find((line) => line && !line.startsWith('#'));
    if (preview && init && segment) {
      const parts = await Promise.all(
        [init, segment].map((name) => bytes(new URL(name, new URL(preview.hls, stack.urls.api)))),
      );
      return Buffer.concat(parts);
    }
    await sleep(50);
  }
  throw new Error(`No preview after ${GIVE_UP_S} s.`);
}

async function text(url: URL): Promise<string | undefined> {
  const reply = await fetch(url);
  const body = await reply.text();
  return reply.ok ? body : undefined;
}

async function bytes(url: URL): Promise<Buffer> {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`${url.pathname} answered ${reply.status}.`);
  return Buffer.from(await reply.arrayBuffer());
}

/** ffmpeg by hand: two seconds of proxy from the local file. */
async function bareSeconds(bench: BenchStack, minutes: number): Promise<number> {
  const file = await longMaster(bench, minutes, 0);
  const output = path.join(bench.folder, 'bare-proxy');
  await mkdir(output, { recursive: true });
  const seconds = await wallSeconds(() =>
    run(bench.stack.tools.ffmpeg.path, [
      ...['-v', 'error', '-y', '-i', file, '-t', '2', '-vf', 'scale=480:-2', '-c:v', 'libx264', '-preset', 'superfast'],
      ...['-c:a', 'aac', '-f', 'hls', path.join(output, 'index.m3u8')],
    ]),
  );
  await rm(file);
  return seconds;
}
