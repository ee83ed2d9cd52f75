import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { formatRational, type Rational } from '../../../domain/media/rational';

const run = promisify(execFile);

/** Makes small encoded tracks for tests, the way the encode stage would. */
export interface ClipMaker {
  directory: string;
  /** An H.264 track with a closed GOP on a frame grid and no scene-cut IDRs. */
  video(
    name: string,
    options: { rate: Rational; frames: number; gop: number; size: string; codec?: string },
  ): Promise<string>;
  /** AAC of a tone. */
  audio(name: string, options: { seconds: number; channels?: number; pitch?: number }): Promise<string>;
  vtt(name: string, cues: [start: string, end: string, text: string][]): Promise<string>;
  /** A sheet of tiles as the quality check makes it, and the WebVTT for it. */
  sprites(options: {
    columns: number;
    rows: number;
    tiles: number;
    everyMs: number;
  }): Promise<{ vttPath: string; sheetPaths: string[] }>;
  remove(): Promise<void>;
}

/** A clip maker in a directory of its own. */
export async function clipMaker(ffmpeg: string): Promise<ClipMaker> {
  const directory = await mkdtemp(path.join(tmpdir(), 'headend-clips-'));
  const make = async (name: string, args: string[]): Promise<string> => {
    const file = path.join(directory, name);
    await run(ffmpeg, ['-v', 'error', '-y', ...args, file]);
    return file;
  };
  return {
    directory,
    video: (name, { rate, frames, gop, size, codec = 'libx264' }) =>
      make(name, [
        ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${formatRational(rate)}`, '-frames:v', String(frames)],
        ...['-c:v', codec, '-preset', 'ultrafast', '-bf', '2', '-g', String(gop), '-keyint_min', String(gop)],
        ...(codec === 'libx265'
          ? ['-x265-params', `keyint=${gop}:min-keyint=${gop}:scenecut=0:open-gop=0:log-level=error`, '-tag:v', 'hvc1']
          : ['-sc_threshold', '0', '-flags', '+cgop']),
        ...['-pix_fmt', 'yuv420p', '-threads', '1'],
      ]),
    audio: (name, { seconds, channels = 2, pitch = 440 }) =>
      make(name, [
        ...['-f', 'lavfi', '-i', `sine=frequency=${pitch}:sample_rate=48000:duration=${seconds}`],
        ...['-ac', String(channels), '-c:a', 'aac', '-b:a', '96k'],
      ]),
    vtt: async (name, cues) => {
      const file = path.join(directory, name);
      const blocks = cues.map(([start, end, text]) => `${start} --> ${end}\n${text}\n`);
      await writeFile(file, `WEBVTT\n\n${blocks.join('\n')}`);
      return file;
    },
    sprites: async ({ columns, rows, tiles, everyMs }) => {
      const sheets = Math.ceil(tiles / (columns * rows));
      const pattern = await make('sprite-%03d.jpg', [
        ...['-f', 'lavfi', '-i', `testsrc2=size=64x36:rate=1:duration=${tiles}`],
        ...['-vf', `tile=${columns}x${rows}`, '-frames:v', String(sheets), '-start_number', '0'],
      ]);
      const name = (sheet: number): string => path.basename(pattern).replace('%03d', String(sheet).padStart(3, '0'));
      const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 23);
      const cues = Array.from({ length: tiles }, (_, tile) => {
        const [x, y] = [(tile % columns) * 64, (Math.floor(tile / columns) % rows) * 36];
        const sheet = name(Math.floor(tile / (columns * rows)));
        return `${clock(tile * everyMs)} --> ${clock((tile + 1) * everyMs)}\n${sheet}#xywh=${x},${y},64,36\n`;
      });
      const vttPath = path.join(directory, 'sprites.vtt');
      await writeFile(vttPath, `WEBVTT\n\n${cues.join('\n')}`);
      return { vttPath, sheetPaths: Array.from({ length: sheets }, (_, sheet) => path.join(directory, name(sheet))) };
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
