import path from 'node:path';
import type { Ffmpeg, Ffprobe } from '../../adapters/ffmpeg/port';
import type { LocalCopies } from '../../adapters/local-copies/port';
import type { ObjectStore, StoredObject } from '../../adapters/object-store/port';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { DecodeLog } from '../../domain/media/decode-log';
import { chunkInputArgs, chunkOutputArgs } from '../../domain/media/encode-args';
import {
  chunkKey,
  type EncodeChunkTask,
  type EncodedChunk,
  type EncodeHeartbeat,
} from '../../workflows/supply-chain/contract';
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

/** Where the rungs of a chunk are kept. */
export const chunkKeys = ({ prefix, range, rungs }: Pick<EncodeChunkTask, 'prefix' | 'range' | 'rungs'>): string[] =>
  rungs.map(({ name }) => chunkKey(prefix, range, name));

/**
 * Encode one chunk into all rungs of its group from one decode. A chunk that is already in the store is not made again.
 *
 * @throws {HeadendError} `encode/…`, `master/format-changes`, `master/undecodable`, `store/unavailable`, `media/not-found`
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
  const log = new DecodeLog(task.video);
  try {
    const { wallMs } = await ffmpeg.run({
      inputs: [{ path: master, options: chunkInputArgs(chunk) }],
      outputArgs: chunkOutputArgs(chunk),
      onLog: (line) => log.read(line),
      onProgress: ({ frame, speed }) => beat({ frame, frames, speed } satisfies EncodeHeartbeat),
      signal,
    });
    for (const [index, rung] of rungs.entries()) {
      const name = `${rung.name} ${range.start}-${range.end}`;
      await verifyVideo(ffprobe, outputs[index] ?? '', { timeline, frames, name }, signal);
    }
    return wallMs;
  } catch (error) {
    throw blamed(error, log, task);
  }
}

/** Failures that a bad master brings about as well as a bad encoder. */
const BY_MASTER: ReadonlySet<string> = new Set(['encode/failed', 'encode/frames-mismatch', 'encode/seam']);

/** The master's fault by its own name: trying again would end alike. */
function blamed(error: unknown, log: DecodeLog, { range }: EncodeChunkTask): unknown {
  if (!isHeadendError(error) || !BY_MASTER.has(error.code)) return error;
  const where = `Between frames ${range.start} and ${range.end}`;
  if (log.change)
    return new HeadendError('master/format-changes', `${where} the picture changes to ${log.change.to}.`, {
      cause: error,
    });
  const damaged = log.damage().reduce((total, { count }) => total + count, 0);
  // Pictures before the chunk may lack a reference after the seek: alone they say nothing about another failure.
  if (damaged === 0 || error.code !== 'encode/frames-mismatch') return error;
  return new HeadendError(
    'master/undecodable',
    `${where} the picture is damaged in ${damaged} places and cannot be encoded.`,
    {
      cause: error,
    },
  );
}

/** All of the objects, or undefined when one is missing. */
async function findAll(store: ObjectStore, keys: string[]): Promise<StoredObject[] | undefined> {
  const found = await Promise.all(keys.map((key) => store.find(key)));
  const there = found.filter((object) => object !== undefined);
  return there.length === keys.length ? there : undefined;
}

const sum = (objects: { bytes: number }[]): number => objects.reduce((bytes, object) => bytes + object.bytes, 0);
