import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { addAbortSignal, PassThrough, type Readable } from 'node:stream';
import type { LocalCopies } from '../../adapters/local-copies/port';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { MasterRecord, SupplyChainRecords } from '../../adapters/postgres/port';
import { HeadendError, isHeadendError } from '../../domain/failures';
import {
  type KeptPart,
  type MasterRef,
  type MasterSource,
  masterKey,
  type SupplyChainIoActivities,
} from '../../workflows/supply-chain/contract';

import { beat, cancelSignal, stepKey } from './beat';

import { openSource, type SourceOwner, type SourcePorts, tooLarge } from './open-source';
import { checkDigest } from './ordered-digest';

export { createReceiveSidecars } from './receive-sidecars';

export interface ReceivePorts extends SourcePorts {
  store: ObjectStore;
  copies: LocalCopies;
  records: Pick<SupplyChainRecords, 'saveMaster' | 'masterAt' | 'assignMaster' | 'fullUrl'>;
  /** Largest master taken in, bytes. */
  maxBytes: number;
}

/** What is fetched: a master or an audio file. */
export interface FileOrder extends SourceOwner {
  source: MasterSource;
  /** Lower-case hex. */
  expectedSha256?: string;
}

/** Bytes and time between two heartbeats at most. */
const BEAT_BYTES = 8 * 1024 * 1024;
const BEAT_MS = 1_000;
/** Bytes that the store may lag behind the disk. */
const STORE_LAG_BYTES = 4 * 1024 * 1024;

/**
 * Receive a master: one pass over its bytes fills the object store, a local file, the digest and the count. Content that
 * the tenant has delivered before is not kept twice. The local file becomes this machine's copy of the object.
 *
 * Safe to repeat: what one attempt at this step received whole is answered to the next. Another step, of a retried ingest or
 * of a replacement, fetches anew, whatever its source is called: the partner may have mended the file under its name.
 * One that is taken over from the version before is there already.
 *
 * @throws {HeadendError} `master/empty`, `master/too-large`, `master/checksum-mismatch`, `ingest/part-gone`, `upload/…`,
 *   `source/…`
 */
export const createReceiveMaster =
  (ports: ReceivePorts): SupplyChainIoActivities['receiveMaster'] =>
  async ({ source, ...rest }) => {
    if (source.kind === 'kept') return keepMaster(ports, rest.ingestId, source);
    const order = { ...rest, source };
    const key = `${masterKey(order.tenantId, order.ingestId)}/${sourceDigest(source)}`;
    const known = await ports.records.masterAt(key);
    if (known && (await ports.store.find(key))) {
      checkDigest(known.sha256, order);
      await ports.records.assignMaster(order.ingestId, known.id);
      return refOf(known);
    }
    return ports.copies.scratch('receive', async (directory) => {
      const file = path.join(directory, 'master');
      const received = await takeIn(ports, order, key, file);
      const { master, created } = await ports.records.saveMaster(order.ingestId, {
        tenantId: order.tenantId,
        objectKey: key,
        ...received,
      });
      if (!created && master.objectKey !== key) await dropTwin(ports.store, key, master.objectKey);
      await ports.copies.adopt(master.objectKey, file);
      return refOf(master);
    });
  };

/** Short name of a source as one step fetches it, for keys: attempts at the step share it, other steps do not. */
export const sourceDigest = (source: MasterSource): string =>
  digestOf(JSON.stringify([source, stepKey()])).slice(0, 16);

async function keepMaster({ store, records }: ReceivePorts, ingestId: string, kept: KeptPart): Promise<MasterRef> {
  const { objectKey, sha256, bytes, masterId = '' } = kept;
  if (!(await store.find(objectKey)))
    throw new HeadendError('ingest/part-gone', 'The master of the version before is not kept any more.');
  await records.assignMaster(ingestId, masterId);
  return { masterId, objectKey, sha256, bytes };
}

const refOf = ({ id, objectKey, sha256, bytes }: MasterRecord): MasterRef => ({
  masterId: id,
  objectKey,
  sha256,
  bytes,
});

/** The same content is there already; should its object be lost, the new one takes its place. */
async function dropTwin(store: ObjectStore, key: string, kept: string): Promise<void> {
  if (!(await store.find(kept))) await store.copy(key, kept);
  await store.remove(key);
}

/** Fetch a file to the store and to a local file at once. */
export async function takeIn(
  ports: SourcePorts & Pick<ReceivePorts, 'store' | 'maxBytes'>,
  order: FileOrder,
  key: string,
  file: string,
): Promise<{ sha256: string; bytes: number }> {
  const source = await openSource(ports, order, order.source, ports.maxBytes);
  const received = await tee(ports.store, source.body, { key, file, maxBytes: ports.maxBytes }, ({ bytes, sha256 }) => {
    if (bytes === 0) throw new HeadendError('master/empty', 'The file has no bytes.');
    checkDigest(sha256, order);
  });
  beat(received.bytes);
  return received;
}

/**
 * Send a stream to a file and to the store at once, at the pace of the slower one.
 *
 * @param accept looks at what has arrived before the object becomes visible; what it throws leaves no object behind
 */
async function tee(
  store: ObjectStore,
  body: Readable,
  { key, file, maxBytes }: { key: string; file: string; maxBytes: number },
  accept: (received: { sha256: string; bytes: number }) => void,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  const handle = await open(file, 'w').catch((error: unknown) => {
    body.destroy();
    throw error;
  });
  const toStore = new PassThrough({ highWaterMark: STORE_LAG_BYTES });
  const stored = store.put(key, toStore, { contentType: 'application/octet-stream' });
  // A store that fails must not leave the reader waiting for a drain; what failed is thrown below.
  stored.catch((error: Error) => toStore.destroy(error));
  let bytes = 0;
  try {
    const signal = cancelSignal();
    if (signal) addAbortSignal(signal, body);
    const tick = beatEvery();
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      hash.update(chunk);
      await Promise.all([handle.writeFile(chunk), write(toStore, chunk)]);
      tick(bytes);
    }
    const received = { sha256: hash.digest('hex'), bytes };
    accept(received);
    toStore.end();
    await stored;
    return received;
  } catch (error) {
    body.destroy();
    toStore.destroy(error as Error);
    const trouble = await stored.then(
      async () => store.remove(key),
      (storeError: unknown) => storeError,
    );
    throw isHeadendError(error) || !isHeadendError(trouble) ? error : trouble;
  } finally {
    await handle.close();
  }
}

async function write(stream: PassThrough, chunk: Buffer): Promise<void> {
  if (stream.destroyed) throw stream.errored ?? new Error('The object store closed the stream.');
  if (stream.write(chunk)) return;
  await new Promise<void>((resolve, reject) => {
    const done = (error?: Error | null) => {
      stream.off('drain', done).off('error', done).off('close', closed);
      if (error) reject(error);
      else resolve();
    };
    const closed = () => done(stream.errored ?? new Error('The object store closed the stream.'));
    stream.once('drain', done).once('error', done).once('close', closed);
  });
}

/** Heartbeats on real progress only, not more often than is of use. */
function beatEvery(): (bytes: number) => void {
  let at = Date.now();
  let told = 0;
  return (bytes) => {
    if (bytes - told < BEAT_BYTES && Date.now() - at < BEAT_MS) return;
    told = bytes;
    at = Date.now();
    beat(bytes);
  };
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
