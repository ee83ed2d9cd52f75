import { createHash } from 'node:crypto';
import { mkdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** Which upload of a file was broken off. */
export interface UploadMemory {
  /** Id of the unfinished upload of this very file: same path, size and time of change. */
  recall(file: string): Promise<string | undefined>;
  remember(file: string, uploadId: string): Promise<void>;
  forget(file: string): Promise<void>;
}

/** Where the command line remembers: `XDG_CACHE_HOME` or `~/.cache`, under `headend/uploads`. */
export const uploadMemoryFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  path.join(env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'headend', 'uploads');

/** A memory of one small file per unfinished upload. @param api address of the API: uploads of others are not ours to go on with */
export function createUploadMemory(folder: string, api: string): UploadMemory {
  const noteOf = async (file: string): Promise<string> => {
    const { size, mtimeMs } = await stat(file);
    const identity = JSON.stringify([new URL(api).origin, await realpath(file), size, mtimeMs]);
    return path.join(folder, `${createHash('sha256').update(identity).digest('hex').slice(0, 32)}.json`);
  };
  return {
    async recall(file) {
      const text = await readFile(await noteOf(file), 'utf8').catch(() => undefined);
      if (!text) return undefined;
      try {
        const { upload_id: id } = JSON.parse(text) as { upload_id?: unknown };
        return typeof id === 'string' ? id : undefined;
      } catch {
        return undefined;
      }
    },
    async remember(file, uploadId) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(await noteOf(file), JSON.stringify({ upload_id: uploadId, file: path.resolve(file) }));
    },
    forget: async (file) => rm(await noteOf(file), { force: true }),
  };
}
