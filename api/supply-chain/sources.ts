import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkSourceUrl, type GuardOptions } from '../../adapters/http-source/guard';
import { fileNameIn } from '../../adapters/http-source/request';
import type { Uploads } from '../../adapters/postgres/port';
import type { SourceCredentialRecord, SourceCredentials } from '../../adapters/postgres/source-credentials-port';
import { HeadendError } from '../../domain/failures';
import { checkCredentials } from '../../domain/sources/credentials';
import { parseS3Url } from '../../domain/sources/s3-url';
import type { MasterSource } from '../../workflows/supply-chain/contract';
import { readyUpload, type SettleDeps } from './uploads/settle';

export interface SourceDeps {
  uploads: Uploads;
  sourceCredentials: Pick<SourceCredentials, 'find'>;
  store: SettleDeps['store'];
  /** Largest file taken in, bytes. */
  maxBytes: number;
  /** `host:port` entries that may be private all the same. */
  allowPrivate: readonly string[];
}

export type SourceGiven = { upload_id: string } | UrlGiven;
type UrlGiven = { url: string; credentials?: string };

/** A source as the workflow gets it, and what must not stand in its history. */
export interface ResolvedSource {
  source: MasterSource;
  uploadId?: string;
  /** Full URL by its shown form. */
  secret?: [shown: string, full: string];
}

/**
 * Check a source before it is ordered: an upload has its bytes, a URL leads to no forbidden address, and the credentials named
 * with it are there, in force, and for this place.
 *
 * @param field path of the source in the request, for the problem's `errors`
 * @throws {HeadendError} `upload/not-found`, `upload/no-bytes`, `upload/incomplete`, `upload/not-usable`, `source/…`,
 *   `request/invalid`
 */
export async function resolveSource(
  given: SourceGiven,
  tenantId: string,
  field: string,
  deps: SourceDeps,
): Promise<ResolvedSource> {
  if ('url' in given) return resolveUrl(given, tenantId, field, deps);
  const { uploads, store, maxBytes } = deps;
  const at = { field: `${field}.upload_id` };
  const upload = await uploads.find(tenantId, given.upload_id);
  if (!upload) throw new HeadendError('upload/not-found', `There is no upload ${given.upload_id}.`, at);
  const { id, objectKey, fileName, sha256, etag } = await readyUpload({ uploads, store, maxBytes }, upload, at.field);
  return {
    source: { kind: 'upload', uploadId: id, objectKey, fileName, expectedSha256: sha256?.toLowerCase(), etag },
    uploadId: id,
  };
}

async function resolveUrl(
  { url, credentials: reference }: UrlGiven,
  tenantId: string,
  field: string,
  { sourceCredentials, allowPrivate }: SourceDeps,
): Promise<ResolvedSource> {
  const at = `${field}.credentials`;
  const inBucket = parseS3Url(url, `${field}.url`) !== undefined;
  if (inBucket && reference === undefined)
    throw new HeadendError('source/unsupported-scheme', 'An s3:// source needs source credentials of the kind s3.', {
      field: at,
    });
  if (!inBucket) await checkedInTime(url, { allowPrivate, field: `${field}.url` });
  const found = reference === undefined ? undefined : await named(sourceCredentials, tenantId, reference, at);
  if (found) checkCredentials(found, url, { now: Date.now(), field: at });
  // Keys in a bucket stand as they are; of other URLs the query may be secret.
  const full = inBucket ? url : new URL(url).href;
  const shown = inBucket ? url : shownUrl(full);
  return {
    source: { kind: 'url', url: shown, credentials: found?.id, fileName: fileNameIn(shown) },
    secret: shown === full ? undefined : [shown, full],
  };
}

async function named(
  sourceCredentials: SourceDeps['sourceCredentials'],
  tenantId: string,
  reference: string,
  field: string,
): Promise<SourceCredentialRecord> {
  const found = await sourceCredentials.find(tenantId, reference);
  if (found) return found;
  throw new HeadendError('source/credentials-unknown', `There are no source credentials ${reference}.`, { field });
}

/** Longest wait for the name of a source to resolve, milliseconds. */
const LOOKUP_MS = 3_000;

/**
 * Refuse a URL that leads nowhere we may go. A slow name server holds no request up: what is not known in time is checked
 * when the source is fetched.
 *
 * @throws {HeadendError} `source/unsupported-scheme`, `source/password-in-url`, `source/forbidden-address`
 */
export const checkedInTime = (url: string, options: GuardOptions & { field: string }): Promise<unknown> =>
  Promise.race([checkSourceUrl(url, options), sleep(LOOKUP_MS, undefined, { ref: false })]);

/** A URL fit for histories and logs: a query stands as a digest only, since signed URLs carry their signature there. */
export function shownUrl(full: string): string {
  const url = new URL(full);
  const digest = createHash('sha256').update(full).digest('hex').slice(0, 12);
  const secret = Boolean(url.search);
  url.hash = '';
  url.search = secret ? `?secret=${digest}` : '';
  return url.href;
}
