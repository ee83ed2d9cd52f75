import { randomBytes } from 'node:crypto';
import { chmod, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { HeadendError } from '../../domain/failures';

/**
 * Put a new key encryption key in front of those of a KEK_FILE, in one step: no reader sees half a file. Its mode stays.
 *
 * @param version its name; no other line may have it
 */
export async function addKek(file: string, version: string): Promise<void> {
  const before = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new HeadendError('drm/kek-missing', 'KEK_FILE cannot be read.', { cause });
  });
  const taken = before.split('\n').some((line) => line.trim().split(/\s/)[0] === version);
  if (taken) throw new HeadendError('drm/kek-missing', `KEK_FILE has version ${version} already.`);
  const partial = `${file}.${process.pid}.partial`;
  await writeFile(partial, `${version} ${randomBytes(32).toString('base64')}\n${before}`, { mode: 0o600 });
  await chmod(partial, (await stat(file)).mode & 0o777);
  await rename(partial, file);
}
