import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkSourceUrl } from '../../adapters/http-source/guard';
import type { Uploads } from '../../adapters/postgres/port';
import { HeadendError } from '../../domain/failures';
import type { MasterSource } from '../../workflows/supply-chain/contract';
import { readyUpload, type SettleDeps } from './uploads/settle';

export interface SourceDeps {
  uploads: Uploads;
  store: SettleDeps['store'];
  /** Largest file taken in, bytes. */
  maxBytes: number;
  /** `host:port` entries that may be private all the same. */
  allowPrivate: readonly string[];
}

export type SourceGiven = { upload_id: string } | { url: string };

/** A source as the workflow gets it, and what must not stand in its history. */
export interface ResolvedSource {
  source: MasterSource;
  uploadId?: string;
  /** Digest that was declared with the upload, lower-case hex. */
  sha256?: string;
  /** Full URL by its shown form. */
  secret?: [shown: string, full: string];
}

/**
 * Check a source before it is ordered: an upload has its bytes, a URL leads to no forbidden address.
 *
 * @param field path of the source in the request, for the problem's `errors`
 * @throws {HeadendError} `upload/not-found`, `upload/no-bytes`, `upload/incomplete`, `upload/not-usable`, `source/forbidden-address`, `source/unsupported-scheme`
 */
export async function resolveSource(
  given: SourceGiven,
  tenantId: string,
  field: string,
  { uploads, store, allowPrivate, maxBytes }: SourceDeps,
): Promise<ResolvedSource> {
  if ('url' in given) {
    await inTime(checkSourceUrl(given.url, { allowPrivate, field: `${field}.url` }));
    const full = new URL(given.url).href;
    const shown = shownUrl(full);
    return { source: { kind: 'url', url: shown }, secret: shown === full ? undefined : [shown, full] };
  }
  const at = { field: `${field}.upload_id` };
  const upload = await uploads.find(tenantId, given.upload_id);
  if (!upload) throw new HeadendError('upload/not-found', `There is no upload ${given.upload_id}.`, at);
  await readyUpload({ uploads, store, maxBytes }, upload, at.field);
  const { id, objectKey, fileName, sha256 } = upload;
  return { source: { kind: 'upload', uploadId: id, objectKey, fileName }, uploadId: id, sha256 };
}

/** Longest wait for the name of a source to resolve, milliseconds. */
const LOOKUP_MS = 3_000;

/** A slow name server holds no request up: what is not known in time is checked when the source is fetched. */
const inTime = (check: Promise<unknown>): Promise<unknown> =>
  Promise.race([check, sleep(LOOKUP_MS, undefined, { ref: false })]);

/**
 * A URL fit for histories and logs: no user, no password, and a query only as a digest, since signed URLs carry their
 * signature there.
 */
export function shownUrl(full: string): string {
  const url = new URL(full);
  const digest = createHash('sha256').update(full).digest('hex').slice(0, 12);
  const secret = Boolean(url.username || url.password || url.search);
  url.username = '';
  url.password = '';
  url.hash = '';
  url.search = secret ? `?secret=${digest}` : '';
  return url.href;
}
