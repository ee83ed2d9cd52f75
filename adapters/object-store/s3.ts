import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import type { Client } from 'minio';
import { contentTypeOf } from '../../domain/packaging/mime';
import { WHOLE_BYTES, withFileBytes } from './file-bytes';
import { checkKey, checkPrefix } from './keys';
import type { ObjectMeta, ObjectStore, StoredObject } from './port';
import { multipartStore } from './s3-multipart';
import { type OpenRange, readResuming } from './s3-read';
import { type Target, upload, uploadWhole } from './s3-write';
import { StoreClient } from './store-client';
import { codeOf, isMissing, isTaken, mapped, persist } from './trouble';

/** How the store is reached; the `objectStore` part of the process configuration. */
export interface ObjectStoreConfig {
  /** `http(s)://host:port`. */
  readonly endpoint: string;
  /** The endpoint partners reach; presigned URLs are signed for it. */
  readonly publicEndpoint?: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
  readonly bucket: string;
}

/** Silence on a connection for so long is a failure that is tried again. */
const SILENCE_MS = 30_000;
/** Keys per DeleteObjects request, S3's limit. */
const REMOVE_BATCH = 1000;

/** The object store over any S3. Connections are kept alive and shared; nothing is opened before the first request. */
export function createObjectStore(config: ObjectStoreConfig): ObjectStore {
  const client = connect(config, config.endpoint);
  const outside = connect(config, config.publicEndpoint ?? config.endpoint);
  const { bucket } = config;
  const target = (key: string, meta: ObjectMeta): Target => ({ client, bucket, key, headers: headersOf(meta) });
  const open = (key: string): OpenRange => openRange(client, bucket, key);
  const put: ObjectStore['put'] = async (key, body, meta) => {
    const into = target(checkKey(key), meta);
    const { bytes, etag } = Buffer.isBuffer(body) ? await uploadWhole(into, body) : await upload(into, body);
    return { key, bytes, etag, contentType: meta.contentType, lastModified: new Date() };
  };

  return {
    ...multipartStore({ client, outside, bucket }),
    put,
    async putFile(key, path, meta) {
      const { size } = await stat(path);
      return size <= WHOLE_BYTES
        ? withFileBytes(path, size, (body) => put(key, body, meta))
        : put(key, createReadStream(path, { highWaterMark: 1024 * 1024 }), meta);
    },
    putIfAbsent: (key, body, meta) => putIfAbsent(target(checkKey(key), meta), body),
    get: async (key) => readResuming(checkKey(key), open(key), 0),
    getRange: async (key, start, end) => readResuming(checkKey(key), open(key), start, end),
    read: async (key) => readAll(await readResuming(checkKey(key), open(key), 0)),
    find: async (key) => find(client, bucket, checkKey(key)),
    list: (prefix) => list(client, bucket, prefix),
    async copy(from, to) {
      checkKey(from);
      checkKey(to);
      await persist(from, () => client.copyObject(bucket, to, `/${bucket}/${from}`));
    },
    async remove(key) {
      await persist(checkKey(key), () => client.removeObject(bucket, key)).catch(ignoreMissing);
    },
    removePrefix: (prefix) => removePrefix(client, bucket, checkPrefix(prefix)),
    presignPut: async (key, expirySeconds) => outside.presignedPutObject(bucket, checkKey(key), expirySeconds),
  };
}

/** Make the bucket when it is not there. Safe when several processes do it at once. */
export async function ensureBucket(config: ObjectStoreConfig): Promise<void> {
  const client = connect(config, config.endpoint);
  await persist(undefined, async () => {
    if (await client.bucketExists(config.bucket)) return;
    await client.makeBucket(config.bucket, config.region).catch((error: unknown) => {
      if (!['BucketAlreadyOwnedByYou', 'BucketAlreadyExists'].includes(codeOf(error))) throw error;
    });
  });
}

