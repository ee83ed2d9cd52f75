import { open, stat } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient, answerOf, once, type Schemas } from '../client/client';
import type { UploadMemory } from './upload-memory';

type Upload = Schemas['Upload'];
type PartUrls = Schemas['UploadPartUrls'];

export interface UploadFileOptions {
  /** Gets the bytes stored so far and in all. */
  onProgress?: (sent: number, total: number) => void;
  /** Remembers unfinished uploads, so that a later call goes on with them. */
  memory?: UploadMemory;
  /** Parts under way at once. */
  parallel?: number;
  /** How long a part is tried again, milliseconds. */
  patienceMs: number;
  signal?: AbortSignal;
}

/** A file up to this size goes in one request, bytes. */
const SINGLE_BYTES = 32 * 1024 * 1024;
const PARALLEL = 4;
const URLS_AT_ONCE = 20;
const RETRY_MS = 500;

/**
 * Send a file to the API: small ones by one presigned PUT, large ones in presigned parts, several at once. What arrived of
 * an earlier call that was broken off is not sent again, when there is a memory.
 */
export async function uploadFile(api: ApiClient, file: string, options: UploadFileOptions): Promise<Upload> {
  const { size: bytes } = await stat(file);
  if (bytes <= SINGLE_BYTES) return uploadWhole(api, file, bytes, options);
  const upload = await takenUp(api, file, bytes, options);
  await sendParts(api, upload, file, bytes, options);
  const done = await complete(api, upload);
  await options.memory?.forget(file);
  return done;
}

async function uploadWhole(api: ApiClient, file: string, bytes: number, options: UploadFileOptions): Promise<Upload> {
  const body = { file_name: path.basename(file), bytes };
  const upload = await answerOf(api.POST('/v1/uploads', { params: { header: once() }, body }));
  const url = upload.upload_url ?? '';
  await persist(options, () =>
    putRange(url, file, 0, bytes, (sent) => options.onProgress?.(sent, bytes), options.signal),
  );
  return complete(api, upload);
}

const complete = (api: ApiClient, { id }: Upload): Promise<Upload> =>
  answerOf(api.POST('/v1/uploads/{id}/complete', { params: { path: { id }, header: once() }, body: {} }));

/** The unfinished upload of the same file, or a new one. */
async function takenUp(api: ApiClient, file: string, bytes: number, { memory }: UploadFileOptions): Promise<Upload> {
  const known = await memory?.recall(file);
  const before = known && (await read(api, known).catch(() => undefined));
  if (before && before.bytes === bytes && ['waiting', 'uploading'].includes(before.status)) return before;
  const body = { file_name: path.basename(file), bytes, protocol: 'multipart' as const };
  const upload = await answerOf(api.POST('/v1/uploads', { params: { header: once() }, body }));
  await memory?.remember(file, upload.id);
  return upload;
}

const read = (api: ApiClient, id: string): Promise<Upload> =>
  answerOf(api.GET('/v1/uploads/{id}', { params: { path: { id } } }));

async function sendParts(
  api: ApiClient,
  upload: Upload,
  file: string,
  bytes: number,
  options: UploadFileOptions,
): Promise<void> {
  const { id } = upload;
  const { data, part_bytes } = await answerOf(api.GET('/v1/uploads/{id}/parts', { params: { path: { id } } }));
  const count = Math.ceil(bytes / part_bytes);
  const rangeOf = (number: number): [number, number] => [
    (number - 1) * part_bytes,
    Math.min(bytes, number * part_bytes),
  ];
  const sent = new Map(data.map((part) => [part.number, part.bytes]));
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter((number) => {
    const [start, end] = rangeOf(number);
    return sent.get(number) !== end - start;
  });
  const tell = (number: number, arrived: number): void => {
    sent.set(number, arrived);
    options.onProgress?.(
      [...sent.values()].reduce((sum, each) => sum + each, 0),
      bytes,
    );
  };
  const urls = urlsOf(api, id, count);
  const worker = async (): Promise<void> => {
    for (let number = missing.shift(); number !== undefined; number = missing.shift()) {
      const part = number;
      const [start, end] = rangeOf(part);
      const put = async () =>
        putRange(await urls(part), file, start, end, (arrived) => tell(part, arrived), options.signal);
      await persist(options, put);
    }
  };
  await Promise.all(Array.from({ length: options.parallel ?? PARALLEL }, worker));
}

/** Addresses of parts, fetched a batch at a time. */
function urlsOf(api: ApiClient, id: string, count: number): (number: number) => Promise<string> {
  const batches = new Map<number, Promise<PartUrls>>();
  return async (number) => {
    const from = number - ((number - 1) % URLS_AT_ONCE);
    const to = Math.min(count, from + URLS_AT_ONCE - 1);
    const params = { path: { id }, header: once() };
    const batch = batches.get(from) ?? answerOf(api.POST('/v1/uploads/{id}/parts', { params, body: { from, to } }));
    batches.set(from, batch);
    const { data } = await batch.catch((error: unknown) => {
      batches.delete(from);
      throw error;
    });
    const url = data.find((part) => part.number === number)?.url;
    if (!url) throw new Error(`The API gave no address for part ${number}.`);
    return url;
  };
}

/** PUT bytes `[start, end)` of a file. */
async function putRange(
  url: string,
  file: string,
  start: number,
  end: number,
  onProgress: (sent: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const handle = await open(file);
  try {
    const body = handle.createReadStream({
      start,
      end: Math.max(start, end - 1),
      highWaterMark: 1 << 20,
      autoClose: false,
    });
    await put(url, end > start ? body : [], end - start, onProgress, signal);
  } finally {
    await handle.close();
  }
}

function put(
  url: string,
  body: AsyncIterable<Buffer> | Iterable<Buffer>,
  length: number,
  onProgress: (sent: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const { request } = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Length': String(length) };
    const sent = request(url, { method: 'PUT', headers, signal }, (answer) => {
      const status = answer.statusCode ?? 0;
      const texts: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => texts.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        if (status < 300) return resolve();
        reject(
          new Error(`The bytes were answered with status ${status}: ${String(Buffer.concat(texts)).slice(0, 300)}`),
        );
      });
    });
    sent.on('error', reject);
    sent.setTimeout(60_000, () => sent.destroy(new Error('The object store fell silent.')));
    feed(sent, body, onProgress).catch((error: Error) => sent.destroy(error));
  });
}

async function feed(
  sent: http.ClientRequest,
  body: AsyncIterable<Buffer> | Iterable<Buffer>,
  onProgress: (sent: number) => void,
): Promise<void> {
  let bytes = 0;
  for await (const chunk of body) {
    if (!sent.write(chunk)) await drained(sent);
    if (sent.destroyed) return;
    bytes += chunk.length;
    onProgress(bytes);
  }
  sent.end();
}

const drained = (sent: http.ClientRequest): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      sent.off('drain', done).off('close', done);
      resolve();
    };
    sent.on('drain', done).on('close', done);
  });

async function persist(options: UploadFileOptions, work: () => Promise<void>): Promise<void> {
  const until = Date.now() + options.patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (options.signal?.aborted) throw options.signal.reason;
      if (Date.now() >= until) throw error;
    }
    await sleep(RETRY_MS, undefined, { signal: options.signal });
  }
}
