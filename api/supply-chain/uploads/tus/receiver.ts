import type { ObjectStore } from '../../../../adapters/object-store/port';
import type { UploadPartRecord, UploadRecord, Uploads } from '../../../../adapters/postgres/port';
import { HeadendError } from '../../../../domain/failures';
import { tusPartBytes } from '../../../../domain/uploads/part-plan';
import type { ExpectedDigest } from './headers';
import { type CutBytes, HeldBytes, type SegmentPool } from './segments';

export interface ReceiverDeps {
  uploads: Uploads;
  store: ObjectStore;
  memory: SegmentPool;
}

/** The bytes of one request. */
export interface Delivery {
  /** Where it fails, what came before is kept. */
  body: AsyncIterable<Buffer>;
  /** Counts only when all of it has this digest. */
  checksum?: ExpectedDigest;
  /** The upload must not grow beyond this, bytes. */
  most: number;
}

/** A part up to this size travels to the store while the next one is filled, bytes; larger ones one at a time. */
const BESIDE_BYTES = 32 * 1024 * 1024;

/**
 * Receive the bytes of one request into parts of the upload's object. The offset in the database is the truth: it moves when a
 * part, or the rest that does not fill one, is safely stored; whatever lies in the store beyond it was never acknowledged and
 * is overwritten. So a kill at any point loses only bytes that the client was not told are safe.
 *
 * A rest that does not fill a part is kept as an object of its own, and goes into the next part with the next request.
 *
 * @returns the offset after, also when the client has broken the connection
 */
export async function receive(deps: ReceiverDeps, upload: UploadRecord, delivery: Delivery): Promise<number> {
  const parts = upload.multipartId ? await deps.uploads.partsOf(upload.id) : [];
  const receiver = new Receiver(deps, upload, delivery.checksum !== undefined, parts.length);
  try {
    await receiver.takeTail();
    const broken = await read(receiver, upload, delivery);
    return await receiver.end(broken, delivery.checksum);
  } finally {
    await receiver.close();
  }
}

/** @returns what broke the delivery off, if it did not end by itself */
async function read(receiver: Receiver, upload: UploadRecord, delivery: Delivery): Promise<unknown> {
  const { body, checksum, most } = delivery;
  let offset = upload.received;
  try {
    for await (const chunk of body) {
      offset += chunk.length;
      if (offset > most) return tooLong(upload, most);
      checksum?.hash.update(chunk);
      await receiver.take(chunk);
    }
    return undefined;
  } catch (error) {
    return error;
  }
}

const tooLong = ({ id, bytes }: UploadRecord, most: number): HeadendError =>
  new HeadendError(
    'upload/too-long',
    bytes === undefined
      ? `Upload ${id} is longer than ${most} bytes.`
      : `Upload ${id} was declared with ${bytes} bytes.`,
  );

class Receiver {
  readonly #held: HeldBytes;
  /** Offset as the database knows it. */
  #committed: number;
  /** Offset up to which bytes were taken from the request. */
  #taken: number;
  #next: number;
  #tail: UploadRecord['tus'];
  #sending: Promise<void>[] = [];
  #trouble: unknown;
  /** Parts that count only once the checksum is known. */
  readonly #pending: UploadPartRecord[] = [];

  constructor(
    private readonly deps: ReceiverDeps,
    private readonly upload: UploadRecord,
    private readonly withheld: boolean,
    parts: number,
  ) {
    this.#held = new HeldBytes(deps.memory);
    this.#committed = upload.received;
    this.#taken = upload.received;
    this.#next = parts + 1;
    this.#tail = upload.tus;
  }

  /** Take up again what an earlier request left that does not fill a part. */
  async takeTail(): Promise<void> {
    const tail = this.upload.tus?.tail;
    if (!tail) return;
    for await (const chunk of await this.deps.store.get(tail.objectKey)) await this.#held.add(chunk as Buffer);
  }

