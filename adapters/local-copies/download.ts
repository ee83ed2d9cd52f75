import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { HeadendError } from '../../domain/failures';
import type { ObjectKey, ObjectStore } from '../object-store/port';

/** How often a broken read is taken up again where it broke. */
const RESUMES = 4;

interface DownloadOptions {
  signal?: AbortSignal;
  /** Told the bytes so far. */
  onProgress?: (bytes: number) => void;
}

/**
 * Bring an object to a file, taking a broken read up again by range.
 *
 * @throws {HeadendError} `media/not-found`, `store/unavailable`
 */
export async function download(
  store: ObjectStore,
  key: ObjectKey,
  file: string,
  { signal, onProgress }: DownloadOptions,
): Promise<void> {
  const found = await store.find(key);
  if (!found) throw new HeadendError('media/not-found', `There is no object ${key}.`);
  const total = found.bytes;
  const handle = await open(file, 'w');
  let bytes = 0;
  const read = async (body: Readable): Promise<void> => {
    for await (const chunk of stoppable(body, signal)) {
      await writeAt(handle, chunk, bytes);
      bytes += chunk.length;
      onProgress?.(bytes);
    }
  };
  try {
    for (let attempt = 0; bytes < total && attempt <= RESUMES; attempt++) {
      signal?.throwIfAborted();
      const start = bytes;
      try {
        await read(start === 0 ? await store.get(key) : await store.getRange(key, start, total - 1));
      } catch (error) {
        signal?.throwIfAborted();
        const resumable = bytes > start && attempt < RESUMES && (error as NodeJS.ErrnoException).code !== 'ENOSPC';
        if (!resumable) throw error;
      }
    }
  } finally {
    await handle.close();
  }
  if (bytes !== total)
    throw new HeadendError('store/unavailable', `The object ${key} came with ${bytes} of ${total} bytes.`);
}

async function* stoppable(body: Readable, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const stop = (): void => void body.destroy(new Error('cancelled'));
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of body) yield chunk as Buffer;
  } finally {
    signal?.removeEventListener('abort', stop);
    body.destroy();
  }
}

async function writeAt(handle: FileHandle, chunk: Buffer, position: number): Promise<void> {
  for (let done = 0; done < chunk.length; ) {
    const { bytesWritten } = await handle.write(chunk, done, chunk.length - done, position + done);
    done += bytesWritten;
  }
}
