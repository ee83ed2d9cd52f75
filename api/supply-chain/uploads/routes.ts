import type { ObjectStore } from '../../../adapters/object-store/port';
import { MOST_OBJECT_BYTES, MOST_PARTS } from '../../../adapters/object-store/port';
import { OPEN_UPLOAD_STATES, type UploadRecord, type Uploads } from '../../../adapters/postgres/port';
import { HeadendError, isHeadendError } from '../../../domain/failures';
import { clientPartBytes, latest } from '../../../domain/uploads/part-plan';
import { readCursor, writeCursor } from '../../http/cursor';
import { type Caller, type Route, route } from '../../http/operation';
import { uploadView } from '../views';
import { ended, settle } from './settle';
import {
  abortUpload,
  completeUpload,
  createUpload,
  createUploadParts,
  getUpload,
  listUploadParts,
  listUploads,
} from './specs';

/** How long the address of a part is good, seconds; a fresh one can be had at any time. */
const PART_URL_S = 12 * 3600;

export interface UploadSettings {
  /** Hours until an upload that is not complete is given up. */
  expiryHours: number;
  /** Largest file taken in, bytes. */
  maxBytes: number;
  /** Bytes of tus uploads that this process may hold at once. */
  memoryBytes: number;
}

export interface UploadDeps {
  uploads: Uploads;
  store: ObjectStore;
  settings: UploadSettings;
}

/** Uploads by presigned PUT, whole or in parts. */
export const uploadRoutes = (deps: UploadDeps): Route[] => {
  const { uploads, store, settings } = deps;
  const view = async (upload: UploadRecord) => uploadView(upload, await addressOf(upload, store));
  const existing = async (caller: Caller, id: string) => {
    const upload = await uploads.find(caller.tenantId, id);
    if (!upload) throw new HeadendError('request/not-found', `There is no upload ${id}.`);
    return upload;
  };
  const settling = { uploads, store, maxBytes: settings.maxBytes };

  return [
    route(createUpload, async ({ body, caller, requestKey }) => {
      const { protocol, bytes } = body;
      const most = Math.min(settings.maxBytes, MOST_OBJECT_BYTES);
      if (bytes !== undefined && bytes > most)
        throw new HeadendError('master/too-large', `${bytes} bytes are declared; ${most} are accepted.`, {
          field: 'bytes',
        });
      const upload = await uploads.create({
        tenantId: caller.tenantId,
        requestKey,
        fileName: body.file_name,
        contentType: body.content_type,
        protocol,
        bytes,
        sha256: body.checksum?.sha256.toLowerCase(),
        partBytes: protocol === 'multipart' ? clientPartBytes(bytes) : undefined,
        testMode: caller.testMode,
        expiresAt: new Date(Date.now() + settings.expiryHours * 3_600_000),
      });
      return { body: await view(upload), location: `/v1/uploads/${upload.id}` };
    }),

    route(listUploads, async ({ query, caller }) => {
      const { limit, cursor, status } = query;
      const scope = { list: listUploads.id, status };
      const after = readCursor(cursor, scope);
      const { items, next } = await uploads.list({ tenantId: caller.tenantId, limit, after, status });
      return { body: { data: await Promise.all(items.map(view)), next_cursor: writeCursor(next, scope) } };
    }),

    route(getUpload, async ({ params, caller }) => ({
      body: await view(await arrived(settling, await existing(caller, params.id))),
    })),

    route(createUploadParts, async ({ params, body, caller }) => {
      const upload = await existing(caller, params.id);
      const { objectKey } = upload;
      const count = partCount(upload);
      if (count !== undefined && body.to > count)
        throw new HeadendError('request/invalid', `Upload ${upload.id} has ${count} parts.`, { field: 'to' });
      const multipartId = await begun(deps, upload);
      const numbers = Array.from({ length: body.to - body.from + 1 }, (_, at) => body.from + at);
      const expiresAt = new Date(Date.now() + PART_URL_S * 1000);
      const data = await Promise.all(
        numbers.map(async (number) => ({
          number,
          url: await store.presignPart(objectKey, multipartId, number, PART_URL_S),
        })),
      );
      return { body: { data, part_bytes: upload.partBytes ?? 0, expires_at: expiresAt.toISOString() } };
    }),

    route(listUploadParts, async ({ params, caller }) => {
      const upload = await existing(caller, params.id);
      const { objectKey, multipartId } = inParts(upload);
      const parts = multipartId && isOpen(upload) ? latest(await partsOrNone(store, objectKey, multipartId)) : [];
      await uploads.noteReceived(
        upload.id,
        parts.reduce((sum, { bytes }) => sum + bytes, 0),
      );
      return { body: { data: parts, part_bytes: upload.partBytes ?? 0, part_count: partCount(upload) ?? null } };
    }),

    route(completeUpload, async ({ params, body, caller }) => ({
      body: await view(await settle(settling, await existing(caller, params.id), body.parts)),
    })),

    route(abortUpload, async ({ params, caller }) => {
      const upload = await existing(caller, params.id);
      if (upload.status === 'cancelled') return { body: await view(upload) };
      const cancelled = await uploads.end(upload.id, 'cancelled');
      if (!cancelled) throw ended(await existing(caller, upload.id));
      await discard(deps, cancelled);
      return { body: await view(cancelled) };
    }),
  ];
};

