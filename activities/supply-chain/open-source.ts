import type { Readable } from 'node:stream';
import type { HttpSource } from '../../adapters/http-source/port';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { SupplyChainRecords } from '../../adapters/postgres/port';
import type { SourceCredentials } from '../../adapters/postgres/source-credentials-port';
import type { SecretBox } from '../../adapters/secrets/port';
import { HeadendError } from '../../domain/failures';
import { accessOf, checkCredentials, type SourceAccess } from '../../domain/sources/credentials';
import { watchedEtag } from '../../domain/watch/stability';
import type { MasterSource } from '../../workflows/supply-chain/contract';
import { cancelSignal } from './beat';

/** What a source is opened through. */
export interface SourcePorts {
  store: Pick<ObjectStore, 'find' | 'get'>;
  http: HttpSource;
  records: Pick<SupplyChainRecords, 'fullUrl'>;
  sourceCredentials: Pick<SourceCredentials, 'find' | 'used'>;
  secrets: SecretBox;
}

/** Whose order a source is of. */
export interface SourceOwner {
  ingestId: string;
  tenantId: string;
}

/** A source that was opened. */
export interface OpenedSource {
  body: Readable;
  bytes?: number;
}

/** Open an upload's object or a URL. @throws {HeadendError} `upload/no-bytes`, `master/too-large`, `source/…` */
export async function openSource(
  ports: SourcePorts,
  owner: SourceOwner,
  source: MasterSource,
  maxBytes: number,
): Promise<OpenedSource> {
  const { store, http, records } = ports;
  if (source.kind === 'url') {
    const url = await records.fullUrl(owner.ingestId, source.url);
    const { credentials } = source;
    const access = credentials === undefined ? undefined : await accessTo(ports, owner, credentials, url);
    const { body, contentLength } = await http.open(url, { maxBytes, signal: cancelSignal(), access });
    return { body, bytes: contentLength };
  }
  const object = await store.find(source.objectKey);
  if (!object) throw new HeadendError('upload/no-bytes', `Nothing was PUT to upload ${source.uploadId}.`);
  if (object.bytes > maxBytes) throw tooLarge(maxBytes);
  const body = await store.get(source.objectKey);
  // A file of a watch folder, or at a presigned URL, may be overwritten at any time; the new one is an order of its own. Asked
  // once the body is open: it stays what it is from then on.
  const ordered = source.etag ?? watchedEtag(source.uploadId);
  const now = await store.find(source.objectKey);
  if (ordered !== undefined && bare(ordered) !== bare(now?.etag ?? '')) {
    body.destroy();
    throw new HeadendError('source/changed', 'The file was replaced after it was ordered.', {
      fix: 'Send the file as a new upload, or drop it anew, and order that.',
    });
  }
  return { body, bytes: object.bytes };
}

const bare = (etag: string): string => etag.replaceAll('"', '');

/** Opened where it is used, so that a new secret counts for what is fetched from now on. */
async function accessTo(
  { sourceCredentials, secrets }: SourcePorts,
  { tenantId }: SourceOwner,
  id: string,
  url: string,
): Promise<SourceAccess> {
  const credentials = await sourceCredentials.find(tenantId, id);
  if (!credentials)
    throw new HeadendError('source/credentials-unknown', `The source credentials ${id} were deleted after the order.`, {
      fix: 'Make them anew with POST /v1/source-credentials and send the order again with their name.',
    });
  checkCredentials(credentials, url, { now: Date.now() });
  await sourceCredentials.used(credentials.id);
  return accessOf(credentials.binding, secrets.open(credentials.sealed, credentials.id));
}

/** The one way to say that a file is over its limit. */
export const tooLarge = (maxBytes: number): HeadendError =>
  new HeadendError('master/too-large', `The file is larger than ${maxBytes} bytes.`);
