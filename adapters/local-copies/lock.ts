import { open, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownerLives, ownerName } from './owner';

/** How often a waiting process looks again, milliseconds. */
const POLL_MS = 50;

/**
 * Do work while no other process (or task of this one) on the machine holds the same lock file. A dead holder is no holder.
 *
 * @param onWait told again and again while a living holder is waited for
 */
export async function withLock<T>(
  file: string,
  { signal, onWait }: { signal?: AbortSignal; onWait?: () => void },
  work: () => Promise<T>,
): Promise<T> {
  while (!(await take(file))) {
    if (await abandoned(file)) await rm(file, { force: true });
    else {
      onWait?.();
      await sleep(POLL_MS, undefined, { signal });
    }
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(ownerName());
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function abandoned(file: string): Promise<boolean> {
  try {
    const [holder, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    const ageMs = Date.now() - mtimeMs;
    return holder === '' ? ageMs > 5000 : !ownerLives(holder, ageMs);
  } catch {
    return false;
  }
}
