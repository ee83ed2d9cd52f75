import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../../adapters/environment/root';
import { pickPorts } from '../../infra/local/ports';
import { type Stack, startStack } from '../../infra/local/stack';
import { demoOf } from './demo';
import { type TestStack, testStack } from './use';

const run = promisify(execFile);

/** The stack of this Jest run; both projects that need one share it. */
export const holder = globalThis as typeof globalThis & { headendStack?: Promise<Stack>; headendUsers?: number };

/**
 * Start one local stack for the whole run, on a folder of its own, or use the one that `HEADEND_TEST_STACK` names already.
 * `PULL_ALLOW_PRIVATE` lets tests serve sources from loopback on the ports they say.
 */
export default async function setup(): Promise<void> {
  if (process.env.HEADEND_TEST_STACK && !holder.headendStack) return;
  holder.headendUsers = (holder.headendUsers ?? 0) + 1;
  holder.headendStack ??= launch();
  await holder.headendStack;
  // Made before any test fills the queues; where this is not asked for, the first test that needs it makes it.
  if (process.env.HEADEND_TEST_DEMO) await demoOf(testStack());
}

async function launch(): Promise<Stack> {
  // The stack runs what is in dist/: nothing but today's sources may be tested.
  await run(process.execPath, [path.join(repositoryRoot(), 'infra/run.mjs'), 'build'], { cwd: repositoryRoot() });
  const dataDir = await mkdtemp(path.join(tmpdir(), 'headend-test-'));
  const { ports } = await pickPorts(
    [1, 2, 3].map((source) => ({ name: `source-${source}` })),
    dataDir,
  );
  const sourcePorts = Object.values(ports);
  const env = {
    LOG_LEVEL: 'info',
    PULL_ALLOW_PRIVATE: sourcePorts.map((port) => `127.0.0.1:${port}`).join(','),
    PULL_STALL_S: '3',
    HOLD_EXPIRY_HOURS: '1',
    COUNTRY_HEADER: 'x-viewer-country',
  };
  const stack = await startStack({ dataDir, env });
  const description: TestStack = {
    api: stack.urls.api,
    temporal: stack.urls.temporal,
    temporalUi: stack.urls.temporalUi,
    database: stack.urls.database,
    keys: stack.keys,
    env: { ...stack.env, ...env },
    tools: Object.fromEntries(Object.entries(stack.tools).map(([name, tool]) => [name, tool.path])),
    dataDir,
    sourcePorts,
  };
  process.env.HEADEND_TEST_STACK = JSON.stringify(description);
  await writeFile(path.join(dataDir, 'test-stack.json'), JSON.stringify(description), { mode: 0o600 });
  return stack;
}
