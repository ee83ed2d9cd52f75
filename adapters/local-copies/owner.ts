import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Left-overs of other machines are taken for abandoned after so long, milliseconds. */
const FOREIGN_AGE_MS = 24 * 3600 * 1000;

/** Names a process for as long as it lives, also when its pid is used again: `host~pid~start`. */
export const ownerName = (pid = process.pid): string => `${hostname()}~${pid}~${startOf(pid) ?? 0}`;

/**
 * Does the process behind a name still live? Names of other machines can only be judged by age.
 *
 * @param ageMs how long ago the thing it owns was last changed
 */
export function ownerLives(name: string, ageMs: number): boolean {
  const [host, pid, start] = name.split('~');
  if (host !== hostname()) return ageMs < FOREIGN_AGE_MS;
  return String(startOf(Number(pid)) ?? '') === start;
}

/** Start of a process in clock ticks since boot (proc(5), field 22 of stat); where there is no /proc, 0 while it lives. */
function startOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return process.platform === 'linux' ? undefined : aliveWithoutProc(pid);
  }
}

function aliveWithoutProc(pid: number): number | undefined {
  try {
    process.kill(pid, 0);
    return 0;
  } catch {
    return undefined;
  }
}
