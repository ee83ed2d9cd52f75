import { createHash } from 'node:crypto';
import type { ObjectStore, StoredPart } from '../../../adapters/object-store/port';
import { OPEN_UPLOAD_STATES, type UploadRecord, type Uploads } from '../../../adapters/postgres/port';
import { HeadendError, isHeadendError } from '../../../domain/failures';
import { chooseParts, type PartTrouble } from '../../../domain/uploads/part-plan';

export interface SettleDeps {
  uploads: Uploads;
  store: Pick<ObjectStore, 'find' | 'get' | 'remove' | 'listParts' | 'completeMultipart'>;
  /** Largest file taken in, bytes. */
  maxBytes: number;
}

/** A part as a client names it. */
export type NamedPart = Pick<StoredPart, 'number' | 'etag'>;

/** Up to this size a declared SHA-256 is compared at once, bytes; of larger files when they are received. */
const DIGEST_AT_ONCE = 64 * 1024 * 1024;

/**
 * Bring an upload whose bytes have arrived to `uploaded`. Safe to repeat, also after a kill at any point.
 *
 * @param named the parts of a multipart upload as the client names them; all that arrived when left out
 * @throws {HeadendError} `upload/ended`, `upload/no-bytes`, `upload/incomplete`, `upload/part-mismatch`,
 * `upload/size-mismatch`, `upload/too-long`, `upload/checksum-mismatch`, `master/too-large`
 */
export async function settle(
  deps: SettleDeps,
  upload: UploadRecord,
  named?: readonly NamedPart[],
): Promise<UploadRecord> {
  if (isWhole(upload)) return upload;
  if (!OPEN_UPLOAD_STATES.includes(upload.status)) throw ended(upload);
  const settled = await arrived(deps, upload, named).catch(async (error: unknown) => {
    if (!isHeadendError(error) || !GONE.includes(error.code)) throw error;
    const now = await deps.uploads.find(upload.tenantId, upload.id);
    throw now && !isWhole(now) && !OPEN_UPLOAD_STATES.includes(now.status) ? ended(now) : error;
  });
  if (!isWhole(settled)) throw ended(settled);
  return settled;
}

/** What is found missing when an upload was cancelled in between. */
const GONE: readonly string[] = ['media/not-found', 'upload/no-bytes'];

const isWhole = ({ status }: UploadRecord): boolean => status === 'uploaded' || status === 'ingested';

async function arrived(
  deps: SettleDeps,
  upload: UploadRecord,
  named: readonly NamedPart[] | undefined,
): Promise<UploadRecord> {
  const made = upload.protocol === 'multipart' ? await completeParts(deps, upload, named) : undefined;
  if (upload.protocol === 'tus') await completeTus(deps, upload);
  const object = await deps.store.find(upload.objectKey);
  if (!object) throw new HeadendError('upload/no-bytes', `Nothing has arrived for upload ${upload.id}.`);
  if (made !== undefined && made !== object.bytes)
    throw new HeadendError('upload/part-mismatch', `Upload ${upload.id} was made of other parts at the same moment.`, {
      fix: 'Look at the upload: another request of yours has completed it.',
    });
  checkLength(upload, object.bytes, deps.maxBytes);
  await checkDigest(deps, upload, object.bytes);
  return deps.uploads.finish(upload.id, object);
}

/**
 * Make sure, before an order is taken, that an upload it names has all its bytes.
 *
 * @param field of the order that names the upload
 * @throws {HeadendError} `upload/no-bytes`, `upload/incomplete`, `upload/not-usable`, `source/changed`, and what {@link settle} throws, with the field
 */
export async function readyUpload(deps: SettleDeps, upload: UploadRecord, field: string): Promise<UploadRecord> {
  const { id, status, protocol, collectedAt } = upload;
  const unusable = (why: string) => new HeadendError('upload/not-usable', `Upload ${id} ${why}.`, { field });
  if (collectedAt && status === 'ingested') throw unusable('was ingested before and its bytes have been removed');
  if (OPEN_UPLOAD_STATES.includes(status) && protocol === 'multipart') {
    // Only the client knows that no further part follows: parts are never taken for a file before it says so.
    throw new HeadendError('upload/incomplete', `Upload ${id} is ${status}: it was not completed.`, { field });
  }
  try {
    const whole = await settle(deps, upload);
    await checkUnchanged(deps, whole);
    return whole;
  } catch (error) {
    if (!isHeadendError(error)) throw error;
    if (error.code === 'upload/ended') throw unusable(`is ${status}`);
    throw new HeadendError(error.code, error.message, { ...error.context, field });
  }
}

/** A presigned URL works until it expires, also after its upload was completed. */
async function checkUnchanged({ store }: SettleDeps, { id, objectKey, etag }: UploadRecord): Promise<void> {
  if (etag !== undefined && (await store.find(objectKey))?.etag !== etag)
    throw new HeadendError('source/changed', `Other bytes were sent to upload ${id} after it was completed.`, {
      fix: 'Create a new upload, send the file to it and order that.',
    });
}

/** The one way to say that an upload takes nothing more. */
export const ended = ({ id, status }: UploadRecord): HeadendError =>
  new HeadendError('upload/ended', `Upload ${id} is ${status}.`);

