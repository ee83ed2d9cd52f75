import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Ids of a system user. */
export interface SystemUser {
  uid: number;
  gid: number;
}

/**
 * The user that PostgreSQL runs as: itself refuses to run as root. Undefined when this process is not root and may
 * run it as itself. As root it is `postgres`, made when missing, or `nobody` where users cannot be made.
 *
 * @throws {Error} when there is no such user
 */
export async function databaseUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const present = await idsOf('postgres');
  if (present) return present;
  await run('groupadd', ['--force', '--system', 'postgres']).catch(() => undefined);
  await run('useradd', ['--system', '--no-create-home', '--gid', 'postgres', 'postgres']).catch(() => undefined);
  const user = (await idsOf('postgres')) ?? (await idsOf('nobody'));
  if (user) return user;
  throw new Error(
    'PostgreSQL does not run as root, and no user could be made for it. Run Headend as an ordinary user.',
  );
}

/** Whether a user may pass through `folder` and everything above it. */
export function mayEnter(folder: string, user: SystemUser | undefined): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', stdio: 'ignore', ...user });
  return status === 0;
}

async function idsOf(name: string): Promise<SystemUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}
