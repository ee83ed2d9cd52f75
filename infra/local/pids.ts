import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that cannot be mistaken for a later one with the same number. */
export interface PidRecord {
  pid: number;
  /** When it began, as the system tells it; differs between two processes that had one number. */
  began: string;
  name: string;
}

/** Another supervisor works on the data folder. */
export class DataDirInUse extends Error {
  constructor(
    readonly dataDir: string,
    readonly pid: number,
  ) {
    super(`Process ${pid} already runs Headend on ${dataDir}. Stop it, or give another folder with --data-dir.`);
    this.name = 'DataDirInUse';
  }
}

/** When a process began; undefined when it does not run (a zombie does not). */
export function beganAt(pid: number): string | undefined {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

/** Whether the very process of the record still runs. */
export const isRunning = ({ pid, began }: PidRecord): boolean => beganAt(pid) === began;

/** Write down a running process. Nothing is written when it has gone already. */
export async function recordPid(folder: string, name: string, pid: number): Promise<void> {
  const began = beganAt(pid);
  if (!began) return;
  await mkdir(folder, { recursive: true });
  await writeFile(recordFile(folder, name), JSON.stringify({ pid, began, name } satisfies PidRecord));
}

/** Forget a process that has gone. */
export const forgetPid = (folder: string, name: string): Promise<void> => rm(recordFile(folder, name), { force: true });

/**
 * End what an earlier supervisor left behind: every recorded process that is still the same process, with its group.
 *
 * @returns the names of those that were still running
 */
export async function endLeftovers(folder: string, graceMs = 5000): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const records = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => readRecord(path.join(folder, name))),
  );
  const running = records.filter((record): record is PidRecord => record !== undefined && isRunning(record));
  await Promise.all(running.map((record) => endGroup(record, graceMs)));
  await Promise.all(names.map((name) => rm(path.join(folder, name), { force: true })));
  return running.map(({ name }) => name);
}

/**
 * Take a data folder for this process.
 *
 * @returns gives it back
 * @throws {DataDirInUse} when a living process holds it
 */
export async function takeDataDir(dataDir: string): Promise<() => Promise<void>> {
  const file = path.join(dataDir, 'supervisor.pid');
  const mine: PidRecord = { pid: process.pid, began: beganAt(process.pid) ?? '', name: 'supervisor' };
  const draft = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(draft, JSON.stringify(mine));
  try {
    while (!(await linked(draft, file))) {
      const holder = await readRecord(file);
      if (holder && isRunning(holder)) throw new DataDirInUse(dataDir, holder.pid);
      await removeStale(file, holder);
    }
  } finally {
    await rm(draft, { force: true });
  }
  return () => rm(file, { force: true });
}

async function endGroup(record: PidRecord, graceMs: number): Promise<void> {
  signalGroup(record.pid, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (isRunning(record) && Date.now() < deadline) await sleep(50);
  signalGroup(record.pid, 'SIGKILL');
  while (isRunning(record)) await sleep(20);
}

/** Signal a process group by its leader. @returns false when there is no such group */
export function signalGroup(leader: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}

async function linked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Move a dead holder's file aside first: of two who find it dead, one moves it, the other looks again. */
async function removeStale(file: string, seen: PidRecord | undefined): Promise<void> {
  const aside = `${file}.stale.${process.pid}`;
  const moved = await rename(file, aside).then(
    () => readRecord(aside),
    () => undefined,
  );
  if (moved && moved.began !== seen?.began && isRunning(moved)) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

async function readRecord(file: string): Promise<PidRecord | undefined> {
  try {
    const record: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isRecord(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is PidRecord =>
  value instanceof Object && 'pid' in value && typeof value.pid === 'number' && 'began' in value && 'name' in value;

const recordFile = (folder: string, name: string): string => path.join(folder, `${name}.json`);

function fromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, ticks] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X') return undefined;
    return `${bootId()}:${ticks}`;
  } catch {
    return undefined;
  }
}

let boot: string | undefined;

function bootId(): string {
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return boot;
}

function fromPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
