import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../../adapters/environment/root';
import type { LogFile } from './log-file';
import { withClient } from './postgres';

const run = promisify(execFile);

/**
 * Apply the migrations that the database does not have yet.
 *
 * @returns how many were applied
 * @throws {Error} with what Prisma said
 */
export async function migrate(databaseUrl: string, log: LogFile): Promise<number> {
  const missing = await missingMigrations(databaseUrl);
  if (missing.length === 0) return 0;
  const prisma = path.join(repositoryRoot(), 'node_modules', 'prisma', 'build', 'index.js');
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  };
  try {
    const { stdout, stderr } = await run(process.execPath, [prisma, 'migrate', 'deploy'], {
      cwd: repositoryRoot(),
      env,
    });
    log.write(`${stdout}\n${stderr}\n`);
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    log.write(`${stdout}\n${stderr}\n`);
    throw new Error(`The database could not be migrated:\n${`${stdout}\n${stderr}`.trim()}`);
  }
  return missing.length;
}

async function missingMigrations(databaseUrl: string): Promise<string[]> {
  const folder = path.join(repositoryRoot(), 'prisma', 'migrations');
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const applied = await appliedMigrations(databaseUrl);
  return entries.filter((entry) => entry.isDirectory() && !applied.has(entry.name)).map((entry) => entry.name);
}

const appliedMigrations = (databaseUrl: string): Promise<Set<string>> =>
  withClient(databaseUrl, async (client) => {
    const { rows: found } = await client.query<{ found: boolean }>(
      `select to_regclass('_prisma_migrations') is not null as found`,
    );
    if (!found[0]?.found) return new Set();
    const { rows } = await client.query<{ name: string }>(
      'select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
    );
    return new Set(rows.map(({ name }) => name));
  });
