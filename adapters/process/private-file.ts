import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A file system in memory, where there is one. */
const MEMORY = '/dev/shm';

/**
 * Give a text to `use` as a file without a name, which only this user could have opened, and only before the call: a tool
 * that gets the descriptor may open it again as /dev/stdin, which it could not do with the socket that Node makes of a pipe.
 */
export function withPrivateFile<T>(text: string, use: (descriptor: number) => T): T {
  const name = path.join(existsSync(MEMORY) ? MEMORY : tmpdir(), `headend-${randomBytes(16).toString('hex')}`);
  const descriptor = openSync(name, 'wx+', 0o600);
  try {
    unlinkSync(name);
    writeSync(descriptor, text, 0); // at a position, so that the tool reads from the beginning
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
