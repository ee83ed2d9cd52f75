import fluentFfmpeg from 'fluent-ffmpeg';
import { HeadendError } from '../../domain/failures';
import type { ProcessRunner } from '../process/port';
import { isProcessFailed } from '../process/port';
import { inputGuards } from './guards';
import { logReader } from './log';
import type { Ffmpeg, FfmpegJob, FfmpegProgress } from './port';
import { progressReader } from './progress';

/** No new frame for so long is a stall, milliseconds. */
const STALL_MS = 60_000;

export interface FfmpegTool {
  /** Path of the executable. */
  path: string;
  runner: ProcessRunner;
}

/**
 * The command line of a job, composed by fluent-ffmpeg.
 *
 * fluent-ffmpeg's own runner is not used: it asks the binary for its capabilities in a form current ffmpeg no longer
 * prints, and it neither bounds, kills nor supervises what it starts.
 */
export function composeArguments(job: FfmpegJob): string[] {
  const command = fluentFfmpeg();
  for (const { path, options = [] } of job.inputs) {
    if (!path.startsWith('/')) throw new RangeError('ffmpeg inputs are absolute paths of local files.');
    command.input(path).inputOptions(...verbatim([...inputGuards(options), ...options]));
  }
  command.outputOptions(...verbatim(['-y', ...job.outputArgs]));
  const { _getArguments: compose } = command as unknown as { _getArguments(): string[] };
  return [
    '-hide_banner',
    '-nostdin', // a job never waits for a key press
    '-nostats',
    '-loglevel',
    job.onLog ? 'repeat+level+info' : (job.logLevel ?? 'warning'),
    '-max_error_rate', // damage is counted and judged by policy; by itself it fails no run
    '1',
    '-progress',
    'pipe:3', // standard output stays free for media and measurements
    ...compose.call(command),
  ];
}

/** fluent-ffmpeg splits an argument at its space when it comes alone; two or more are taken as they are. */
const verbatim = (args: string[]): [string, ...string[]] => {
  if (args.length < 2) throw new RangeError('At least two arguments are needed.');
  return args as [string, ...string[]];
};

/** Runs ffmpeg on local files. @throws {HeadendError} as the runner does, `encode/failed`, `master/container-refused` */
export function createFfmpeg({ path, runner }: FfmpegTool): Ffmpeg {
  const run: Ffmpeg['run'] = async (job) => {
    let beat = (): void => {};
    let furthest: FfmpegProgress = { frame: 0, outTimeUs: 0, speed: 0 };
    const onControl = progressReader((progress) => {
      // ffmpeg reports twice a second whatever it does; only a new frame or a later time is progress.
      if (progress.frame <= furthest.frame && progress.outTimeUs <= furthest.outTimeUs) return;
      furthest = progress;
      beat();
      job.onProgress?.(progress);
    });
    return runner
      .run({
        command: path,
        args: composeArguments(job),
        cwd: job.cwd,
        signal: job.signal,
        stallMs: job.stallMs ?? STALL_MS,
        onStart: (running) => {
          beat = running.beat;
        },
        onControl,
        ...(job.onLog && logReader(job.onLog)),
        onStdout: job.onStdout && observeAndBeat(job.onStdout, () => beat()),
      })
      .catch((error: unknown) => {
        throw explained(error);
      });
  };
  return { run, decodeCheck: (file, signal) => decodeCheck(run, file, signal) };
}

const observeAndBeat =
  (onStdout: NonNullable<FfmpegJob['onStdout']>, beat: () => void) =>
  (chunk: Buffer): void | Promise<void> => {
    beat();
    return onStdout(chunk);
  };

/** Give an unsuccessful end the name our vocabulary has for it. */
function explained(error: unknown): unknown {
  if (!isProcessFailed(error)) return error;
  if (/not on whitelist/i.test(error.stderrTail))
    return new HeadendError('master/container-refused', 'The file is of a kind that may point to other files.', {
      cause: error,
    });
  return new HeadendError('encode/failed', error.message, { cause: error });
}

/** Decode everything to nothing; `-xerror` makes the first damaged packet end the run. */
async function decodeCheck(run: Ffmpeg['run'], file: string, signal?: AbortSignal) {
  const count = frameCounter();
  await run({
    inputs: [{ path: file, options: ['-xerror'] }],
    outputArgs: [
      ...['-map', '0:v?', '-map', '0:a?', '-fps_mode', 'passthrough'],
      // The hash is taken over a reference to the frame, not over its pixels: it costs nothing.
      ...['-c:v', 'wrapped_avframe', '-c:a', 'pcm_s16le', '-f', 'framehash', '-hash', 'adler32', 'pipe:1'],
    ],
    signal,
    onStdout: count.read,
  });
  return count.total();
}

/** Reads ffmpeg's framehash listing: `#media_type` lines, then `stream, dts, pts, duration, size, hash` per frame. */
function frameCounter() {
  const video = new Set<number>();
  let videoFrames = 0;
  let audioSamples = 0;
  let rest = '';
  const line = (text: string): void => {
    const media = /^#media_type (\d+): video/.exec(text);
    if (media) video.add(Number(media[1]));
    if (text.startsWith('#')) return;
    const [stream = -1, , , duration = 0] = text.split(',').map(Number);
    if (video.has(stream)) videoFrames++;
    else audioSamples += duration;
  };
  return {
    read: (chunk: Buffer): void => {
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(line);
    },
    total: () => ({ videoFrames, audioSamples }),
  };
}
