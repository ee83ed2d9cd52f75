import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isHeadendError } from '../../domain/failures';
import { isProcessFailed, type ProcessRunner } from '../process/port';
import { progressReader } from './progress';

/** A door for one live sender. */
export interface LiveDoor {
  protocol: 'srt' | 'rtmp';
  /** IPv4 address to listen at. */
  host: string;
  port: number;
  /** Passphrase of SRT, stream key of RTMP: 10 to 79 of `A-Za-z0-9_-`. It stands in no argument list and no log. */
  secret: string;
}

/** What the signal is made into: one rung on the grid of a channel. */
export interface LiveGrid {
  width: number;
  height: number;
  /** Frames a second, as a fraction: what comes at another rate is brought to it. */
  frameRate: { numerator: number; denominator: number };
  /** Frames of a segment, which is one GOP. */
  segmentFrames: number;
  /** Bits a second. */
  videoBitrate: number;
  /** Bits a second, of 48 kHz stereo AAC. */
  audioBitrate: number;
}

/** A segment that is closed and will not change. */
export interface LiveSegment {
  /** File in the directory of the job. */
  file: string;
  /** From 0, without gaps. */
  number: number;
  /** Seconds, as the playlist tells it. */
  seconds: number;
}

export interface LiveListening {
  door: LiveDoor;
  grid: LiveGrid;
  /** Absolute, empty, there already. Gets `init.mp4` and the segments. */
  directory: string;
  /** How long a sender is waited for, milliseconds. */
  waitMs: number;
  /** A sender that sends no new frame for so long is lost, milliseconds. */
  silenceMs: number;
  /** Frames so far; told twice a second while they advance. */
  onFrames?: (frames: number) => void;
  /** Told once for each segment, in order. */
  onSegment: (segment: LiveSegment) => Promise<void>;
  signal?: AbortSignal;
}

/** How listening ended. None of it is a fault of ours: who called listens again. */
export interface LiveEnd {
  reason: 'sender-left' | 'silent' | 'no-sender' | 'wrong-key' | 'no-audio' | 'no-video';
  frames: number;
}

const INDEX = 'index.m3u8';
/** ffmpeg's RTMP listener warns of a wrong stream or application and takes it all the same; both keys stand in the line. */
const WRONG_KEY = /Unexpected stream|App field don't match/;

/** A reader of `ffconcat`, which comes by standard input: so the secret is in no argument list. */
export function doorScript({ protocol, host, port, secret }: LiveDoor, waitMs: number): string {
  if (!/^[\w-]{10,79}$/.test(secret)) throw new RangeError('A live secret is 10 to 79 of A-Za-z0-9_-.');
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(host)) throw new RangeError('A live door listens at an IPv4 address.');
  const address = `${protocol}://${host}:${port}`;
  const options =
    protocol === 'srt'
      ? [`file ${address}`, 'option mode listener', `option passphrase ${secret}`, `option listen_timeout ${waitMs}000`]
      : // its listener compares the last part of the address, and nothing else
        [`file ${address}/live/${secret}`, 'option listen 1', `option timeout ${Math.ceil(waitMs / 1000)}`];
  return `${['ffconcat version 1.0', ...options].join('\n')}\n`;
}

/** Arguments of the listener: protocols and demuxers are those of its door and no others. */
export function listenerArguments({ protocol }: LiveDoor, grid: LiveGrid): string[] {
  const { numerator, denominator } = grid.frameRate;
  const [protocols, demuxers] = protocol === 'srt' ? ['srt,udp', 'mpegts'] : ['rtmp,tcp', 'flv,live_flv'];
  const size = `${grid.width}:${grid.height}`;
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'repeat+warning', '-progress', 'pipe:3'],
    ...['-f', 'concat', '-safe', '0', '-protocol_whitelist', `file,${protocols}`],
    ...['-format_whitelist', `concat,${demuxers}`, '-i', '/dev/stdin', '-map', '0:v:0', '-map', '0:a:0'],
    '-vf',
    `scale=${size}:force_original_aspect_ratio=decrease,pad=${size}:-1:-1,setsar=1,fps=${numerator}/${denominator}`,
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-b:v', String(grid.videoBitrate)],
    ...['-maxrate', String(grid.videoBitrate), '-bufsize', String(2 * grid.videoBitrate)],
    ...['-g', String(grid.segmentFrames), '-keyint_min', String(grid.segmentFrames), '-sc_threshold', '0'],
    ...['-c:a', 'aac', '-b:a', String(grid.audioBitrate), '-ar', '48000', '-ac', '2'],
    '-af',
    'aresample=async=1000:first_pts=0', // gaps of the sender become silence, so that sound and picture stay together
    ...['-f', 'hls', '-hls_time', String((grid.segmentFrames * denominator) / numerator), '-hls_list_size', '0'],
    ...['-hls_segment_type', 'fmp4', '-hls_fmp4_init_filename', 'init.mp4'],
    ...['-hls_flags', 'temp_file', '-hls_segment_filename', '%08d.m4s', INDEX],
  ];
}

