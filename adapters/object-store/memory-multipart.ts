import { createHash, randomUUID } from 'node:crypto';
import { HeadendError } from '../../domain/failures';
import { checkKey } from './keys';
import type { MultipartStore, ObjectMeta, StoredObject } from './port';

interface Unfinished {
  key: string;
  meta: ObjectMeta;
  startedAt: Date;
  parts: Map<number, Buffer>;
}

const etagOf = (body: Buffer): string => createHash('md5').update(body).digest('hex');

/** {@link MultipartStore} in memory. @param keep what to do with a whole object */
export function memoryMultipart(keep: (key: string, body: Buffer, meta: ObjectMeta) => StoredObject): MultipartStore {
  const all = new Map<string, Unfinished>();
  const one = (key: string, id: string): Unfinished => {
    const found = all.get(id);
    if (found?.key !== checkKey(key)) throw new HeadendError('media/not-found', `There is no object ${key}.`);
    return found;
  };
  return {
    async startMultipart(key, meta) {
      const id = randomUUID();
      all.set(id, { key: checkKey(key), meta, startedAt: new Date(), parts: new Map() });
      return id;
    },
    presignPart: async (key, id, number, expirySeconds) =>
      `memory://${checkKey(key)}?uploadId=${id}&partNumber=${number}&expires=${expirySeconds}`,
    async putPart(key, id, number, pieces) {
      const body = Buffer.concat(pieces);
      one(key, id).parts.set(number, body);
      return { number, bytes: body.length, etag: etagOf(body) };
    },
    listParts: async (key, id) =>
      [...one(key, id).parts]
        .map(([number, body]) => ({ number, bytes: body.length, etag: etagOf(body) }))
        .sort((a, b) => a.number - b.number),
    async completeMultipart(key, id, parts) {
      const { parts: stored, meta } = one(key, id);
      const numbers = parts.map(({ number }) => number).sort((a, b) => a - b);
      keep(key, Buffer.concat(numbers.map((number) => stored.get(number) ?? Buffer.alloc(0))), meta);
      all.delete(id);
    },
    async abortMultipart(_key, id) {
      all.delete(id);
    },
    async *unfinished(prefix) {
      for (const [multipartId, { key, startedAt }] of all)
        if (key.startsWith(prefix)) yield { key, multipartId, startedAt };
    },
  };
}
