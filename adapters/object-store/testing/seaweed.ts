import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ensureBucket, type ObjectStoreConfig } from '../s3';

/** A SeaweedFS of its own for one test file. */
export interface Seaweed {
  config: ObjectStoreConfig;
  /** Stops answering without closing connections (SIGSTOP), and answers again (SIGCONT). */
  freeze(): void;
  thaw(): void;
  /** Kills it with SIGKILL and starts it again on the same data and ports. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Every port mini would open, and the flag that moves it. */
const PORT_FLAGS = [
  'master.port',
  'master.port.grpc',
  'volume.port',
  'volume.port.grpc',
  'filer.port',
  'filer.port.grpc',
  's3.port',
  's3.port.grpc',
] as const;
const PARTS_NOT_NEEDED = ['-webdav=false', '-admin.ui=false', '-s3.port.iceberg=0', '-s3.port.lance=0'];

/** Start `weed mini` on loopback with ports and keys of its own, and make the bucket. */
export async function startSeaweed(weed: string): Promise<Seaweed> {
  const directory = await mkdtemp(path.join(tmpdir(), 'headend-seaweed-'));
  await mkdir(path.join(directory, 'data'));
  const ports = await freePorts(PORT_FLAGS.length + 2);
  const identities = [
    { name: 'test', credentials: [{ accessKey: 'test-access', secretKey: 'test-secret-key' }], actions: ['Admin'] },
  ];
  const s3Config = path.join(directory, 's3.json');
  await writeFile(s3Config, JSON.stringify({ identities }), { mode: 0o600 });
  const args = [
    'mini',
    `-dir=${path.join(directory, 'data')}`,
    '-ip=127.0.0.1',
    '-ip.bind=127.0.0.1',
    ...PORT_FLAGS.map((flag, index) => `-${flag}=${ports[index]}`),
    `-admin.port=${ports.at(-2)}`,
    `-admin.port.grpc=${ports.at(-1)}`,
    ...PARTS_NOT_NEEDED,
    `-s3.config=${s3Config}`,
  ];
  const config: ObjectStoreConfig = {
    endpoint: `http://127.0.0.1:${ports[PORT_FLAGS.indexOf('s3.port')]}`,
    publicEndpoint: 'https://media.example.com',
    accessKey: 'test-access',
    secretKey: 'test-secret-key',
    region: 'us-east-1',
    bucket: 'headend',
  };
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    child = spawn(weed, args, { cwd: directory, stdio: 'ignore' });
    await answering(config, child);
  };
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await closed;
  };
  await start();
  return {
    config,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    restart: async () => {
      await kill();
      await start();
    },
    stop: async () => {
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function answering(config: ObjectStoreConfig, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 60_000; ; ) {
    if (child.exitCode !== null) throw new Error(`weed ended with ${child.exitCode}`);
    try {
      return await ensureBucket(config);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await wait(200);
    }
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
