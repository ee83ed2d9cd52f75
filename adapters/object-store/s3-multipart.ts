import type { Client } from 'minio';
import { checkKey } from './keys';
import type { MultipartStore, ObjectMeta, StoredPart, UnfinishedObject } from './port';
import type { ListedPart, StoreClient } from './store-client';
import { isMissing, persist } from './trouble';

export interface MultipartTarget {
  client: StoreClient;
  /** Signs for the endpoint that partners reach. */
  outside: StoreClient;
  bucket: string;
}

/** {@link MultipartStore} over any S3. */
export const multipartStore = ({ client, outside, bucket }: MultipartTarget): MultipartStore => ({
  startMultipart: (key, meta) =>
    persist(checkKey(key), () => client.initiateNewMultipartUpload(bucket, key, headersOf(meta))),
  presignPart: (key, uploadId, number, expirySeconds) =>
    outside.presignedUrl('PUT', bucket, checkKey(key), expirySeconds, { partNumber: String(number), uploadId }),
  async putPart(key, uploadId, number, body) {
    const query = { partNumber: String(number), uploadId };
    const etag = await persist(checkKey(key), () => client.putBody(bucket, key, body, { query }));
    return { number, bytes: body.reduce((sum, piece) => sum + piece.length, 0), etag };
  },
  async listParts(key, multipartId) {
    const parts = await persist(checkKey(key), () => client.partsOf(bucket, key, multipartId));
    return parts
      .sort((a, b) => a.part - b.part || at(a) - at(b))
      .map(({ part, etag, size }): StoredPart => ({ number: part, bytes: size, etag }));
  },
  async completeMultipart(key, multipartId, parts) {
    const etags = [...parts].sort(byNumber).map(({ number, etag }) => ({ part: number, etag }));
    await persist(checkKey(key), () => client.completeMultipartUpload(bucket, key, multipartId, etags));
  },
  async abortMultipart(key, multipartId) {
    await persist(checkKey(key), () =>
      client.abortMultipartUpload(bucket, key, multipartId).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      }),
    );
  },
  unfinished: (prefix) => unfinished(client, bucket, prefix),
});

const at = ({ lastModified }: ListedPart): number => lastModified?.getTime() ?? 0;

const byNumber = (a: { number: number }, b: { number: number }): number => a.number - b.number;

const headersOf = ({ contentType, cacheControl }: ObjectMeta): Record<string, string> => ({
  'Content-Type': contentType,
  ...(cacheControl && { 'Cache-Control': cacheControl }),
});

async function* unfinished(client: Client, bucket: string, prefix: string): AsyncGenerator<UnfinishedObject, void> {
  for (let [keyMarker, idMarker] = ['', '']; ; ) {
    const page = await persist(undefined, () =>
      client.listIncompleteUploadsQuery(bucket, prefix, keyMarker, idMarker, ''),
    );
    for (const { key, uploadId, initiated } of page.uploads)
      yield { key, multipartId: uploadId, startedAt: new Date(initiated) };
    if (!page.isTruncated) return;
    [keyMarker, idMarker] = [page.nextKeyMarker, page.nextUploadIdMarker];
  }
}
