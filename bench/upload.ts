import { randomFillSync } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'minio';
import { Upload } from 'tus-js-client';
import { createObjectStore } from '../adapters/object-store/s3';
import { HeadendClient } from '../api/cli/client';
import { residentMb } from '../api/testing/api-process';
import { type Stack, startStack } from '../infra/local/stack';
import { median, printMetric, wallSeconds } from './metric';

const MB = 1_000_000;
const DEFAULT_MB = 2_000;
const SAMPLE_MS = 100;

/** Seconds of one turn. */
interface Turn {
  bare: number;
  presigned: number;
  tus: number;
}

/**
 * Rate of a large master through presigned parts and through tus against a bare put of the same file by the `minio` client,
 * and how much the API grows meanwhile. `--mb N` changes the size, `--runs N` how often all three take turns.
 */
export async function upload(args: string[]): Promise<void> {
  const option = (name: string, fallback: number): number => Number(args[args.indexOf(name) + 1]) || fallback;
  const mb = option('--mb', DEFAULT_MB);
  const runs = option('--runs', 2);
  const folder = await mkdtemp(path.join(tmpdir(), 'headend-bench-'));
  const file = path.join(folder, 'master.mov');
  const warmUp = path.join(folder, 'small.mov');
  await writeRandom(file, mb);
  await writeRandom(warmUp, 100);
  const stack = await startStack({
    dataDir: path.join(folder, 'data'),
    withWorkers: false,
    env: { LOG_LEVEL: 'warn' },
  });
  try {
    const memory = watchMemory(apiPid(stack), await residentMb(apiPid(stack)));
    await takeTurns(stack, warmUp);
    const turns: Turn[] = [];
    for (let turn = 1; turn <= runs; turn++) turns.push(await takeTurns(stack, file));
    report(turns, mb, await memory.stop());
  } finally {
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function report(turns: Turn[], mb: number, growth: number): void {
  const seconds = (way: keyof Turn): number => median(turns.map((turn) => turn[way]));
  const baseline = `minio client put of the same ${mb} MB: ${(mb / seconds('bare')).toFixed(0)} MB/s`;
  const ratio = (metric: string, way: keyof Turn, goal: string): void =>
    printMetric({ bench: 'upload', metric, value: seconds('bare') / seconds(way), unit: 'ratio', goal, baseline });
  ratio('ratio_presigned', 'presigned', '>= 0.8');
  ratio('ratio_tus', 'tus', 'reported');
  const before = 'resident memory of the API before its first upload';
  printMetric({
    bench: 'upload',
    metric: 'api_memory_growth_mb',
    value: growth,
    unit: 'MB',
    goal: '< 100',
    baseline: before,
  });
}

/** Each way once. What was stored is removed, so that the disk does not fill. */
async function takeTurns(stack: Stack, file: string): Promise<Turn> {
  const bare = await barePut(stack, file);
  const presigned = await presignedParts(stack, file);
  const tus = await tusUpload(stack, file);
  return { bare, presigned, tus };
}

const storeOf = ({ env }: Stack) => ({
  endpoint: String(env.S3_ENDPOINT),
  accessKey: String(env.S3_ACCESS_KEY),
  secretKey: String(env.S3_SECRET_KEY),
  region: env.S3_REGION ?? 'us-east-1',
  bucket: String(env.S3_BUCKET),
});

async function barePut(stack: Stack, file: string): Promise<number> {
  const { endpoint, bucket, ...rest } = storeOf(stack);
  const { hostname, port } = new URL(endpoint);
  const client = new Client({ ...rest, endPoint: hostname, port: Number(port), useSSL: false, pathStyle: true });
  const seconds = await wallSeconds(() => client.fPutObject(bucket, 'bench/bare', file));
  await client.removeObject(bucket, 'bench/bare');
  return seconds;
}

async function presignedParts(stack: Stack, file: string): Promise<number> {
  const client = new HeadendClient({ api: stack.urls.api, key: stack.keys.partner });
  let id = '';
  const seconds = await wallSeconds(async () => {
    ({ id } = await client.upload(file));
  });
  await removeUpload(stack, file, id);
  return seconds;
}

async function tusUpload(stack: Stack, file: string): Promise<number> {
  const { size } = await stat(file);
  let url = '';
  const seconds = await wallSeconds(async () => {
    url = await new Promise<string>((resolve, reject) => {
      const sent = new Upload(createReadStream(file, { highWaterMark: 1 << 20 }), {
        endpoint: new URL('/v1/uploads/tus', stack.urls.api).href,
        uploadSize: size,
        headers: { Authorization: `Bearer ${stack.keys.partner}` },
        metadata: { filename: path.basename(file) },
        retryDelays: null,
        onError: reject,
        onSuccess: () => resolve(sent.url ?? ''),
      });
      sent.start();
    });
  });
  await removeUpload(stack, file, String(url.split('/').at(-1)));
  return seconds;
}

/** @throws {Error} when not every byte is there */
async function removeUpload(stack: Stack, file: string, id: string): Promise<void> {
  const store = createObjectStore(storeOf(stack));
  const { size } = await stat(file);
  let found = 0;
  for await (const { key, bytes } of store.list('uploads/')) {
    if (!key.endsWith(id)) continue;
    found = bytes;
    await store.remove(key);
  }
  if (found !== size) throw new Error(`Upload ${id} has ${found} bytes instead of ${size}.`);
}

const apiPid = (stack: Stack): number => stack.processes.find(({ name }) => name === 'api')?.pid ?? 0;

/** The most a process grows over `before`, MB. */
function watchMemory(pid: number, before: number): { stop(): Promise<number> } {
  let most = 0;
  const look = async (): Promise<void> => {
    most = Math.max(most, (await residentMb(pid)) - before);
  };
  const timer = setInterval(() => void look().catch(() => undefined), SAMPLE_MS);
  return {
    async stop() {
      clearInterval(timer);
      await look();
      return most;
    },
  };
}

/** Bytes that nothing can make smaller: the same random MB would do, but stores may compress or share. */
async function writeRandom(file: string, mb: number): Promise<void> {
  const handle = await open(file, 'w');
  const block = Buffer.alloc(MB);
  for (let written = 0; written < mb; written++) await handle.write(randomFillSync(block));
  await handle.close();
}
