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

/** A part of an object that is not whole yet, as the store has it. */
export interface StoredPart {
  /** From 1 to {@link MOST_PARTS}. */
  number: number;
  bytes: number;
  /** Without quotes. */
  etag: string;
}

/** An object whose parts are still coming. */
export interface UnfinishedObject {
  key: ObjectKey;
  multipartId: string;
  startedAt: Date;
}

/** S3's limits of an object in parts: how many, and the least of each but the last. */
export const MOST_PARTS = 10_000;
export const LEAST_PART_BYTES = 5 * 1024 * 1024;
export const MOST_OBJECT_BYTES = 5 * 1024 ** 4;

/**
 * Objects that come in parts, over hours and from several senders. Nothing is visible under the key before it is completed.
 * With a `multipartId` that the store does not know (any more), methods throw `media/not-found`, unless told otherwise.
 */
export interface MultipartStore {
  /** Begin an object. @returns its multipart id */
  startMultipart(key: ObjectKey, meta: ObjectMeta): Promise<string>;
  /** A URL a client may PUT one part to, for so many seconds. */
  presignPart(key: ObjectKey, multipartId: string, number: number, expirySeconds: number): Promise<string>;
  /** Store a part, given in pieces that are not changed meanwhile; a part of the same number is overwritten. */
  putPart(key: ObjectKey, multipartId: string, number: number, body: readonly Buffer[]): Promise<StoredPart>;
  /**
   * Parts that have arrived whole, by number. Where one was sent more than once, SeaweedFS lists each sending until the
   * object is completed, S3 the last one only; the latest stands last among its like.
   */
  listParts(key: ObjectKey, multipartId: string): Promise<StoredPart[]>;
  /** Make the object of these parts, given by number. Parts that are not named are dropped. */
  completeMultipart(
    key: ObjectKey,
    multipartId: string,
    parts: readonly Pick<StoredPart, 'number' | 'etag'>[],
  ): Promise<void>;
  /** Give an object up and free its parts. What is not there is no error. */
  abortMultipart(key: ObjectKey, multipartId: string): Promise<void>;
  /** Objects under a prefix whose parts were neither completed nor aborted. */
  unfinished(prefix: string): AsyncIterable<UnfinishedObject>;
}

/**
 * Where masters, intermediates and published media live.
 *
 * Every method throws {HeadendError} `store/unavailable` (retryable) when the store does not answer;
 * reads of a missing key throw `media/not-found`.
 */
export interface ObjectStore extends MultipartStore {
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
