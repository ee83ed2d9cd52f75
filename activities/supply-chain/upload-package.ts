import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ObjectStore } from '../../adapters/object-store/port';
import { cacheControlOf, contentTypeOf } from '../../domain/packaging/mime';
import { LAYOUT } from '../../domain/packaging/package-facts';
import { beat } from './beat';
import { inParallel } from './in-parallel';
import type { InventoryObject } from './inventory';

/** Objects going up at once. */
const UPLOADS = 8;
/** The same while the packager needs the machine, and how often it is looked for new segments, milliseconds. */
const UPLOADS_BESIDE = 2;
const LOOK_MS = 20;
/** The packager is done with a segment when so many follow it; the last two may still be folded into one. */
const FOLLOWERS = 2;

/** Where a package is made, and where it goes. */
export interface PackageUpload {
  store: ObjectStore;
  prefix: string;
  /** The output of the packager. */
  directory: string;
  /** Folders in it with segments that are written in the order of their numbers. */
  segmentFolders: readonly string[];
  signal?: AbortSignal;
}

/** What went up, and what the file was like then. */
interface Sent {
  object: InventoryObject;
  stamp: string;
}

/**
 * Put a package into the store while it is made: segments as soon as others follow them, everything else after it, playlists
 * last, so that nothing names an object that is not there yet. What the packager or what comes after it wrote once more is sent
 * once more.
 *
 * @param make fills the directory
 * @throws what `make` throws; {HeadendError} `store/unavailable`
 */
export async function uploadPackage(upload: PackageUpload, make: () => Promise<unknown>): Promise<InventoryObject[]> {
  const sent = new Map<string, Sent>();
  const made = new AbortController();
  const beside = sendBeside(upload, sent, made.signal);
  try {
    await make();
  } finally {
    made.abort();
    await beside;
  }
  return sendRest(upload, sent);
}

async function sendBeside(upload: PackageUpload, sent: Map<string, Sent>, made: AbortSignal): Promise<void> {
  const next = new Map(upload.segmentFolders.map((folder) => [folder, 1]));
  while (!made.aborted && !upload.signal?.aborted) {
    const ready: string[] = [];
    for (const [folder, first] of next) {
      let number = first;
      while (existsSync(path.join(upload.directory, LAYOUT.segment(folder, number + FOLLOWERS))))
        ready.push(LAYOUT.segment(folder, number++));
      next.set(folder, number);
    }
    try {
      await inParallel(UPLOADS_BESIDE, ready, async (file) => {
        if (!made.aborted) sent.set(file, await send(upload, file));
      });
    } catch {
      return; // the rest is sent afterwards, where a store that is away is told
    }
    if (ready.length === 0) await sleep(LOOK_MS, undefined, { signal: made }).catch(() => undefined);
  }
}

async function sendRest(upload: PackageUpload, sent: ReadonlyMap<string, Sent>): Promise<InventoryObject[]> {
  const { directory, signal } = upload;
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort((a, b) => Number(isPlaylist(a)) - Number(isPlaylist(b)));
  return inParallel(UPLOADS, files, async (file) => {
    signal?.throwIfAborted();
    const before = sent.get(file);
    if (before && before.stamp === stampOf(path.join(directory, file))) return before.object;
    return (await send(upload, file)).object;
  });
}

async function send({ store, prefix, directory }: PackageUpload, file: string): Promise<Sent> {
  const local = path.join(directory, file);
  const stamp = stampOf(local);
  const meta = { contentType: contentTypeOf(file), cacheControl: cacheControlOf(file) };
  const { bytes, etag } = await store.putFile(prefix + file, local, meta);
  beat();
  return { object: { path: file, bytes, etag }, stamp };
}

const isPlaylist = (file: string): boolean => /\.(m3u8|mpd)$/.test(file);

/**
 * Changes with every write: another file of the name, another length, another instant. Asked at once, as {@link existsSync} is: a
 * turn by the thread pool takes more from a packager that wants every core than the call itself.
 */
function stampOf(file: string): string {
  const { ino, size, mtimeNs } = statSync(file, { bigint: true });
  return `${ino} ${size} ${mtimeNs}`;
}
