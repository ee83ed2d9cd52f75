import { readdir, readFile } from 'node:fs/promises';

/** Command lines of the processes that a process started, and those they started. Linux only. */
export async function childrenOf(ancestor: number): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = new Map(await Promise.all(pids.map(async (pid) => [Number(pid), await parentOf(pid)] as const)));
  const descends = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (pid === ancestor || descends(parents.get(pid)));
  const found = [...parents.keys()].filter((pid) => pid !== ancestor && descends(pid));
  return Promise.all(found.map(async (pid) => (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).trim()));
}

/** Fourth field of `/proc/{pid}/stat`; the second may hold anything but ends at the last parenthesis. */
async function parentOf(pid: string): Promise<number | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const parent = Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[1]);
  return Number.isInteger(parent) ? parent : undefined;
}
