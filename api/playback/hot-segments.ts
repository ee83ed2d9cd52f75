import { Readable } from 'node:stream';
import type { ObjectKey, ObjectStore, StoredObject } from '../../adapters/object-store/port';
import { isCompressible } from '../../domain/packaging/mime';

/** What is known of an object is asked of the store again after so long, milliseconds: as long as tokens are remembered. */
const KNOWN_MS = 10_000;
/** About 10 MB. */
const MOST_KNOWN = 20_000;
/** Objects from this on are streamed. */
const MOST_BYTES = 16 * 1024 * 1024;
/** An object is kept from so many requests on: most of what is asked for once is not asked for again soon. */
const HOT = 2;

type MediaStore = Pick<ObjectStore, 'find' | 'get' | 'getRange'>;

interface Known {
  object: StoredObject;
  until: number;
  asked: number;
  body?: Promise<Buffer>;
  /** Answers that are sent from the body now: until they end its memory is in use. */
  users: number;
}

/**
 * The store with a memory for the segments that many watch at the same time: each is read once for all of them, and nothing is
 * asked twice within ten seconds. Segments of versions never change under their key; what does is asked of the store.
 * Who may see what is decided before: this knows no viewers.
 *
 * @param limits.bytes most memory for segments, those included that slow viewers still read; 0 keeps none
 */
export function hotSegments(store: MediaStore, limits: { bytes: number }, now: () => number = Date.now): MediaStore {
  const known = new Map<ObjectKey, Known>();
  let held = 0;

  /** The memory of a body that is still sent is free when the last answer of it has ended. */
  const forget = (key: ObjectKey, entry: Known): void => {
    if (known.get(key) !== entry) return;
    known.delete(key);
    if (entry.body && entry.users === 0) held -= entry.object.bytes;
  };
  const release = (key: ObjectKey, entry: Known): void => {
    if (--entry.users === 0 && entry.body && known.get(key) !== entry) held -= entry.object.bytes;
  };
  /** @returns false when too much is in use */
  const makeRoom = (bytes: number): boolean => {
    for (const [key, entry] of known) {
      if (held + bytes <= limits.bytes) return true;
      if (entry.body && entry.users === 0) forget(key, entry);
    }
    return held + bytes <= limits.bytes;
  };
  const remember = (key: ObjectKey, object: StoredObject): void => {
    const before = known.get(key);
    const until = now() + KNOWN_MS;
    if (before?.object.etag === object.etag) before.until = until;
    else {
      if (before) forget(key, before);
      known.set(key, { object, until, asked: 0, users: 0 });
    }
    for (const [oldest, entry] of known) {
      if (known.size <= MOST_KNOWN) return;
      forget(oldest, entry);
    }
  };
  const load = (key: ObjectKey, entry: Known): Promise<Buffer> | undefined => {
    const { bytes } = entry.object;
    if (entry.body || bytes === 0 || bytes > MOST_BYTES || !makeRoom(bytes)) return entry.body;
    held += bytes;
    entry.body = store.get(key).then(async (body) => Buffer.concat(await body.toArray()));
    return entry.body;
  };
  const read = async (key: ObjectKey, start: number, end: number | undefined): Promise<Readable | undefined> => {
    const entry = known.get(key);
    if (!entry || ++entry.asked < HOT) return undefined;
    // The last one asked for is the last one to go.
    known.delete(key);
    known.set(key, entry);
    entry.users++;
    try {
      const body = await load(key, entry);
      if (body?.length === entry.object.bytes) {
        const answer = Readable.from([body.subarray(start, end === undefined ? undefined : end + 1)]);
        return answer.once('close', () => release(key, entry));
      }
      if (body) forget(key, entry);
    } catch (error) {
      forget(key, entry);
      release(key, entry);
      throw error;
    }
    release(key, entry);
    return undefined;
  };

  return {
    async find(key) {
      const entry = known.get(key);
      if (entry && entry.until > now()) return entry.object;
      const object = await store.find(key);
      if (object && isSegment(key)) remember(key, object);
      else if (entry) forget(key, entry);
      return object;
    },
    get: async (key) => (await read(key, 0, undefined)) ?? store.get(key),
    getRange: async (key, start, end) => (await read(key, start, end)) ?? store.getRange(key, start, end),
  };
}

/** Under `titles/` lie versions, which are never written again. */
const isSegment = (key: ObjectKey): boolean => key.startsWith('titles/') && !isCompressible(key);