/** @returns the bytes of the parts; undefined when the object was made of parts before */
async function completeParts(
  { store, maxBytes }: SettleDeps,
  upload: UploadRecord,
  named?: readonly NamedPart[],
): Promise<number | undefined> {
  const { objectKey, multipartId, bytes } = upload;
  if (!multipartId) throw new HeadendError('upload/no-bytes', `Nothing has arrived for upload ${upload.id}.`);
  const stored = await partsLeft(store, objectKey, multipartId);
  if (!stored) return undefined;
  const { parts, troubles } = chooseParts(named, stored, bytes);
  if (troubles.length > 0) throw troubled(upload, troubles);
  const sum = parts.reduce((bytes, part) => bytes + part.bytes, 0);
  checkLength(upload, sum, maxBytes);
  await make(store, upload, parts);
  return sum;
}

/** Of requests at the same moment one makes the object; the others find it, or nothing when it was given up meanwhile. */
async function make(
  store: SettleDeps['store'],
  { objectKey, multipartId = '' }: UploadRecord,
  parts: readonly StoredPart[],
): Promise<void> {
  try {
    await store.completeMultipart(objectKey, multipartId, parts);
  } catch (error) {
    if (!isHeadendError(error) || error.code !== 'media/not-found') throw error;
  }
}

/** Undefined when another request has completed the object before, of which a kill kept us from knowing. */
async function partsLeft(store: SettleDeps['store'], key: string, multipartId: string) {
  try {
    return await store.listParts(key, multipartId);
  } catch (error) {
    if (!isHeadendError(error) || error.code !== 'media/not-found') throw error;
    return undefined;
  }
}

/** Make the object of a tus upload whose last byte has arrived. */
async function completeTus({ uploads, store }: SettleDeps, upload: UploadRecord): Promise<void> {
  const { id, objectKey, multipartId, bytes, received } = upload;
  if (bytes === undefined || received < bytes)
    throw new HeadendError(
      'upload/incomplete',
      `Upload ${id} has ${received} of ${bytes ?? 'an unknown number of'} bytes.`,
    );
  if (!multipartId || !(await partsLeft(store, objectKey, multipartId))) return;
  await make(store, upload, await uploads.partsOf(id));
}

function checkLength({ id, bytes, protocol }: UploadRecord, arrived: number, maxBytes: number): void {
  if (arrived > maxBytes)
    throw new HeadendError('master/too-large', `Upload ${id} has ${arrived} bytes; ${maxBytes} are accepted.`);
  if (bytes !== undefined && arrived !== bytes)
    throw new HeadendError(
      'upload/size-mismatch',
      `Upload ${id} was declared with ${bytes} bytes; ${arrived} arrived.`,
      {
        fix: protocol === 'single' ? 'PUT the whole file to the upload URL again.' : undefined,
      },
    );
}

async function checkDigest({ uploads, store }: SettleDeps, upload: UploadRecord, bytes: number): Promise<void> {
  const { id, objectKey, sha256 } = upload;
  if (!sha256 || bytes > DIGEST_AT_ONCE) return;
  const hash = createHash('sha256');
  for await (const chunk of await store.get(objectKey)) hash.update(chunk as Buffer);
  const received = hash.digest('hex');
  if (received === sha256) return;
  const detail = `Declared was ${sha256}, received was ${received}.`;
  await uploads.end(id, 'errored', { code: 'upload/checksum-mismatch', detail });
  throw new HeadendError('upload/checksum-mismatch', detail, { field: 'checksum.sha256' });
}

/** Most parts that one problem names. */
const MOST_NAMED = 50;

function troubled(upload: UploadRecord, troubles: PartTrouble[]): HeadendError {
  const incomplete = troubles.every(({ kind }) => kind === 'missing' || kind === 'too-few-bytes');
  const tooLong = troubles.every(({ kind }) => kind === 'too-many-bytes');
  const code = incomplete ? 'upload/incomplete' : tooLong ? 'upload/too-long' : 'upload/part-mismatch';
  const errors = troubles.slice(0, MOST_NAMED).map(errorOf);
  const rest = troubles.length > errors.length ? ` (and ${troubles.length - errors.length} more)` : '';
  const told = errors
    .slice(0, 5)
    .map(({ message }) => message)
    .join('; ');
  return new HeadendError(code, `Upload ${upload.id} cannot be completed: ${told}${rest}.`, { errors });
}

function errorOf(trouble: PartTrouble): { field: string; message: string } {
  if (!('part' in trouble)) {
    const { bytes, declared } = trouble;
    return { field: 'parts', message: `the parts have ${bytes} bytes, declared were ${declared}` };
  }
  const field = `parts.${trouble.part}`;
  switch (trouble.kind) {
    case 'missing':
      return { field, message: `part ${trouble.part} has not arrived` };
    case 'twice':
      return { field, message: `part ${trouble.part} is named twice` };
    case 'too-small':
      return {
        field,
        message: `part ${trouble.part} has ${trouble.bytes} bytes; only the last may have less than 5 MiB`,
      };
    default:
      return { field, message: `part ${trouble.part} arrived with another ETag` };
  }
}
