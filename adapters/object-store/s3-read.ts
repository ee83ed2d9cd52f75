import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { HeadendError } from '../../domain/failures';
import { isAnswer, MOST_ATTEMPTS, mapped, pause, persist } from './trouble';

/** Asks for bytes from `start` to `end` (inclusive; undefined means to the end), only while the object is still `etag`. */
export type OpenRange = (range: { start: number; end?: number; etag?: string }) => Promise<IncomingMessage>;

/**
 * Read an object as a stream that survives broken connections: it is taken up again where it broke, under the same ETag.
 * The first request has been answered when this returns, so a missing key fails here and not in mid-stream.
 */
export async function readResuming(key: string, open: OpenRange, start: number, end?: number): Promise<Readable> {
  const first = await persist(key, () => open({ start, end }));
  const body = Readable.from(resume(key, open, first, start, end), { objectMode: false, highWaterMark: 1024 * 1024 });
  // A reader that turns away before the first byte never enters the generator below, which lets go of later ones.
  return body.once('close', () => first.destroy());
}

async function* resume(key: string, open: OpenRange, first: IncomingMessage, start: number, end?: number) {
  const etag = first.headers.etag;
  const expected = start + Number(first.headers['content-length']);
  let at = start;
  let response: IncomingMessage | undefined = first;
  for (let attempt = 1; ; attempt++) {
    try {
      response ??= await open({ start: at, end, etag });
      for await (const chunk of response) {
        at += (chunk as Buffer).length;
        attempt = 1;
        yield chunk as Buffer;
      }
      if (at >= expected) return;
      throw new HeadendError('store/unavailable', 'The object store sent less than it announced.');
    } catch (error) {
      if (at >= expected) return;
      if (attempt >= MOST_ATTEMPTS || (response === undefined && isAnswer(error))) throw mapped(error, key);
      await pause(attempt);
    } finally {
      response?.destroy();
    }
    response = undefined;
  }
}
