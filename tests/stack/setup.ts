import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Stack, startStack } from '../../infra/local/stack';
import { resolveFootage } from '../../infra/toolchain/resolve';
import { makeDemoMaster } from '../fixtures/demo';
import { Partner } from '../support/partner';

/** What a test knows of the shared stack; travels to test files as JSON in `HEADEND_TEST_STACK`. */
export interface TestStack {
  api: string;
  temporal: string;
  temporalUi: string;
  database: string;
  keys: Stack['keys'];
  /** Environment that `readConfig` makes clients of the stack from. */
  env: Record<string, string>;
  tools: Record<string, string>;
  dataDir: string;
  /** The published demo title; there for browser tests. */
  demo?: { ingest_id: string; title_id: string };
}

/** The stack of this Jest run; both projects that need one share it. */
export const holder = globalThis as typeof globalThis & { headendStack?: Promise<Stack>; headendUsers?: number };

/**
 * Start one local stack for the whole run, on a folder of its own, or use the one that `HEADEND_TEST_STACK` names already.
 * `PULL_ALLOW_PRIVATE` lets tests serve sources from loopback on the ports they say.
 */
export default async function setup(_: unknown, project: { displayName?: { name: string } }): Promise<void> {
  if (process.env.HEADEND_TEST_STACK && !holder.headendStack) return;
  holder.headendUsers = (holder.headendUsers ?? 0) + 1;
  holder.headendStack ??= launch();
  const stack = await holder.headendStack;
  if (project.displayName?.name === 'e2e') await publishDemo(stack);
}

/** The pages need something to show: the demo title, by the fast profile. */
async function publishDemo(stack: Stack): Promise<void> {
  const bigBuckBunny = await resolveFootage('bigbuckbunny.mp4');
  const demo = await makeDemoMaster(path.join(stack.dataDir, 'demo'), {
    ffmpeg: stack.tools.ffmpeg.path,
    bigBuckBunny,
  });
  const partner = new Partner(stack.urls.api, stack.keys.partner);
  const sidecars = await Promise.all(
    demo.sidecars.map(async ({ path: file, role, language, label }) => ({
      role,
      language,
      label,
      source: { upload_id: await partner.upload(file) },
    })),
  );
  const ordered = await partner.order({
    external_id: 'e2e-demo',
    title: demo.title,
    credit: demo.credit,
    source: { upload_id: await partner.upload(demo.video) },
    sidecars,
    profile: 'test',
  });
  const { status, failure, title_id } = await partner.ended(ordered.id);
  if (status !== 'published') throw new Error(`The demo for the pages ended ${status}: ${JSON.stringify(failure)}`);
  const description = JSON.parse(process.env.HEADEND_TEST_STACK ?? '{}') as TestStack;
  process.env.HEADEND_TEST_STACK = JSON.stringify({ ...description, demo: { ingest_id: ordered.id, title_id } });
}

async function launch(): Promise<Stack> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'headend-test-'));
  const stack = await startStack({
    dataDir,
    env: {
      LOG_LEVEL: 'info',
      PULL_ALLOW_PRIVATE: TEST_SOURCE_PORTS.map((port) => `127.0.0.1:${port}`).join(','),
      HOLD_EXPIRY_HOURS: '1',
    },
  });
  const description: TestStack = {
    api: stack.urls.api,
    temporal: stack.urls.temporal,
    temporalUi: stack.urls.temporalUi,
    database: stack.urls.database,
    keys: stack.keys,
    env: stack.env,
    tools: Object.fromEntries(Object.entries(stack.tools).map(([name, tool]) => [name, tool.path])),
    dataDir,
  };
  process.env.HEADEND_TEST_STACK = JSON.stringify(description);
  await writeFile(path.join(dataDir, 'test-stack.json'), JSON.stringify(description), { mode: 0o600 });
  return stack;
}

/** Loopback ports that tests may serve pull sources from; everything else on loopback stays refused. */
export const TEST_SOURCE_PORTS = [47801, 47802, 47803];
