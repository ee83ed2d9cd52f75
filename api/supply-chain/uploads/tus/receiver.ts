import type { ObjectStore } from '../../../../adapters/object-store/port';
import type { UploadPartRecord, UploadRecord, Uploads } from '../../../../adapters/postgres/port';
import { HeadendError } from '../../../../domain/failures';
import { tusPartBytes } from '../../../../domain/uploads/part-plan';
import type { ExpectedDigest } from './headers';
import type { MemoryBudget } from './memory-budget';

export interface ReceiverDeps {
  uploads: Uploads;
  store: ObjectStore;
  memory: MemoryBudget;
}

/** The bytes of one request. */
export interface Delivery {
  body: AsyncIterable<Buffer>;
  /** Stop reading, and keep what has arrived. */
  signal: AbortSignal;
  /** Counts only when all of it has this digest. */
  checksum?: ExpectedDigest;
  /** The upload must not grow beyond this, bytes. */
  most: number;
}

/** Parts on their way to the store while the next one is filled. */
const AT_ONCE = 1;

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
  const receiver = await Receiver.open(deps, upload, delivery.checksum !== undefined);
  try {
    const broken = await read(receiver, upload, delivery);
    return await receiver.end(broken, delivery.checksum);
  } finally {
    await receiver.close();
  }
}

/** @returns what broke the delivery off, if it did not end by itself */
async function read(receiver: Receiver, upload: UploadRecord, delivery: Delivery): Promise<unknown> {
  const { body, signal, checksum, most } = delivery;
  let offset = upload.received;
  try {
    for await (const chunk of body) {
      if (signal.aborted)
        return new HeadendError('upload/locked', `Upload ${upload.id} is written to by a later request.`);
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
  #held: Buffer[] = [];
  #bytes = 0;
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

  private constructor(
    private readonly deps: ReceiverDeps,
    private readonly upload: UploadRecord,
    private readonly withheld: boolean,
    parts: number,
  ) {
    this.#committed = upload.received;
    this.#taken = upload.received;
    this.#next = parts + 1;
    this.#tail = upload.tus;
  }

  static async open(deps: ReceiverDeps, upload: UploadRecord, withheld: boolean): Promise<Receiver> {
    const parts = upload.multipartId ? await deps.uploads.partsOf(upload.id) : [];
    const receiver = new Receiver(deps, upload, withheld, parts.length);
    const tail = upload.tus?.tail;
    if (tail) {
      await deps.memory.take(tail.bytes);
      receiver.#held = [await deps.store.read(tail.objectKey)];
      receiver.#bytes = tail.bytes;
    }
    return receiver;
  }

  async take(chunk: Buffer): Promise<void> {
    await this.deps.memory.take(chunk.length);
    this.#held.push(chunk);
    this.#bytes += chunk.length;
    this.#taken += chunk.length;
    while (this.#bytes >= this.#partBytes()) await this.#send(this.#cut(this.#partBytes()));
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
    this.deps.memory.give(this.#bytes);
    this.#held = [];
    this.#bytes = 0;
  }

  #partBytes(): number {
    return tusPartBytes(this.#next + this.#sending.length, this.upload.bytes);
  }

  /** The first bytes of what is held, in one piece. */
  #cut(bytes: number): Buffer {
    const all = this.#held.length === 1 ? (this.#held[0] as Buffer) : Buffer.concat(this.#held);
    // A copy, so that the rest does not keep the whole part in memory.
    this.#held = all.length > bytes ? [Buffer.from(all.subarray(bytes))] : [];
    this.#bytes -= bytes;
    return all.subarray(0, bytes);
  }

  /** Store a part while the next one is filled. */
  async #send(body: Buffer): Promise<void> {
    const number = this.#next + this.#sending.length;
    const before = this.#sending.at(-1) ?? Promise.resolve();
    const end = this.#taken - this.#bytes;
    const sent = this.#store(number, body, end, before).catch((error: unknown) => {
      this.#trouble ??= error;
    });
    this.#sending.push(sent);
    if (this.#sending.length > AT_ONCE) await this.#sending[this.#sending.length - 1 - AT_ONCE];
  }

  async #store(number: number, body: Buffer, end: number, before: Promise<void>): Promise<void> {
    const { store, memory } = this.deps;
    try {
      const part = await store.putPart(this.upload.objectKey, await this.#multipartId(), number, body);
      await before;
      if (this.#trouble) return;
      if (this.withheld) this.#pending.push(part);
      else await this.#commit(end, [part], undefined);
    } finally {
      memory.give(body.length);
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
    const bytes = this.#bytes;
    const body = this.#cut(bytes);
    const number = this.#next + this.#sending.length;
    try {
      if (number === 1) {
        await store.put(objectKey, body, { contentType });
        await this.#commit(this.#taken, [], undefined);
      } else {
        const part = bytes > 0 ? [await store.putPart(objectKey, await this.#multipartId(), number, body)] : [];
        await this.#commit(this.#taken, [...this.#pending, ...part], undefined);
      }
    } finally {
      this.deps.memory.give(bytes);
    }
  }

  /** Keep what does not fill a part until the next request. */
  async #putAside(): Promise<void> {
    if (this.#taken === this.#committed && this.#pending.length === 0) return;
    const bytes = this.#bytes;
    const body = this.#cut(bytes);
    try {
      const objectKey = `${this.upload.objectKey}.tail-${this.#taken}`;
      if (bytes > 0) await this.deps.store.put(objectKey, body, { contentType: 'application/octet-stream' });
      await this.#commit(this.#taken, this.#pending, bytes > 0 ? { objectKey, bytes } : undefined);
    } finally {
      this.deps.memory.give(bytes);
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
