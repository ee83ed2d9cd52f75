import { closeSync, openSync, read } from 'node:fs';
import { promisify } from 'node:util';

const readInto = promisify(read);

/** Files up to this size are read whole. */
export const WHOLE_BYTES = 8 * 1024 * 1024;

/** Memory that was read into before. A new buffer for each segment of a film costs more in collecting than the digest of its bytes. */
const idle: Buffer[] = [];
const MOST_IDLE = 8;

/**
 * Let `work` have the bytes of a file, in memory that is used again afterwards.
 *
 * @param bytes the size of the file, at most {@link WHOLE_BYTES}
 * @throws what `work` throws; {RangeError} when the file became shorter
 */
export async function withFileBytes<T>(path: string, bytes: number, work: (body: Buffer) => Promise<T>): Promise<T> {
  const memory = idle.pop() ?? Buffer.allocUnsafeSlow(WHOLE_BYTES);
  try {
    return await work(await fill(path, memory.subarray(0, bytes)));
  } finally {
    if (idle.length < MOST_IDLE) idle.push(memory);
  }
}

/** Only the bytes come by the thread pool: opening and closing at once takes less than a turn there. */
async function fill(path: string, body: Buffer): Promise<Buffer> {
  const file = openSync(path, 'r');
  try {
    for (let at = 0; at < body.length; ) {
      const { bytesRead } = await readInto(file, body, at, body.length - at, at);
      if (bytesRead === 0) throw new RangeError(`The file ended after ${at} of ${body.length} bytes`);
      at += bytesRead;
    }
    return body;
  } finally {
    closeSync(file);
  }
}