function connect(config: ObjectStoreConfig, endpoint: string): StoreClient {
  const url = new URL(endpoint);
  const secure = url.protocol === 'https:';
  const { Agent, request } = secure ? https : http;
  return new StoreClient({
    endPoint: url.hostname,
    port: Number(url.port) || (secure ? 443 : 80),
    useSSL: secure,
    accessKey: config.accessKey,
    secretKey: config.secretKey,
    region: config.region, // given, so that signing asks nobody
    pathStyle: true,
    transportAgent: new Agent({ keepAlive: true, maxSockets: 64 }),
    retryOptions: { disableRetry: true }, // minio retries streams that are spent and writes to the console; persist() does it right
    transport: {
      request: (options: http.RequestOptions, answer?: (response: http.IncomingMessage) => void) => {
        const sent = request(options, answer);
        sent.setTimeout(SILENCE_MS, () => sent.destroy(new Error('The object store fell silent')));
        return sent;
      },
    } as unknown as typeof http,
  });
}

const headersOf = ({ contentType, cacheControl }: ObjectMeta): Record<string, string> => ({
  'Content-Type': contentType,
  ...(cacheControl && { 'Cache-Control': cacheControl }),
});

const openRange =
  (client: Client, bucketName: string, objectName: string): OpenRange =>
  ({ start, end, etag }) => {
    const headers: Record<string, string> = {};
    if (start > 0 || end !== undefined) headers.range = `bytes=${start}-${end ?? ''}`;
    if (etag) headers['if-match'] = etag;
    return client.makeRequestAsync({ method: 'GET', bucketName, objectName, headers }, '', [200, 206]);
  };

/** `If-None-Match: *`. A lost answer is told from a lost race by what is stored. */
async function putIfAbsent({ client, bucket, key, headers }: Target, body: Buffer): Promise<boolean> {
  return persist(key, async (attempt) => {
    try {
      await client.putObject(bucket, key, body, body.length, { ...headers, 'If-None-Match': '*' });
      return true;
    } catch (error) {
      if (!isTaken(error)) throw error;
      if (attempt === 1) return false;
      const stored = await readAll(await readResuming(key, openRange(client, bucket, key), 0));
      return stored.equals(body);
    }
  });
}

async function find(client: Client, bucket: string, key: string): Promise<StoredObject | undefined> {
  try {
    const stat = await persist(key, () => client.statObject(bucket, key));
    const contentType = String(stat.metaData['content-type'] ?? contentTypeOf(key));
    return { key, bytes: stat.size, etag: stat.etag, contentType, lastModified: stat.lastModified };
  } catch (error) {
    ignoreMissing(error);
    return undefined;
  }
}

async function* list(client: Client, bucket: string, prefix: string): AsyncGenerator<StoredObject, void> {
  for (let token = ''; ; ) {
    const page = await persist(undefined, () => client.listObjectsV2Query(bucket, prefix, token, '', REMOVE_BATCH, ''));
    for (const { name, size, etag, lastModified } of page.objects)
      if (name !== undefined)
        yield {
          key: String(name),
          bytes: Number(size),
          etag: String(etag ?? ''),
          contentType: contentTypeOf(String(name)),
          lastModified: new Date(lastModified ?? 0),
        };
    if (!page.isTruncated) return;
    token = page.nextContinuationToken;
  }
}

async function removePrefix(client: Client, bucket: string, prefix: string): Promise<number> {
  let removed = 0;
  let batch: string[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await removeBatch(client, bucket, batch);
    removed += batch.length;
    batch = [];
  };
  for await (const { key } of list(client, bucket, prefix)) {
    batch.push(key);
    if (batch.length === REMOVE_BATCH) await flush();
  }
  await flush();
  return removed;
}

async function removeBatch(client: Client, bucket: string, keys: string[]): Promise<void> {
  await persist(undefined, async () => {
    const refused = (await client.removeObjects(bucket, keys)).find((answer) => answer?.Error);
    if (refused) throw mapped(refused.Error);
  });
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'media/not-found' && !isMissing(error)) throw error;
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
