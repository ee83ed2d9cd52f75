import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What only this data folder knows. */
export interface StackSecrets {
  /** Tells this data folder from a later one at the same path. */
  id: string;
  databasePassword: string;
  s3AccessKey: string;
  s3SecretKey: string;
  /** Seals secrets in the database: 32 bytes, base64. */
  secretsKey: string;
  /** Ring that signs licence tokens and media addresses, as PLAYBACK_KEYS has it. */
  playbackKeys: string;
  /** API keys of the demo tenant, as their bearers send them. */
  keys: { operator: string; partner: string; viewer: string };
}

/** The secrets of a data folder, made on first use and kept in `secrets.json` with mode 0600. */
export async function stackSecrets(dataDir: string): Promise<StackSecrets> {
  const file = path.join(dataDir, 'secrets.json');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept) return complete(file, JSON.parse(kept) as StackSecrets);
  const made: StackSecrets = {
    id: token(6),
    databasePassword: token(24),
    s3AccessKey: token(12),
    s3SecretKey: token(32),
    secretsKey: sealingKey(),
    playbackKeys: ring(),
    keys: { operator: apiKey(), partner: apiKey(), viewer: apiKey() },
  };
  await writeFilePrivately(file, made);
  return made;
}

/** A folder of an earlier release lacks what came later. */
async function complete(file: string, kept: StackSecrets): Promise<StackSecrets> {
  if (kept.secretsKey && kept.playbackKeys) return kept;
  const completed = { ...kept, secretsKey: kept.secretsKey || sealingKey(), playbackKeys: kept.playbackKeys || ring() };
  await writeFilePrivately(file, completed);
  return completed;
}

/** Where a data folder keeps the keys that seal content keys. */
export const kekFile = (dataDir: string): string => path.join(dataDir, 'kek.txt');

/** Make the first key encryption key of a data folder. One that is there stays: without it no encrypted title would play. */
export async function ensureKekFile(dataDir: string): Promise<void> {
  const first = `1 ${sealingKey()}\n`;
  await writeFile(kekFile(dataDir), first, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** Write JSON that only this user may read, in one step. */
export async function writeFilePrivately(file: string, content: unknown): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
  await writeFile(partial, `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600 });
  await rename(partial, file);
}

const token = (bytes: number): string => randomBytes(bytes).toString('hex');

const sealingKey = (): string => randomBytes(32).toString('base64');

const ring = (): string => `k1=${randomBytes(32).toString('base64')}`;

const apiKey = (): string => `hk_${randomBytes(24).toString('base64url')}`;
