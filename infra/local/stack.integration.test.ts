import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beganAt, DataDirInUse } from './pids';
import { withClient } from './postgres';
import { type Stack, startStack } from './stack';

// Prisma's query compiler is loaded by a dynamic import, which Jest's realm refuses; these tests need no tenant.
jest.mock('../../adapters/postgres/seed', () => ({ seedTenant: async () => undefined }));
jest.setTimeout(120_000);

let dataDir: string;
const running = new Set<Stack>();

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'headend-stack-test-'));
});

afterAll(async () => {
  await Promise.all([...running].map((stack) => stack.stop()));
  await rm(dataDir, { recursive: true, force: true });
});

/** PostgreSQL, object store and Temporal on the folder, without API and workers. */
async function infrastructure(folder = dataDir): Promise<Stack> {
  const stack = await startStack({ dataDir: folder, withApi: false, withWorkers: false });
  running.add(stack);
  return stack;
}

const stop = async (stack: Stack) => {
  const pids = stack.processes.map(({ pid }) => pid ?? 0);
  await stack.stop();
  running.delete(stack);
  expect(pids.filter((pid) => beganAt(pid) !== undefined)).toEqual([]);
};

const note = (stack: Stack, sql: string) =>
  withClient(stack.urls.database, async (client) => (await client.query(sql)).rows);

describe('a local stack', () => {
  it('keeps everything on its folder, and its ports, from one start to the next', async () => {
    const first = await infrastructure();
    await note(first, 'create table kept (word text)');
    await note(first, "insert into kept values ('still here')");
    const { urls, keys } = first;
    await stop(first);

    const second = await infrastructure();
    expect(second.urls).toEqual(urls);
    expect(second.keys).toEqual(keys);
    expect(await note(second, 'select word from kept')).toEqual([{ word: 'still here' }]);
    await stop(second);
  });

  it('brings every process back that is killed, on the same port, with its data', async () => {
    const stack = await infrastructure();
    const before = stack.processes;
    for (const { name } of before) stack.kill(name);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await stack.waitReady();
    expect(stack.processes.map(({ restarts }) => restarts)).toEqual(before.map(() => 1));
    expect(await note(stack, 'select word from kept')).toHaveLength(1);
    await stop(stack);
  });

  it('refuses a second supervisor on its folder, and lets another folder run side by side', async () => {
    const elsewhere = await mkdtemp(path.join(tmpdir(), 'headend-stack-test-'));
    const [one, other] = await Promise.all([infrastructure(), infrastructure(elsewhere)]);
    await expect(infrastructure()).rejects.toThrow(DataDirInUse);
    expect(one.urls.s3).not.toBe(other.urls.s3);
    expect(one.keys.partner).not.toBe(other.keys.partner);
    await Promise.all([stop(one), stop(other)]);
    await rm(elsewhere, { recursive: true, force: true });
  });

  it('keeps its secrets to its user', async () => {
    for (const name of ['secrets.json', 'object-store.json', 'ports.json']) {
      expect((await stat(path.join(dataDir, name))).mode & 0o077).toBe(0);
    }
  });

  it('ends cleanly when it is told to stop while it starts', async () => {
    const stopping = new AbortController();
    const started = startStack({ dataDir, withApi: false, withWorkers: false, signal: stopping.signal });
    setTimeout(() => stopping.abort(), 300);
    await expect(started).rejects.toThrow(/stopped/);
    await stop(await infrastructure());
  });
});