  async take(chunk: Buffer): Promise<void> {
    for (let at = 0; at < chunk.length; ) {
      const room = this.#partBytes() - this.#held.bytes;
      const piece = chunk.subarray(at, at + Math.max(0, room));
      const before = this.#held.bytes;
      try {
        await this.#held.add(piece);
      } finally {
        this.#taken += this.#held.bytes - before;
      }
      at += piece.length;
      if (this.#held.bytes >= this.#partBytes()) await this.#send(this.#held.cut(this.#held.bytes));
    }
    if (this.#trouble) throw this.#trouble;
  }

  /** Put away what is left. @throws what broke the delivery off, once everything that arrived is safe */
  async end(broken: unknown, checksum: ExpectedDigest | undefined): Promise<number> {
    const { id, bytes } = this.upload;
    await Promise.all(this.#sending);
    if (this.#trouble) throw this.#trouble;
    if (checksum && broken) throw broken;
    if (checksum && checksum.hash.digest('base64') !== checksum.base64)
      throw new HeadendError(
        'upload/chunk-damaged',
        `The bytes for upload ${id} do not have the digest that was sent.`,
      );
    if (broken instanceof HeadendError && broken.code === 'upload/too-long') throw broken;
    if (this.#taken === bytes) await this.#last();
    else await this.#putAside();
    if (broken) throw broken;
    return this.#committed;
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#sending);
    this.#held.release();
  }

  #partBytes(): number {
    return tusPartBytes(this.#next + this.#sending.length, this.upload.bytes);
  }

  /** Store a part while the next one is filled. */
  async #send(body: CutBytes): Promise<void> {
    const number = this.#next + this.#sending.length;
    const before = this.#sending.at(-1) ?? Promise.resolve();
    const end = this.#taken;
    const sent = this.#store(number, body, end, before).catch((error: unknown) => {
      this.#trouble ??= error;
    });
    this.#sending.push(sent);
    await (body.bytes > BESIDE_BYTES ? sent : before);
  }

  async #store(number: number, body: CutBytes, end: number, before: Promise<void>): Promise<void> {
    const { store } = this.deps;
    try {
      const part = await store.putPart(this.upload.objectKey, await this.#multipartId(), number, body.views);
      await before;
      if (this.#trouble) return;
      if (this.withheld) this.#pending.push(part);
      else await this.#commit(end, [part], undefined);
    } finally {
      body.release();
    }
  }

  async #multipartId(): Promise<string> {
    const { uploads, store } = this.deps;
    const { id, objectKey, contentType = 'application/octet-stream' } = this.upload;
    this.#multipart ??= (async () => {
      if (this.upload.multipartId) return this.upload.multipartId;
      const started = await store.startMultipart(objectKey, { contentType });
      const kept = await uploads.begin(id, started);
      if (kept !== started) await store.abortMultipart(objectKey, started);
      return kept;
    })();
    return this.#multipart;
  }
  #multipart: Promise<string> | undefined;

  /** Everything has arrived: what is held is the last part, or the whole object. */
  async #last(): Promise<void> {
    const { store } = this.deps;
    const { objectKey, contentType = 'application/octet-stream' } = this.upload;
    const body = this.#held.cut(this.#held.bytes);
    const number = this.#next + this.#sending.length;
    try {
      if (number === 1) {
        await store.put(objectKey, Buffer.concat(body.views), { contentType });
        await this.#commit(this.#taken, [], undefined);
      } else {
        const part =
          body.bytes > 0 ? [await store.putPart(objectKey, await this.#multipartId(), number, body.views)] : [];
        await this.#commit(this.#taken, [...this.#pending, ...part], undefined);
      }
    } finally {
      body.release();
    }
  }

  /** Keep what does not fill a part until the next request. */
  async #putAside(): Promise<void> {
    if (this.#taken === this.#committed && this.#pending.length === 0) return;
    const body = this.#held.cut(this.#held.bytes);
    const { bytes, views } = body;
    try {
      const objectKey = `${this.upload.objectKey}.tail-${this.#taken}`;
      if (bytes > 0)
        await this.deps.store.put(objectKey, Buffer.concat(views), { contentType: 'application/octet-stream' });
      await this.#commit(this.#taken, this.#pending, bytes > 0 ? { objectKey, bytes } : undefined);
    } finally {
      body.release();
    }
  }

  async #commit(
    to: number,
    parts: readonly UploadPartRecord[],
    tail: { objectKey: string; bytes: number } | undefined,
  ): Promise<void> {
    const { uploads, store } = this.deps;
    const { id } = this.upload;
    if (!(await uploads.advance(id, { from: this.#committed, to, parts, tail })))
      throw new HeadendError('upload/offset-conflict', `Upload ${id} was moved on or ended by another request.`);
    const old = this.#tail?.tail?.objectKey;
    this.#committed = to;
    this.#tail = { metadata: '', tail };
    // Nobody refers to it any more; one that a kill leaves is collected with the upload.
    if (old && old !== tail?.objectKey) await store.remove(old).catch(() => undefined);
  }
}
