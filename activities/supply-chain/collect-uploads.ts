import type { ObjectStore } from '../../adapters/object-store/port';
import { OPEN_UPLOAD_STATES, type UploadRecord, type Uploads } from '../../adapters/postgres/port';
import type {
  CollectedLeftovers,
  CollectedUploads,
  CollectedWork,
  CollectionOrder,
  SupplyChainCollectionActivities,
} from '../../workflows/supply-chain/contract';
import { beat, cancelSignal } from './beat';

export interface CollectionPorts {
  store: Pick<ObjectStore, 'find' | 'list' | 'remove' | 'removePrefix' | 'unfinished' | 'abortMultipart'>;
  uploads: Pick<Uploads, 'due' | 'finish' | 'end' | 'claimForCollection' | 'alive' | 'contentInUse'>;
}

const UPLOADS_PREFIX = 'uploads/';
const WORK_PREFIX = 'work/';
const BATCH = 200;
/** An object without an upload is removed when it is older: the row of a younger one may just be being written. */
const LEFTOVER_MS = 3_600_000;
/** No writer of ours takes so long with one object. */
const UNFINISHED_MS = 48 * 3_600_000;

/** The steps of a round of collection. */
export const createCollectionActivities = (ports: CollectionPorts): SupplyChainCollectionActivities => ({
  collectUploads: (order) => collectUploads(ports, order),
  collectLeftovers: () => collectLeftovers(ports),
  collectWork: (order) => collectWork(ports, order),
});

async function collectUploads({ uploads, store }: CollectionPorts, order: CollectionOrder): Promise<CollectedUploads> {
  const now = Date.now();
  const before = {
    expiredBefore: new Date(now),
    unusedBefore: new Date(now - order.unusedMs),
    publishedBefore: new Date(now - order.graceMs),
  };
  const done: CollectedUploads = { found: 0, timedOut: 0, removed: 0, bytes: 0 };
  const seen = new Set<string>();
  for (;;) {
    const due = (await uploads.due(before, BATCH)).filter(({ id }) => !seen.has(id));
    if (due.length === 0) return done;
    for (const upload of due) {
      cancelSignal()?.throwIfAborted();
      seen.add(upload.id);
      await collectUpload({ uploads, store }, upload, done);
      beat(done);
    }
  }
}

async function collectUpload({ uploads, store }: CollectionPorts, upload: UploadRecord, done: CollectedUploads) {
  if (OPEN_UPLOAD_STATES.includes(upload.status) && (await foundWhole({ uploads, store }, upload))) {
    done.found++;
    return;
  }
  if (OPEN_UPLOAD_STATES.includes(upload.status) || upload.status === 'uploaded') {
    if (!(await uploads.end(upload.id, 'timed_out'))) return;
    done.timedOut++;
  }
  // From here on no order can name it; what a kill leaves behind has no upload any more and goes with the leftovers.
  if (!(await uploads.claimForCollection(upload.id))) return;
  if (upload.multipartId) await store.abortMultipart(upload.objectKey, upload.multipartId);
  let bytes = 0;
  for await (const object of store.list(upload.objectKey)) {
    await store.remove(object.key);
    bytes += object.bytes;
  }
  done.removed++;
  done.bytes += bytes;
}

/** The bytes of a presigned PUT may have come without anybody telling. */
async function foundWhole({ uploads, store }: CollectionPorts, { id, protocol, objectKey, bytes }: UploadRecord) {
  if (protocol !== 'single') return false;
  const object = await store.find(objectKey);
  if (!object || (bytes !== undefined && object.bytes !== bytes)) return false;
  await uploads.finish(id, object);
  return true;
}

async function collectLeftovers({ uploads, store }: CollectionPorts): Promise<CollectedLeftovers> {
  const done: CollectedLeftovers = { objects: 0, unfinished: 0 };
  const old = Date.now() - LEFTOVER_MS;
  let batch: { key: string; id: string }[] = [];
  const flush = async (): Promise<void> => {
    const alive = await uploads.alive(batch.map(({ id }) => id));
    for (const { key } of batch.filter(({ id }) => !alive.has(id))) {
      await store.remove(key);
      done.objects++;
    }
    batch = [];
    beat(done);
  };
  for await (const { key, lastModified } of store.list(UPLOADS_PREFIX)) {
    if (lastModified.getTime() < old) batch.push({ key, id: uploadIdOf(key) });
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  await abortUnfinished({ uploads, store }, done);
  return done;
}

async function abortUnfinished({ uploads, store }: CollectionPorts, done: CollectedLeftovers): Promise<void> {
  const now = Date.now();
  for await (const { key, multipartId, startedAt } of store.unfinished('')) {
    const age = now - startedAt.getTime();
    const ofUpload = key.startsWith(UPLOADS_PREFIX);
    if (age < (ofUpload ? LEFTOVER_MS : UNFINISHED_MS)) continue;
    if (ofUpload && (await uploads.alive([uploadIdOf(key)])).size > 0) continue;
    await store.abortMultipart(key, multipartId);
    done.unfinished++;
    beat(done);
  }
}

/** `uploads/{tenant}/{id}`, and `….tail-{offset}` beside it. */
const uploadIdOf = (key: string): string => key.split('/')[2]?.split('.')[0] ?? '';

async function collectWork({ uploads, store }: CollectionPorts, { workMs }: CollectionOrder): Promise<CollectedWork> {
  const since = new Date(Date.now() - workMs);
  const done: CollectedWork = { contents: 0, objects: 0 };
  for (const [prefix, newest] of await contents(store)) {
    cancelSignal()?.throwIfAborted();
    const [, tenantId = '', sha256 = ''] = prefix.split('/');
    if (newest >= since.getTime() || (await uploads.contentInUse(tenantId, sha256, since))) continue;
    done.objects += await store.removePrefix(prefix);
    done.contents++;
    beat(done);
  }
  return done;
}

/** `work/{tenant}/{sha256}/` with the instant of its newest object. */
async function contents(store: CollectionPorts['store']): Promise<Map<string, number>> {
  const newest = new Map<string, number>();
  for await (const { key, lastModified } of store.list(WORK_PREFIX)) {
    const parts = key.split('/');
    if (parts.length < 4) continue;
    const prefix = `${parts.slice(0, 3).join('/')}/`;
    newest.set(prefix, Math.max(newest.get(prefix) ?? 0, lastModified.getTime()));
    beat();
  }
  return newest;
}
