import { PassThrough } from 'node:stream';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { OPEN_UPLOAD_STATES, type UploadRecord } from '../../../../adapters/postgres/port';
import type { UploadLocks } from '../../../../adapters/postgres/upload-locks';
import { HeadendError } from '../../../../domain/failures';
import { type AdmissionDeps, admit } from '../../../http/admit';
import { contextOf } from '../../../http/context';
import type { Caller } from '../../../http/operation';
import type { UploadSettings } from '../routes';
import { ended, settle } from '../settle';
import {
  bytesHeader,
  type ExpectedDigest,
  readChecksum,
  readMetadata,
  TUS_ALGORITHMS,
  TUS_EXTENSIONS,
  TUS_VERSION,
} from './headers';
import { type ReceiverDeps, receive } from './receiver';

export const TUS_PATH = '/v1/uploads/tus';

export interface TusDeps extends ReceiverDeps {
  admission: AdmissionDeps;
  locks: UploadLocks;
  settings: UploadSettings;
}

/** A client that sends nothing for so long is given up, milliseconds; what has arrived is kept. */
const SILENCE_MS = 60_000;
const CHUNK_TYPE = 'application/offset+octet-stream';

/**
 * The tus resumable upload protocol 1.0.0. Not `@tus/server`: it knows no checksums, and its S3 store takes the bytes of an
 * unfinished part out of the store before they are in again, and sums up whatever parts a kill has left, in any order
 * (docs/adr/0010-tus-of-our-own.md).
 */
export function tusRouter(deps: TusDeps): Router {
  const router = Router({ caseSensitive: true });
  const serve =
    (handle: (deps: TusDeps, request: Request, response: Response, caller: Caller) => Promise<void>): RequestHandler =>
    async (request, response) => {
      contextOf(response).route = TUS_PATH;
      response.set({ 'Tus-Resumable': TUS_VERSION, 'Cache-Control': 'no-store' });
      const caller = await admit(request, response, 'uploads:write', deps.admission);
      checkVersion(request, response);
      await handle(deps, request, response, caller).catch((error: unknown) => {
        if (request.destroyed && !request.complete) return contextOf(response).log.debug({ err: error }, 'broken off');
        // The rest of a body that is not wanted is not waited for.
        if (!request.complete) response.set('Connection', 'close');
        throw error;
      });
    };
  // For clients that cannot send PATCH or DELETE.
  router.use(TUS_PATH, (request, _response, next) => {
    const override = request.get('x-http-method-override')?.toUpperCase();
    if (request.method === 'POST' && override && ['HEAD', 'PATCH', 'DELETE'].includes(override))
      request.method = override;
    next();
  });
  router.post(TUS_PATH, serve(create));
  router.head(`${TUS_PATH}/:id`, serve(tellOffset));
  router.patch(`${TUS_PATH}/:id`, serve(append));
  router.delete(`${TUS_PATH}/:id`, serve(terminate));
  router.all([TUS_PATH, `${TUS_PATH}/:id`], (request) => {
    throw new HeadendError('request/method-not-allowed', `${request.method} is not part of tus here.`);
  });
  return router;
}

/** What the server can do; asked without a key, and before the rules for browsers answer. */
export const tusOptions =
  (maxBytes: number): RequestHandler =>
  (_request, response, next) => {
    response.set({
      'Tus-Resumable': TUS_VERSION,
      'Tus-Version': TUS_VERSION,
      'Tus-Extension': TUS_EXTENSIONS.join(','),
      'Tus-Checksum-Algorithm': TUS_ALGORITHMS.join(','),
      'Tus-Max-Size': String(maxBytes),
    });
    next();
  };

function checkVersion(request: Request, response: Response): void {
  if (request.get('tus-resumable') === TUS_VERSION) return;
  response.set('Tus-Version', TUS_VERSION);
  throw new HeadendError('tus/version', `Tus-Resumable is not ${TUS_VERSION}.`);
}

