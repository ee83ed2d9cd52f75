import type { Ffprobe } from '../../adapters/ffmpeg/port';
import { HeadendError } from '../../domain/failures';
import type { Timeline } from '../../domain/media/encode-plan';
import { frameToMicroseconds } from '../../domain/media/rational';

/** A frame may be so far from its place on the grid, microseconds: what rounding to a whole tick and microsecond costs. */
const TOLERANCE_US = 60;

/**
 * Look at every packet of a finished video file: the planned frames are there, each once and in its place, an IDR opens
 * every GOP and nothing else, decode times only grow.
 *
 * @throws {HeadendError} `encode/frames-mismatch`, `encode/seam`
 */
export async function verifyVideo(
  ffprobe: Ffprobe,
  file: string,
  expected: { timeline: Timeline; frames: number; name: string },
  signal?: AbortSignal,
): Promise<void> {
  const { timeline, frames, name } = expected;
  const seen = new Uint8Array(frames);
  let packets = 0;
  let lastDts = Number.NEGATIVE_INFINITY;
  let fault: string | undefined;
  await ffprobe.scanPackets(
    file,
    0,
    ({ ptsUs, dtsUs, key }) => {
      const frame = ptsUs === null ? -1 : frameAt(ptsUs, timeline);
      fault ??= faultOf(frame);
      if (frame >= 0 && frame < frames) seen[frame] = 1;
      if (key !== (frame % timeline.gopFrames === 0)) fault ??= `frame ${frame} is ${key ? 'an' : 'no'} IDR`;
      if (dtsUs === null || dtsUs <= lastDts) fault ??= `decode time stands still at frame ${frame}`;
      lastDts = dtsUs ?? lastDts;
      packets++;
    },
    signal,
  );
  if (packets !== frames)
    throw new HeadendError('encode/frames-mismatch', `${name} has ${packets} frames, ${frames} were planned.`);
  if (fault) throw new HeadendError('encode/seam', `${name}: ${fault}.`);

  function faultOf(frame: number): string | undefined {
    if (frame < 0 || frame >= frames) return `a frame lies off the grid after ${packets} frames`;
    return seen[frame] ? `frame ${frame} is there twice` : undefined;
  }
}

/** The frame that starts at an instant; -1 when none does. */
function frameAt(us: number, { frameRate }: Timeline): number {
  const frame = Math.round((us * frameRate.num) / (frameRate.den * 1e6));
  return Math.abs(frameToMicroseconds(frame, frameRate) - us) <= TOLERANCE_US ? frame : -1;
}
