import type { Timeline } from './encode-plan';
import { frameToMicroseconds } from './rational';
import { trackTimescale } from './timeline-ticks';

/**
 * The list that ffmpeg's concat demuxer reads.
 *
 * Each file's length is given from the frame counts, never taken from the container, and in running totals, so that
 * rounding to microseconds does not add up.
 *
 * @param files in timeline order: path and frames of each
 */
export function concatList(files: { path: string; frames: number }[], { frameRate }: Timeline): string {
  let frame = 0;
  const lines = files.map(({ path, frames }) => {
    const start = frameToMicroseconds(frame, frameRate);
    frame += frames;
    const length = frameToMicroseconds(frame, frameRate) - start;
    return `file '${path.replaceAll("'", "'\\''")}'\nduration ${length}us`;
  });
  return `ffconcat version 1.0\n${lines.join('\n')}\n`;
}

/** Input options for the list; `-safe 0` because our paths are absolute. */
export const CONCAT_INPUT: readonly string[] = ['-f', 'concat', '-safe', '0'];

/** Join without touching a single coded frame. */
export const joinArgs = ({ frameRate }: Timeline, codec: 'h264' | 'h265' | 'av1', output: string): string[] => [
  ...['-map', '0:v:0', '-c', 'copy'],
  ...(codec === 'h265' ? ['-tag:v', 'hvc1'] : []), // copying would fall back to hev1
  ...['-video_track_timescale', String(trackTimescale(frameRate))],
  ...['-map_metadata', '-1', '-fflags', '+bitexact', '-f', 'mp4', output],
];
