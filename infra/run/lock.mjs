import { readFileSync, rmSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Hold `file` while `work` runs. Waits for another holder, unless `mayWait` is false; a lock whose holder has died is taken over.
 * @returns {Promise<boolean>} whether the work was done: false where somebody else holds the lock and there is no waiting
 */
export async function withLock(file, work, mayWait = true) {
  if (!(await acquire(file, mayWait))) return false;
  const giveBack = () => {
    if (holder(readFileSync(file, 'utf8')) === process.pid) rmSync(file, { force: true });
  };
  process.once('exit', () => {
    try {
      giveBack();
    } catch {
      // Already given back.
    }
  });
  try {
    await work();
    return true;
  } finally {
    giveBack();
  }
}

async function acquire(file, mayWait) {
  let told = false;
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return true;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined && text !== '' && !alive(holder(text))) await breakLock(file, text);
    else if (!mayWait) return false;
    else {
      if (!told) console.error('· Waiting for another build in this folder to end');
      told = true;
      await sleep(200);
    }
  }
}

/** Move the dead lock away before removing it, so that of two who see it dead only one takes it. */
async function breakLock(file, seen) {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
    const moved = await readFile(aside, 'utf8');
    if (moved !== seen && alive(holder(moved))) await rename(aside, file);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  await rm(aside, { force: true });
}

const holder = (text) => Number(text);

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
