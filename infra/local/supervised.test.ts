import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogFile } from './log-file';
import { beganAt } from './pids';
import { BackOff, type ProcessSpec, Supervised } from './supervised';

let folder: string;
let running: Supervised[] = [];

const patience = {
  readyMs: 3000,
  pollMs: 10,
  failuresBeforeReady: 3,
  backOff: { first: 20, most: 80, healthyAfter: 60_000 },
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'headend-supervised-test-'));
});

afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()));
  running = [];
  await rm(folder, { recursive: true, force: true });
});

function supervise(script: string, spec: Partial<ProcessSpec> = {}, told: string[] = []): Supervised {
  const whole: ProcessSpec = {
    name: 'fake',
    command: '/bin/sh',
    args: ['-c', script],
    env: { PATH: process.env.PATH },
    cwd: folder,
    isReady: async () => true,
    stopGraceMs: 300,
    ...spec,
  };
  const log = new LogFile(path.join(folder, 'logs'), 'fake');
  const made = new Supervised(whole, log, path.join(folder, 'pids'), (what) => told.push(what), patience);
  running.push(made);
  return made;
}

const until = async (condition: () => boolean) => {
  for (let tries = 0; !condition() && tries < 300; tries++) await sleep(10);
  expect(condition()).toBe(true);
};

describe('Supervised', () => {
  it('is started when the process serves, and its output is in the log', async () => {
    let asked = 0;
    const fake = supervise('echo hello; exec sleep 60', { isReady: async () => ++asked > 3 });
    await fake.start();
    expect(asked).toBe(4);
    expect(await readFile(path.join(folder, 'logs', 'fake.log'), 'utf8')).toMatch(/fake \| hello\n$/);
  });

  it('starts a process again that was killed', async () => {
    const told: string[] = [];
    const fake = supervise('exec sleep 60', {}, told);
    await fake.start();
    const first = fake.pid;
    fake.kill();
    await until(() => fake.pid !== undefined && fake.pid !== first);
    expect(fake.restarts).toBe(1);
    expect(told).toEqual(['fake was ended by SIGKILL; it is started again in 20 ms']);
  });

  it('gives up a process that never came up, with the last it said', async () => {
    const fake = supervise('echo cannot listen >&2; exit 3', { isReady: async () => false });
    await expect(fake.start()).rejects.toThrow(/fake ended again and again[\s\S]*cannot listen/);
  });

  it('says that a program is not there', async () => {
    const fake = supervise('', { command: '/nowhere/program', args: [], isReady: async () => false });
    await expect(fake.start()).rejects.toThrow(/ended again and again/);
  });

  it('asks a process to end, and kills the group of one that does not', async () => {
    const fake = supervise("trap '' TERM; sleep 60 & echo $! > child; wait; sleep 60");
    await fake.start();
    const leader = fake.pid ?? 0;
    await sleep(100);
    const child = Number(await readFile(path.join(folder, 'child'), 'utf8'));
    await fake.stop();
    expect(beganAt(leader)).toBeUndefined();
    await until(() => beganAt(child) === undefined);
    expect(await readdir(path.join(folder, 'pids'))).toEqual([]);
  });

  it('does not start again what was stopped while it waited', async () => {
    const fake = supervise('exit 1');
    const started = fake.start().catch(() => undefined);
    await until(() => fake.restarts > 0);
    await fake.stop();
    await started;
    expect(fake.pid).toBeUndefined();
  });
});

describe('BackOff', () => {
  it('doubles the wait up to the most', () => {
    const backOff = new BackOff({ first: 100, most: 350, healthyAfter: 1000 });
    expect([0, 0, 0, 0].map((ran) => backOff.wait(ran))).toEqual([100, 200, 350, 350]);
  });

  it('begins anew after the process ran well for a while', () => {
    const backOff = new BackOff({ first: 100, most: 350, healthyAfter: 1000 });
    backOff.wait(0);
    backOff.wait(0);
    expect(backOff.wait(1000)).toBe(100);
  });
});
