import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeStaleLock } from './postgres';

describe('the lock file of PostgreSQL', () => {
  let data: string;
  const lockedBy = (pid: number) => writeFile(path.join(data, 'postmaster.pid'), `${pid}\n${data}\n1\n5432\n`);
  const locked = () => existsSync(path.join(data, 'postmaster.pid'));
  beforeEach(async () => {
    data = await mkdtemp(path.join(tmpdir(), 'headend-lock-'));
  });
  afterEach(() => rm(data, { recursive: true, force: true }));

  it('is removed when its number now belongs to another program, or to none', async () => {
    const other = spawn('sleep', ['30']);
    await once(other, 'spawn');
    await lockedBy(other.pid ?? 0);
    await removeStaleLock(data);
    expect(locked()).toBe(false);
    other.kill();
    await once(other, 'close');
    await lockedBy(other.pid ?? 0);
    await removeStaleLock(data);
    expect(locked()).toBe(false);
  });

  it('is left to a server that runs, and nothing is done where there is none', async () => {
    await removeStaleLock(data);
    await lockedBy(process.pid);
    await removeStaleLock(data, () => 'postgres');
    expect(locked()).toBe(true);
  });
});
