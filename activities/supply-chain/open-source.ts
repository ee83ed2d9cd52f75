import type { Readable } from 'node:stream';
import type { HttpSource } from '../../adapters/http-source/port';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { SupplyChainRecords } from '../../adapters/postgres/port';
import { HeadendError } from '../../domain/failures';
import { watchedEtag } from '../../domain/watch/stability';
import type { MasterSource } from '../../workflows/supply-chain/contract';
import { cancelSignal } from './beat';

/** What a source is opened through. */
export interface SourcePorts {
  store: Pick<ObjectStore, 'find' | 'get'>;
  http: HttpSource;
  records: Pick<SupplyChainRecords, 'fullUrl'>;
}

/** A source that was opened. */
export interface OpenedSource {
  body: Readable;
  bytes?: number;
}

/** Open an upload's object or a URL. @throws {HeadendError} `upload/no-bytes`, `master/too-large`, `source/…` */
export async function openSource(
  { store, http, records }: SourcePorts,
  ingestId: string,
  source: MasterSource,
  maxBytes: number,
): Promise<OpenedSource> {
  if (source.kind === 'url') {
    const url = await records.fullUrl(ingestId, source.url);
    const { body, contentLength } = await http.open(url, { maxBytes, signal: cancelSignal() });
    return { body, bytes: contentLength };
  }
  const object = await store.find(source.objectKey);
  if (!object) throw new HeadendError('upload/no-bytes', `Nothing was PUT to upload ${source.uploadId}.`);
  // A file of a watch folder may be overwritten at any time; the new one is an order of its own.
  const ordered = watchedEtag(source.uploadId);
  if (ordered !== undefined && ordered !== object.etag.replaceAll('"', ''))
    throw new HeadendError('source/changed', 'The file in the watch folder was replaced after it was ordered.');
  if (object.bytes > maxBytes) throw tooLarge(maxBytes);
  return { body: await store.get(source.objectKey), bytes: object.bytes };
}

/** The one way to say that a file is over its limit. */
export const tooLarge = (maxBytes: number): HeadendError =>
  new HeadendError('master/too-large', `The file is larger than ${maxBytes} bytes.`);
