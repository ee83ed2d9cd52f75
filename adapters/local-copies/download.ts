import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HeadendError } from '../../domain/failures';
import type { ObjectKey, ObjectStore } from '../object-store/port';

/** How often a broken read is taken up again where it broke. */
const RESUMES = 4;

/**
 * Bring an object to a file, taking a broken read up again by range.
 *
 * @throws {HeadendError} `media/not-found`, `store/unavailable`
 */
export async function download(
  store: ObjectStore,
  key: ObjectKey,
  file: string,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (bytes: number) => void },
): Promise<void> {
  const found = await store.find(key);
  if (!found) throw new HeadendError('media/not-found', `There is no object ${key}.`);
  let bytes = 0;
  const meter = (): Transform =>
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        onProgress?.(bytes);
        done(null, chunk);
      },
    });
  for (let attempt = 0; bytes < found.bytes || attempt === 0; attempt++) {
    signal?.throwIfAborted();
    const start = bytes;
    try {
      const body = start === 0 ? await store.get(key) : await store.getRange(key, start, found.bytes - 1);
      await pipeline(body, meter(), createWriteStream(file, { flags: start === 0 ? 'w' : 'r+', start }), { signal });
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      const resumable = bytes > start && attempt < RESUMES && (error as NodeJS.ErrnoException).code !== 'ENOSPC';
      if (!resumable) throw error;
      bytes = (await stat(file)).size; // what was read but not yet written is read again
    }
    if (attempt > RESUMES) break;
  }
  if (bytes !== found.bytes)
    throw new HeadendError('store/unavailable', `The object ${key} came with ${bytes} of ${found.bytes} bytes.`);
}