async function create(deps: TusDeps, request: Request, response: Response, caller: Caller): Promise<void> {
  const { uploads, settings, locks } = deps;
  const bytes = lengthOf(request, settings.maxBytes);
  const metadata = request.get('upload-metadata');
  const { fileName = 'upload', contentType, sha256 } = readMetadata(metadata);
  const checksum = readChecksum(request.get('upload-checksum'));
  const withBytes = request.is(CHUNK_TYPE) !== false && request.is(CHUNK_TYPE) !== null;
  const upload = await uploads.create({
    tenantId: caller.tenantId,
    fileName,
    contentType,
    protocol: 'tus',
    bytes,
    sha256,
    tus: { metadata: metadata ?? '' },
    testMode: caller.testMode,
    expiresAt: new Date(Date.now() + settings.expiryHours * 3_600_000),
  });
  response.set({ Location: `${TUS_PATH}/${upload.id}`, 'Upload-Expires': upload.expiresAt.toUTCString() });
  if (withBytes || bytes === 0) {
    const lock = await locks.acquire(upload.id);
    try {
      response.set('Upload-Offset', String(await take(deps, upload, { request, signal: lock.signal, checksum })));
    } finally {
      await lock.release();
    }
  }
  response.status(201).end();
}

/** @throws {HeadendError} `tus/invalid`, `upload/too-long` */
function lengthOf(request: Request, most: number): number | undefined {
  const bytes = bytesHeader('Upload-Length', request.get('upload-length'));
  const deferred = request.get('upload-defer-length');
  if (deferred !== undefined && deferred !== '1')
    throw new HeadendError('tus/invalid', 'Upload-Defer-Length is not 1.', { field: 'Upload-Defer-Length' });
  if ((bytes === undefined) === (deferred === undefined))
    throw new HeadendError('tus/invalid', 'Exactly one of Upload-Length and Upload-Defer-Length is needed.', {
      field: 'Upload-Length',
    });
  if (bytes !== undefined && bytes > most)
    throw new HeadendError('upload/too-long', `${bytes} bytes are declared; ${most} are accepted.`, {
      field: 'Upload-Length',
      fix: 'Deliver a smaller file, or ask the operator to raise MAX_MASTER_BYTES.',
    });
  return bytes;
}

async function tellOffset(deps: TusDeps, request: Request, response: Response, caller: Caller): Promise<void> {
  let upload = await existing(deps, request, caller);
  if (OPEN_UPLOAD_STATES.includes(upload.status)) {
    // A request that still writes belongs to a connection the client has given up: what it holds is put away first.
    const lock = await deps.locks.acquire(upload.id);
    try {
      upload = await existing(deps, request, caller);
      // Of an empty file the request that creates it makes the object.
      if (upload.bytes) upload = await completed(deps, upload);
    } finally {
      await lock.release();
    }
  } else if (!isWhole(upload)) throw ended(upload);
  const { bytes, received, tus, expiresAt } = upload;
  response.set('Upload-Offset', String(received));
  if (bytes === undefined) response.set('Upload-Defer-Length', '1');
  else response.set('Upload-Length', String(bytes));
  if (tus?.metadata) response.set('Upload-Metadata', tus.metadata);
  if (OPEN_UPLOAD_STATES.includes(upload.status)) response.set('Upload-Expires', expiresAt.toUTCString());
  response.status(200).end();
}

async function append(deps: TusDeps, request: Request, response: Response, caller: Caller): Promise<void> {
  if (!request.is(CHUNK_TYPE))
    throw new HeadendError('request/unsupported-media-type', `The bytes are not sent as ${CHUNK_TYPE}.`, {
      fix: `Send Content-Type: ${CHUNK_TYPE}.`,
    });
  const offset = bytesHeader('Upload-Offset', request.get('upload-offset'));
  if (offset === undefined)
    throw new HeadendError('tus/invalid', 'Upload-Offset is missing.', { field: 'Upload-Offset' });
  const checksum = readChecksum(request.get('upload-checksum'));
  const { id } = await existing(deps, request, caller);
  const lock = await deps.locks.acquire(id);
  try {
    const upload = await declared(deps, request, await existing(deps, request, caller));
    const open = OPEN_UPLOAD_STATES.includes(upload.status);
    if (!open && !(isWhole(upload) && offset === upload.received)) throw ended(upload);
    if (offset !== upload.received)
      throw new HeadendError('upload/offset-conflict', `Upload ${id} goes on at ${upload.received}, not at ${offset}.`);
    const after = await take(deps, upload, { request, signal: lock.signal, checksum });
    response.set({ 'Upload-Offset': String(after), 'Upload-Expires': upload.expiresAt.toUTCString() });
    response.status(204).end();
  } finally {
    await lock.release();
  }
}

const isWhole = ({ status }: UploadRecord): boolean => status === 'uploaded' || status === 'ingested';

