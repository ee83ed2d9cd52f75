import { urlToHttpOptions } from 'node:url';
import { Client } from 'minio';

/** A part as the store lists it. */
export interface ListedPart {
  part: number;
  etag: string;
  size: number;
  lastModified?: Date;
}

/** How long the address of a body that is sent at once is good, seconds. */
const PUT_URL_S = 3600;

/** What is put, other than its bytes. */
interface Put {
  /** `partNumber` and `uploadId` of a part. */
  query?: Record<string, string>;
  headers?: Record<string, string>;
}

/** The minio client, which keeps its list of parts to itself and digests every body twice. */
export class StoreClient extends Client {
  partsOf(bucket: string, key: string, multipartId: string): Promise<ListedPart[]> {
    return this.listParts(bucket, key, multipartId);
  }

  /**
   * PUT an object, or a part of one, in pieces, as they are: to an address that is signed for it, so that nothing of the body is
   * digested. `putObject` and `uploadPart` take SHA-256 and MD5 of it, as long as it takes to package it.
   *
   * @returns the ETag, without quotes
   */
  async putBody(bucket: string, key: string, pieces: readonly Buffer[], { query, headers }: Put = {}): Promise<string> {
    const url = await this.presignedUrl('PUT', bucket, key, PUT_URL_S, query);
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const options = {
      ...{ ...urlToHttpOptions(new URL(url)), method: 'PUT', agent: this.transportAgent },
      headers: { ...headers, 'Content-Length': String(length) },
    };
    return new Promise((resolve, reject) => {
      const sent = this.transport.request(options, (answer) => {
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
