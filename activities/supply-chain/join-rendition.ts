import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Ffmpeg, Ffprobe } from '../../adapters/ffmpeg/port';
import type { LocalCopies } from '../../adapters/local-copies/port';
import type { ObjectStore } from '../../adapters/object-store/port';
import { CONCAT_INPUT, concatList, joinArgs } from '../../domain/media/join-args';
import type { JoinedRendition, JoinTask } from '../../workflows/supply-chain/contract';
import { beat, cancelSignal } from './beat';
import { verifyVideo } from './verify-video';

export interface JoinRenditionPorts {
  store: ObjectStore;
  copies: LocalCopies;
  ffmpeg: Ffmpeg;
  ffprobe: Ffprobe;
}

/**
 * Join the chunks of one rung into a whole rendition, frame for frame as planned. A rendition that is already in the
 * store is not made again.
 *
 * @throws {HeadendError} `encode/frames-mismatch`, `encode/seam`, `media/not-found` when a chunk is gone
 */
export const createJoinRendition = (ports: JoinRenditionPorts) => {
  const { store, copies } = ports;
  return async (task: JoinTask): Promise<JoinedRendition> => {
    const { rung, timeline, chunks, outputKey } = task;
    const frames = timeline.frames;
    beat();
    const done = await store.find(outputKey);
    if (done) return { rung, objectKey: outputKey, bytes: done.bytes, frames };
    const signal = cancelSignal();
    return copies.scratch(`join-${rung.name}`, async (scratch) => {
      const joined = path.join(scratch, 'joined.mp4');
      const keys = chunks.map(({ key }) => key);
      await holdAll(copies, keys, signal, (files) => join(ports, task, files, joined, signal));
      await verifyVideo(ports.ffprobe, joined, { timeline, frames, name: rung.name }, signal);
      const { bytes } = await store.putFile(outputKey, joined, { contentType: 'video/mp4' });
      await copies.adopt(outputKey, joined);
      return { rung, objectKey: outputKey, bytes, frames };
    });
  };
};

async function join(
  { ffmpeg }: JoinRenditionPorts,
  { rung, timeline, chunks }: JoinTask,
  files: string[],
  output: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const list = path.join(path.dirname(output), 'chunks.ffconcat');
  const parts = files.map((file, index) => ({ path: file, frames: chunks[index]?.frames ?? 0 }));
  await writeFile(list, concatList(parts, timeline));
  await ffmpeg.run({
    inputs: [{ path: list, options: [...CONCAT_INPUT] }],
    outputArgs: joinArgs(timeline, rung.codec, output),
    onProgress: () => beat(),
    signal,
  });
}

/** Hold local copies of all the objects at once. */
async function holdAll<T>(
  copies: LocalCopies,
  keys: string[],
  signal: AbortSignal | undefined,
  work: (files: string[]) => Promise<T>,
  held: string[] = [],
): Promise<T> {
  const [next, ...rest] = keys;
  if (next === undefined) return work(held);
  beat();
  return copies.use(next, (file) => holdAll(copies, rest, signal, work, [...held, file]), {
    signal,
    onProgress: () => beat(),
  });
}
