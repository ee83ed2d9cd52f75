import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Rung, Timeline } from '../domain/media/encode-plan';

/**
 * What an engineer would type instead of using Headend: the baselines of the pipeline bench. No workflow, no store, no
 * retry, tools free to use every core as they like.
 */
export interface BareTools {
  ffmpeg: string;
  packager: string;
}

export interface BareJob {
  tools: BareTools;
  master: string;
  /** Languages of the master's audio tracks. */
  languages: string[];
  rungs: Rung[];
  timeline: Timeline;
  /** An empty directory. */
  output: string;
}

/** (a) Every rung and track in one ffmpeg command, then the packager; nothing else. */
export async function bareScript(job: BareJob): Promise<void> {
  await fresh(job.output);
  await ladder(job);
  await pack(job);
}

/** (b) The same work as an ingest, as separate commands one after the other. */
export async function sameWorkScript(job: BareJob): Promise<void> {
  await fresh(job.output);
  await qualityCheck(job);
  await proxy(job);
  await sprite(job);
  await ladder(job);
  await pack(job);
  for (const { name } of job.rungs)
    await run(job.tools.ffmpeg, ['-v', 'error', '-i', path.join(job.output, `${name}.mp4`), '-f', 'null', '-']);
}

async function fresh(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
}

const ladder = ({ tools, master, languages, rungs, timeline, output }: BareJob): Promise<void> => {
  const split = `[0:v]split=${rungs.length}${rungs.map((_, index) => `[s${index}]`).join('')}`;
  const scales = rungs.map(
    ({ width, height }, index) => `[s${index}]scale=${width}:${height}:flags=bicubic[v${index}]`,
  );
  return run(tools.ffmpeg, [
    ...['-v', 'error', '-y', '-i', master, '-filter_complex', [split, ...scales].join(';')],
    ...rungs.flatMap(({ name, preset, crf, maxBitrate, bufferSize }, index) => [
      ...['-map', `[v${index}]`, '-c:v', 'libx264', '-preset', preset, '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
      ...['-crf', `${crf}`, '-maxrate', `${maxBitrate}`, '-bufsize', `${bufferSize}`],
      ...['-g', `${timeline.gopFrames}`, '-keyint_min', `${timeline.gopFrames}`, '-sc_threshold', '0'],
      path.join(output, `${name}.mp4`),
    ]),
    ...languages.flatMap((language, index) => [
      ...['-map', `0:a:${index}`, '-c:a', 'aac', '-b:a', '128k'],
      path.join(output, `audio-${index}-${language}.mp4`),
    ]),
  ]);
};

const pack = ({ tools, languages, rungs, timeline, output }: BareJob): Promise<void> => {
  const { num, den } = timeline.frameRate;
  const streams = [
    ...rungs.map(({ name }) => ({ file: `${name}.mp4`, stream: 'video', name })),
    ...languages.map((language, index) => ({
      file: `audio-${index}-${language}.mp4`,
      stream: 'audio',
      name: `audio-${index}`,
    })),
  ];
  return run(tools.packager, [
    ...streams.map(
      ({ file, stream, name }) =>
        `in=${path.join(output, file)},stream=${stream},init_segment=${path.join(output, name, 'init.mp4')},segment_template=${path.join(output, name, '$Number$.m4s')},playlist_name=${name}.m3u8`,
    ),
    ...['--segment_duration', `${(timeline.segmentFrames * den) / num}`, '--generate_static_live_mpd', '--quiet'],
    ...[
      '--hls_master_playlist_output',
      path.join(output, 'master.m3u8'),
      '--mpd_output',
      path.join(output, 'manifest.mpd'),
    ],
  ]);
};

/** The QC filters at full size, as a pass of their own. */
const qualityCheck = ({ tools, master, languages }: BareJob): Promise<void> =>
  run(tools.ffmpeg, [
    ...['-v', 'error', '-i', master, '-map', '0:v', '-vf', 'blackdetect,freezedetect,signalstats,idet,cropdetect'],
    ...languages.flatMap((_, index) => [
      '-map',
      `0:a:${index}`,
      `-filter:a:${index}`,
      'ebur128=peak=true:framelog=quiet,silencedetect',
    ]),
    ...['-f', 'null', '-'],
  ]);

const proxy = ({ tools, master, output }: BareJob): Promise<void> =>
  run(tools.ffmpeg, [
    ...['-v', 'error', '-y', '-i', master, '-map', '0:v', '-map', '0:a:0?', '-vf', 'scale=480:-2', '-c:v', 'libx264'],
    ...['-preset', 'superfast', '-crf', '27', '-c:a', 'aac', '-b:a', '96k', path.join(output, 'proxy.mp4')],
  ]);

const sprite = ({ tools, master, output }: BareJob): Promise<void> =>
  run(tools.ffmpeg, [
    ...[
      '-v',
      'error',
      '-y',
      '-i',
      master,
      '-vf',
      'fps=1/2,scale=160:-2,tile=10x10',
      path.join(output, 'sprite-%03d.jpg'),
    ],
  ]);

function run(command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString()).slice(-2000);
    });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${path.basename(command)} ended with ${code}: ${stderr}`)),
    );
  });
}