/**
 * Listens for one sender and writes what it sends as segments, until it leaves.
 *
 * While one sends, nobody else is let in: both protocols close the door behind the first that has the key.
 *
 * @throws what the runner throws, and the reason of `signal`
 */
export async function listenLive(ffmpeg: string, runner: ProcessRunner, job: LiveListening): Promise<LiveEnd> {
  let frames = 0;
  let wrongKey = false;
  const segments = segmentReader(job);
  let beat = (): void => {};
  // Before the first frame ffmpeg itself knows how long it waits.
  const waiting = setInterval(() => frames === 0 && beat(), Math.min(1000, job.silenceMs / 2));
  const stopped = new AbortController();
  const signal = job.signal ? AbortSignal.any([job.signal, stopped.signal]) : stopped.signal;
  let failed: unknown;
  const onControl = progressReader((progress) => {
    if (progress.frame <= frames) return;
    frames = progress.frame;
    beat();
    job.onFrames?.(frames);
    segments.read().catch((error: unknown) => {
      failed ??= error;
      stopped.abort(error);
    });
  });
  const ended = await runner
    .run({
      ...{ command: ffmpeg, args: listenerArguments(job.door, job.grid), cwd: job.directory, signal },
      input: doorScript(job.door, job.waitMs),
      stallMs: job.silenceMs,
      onStart: (running) => {
        beat = running.beat;
      },
      onControl,
      isChatter: (line) => WRONG_KEY.test(line) || line.includes(job.door.secret), // both would tell the key
      onStderrLine: (line) => {
        if (!WRONG_KEY.test(line) || wrongKey) return;
        wrongKey = true;
        stopped.abort(new Error('wrong key'));
      },
    })
    .then(
      (): LiveEnd['reason'] => 'sender-left',
      (error: unknown) => {
        if (failed) throw failed;
        if (wrongKey && !job.signal?.aborted) return 'wrong-key';
        return endOf(error, frames);
      },
    )
    .finally(() => clearInterval(waiting));
  if (ended !== 'wrong-key') await segments.read();
  return { reason: ended, frames };
}

/** What a bad end means. @throws the error itself when it is not the sender's doing */
function endOf(error: unknown, frames: number): LiveEnd['reason'] {
  if (isHeadendError(error) && error.code === 'encode/stalled') return frames > 0 ? 'silent' : 'no-sender';
  if (!isProcessFailed(error)) throw error;
  if (/'0:a:0' for option 'map'/.test(error.stderrTail)) return 'no-audio';
  if (/'0:v:0' for option 'map'/.test(error.stderrTail)) return 'no-video';
  if (/Address already in use|bind/i.test(error.stderrTail)) throw error;
  if (frames > 0) return 'sender-left';
  if (/timed out|Input\/output error|Error opening input/i.test(error.stderrTail)) return 'no-sender';
  throw error;
}

/** Reads ffmpeg's own playlist, which it replaces at once when a segment is closed; one reading at a time. */
function segmentReader({ directory, onSegment }: LiveListening) {
  let told = 0;
  const look = async (): Promise<void> => {
    const text = await readFile(path.join(directory, INDEX), 'utf8').catch(() => '');
    const entries = [...text.matchAll(/#EXTINF:([\d.]+),\n(\S+)/g)];
    for (const [, seconds, file] of entries.slice(told)) {
      await onSegment({ file: file ?? '', number: told, seconds: Number(seconds) });
      told++;
    }
  };
  let last = Promise.resolve();
  return {
    read: (): Promise<void> => {
      last = last.then(look);
      return last;
    },
  };
}
