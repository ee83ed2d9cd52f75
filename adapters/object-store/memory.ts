import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { HeadendError } from '../../domain/failures';
import { checkKey, checkPrefix } from './keys';
import { memoryMultipart } from './memory-multipart';
import type { ObjectMeta, ObjectStore, StoredObject } from './port';

interface Entry {
  body: Buffer;
  meta: ObjectMeta;
  stored: StoredObject;
}

/** An object store in memory, held to the same contract tests as S3. For unit tests. */
export function createMemoryStore(): ObjectStore {
  const entries = new Map<string, Entry>();

  const keep = (key: string, body: Buffer, meta: ObjectMeta): StoredObject => {
    const etag = createHash('md5').update(body).digest('hex');
    const { contentType } = meta;
    const stored = { key, bytes: body.length, etag, contentType, lastModified: new Date() };
    entries.set(key, { body, meta, stored });
    return stored;
  };
  const entry = (key: string): Entry => {
    const found = entries.get(checkKey(key));
    if (!found) throw new HeadendError('media/not-found', `There is no object ${key}.`);
    return found;
  };
  const under = (prefix: string): StoredObject[] =>
    [...entries.values()]
      .map(({ stored }) => stored)
      .filter(({ key }) => key.startsWith(prefix))
      .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));

  return {
    ...memoryMultipart(keep),
    put: async (key, body, meta) => keep(checkKey(key), Buffer.isBuffer(body) ? body : await collect(body), meta),
    putFile: async (key, path, meta) => keep(checkKey(key), await readFile(path), meta),
    async putIfAbsent(key, body, meta) {
      if (entries.has(checkKey(key))) return false;
      keep(key, body, meta);
      return true;
    },
    get: async (key) => chunked(entry(key).body),
    getRange: async (key, start, end) => chunked(entry(key).body.subarray(start, end + 1)),
    read: async (key) => Buffer.from(entry(key).body),
    find: async (key) => entries.get(checkKey(key))?.stored,
    async *list(prefix) {
      yield* under(prefix);
    },
    async copy(from, to) {
      const { body, meta } = entry(from);
      keep(checkKey(to), body, meta);
    },
    async remove(key) {
      entries.delete(checkKey(key));
    },
    async removePrefix(prefix) {
      const doomed = under(checkPrefix(prefix));
      for (const { key } of doomed) entries.delete(key);
      return doomed.length;
    },
    presignPut: async (key, expirySeconds) => `memory://${checkKey(key)}?expires=${expirySeconds}`,
  };
}

async function collect(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

const CHUNK = 64 * 1024;

/** In several reads, as a socket would deliver it. */
const chunked = (body: Buffer): Readable =>
  Readable.from(
    (function* () {
      for (let at = 0; at < body.length; at += CHUNK) yield body.subarray(at, at + CHUNK);
    })(),
    { objectMode: false },
  );
