import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Ffmpeg } from '../../adapters/ffmpeg/port';
import type { LocalCopies } from '../../adapters/local-copies/port';
import type { ObjectStore } from '../../adapters/object-store/port';
import { isHeadendError } from '../../domain/failures';
import { pictureArgs, pictureName } from '../../domain/qc/finding-pictures';
import type { SupplyChainEncodeActivities } from '../../workflows/supply-chain/contract';
import { beat, cancelSignal } from './beat';

/** A seek that shows nothing for so long is given up. */
const STALL_MS = 20_000;
const KEPT = { contentType: 'image/jpeg', cacheControl: 'private, max-age=86400' };

export interface CaptureFindingsPorts {
  store: Pick<ObjectStore, 'find' | 'putFile'>;
  copies: Pick<LocalCopies, 'use' | 'scratch'>;
  ffmpeg: Pick<Ffmpeg, 'run'>;
}

/**
 * Pictures of single frames of a master, under keys that name the frame: those that are there are not made again. A frame that
 * cannot be decoded has no picture and stops no other.
 *
 * @throws {HeadendError} only what another try may mend, such as `store/unavailable`
 */
export const createCaptureFindings =
  ({ store, copies, ffmpeg }: CaptureFindingsPorts): SupplyChainEncodeActivities['captureFindings'] =>
  async ({ master, video, frames, prefix }) => {
    const signal = cancelSignal();
    const missing: number[] = [];
    for (const frame of frames) if (!(await store.find(prefix + pictureName(frame)))) missing.push(frame);
    const counted = { made: 0, reused: frames.length - missing.length };
    if (missing.length === 0) return counted;
    await copies.use(
      master.objectKey,
      (input) =>
        copies.scratch('findings', async (directory) => {
          for (const frame of missing) {
            signal?.throwIfAborted();
            const file = path.join(directory, pictureName(frame));
            const { inputOptions, outputArgs } = pictureArgs(video, frame, file);
            const job = { inputs: [{ path: input, options: inputOptions }], outputArgs, signal, stallMs: STALL_MS };
            const made = await ffmpeg.run(job).then(() => isThere(file), unlessPassing);
            if (made) {
              await store.putFile(prefix + pictureName(frame), file, KEPT);
              counted.made += 1;
            }
            beat({ frame, ...counted });
          }
        }),
      { signal, onProgress: (bytes) => beat({ bytes }) },
    );
    return counted;
  };

/** A seek behind the last picture ends well and writes nothing. */
const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    ({ size }) => size > 0,
    () => false,
  );

/** What is damaged in the master is told by findings, not by this step. */
function unlessPassing(error: unknown): false {
  const { name } = error as { name?: unknown };
  if (name === 'ProcessFailed' || (isHeadendError(error) && /^(master|encode)\//.test(error.code))) return false;
  throw error;
}
