import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beganAt, DataDirInUse, endLeftovers, recordPid, takeDataDir } from './pids';

let folder: string;
let sleeper: ChildProcess;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'headend-pids-test-'));
  sleeper = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  await once(sleeper, 'spawn');
});

afterEach(async () => {
  sleeper.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

describe('pid files', () => {
  it('end a process that an earlier supervisor left', async () => {
    await recordPid(folder, 'sleeper', sleeper.pid ?? 0);
    const ended = once(sleeper, 'exit');
    expect(await endLeftovers(folder)).toEqual(['sleeper']);
    await ended;
    expect(await readdir(folder)).toEqual([]);
  });

  it('leave a process alone that only took over the number', async () => {
    const stale = { pid: sleeper.pid, began: 'an earlier boot:1', name: 'postgres' };
    await writeFile(path.join(folder, 'postgres.json'), JSON.stringify(stale));
    expect(await endLeftovers(folder)).toEqual([]);
    expect(beganAt(sleeper.pid ?? 0)).toBeDefined();
    expect(await readdir(folder)).toEqual([]);
  });

  it('are no trouble when they are damaged', async () => {
    await writeFile(path.join(folder, 'api.json'), '{"pid":');
    expect(await endLeftovers(folder)).toEqual([]);
  });

  it('know nothing of a process that has gone', async () => {
    sleeper.kill('SIGKILL');
    await once(sleeper, 'exit');
    expect(beganAt(sleeper.pid ?? 0)).toBeUndefined();
  });
});

describe('takeDataDir', () => {
  it('refuses a folder that a living process holds, naming it', async () => {
    const giveBack = await takeDataDir(folder);
    await expect(takeDataDir(folder)).rejects.toThrow(DataDirInUse);
    await expect(takeDataDir(folder)).rejects.toThrow(`Process ${process.pid} already runs Headend`);
    await giveBack();
    await (await takeDataDir(folder))();
  });

  it('takes over from a process that died', async () => {
    const dead = { pid: sleeper.pid, began: 'an earlier boot:1', name: 'supervisor' };
    await writeFile(path.join(folder, 'supervisor.pid'), JSON.stringify(dead));
    await (await takeDataDir(folder))();
  });

  it('lets one of two win that find a dead holder at once', async () => {
    await writeFile(path.join(folder, 'supervisor.pid'), 'damaged');
    const outcomes = await Promise.allSettled([takeDataDir(folder), takeDataDir(folder), takeDataDir(folder)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
