import type { Readable } from 'node:stream';
import type { StoreClient } from './store-client';
import { codeOf, persist } from './trouble';

/** Below this an object goes in one request; above in parts of this size. S3 asks for 5 MiB or more but in the last part. */
export const PART_BYTES = 8 * 1024 * 1024;
/** S3 allows 10,000 parts; parts grow so that 5 TiB still fit. */
const GROW_EVERY = 1000;
/** Parts of one object under way at once; bounds the memory of a put. */
const PARTS_AT_ONCE = 3;

export interface Target {
  client: StoreClient;
  bucket: string;
  key: string;
  headers: Record<string, string>;
}

/** Stream an object in; small ones in one request, large ones as multipart. Each request is retried by itself. */
export async function upload(target: Target, body: Readable): Promise<{ bytes: number; etag: string }> {
  const parts = partsOf(body);
  const first = await parts.next();
  if (first.done) return uploadWhole(target, Buffer.alloc(0));
  const second = await parts.next();
  if (second.done) return uploadWhole(target, first.value);
  return uploadParts(target, [first.value, second.value], parts);
}

/** One request. */
export async function uploadWhole(target: Target, body: Buffer): Promise<{ bytes: number; etag: string }> {
  const { client, bucket, key, headers } = target;
  const etag = await persist(key, () => client.putBody(bucket, key, [body], { headers }));
  return { bytes: body.length, etag };
}

/**
 * minio's own stream upload is not used: it never ends when the source stream fails, and it joins in on any unfinished
 * upload of the same key, so that two writers mix their parts.
 */
async function uploadParts(target: Target, head: Buffer[], rest: AsyncIterable<Buffer>) {
  const { client, bucket, key, headers } = target;
  const uploadId = await persist(key, () => client.initiateNewMultipartUpload(bucket, key, { ...headers }));
  const running = new Set<Promise<void>>();
  try {
    const etags: { part: number; etag: string }[] = [];
    let bytes = 0;
    let number = 0;
    const send = (body: Buffer): void => {
      const part = ++number;
      bytes += body.length;
      const sent = sendPart(target, uploadId, part, body).then((etag) => void etags.push({ part, etag }));
      running.add(sent);
      sent.then(
        () => running.delete(sent),
        () => undefined,
      );
    };
    for (const body of head) send(body);
    for await (const body of rest) {
      if (running.size >= PARTS_AT_ONCE) await Promise.race(running);
      send(body);
    }
    await Promise.all(running);
    etags.sort((a, b) => a.part - b.part);
    return { bytes, etag: await complete(target, uploadId, etags, bytes) };
  } catch (error) {
    // A part that arrives after the abort would be kept, and paid for, for ever.
    await Promise.allSettled(running);
    await client.abortMultipartUpload(bucket, key, uploadId).catch(() => undefined);
    throw error;
  }
}

/** When the answer to a completion is lost, the upload is gone at the second try: what is stored tells that it was done. */
async function complete(
  { client, bucket, key }: Target,
  uploadId: string,
  etags: { part: number; etag: string }[],
  bytes: number,
): Promise<string> {
  return persist(key, async (attempt) => {
    try {
      return (await client.completeMultipartUpload(bucket, key, uploadId, etags)).etag;
    } catch (error) {
      if (attempt === 1 || codeOf(error) !== 'NoSuchUpload') throw error;
      const stored = await client.statObject(bucket, key);
      if (stored.size !== bytes) throw error;
      return stored.etag;
    }
  });
}

const sendPart = ({ client, bucket, key }: Target, uploadId: string, part: number, body: Buffer): Promise<string> =>
  persist(key, () => client.putBody(bucket, key, [body], { query: { partNumber: String(part), uploadId } }));

async function* partsOf(body: Readable): AsyncGenerator<Buffer, void> {
  let held: Buffer[] = [];
  let bytes = 0;
  let made = 0;
  for await (const chunk of body) {
    const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer);
    held.push(buffer);
    bytes += buffer.length;
    const wanted = PART_BYTES * (1 + Math.floor(made / GROW_EVERY));
    if (bytes >= wanted) {
      yield Buffer.concat(held);
      made++;
      held = [];
      bytes = 0;
    }
  }
  if (bytes > 0) yield Buffer.concat(held);
}
