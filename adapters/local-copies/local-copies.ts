import { createHash, randomUUID } from 'node:crypto';
import { chmod, copyFile, link, mkdir, mkdtemp, readdir, rename, rm, stat, unlink, utimes } from 'node:fs/promises';
import path from 'node:path';
import { HeadendError } from '../../domain/failures';
import type { ObjectKey, ObjectStore } from '../object-store/port';
import { download } from './download';
import { withLock } from './lock';
import { ownerLives, ownerName } from './owner';
import type { LocalCopies } from './port';

export interface LocalCopiesOptions {
  store: ObjectStore;
  /** Folder of the copies; shared by the worker processes of one machine. */
  cacheDir: string;
  /** The copies may take so many bytes together. */
  cacheBytes: number;
  /** Folder of the scratch directories. */
  scratchDir: string;
}

/**
 * Local copies on a file system.
 *
 * A copy lives under the hash of its key. Whoever uses it holds a hard link of its own to it, so that removing the copy
 * never takes a file out of somebody's hands, and needs no lock between processes.
 */
export function createLocalCopies(options: LocalCopiesOptions): LocalCopies {
  const { store, cacheDir, cacheBytes, scratchDir } = options;
  const owner = ownerName();
  const folders = {
    copies: path.join(cacheDir, 'copies'),
    held: path.join(cacheDir, 'held'),
    partial: path.join(cacheDir, 'partial'),
    locks: path.join(cacheDir, 'locks'),
  };
  let ready: Promise<void> | undefined;
  let unchecked = Number.POSITIVE_INFINITY;

  const prepare = (): Promise<void> => {
    ready ??= (async (): Promise<void> => {
      const owned = [folders.held, folders.partial, scratchDir];
      await Promise.all([folders.copies, folders.locks, ...owned].map((dir) => mkdir(dir, { recursive: true })));
      await Promise.all(owned.map(sweep));
      await Promise.all(owned.map((dir) => mkdir(path.join(dir, owner), { recursive: true })));
    })().catch((error: unknown) => {
      ready = undefined; // a disk that is full now may have room at the next step
      throw explained(error);
    });
    return ready;
  };

  const copyOf = (key: ObjectKey): string => path.join(folders.copies, nameOf(key));

  const hold = async (key: ObjectKey): Promise<string | undefined> => {
    const held = path.join(folders.held, owner, randomUUID());
    try {
      await link(copyOf(key), held);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw explained(error);
    }
    await touch(held);
    return held;
  };

  const keep = async (key: ObjectKey, file: string): Promise<void> => {
    unchecked += (await stat(file)).size;
    await chmod(file, 0o444);
    await touch(file);
    await rename(file, copyOf(key));
  };

  const makeRoom = async (): Promise<void> => {
    if (unchecked < cacheBytes / 50) return;
    unchecked = 0;
    await evict(folders.copies, cacheBytes);
  };

  return {
    async use(key, work, { signal, onProgress } = {}) {
      await prepare();
      let held = await hold(key);
      // Whoever waits for another's download goes on as well: the one who downloads is watched for standing still.
      const onWait = () => onProgress?.(0);
      while (held === undefined) {
        await withLock(path.join(folders.locks, nameOf(key)), { signal, onWait }, async () => {
          held = await hold(key);
          if (held !== undefined) return;
          const partial = path.join(folders.partial, owner, randomUUID());
          try {
            await download(store, key, partial, { signal, onProgress });
            await keep(key, partial);
          } catch (error) {
            await rm(partial, { force: true });
            throw explained(error);
          }
          held = await hold(key);
          await makeRoom();
        });
      }
      try {
        return await work(held);
      } finally {
        await unlink(held).catch(() => {});
      }
    },

    async adopt(key, file) {
      await prepare();
      const partial = path.join(folders.partial, owner, randomUUID());
      try {
        await move(file, partial);
        await keep(key, partial);
      } catch (error) {
        await rm(partial, { force: true });
        throw explained(error);
      }
      await makeRoom();
    },

    async scratch(label, work) {
      await prepare();
      const directory = await mkdtemp(path.join(scratchDir, owner, `${label.replace(/[^\w.-]+/g, '_').slice(0, 60)}-`));
      try {
        return await work(directory);
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}

const nameOf = (key: ObjectKey): string => createHash('sha256').update(key).digest('hex');

/** Remove what dead processes left in a folder of owned directories. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const entry = path.join(folder, name);
    const { mtimeMs } = await stat(entry).catch(() => ({ mtimeMs: Date.now() }));
    if (name.includes('~') && !ownerLives(name, Date.now() - mtimeMs))
      await rm(entry, { recursive: true, force: true });
  }
}

/** Let the least recently used copies go until the rest fits in nine tenths of the limit; never one in use. */
async function evict(folder: string, limit: number): Promise<void> {
  const files = (
    await Promise.all(
      (
        await readdir(folder)
      ).map(async (name) => {
        const file = path.join(folder, name);
        const facts = await stat(file).catch(() => undefined);
        return facts && { file, bytes: facts.size, usedMs: facts.mtimeMs, inUse: facts.nlink > 1 };
      }),
    )
  ).filter((entry) => entry !== undefined);
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes <= limit) return;
  for (const file of files.filter(({ inUse }) => !inUse).sort((a, b) => a.usedMs - b.usedMs)) {
    if (bytes <= limit * 0.9) return;
    await rm(file.file, { force: true });
    bytes -= file.bytes;
  }
}

/** Note the time of use, which decides what goes first. Set by our clock: the file system's own lags behind it. */
async function touch(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => {});
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    await copyFile(from, to);
    await unlink(from);
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | undefined)?.code;

const explained = (error: unknown): unknown =>
  codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT'
    ? new HeadendError('encode/disk-full', 'No room for a local copy.', { cause: error })
    : error;
