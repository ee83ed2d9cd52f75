import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** SHA-256 over several texts or buffers, each kept apart from the next. */
export function hashOf(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

/** Every file below `dir`, relative to `base`, sorted. Folders named node_modules and whatever `skip` names are left out. */
export async function filesBelow(base, dir, skip = () => false) {
  const entries = await readdir(path.join(base, dir), { withFileTypes: true }).catch(() => []);
  const below = await Promise.all(
    entries
      .filter((entry) => entry.name !== 'node_modules' && !skip(entry.name))
      .map((entry) =>
        entry.isDirectory() ? filesBelow(base, path.join(dir, entry.name), skip) : [path.join(dir, entry.name)],
      ),
  );
  return below.flat().sort();
}

/** One hash over names and contents of the files and folders given, relative to `base`. */
export async function hashOfFolders(base, names, skip) {
  const parts = [];
  for (const name of names) {
    const found = await stat(path.join(base, name)).catch(() => undefined);
    const files = found?.isDirectory() ? await filesBelow(base, name, skip) : found ? [name] : [];
    for (const file of files) parts.push(file, await readFile(path.join(base, file)));
  }
  return hashOf(...parts);
}