/** The length of an upload that was created without one may come with any PATCH. */
async function declared(deps: TusDeps, request: Request, upload: UploadRecord): Promise<UploadRecord> {
  const bytes = bytesHeader('Upload-Length', request.get('upload-length'));
  if (bytes === undefined || bytes === upload.bytes) return upload;
  if (upload.bytes !== undefined || bytes < upload.received || bytes > deps.settings.maxBytes)
    throw new HeadendError('tus/invalid', `Upload-Length ${bytes} cannot be the length of upload ${upload.id}.`, {
      field: 'Upload-Length',
    });
  await deps.uploads.declareLength(upload.id, bytes);
  return { ...upload, bytes };
}

/** Receive the bytes of a request; when they were the last ones, the upload is complete. @returns the offset after */
async function take(
  deps: TusDeps,
  upload: UploadRecord,
  { request, signal, checksum }: { request: Request; signal: AbortSignal; checksum?: ExpectedDigest },
): Promise<number> {
  const { uploads, settings } = deps;
  const most = upload.bytes ?? settings.maxBytes;
  const coming = Number(request.get('content-length') ?? 0);
  if (upload.received + coming > most)
    throw new HeadendError(
      'upload/too-long',
      `Upload ${upload.id} has ${most} bytes; ${coming} more follow on ${upload.received}.`,
    );
  // A client that did not hear of its end asks again with nothing more to send.
  if (!OPEN_UPLOAD_STATES.includes(upload.status)) return upload.received;
  request.setTimeout(SILENCE_MS, () => request.destroy(new Error('The client fell silent.')));
  const offset = await receive(deps, upload, { body: stoppable(request, signal), checksum, most });
  if (offset === upload.bytes)
    await completed(deps, { ...upload, ...(await uploads.find(upload.tenantId, upload.id)) });
  return offset;
}

/** Make the file of an upload whose last byte has arrived; a kill may have come between the two. */
async function completed({ uploads, store, settings }: TusDeps, upload: UploadRecord): Promise<UploadRecord> {
  const whole = OPEN_UPLOAD_STATES.includes(upload.status) && upload.received === upload.bytes;
  return whole ? settle({ uploads, store, maxBytes: settings.maxBytes }, upload) : upload;
}

/**
 * The body of a request. Broken off or to be stopped, it gives what has arrived and then fails, also while no byte comes; the
 * request itself stays open for its answer.
 */
async function* stoppable(request: Request, signal: AbortSignal): AsyncGenerator<Buffer, void> {
  const through = new PassThrough();
  let trouble: unknown;
  const end = (why: unknown): void => {
    trouble ??= why;
    request.unpipe(through);
    through.end();
  };
  const stop = (): void => end(new HeadendError('upload/locked', 'A later request writes to the upload.'));
  signal.addEventListener('abort', stop, { once: true });
  request.once('error', end).once('aborted', () => end(new Error('The client broke off.')));
  request.pipe(through);
  if (signal.aborted) stop();
  if (request.destroyed && !request.complete) end(new Error('The client broke off.'));
  try {
    for await (const chunk of through) yield chunk as Buffer;
  } finally {
    signal.removeEventListener('abort', stop);
    request.unpipe(through);
  }
  if (trouble) throw trouble;
}

async function terminate(deps: TusDeps, request: Request, response: Response, caller: Caller): Promise<void> {
  const { uploads, store, locks } = deps;
  const { id } = await existing(deps, request, caller);
  const lock = await locks.acquire(id);
  try {
    const cancelled = await uploads.end(id, 'cancelled');
    if (!cancelled) throw ended(await existing(deps, request, caller));
    const { objectKey, multipartId, tus } = cancelled;
    if (multipartId) await store.abortMultipart(objectKey, multipartId);
    if (tus?.tail) await store.remove(tus.tail.objectKey);
    await store.remove(objectKey);
    await uploads.claimForCollection(id);
  } finally {
    await lock.release();
  }
  response.status(204).end();
}

async function existing({ uploads }: TusDeps, request: Request, { tenantId }: Caller): Promise<UploadRecord> {
  const id = String(request.params.id);
  const upload = await uploads.find(tenantId, id);
  if (!upload) throw new HeadendError('request/not-found', `There is no upload ${id}.`);
  if (upload.protocol !== 'tus')
    throw new HeadendError('upload/other-protocol', `Upload ${id} was created with the protocol ${upload.protocol}.`);
  return upload;
}
