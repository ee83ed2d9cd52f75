import type { Readable } from 'node:stream';

/** `/`-separated, never starts with `/`, no empty or `..` parts. */
export type ObjectKey = string;

export interface ObjectMeta {
  contentType: string;
  /** `Cache-Control` when the object is served. */
  cacheControl?: string;
}

export interface StoredObject {
  key: ObjectKey;
  bytes: number;
  etag: string;
  contentType: string;
  lastModified: Date;
}

/**
 * Where masters, intermediates and published media live.
 *
 * Every method throws {HeadendError} `store/unavailable` (retryable) when the store does not answer;
 * reads of a missing key throw `media/not-found`.
 */
export interface ObjectStore {
  /** Stream an object in (multipart when large). Overwrites. Nothing is visible under the key until the stream ended well. */
  put(key: ObjectKey, body: Readable | Buffer, meta: ObjectMeta): Promise<StoredObject>;
  putFile(key: ObjectKey, path: string, meta: ObjectMeta): Promise<StoredObject>;
  /** Create only if absent; false when the key already exists. This is the commit step of idempotent outputs. */
  putIfAbsent(key: ObjectKey, body: Buffer, meta: ObjectMeta): Promise<boolean>;
  get(key: ObjectKey): Promise<Readable>;
  /** Bytes `[start, end]`, both inclusive as in HTTP. */
  getRange(key: ObjectKey, start: number, end: number): Promise<Readable>;
  read(key: ObjectKey): Promise<Buffer>;
  find(key: ObjectKey): Promise<StoredObject | undefined>;
  list(prefix: string): AsyncIterable<StoredObject>;
  copy(from: ObjectKey, to: ObjectKey): Promise<void>;
  /** Removing what is not there is no error. */
  remove(key: ObjectKey): Promise<void>;
  removePrefix(prefix: string): Promise<number>;
  /** A URL a client may PUT one object to, for so many seconds. */
  presignPut(key: ObjectKey, expirySeconds: number): Promise<string>;
}
