import { urlToHttpOptions } from 'node:url';
import { Client } from 'minio';
import { checkKey } from './keys';
import type { MultipartStore, ObjectMeta, StoredPart, UnfinishedObject } from './port';
import { isMissing, persist } from './trouble';

interface ListedPart {
  part: number;
  etag: string;
  size: number;
  lastModified?: Date;
}

/** The minio client, which keeps its list of parts to itself. */
export class StoreClient extends Client {
  partsOf(bucket: string, key: string, multipartId: string): Promise<ListedPart[]> {
    return this.listParts(bucket, key, multipartId);
  }

  /**
   * PUT a body in pieces, as they are: `uploadPart` wants it in one, and digests it once more for its signature.
   *
   * @returns the ETag, without quotes
   */
  putPieces(url: string, pieces: readonly Buffer[]): Promise<string> {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const options = { ...urlToHttpOptions(new URL(url)), method: 'PUT', headers: { 'Content-Length': String(length) } };
    return new Promise((resolve, reject) => {
      const sent = this.transport.request({ ...options, agent: this.transportAgent }, (answer) => {
        const texts: Buffer[] = [];
        answer.on('data', (text: Buffer) => texts.push(text));
        answer.on('error', reject);
        answer.on('end', () => {
          const { etag } = answer.headers;
          if (answer.statusCode === 200 && etag) return resolve(etag.replaceAll('"', ''));
          reject(refusal(answer.statusCode, Buffer.concat(texts).toString()));
        });
      });
      sent.on('error', reject);
      for (const piece of pieces) sent.write(piece);
      sent.end();
    });
  }
}

/** An error as the client of minio makes it: with the store's own code. */
function refusal(status: number | undefined, body: string): Error {
  const code = /<Code>(\w+)<\/Code>/.exec(body)?.[1] ?? `HTTP ${status}`;
  return Object.assign(new Error(`The store answered ${code}`), { code });
}

/** How long the address of a part that is sent at once is good, seconds. */
const PUT_URL_S = 3600;

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
    const etag = await persist(checkKey(key), async () =>
      client.putPieces(await client.presignedUrl('PUT', bucket, key, PUT_URL_S, query), body),
    );
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