const isOpen = ({ status }: UploadRecord): boolean => OPEN_UPLOAD_STATES.includes(status);

function inParts(upload: UploadRecord): UploadRecord {
  if (upload.protocol === 'multipart') return upload;
  throw new HeadendError(
    'upload/other-protocol',
    `Upload ${upload.id} was created with the protocol ${upload.protocol}.`,
  );
}

async function begun({ uploads, store }: UploadDeps, upload: UploadRecord): Promise<string> {
  const { id, objectKey, contentType = 'application/octet-stream' } = inParts(upload);
  if (!isOpen(upload)) throw ended(upload);
  if (upload.multipartId) return upload.multipartId;
  const started = await store.startMultipart(objectKey, { contentType });
  const kept = await uploads.begin(id, started);
  if (kept !== started) await store.abortMultipart(objectKey, started);
  return kept;
}

const partCount = ({ bytes, partBytes, status }: UploadRecord): number | undefined =>
  bytes !== undefined && partBytes && OPEN_UPLOAD_STATES.includes(status)
    ? Math.min(MOST_PARTS, Math.max(1, Math.ceil(bytes / partBytes)))
    : undefined;

async function partsOrNone(store: ObjectStore, key: string, multipartId: string) {
  try {
    return await store.listParts(key, multipartId);
  } catch (error) {
    if (isHeadendError(error) && error.code === 'media/not-found') return [];
    throw error;
  }
}

/** A presigned PUT tells nobody that it is done: whoever looks at the upload finds out. */
async function arrived(deps: Parameters<typeof settle>[0], upload: UploadRecord): Promise<UploadRecord> {
  if (upload.protocol !== 'single' || !isOpen(upload)) return upload;
  try {
    return await settle(deps, upload);
  } catch (error) {
    if (!isHeadendError(error) || error.failure.retry) throw error;
    return (await deps.uploads.find(upload.tenantId, upload.id)) ?? upload;
  }
}

/** Free the bytes of an upload that has ended; what a kill leaves is collected later. */
async function discard({ uploads, store }: UploadDeps, { id, objectKey, multipartId, tus }: UploadRecord) {
  if (multipartId) await store.abortMultipart(objectKey, multipartId);
  if (tus?.tail) await store.remove(tus.tail.objectKey);
  await store.remove(objectKey);
  await uploads.claimForCollection(id);
}

async function addressOf(upload: UploadRecord, store: Pick<ObjectStore, 'presignPut'>): Promise<string | null> {
  if (!isOpen(upload)) return null;
  const seconds = Math.max(1, Math.floor((upload.expiresAt.getTime() - Date.now()) / 1000));
  switch (upload.protocol) {
    case 'single':
      return store.presignPut(upload.objectKey, Math.min(seconds, WEEK_S));
    case 'tus':
      return `/v1/uploads/tus/${upload.id}`;
    default:
      return null;
  }
}

/** S3 signs for no longer. */
const WEEK_S = 7 * 24 * 3600;
