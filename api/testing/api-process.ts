import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repositoryRoot } from '../../adapters/environment/root';
import { testStack } from '../../tests/stack/use';

/** An API process of a test's own, over the database and the store of the test stack, that may be killed. */
export interface ApiProcess {
  readonly url: string;
  readonly pid: number;
  /** Resident memory, MB. */
  memoryMb(): Promise<number>;
  /** Kill it as a crash would. */
  kill(): Promise<void>;
  /** TERM, and wait until it has ended. */
  stop(): Promise<void>;
}

/** Start `dist/api/main.js`, which `npm run build` makes, and wait until it answers. @param port a free one when left out */
export async function startApiProcess(port?: number, env: Record<string, string> = {}): Promise<ApiProcess> {
  const own = port ?? (await freePort());
  const child = spawn(process.execPath, [path.join(repositoryRoot(), 'dist/api/main.js')], {
    env: { ...process.env, ...testStack().env, LOG_LEVEL: 'warn', HOST: '127.0.0.1', PORT: String(own), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${own}`;
  await answers(`${url}/healthz`, child);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return {
    url,
    pid: child.pid ?? 0,
    memoryMb: async () => residentMb(child.pid ?? 0),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

/** Resident memory of a process, MB. Linux only. */
export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`The API ended with code ${child.exitCode}.`);
    if (
      await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return;
    await sleep(100);
  }
  child.kill('SIGKILL');
  throw new Error('The API did not come up within 30 s.');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
