import path from 'node:path';
import type { Ffmpeg, Ffprobe } from '../../adapters/ffmpeg/port';
import type { LocalCopies } from '../../adapters/local-copies/port';
import type { ObjectStore, StoredObject } from '../../adapters/object-store/port';
import { chunkInputArgs, chunkOutputArgs } from '../../domain/media/encode-args';
import type { EncodeChunkTask, EncodedChunk, EncodeHeartbeat } from '../../workflows/supply-chain/contract';
import { beat, cancelSignal } from './beat';
import { verifyVideo } from './verify-video';

export interface EncodeChunkPorts {
  store: ObjectStore;
  copies: LocalCopies;
  ffmpeg: Ffmpeg;
  ffprobe: Ffprobe;
  /** Threads per encoder (ENCODE_THREADS). */
  threads: number;
}

/** Where the rungs of a chunk are kept. The prefix names master and plan, so a key never means two different things. */
export const chunkKeys = ({ prefix, range, rungs }: Pick<EncodeChunkTask, 'prefix' | 'range' | 'rungs'>): string[] =>
  rungs.map(({ name }) => `${prefix}/${range.start}-${range.end}/${name}.mp4`);

/**
 * Encode one chunk into all rungs of its group from one decode. A chunk that is already in the store is not made again.
 *
 * @throws {HeadendError} `encode/…`, `store/unavailable`, `media/not-found`
 */
export const createEncodeChunk = (ports: EncodeChunkPorts) => {
  const { store, copies } = ports;
  return async (task: EncodeChunkTask): Promise<EncodedChunk> => {
    const keys = chunkKeys(task);
    const frames = task.range.end - task.range.start;
    beat({ frame: 0, frames, speed: 0 } satisfies EncodeHeartbeat);
    const done = await findAll(store, keys);
    if (done) return { keys, bytes: sum(done), reused: true, encodeMs: 0 };
    const signal = cancelSignal();
    return copies.use(
      task.master.objectKey,
      (master) =>
        copies.scratch(`chunk-${task.group}-${task.range.start}`, async (scratch) => {
          const outputs = task.rungs.map(({ name }) => path.join(scratch, `${name}.mp4`));
          const encodeMs = await encode(ports, task, master, outputs, signal);
          const stored = await Promise.all(
            outputs.map((file, index) => store.putFile(keys[index] ?? '', file, { contentType: 'video/mp4' })),
          );
          await Promise.all(outputs.map((file, index) => copies.adopt(keys[index] ?? '', file)));
          return { keys, bytes: sum(stored), reused: false, encodeMs };
        }),
      { signal, onProgress: () => beat({ frame: 0, frames, speed: 0 } satisfies EncodeHeartbeat) },
    );
  };
};

/** One ffmpeg run, then a look at every packet it wrote. Answers the time the run took, milliseconds. */
async function encode(
  { ffmpeg, ffprobe, threads }: EncodeChunkPorts,
  task: EncodeChunkTask,
  master: string,
  outputs: string[],
  signal: AbortSignal | undefined,
): Promise<number> {
  const { timeline, range, rungs } = task;
  const frames = range.end - range.start;
  const chunk = { ...task, threads, outputs };
  const { wallMs } = await ffmpeg.run({
    inputs: [{ path: master, options: chunkInputArgs(chunk) }],
    outputArgs: chunkOutputArgs(chunk),
    onProgress: ({ frame, speed }) => beat({ frame, frames, speed } satisfies EncodeHeartbeat),
    signal,
  });
  for (const [index, rung] of rungs.entries()) {
    const name = `${rung.name} ${range.start}-${range.end}`;
    await verifyVideo(ffprobe, outputs[index] ?? '', { timeline, frames, name }, signal);
  }
  return wallMs;
}

/** All of the objects, or undefined when one is missing. */
async function findAll(store: ObjectStore, keys: string[]): Promise<StoredObject[] | undefined> {
  const found = await Promise.all(keys.map((key) => store.find(key)));
  const there = found.filter((object) => object !== undefined);
  return there.length === keys.length ? there : undefined;
}

const sum = (objects: { bytes: number }[]): number => objects.reduce((bytes, object) => bytes + object.bytes, 0);
