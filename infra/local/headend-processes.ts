import { existsSync } from 'node:fs';
import path from 'node:path';
import { readConfig, repositoryRoot } from '../../adapters/environment/config';
import type { PortWish } from './ports';
import type { ProcessSpec } from './supervised';

/** The worker pools, in the order they are started. */
export const POOLS = ['orchestration', 'io', 'encode'] as const;

/** A worker that does not end within its grace time ends itself by force; this is what it takes for that. */
const FORCED_END_S = 20;

/** One worker pool. */
export type Pool = (typeof POOLS)[number];

/** The ports of the API and the pools. */
export const headendPorts = (api: number | undefined): PortWish[] => [
  { name: 'api', wanted: api },
  ...POOLS.flatMap((pool) => [{ name: `worker-${pool}` }, { name: `worker-${pool}-sdk` }]),
];

/** Describe how to run the API. @throws {Error} when it is not built */
export const apiProcess = (env: NodeJS.ProcessEnv, port: number): ProcessSpec => ({
  name: 'api',
  command: process.execPath,
  args: ['--enable-source-maps', built('api/main.js')],
  env: { ...env, PORT: String(port) },
  cwd: repositoryRoot(),
  isReady: () => answersOk(`http://127.0.0.1:${port}/readyz`),
});

/** Describe how to run one worker pool. @throws {Error} when it is not built */
export function workerProcess(
  pool: Pool,
  env: NodeJS.ProcessEnv,
  ports: Readonly<Record<string, number>>,
  dataDir: string,
): ProcessSpec {
  const port = ports[`worker-${pool}`];
  return {
    name: `worker-${pool}`,
    command: process.execPath,
    args: ['--enable-source-maps', built('workers/main.js'), '--pool', pool],
    env: {
      ...env,
      METRICS_PORT: String(port),
      SDK_METRICS_PORT: String(ports[`worker-${pool}-sdk`]),
      HEADEND_SCRATCH_DIR: path.join(dataDir, 'scratch', pool),
    },
    cwd: repositoryRoot(),
    stopGraceMs: (readConfig('local', env).shutdownGraceS + FORCED_END_S) * 1000,
    isReady: () => answersOk(`http://127.0.0.1:${port}/readyz`),
  };
}

async function answersOk(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(3000) });
  await response.body?.cancel();
  return response.ok;
}

function built(file: string): string {
  const full = path.join(repositoryRoot(), 'dist', file);
  if (existsSync(full)) return full;
  throw new Error(`dist/${file} is missing. Build it: npm run build`);
}
