import { type ChildProcess, fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'pg';
import { readConfig } from '../adapters/environment/config';
import { createObjectStore } from '../adapters/object-store/s3';
import { newId, newToken } from '../adapters/postgres/ids';
import { createMediaPathTokens } from '../adapters/tokens/media-tokens';
import { pickPorts } from '../infra/local/ports';
import { DEMO_TENANT, type Stack, startStack } from '../infra/local/stack';
import { askHard } from './load';
import { median, printMetric } from './metric';

const SEGMENT_BYTES = 2_500_000;
const CONNECTIONS = 32;
const DEFAULT_S = 2;
/** They take turns, so that a busy moment of the machine is everybody's; medians are compared. */
const ROUNDS = 3;
const NGINX = '/usr/sbin/nginx';

/**
 * Bytes per second of one segment of 2.5 MB: from the API, which checks the token and keeps what many ask for; from a bare Node
 * server that streams a file; and from nginx with sendfile, where it is installed. Askers and servers share the machine.
 * `--seconds N` changes how long each is asked in a round.
 */
export async function origin(args: string[]): Promise<void> {
  const seconds = Number(args[args.indexOf('--seconds') + 1]) || DEFAULT_S;
  const folder = await mkdtemp(path.join(tmpdir(), 'headend-bench-'));
  const segment = randomBytes(SEGMENT_BYTES);
  await writeFile(path.join(folder, 'segment.m4s'), segment);
  const stack = await startStack({
    dataDir: path.join(folder, 'data'),
    withWorkers: false,
    env: { LOG_LEVEL: 'warn' },
  });
  try {
    const url = await publish(stack, segment);
    const rate = async (port: number, file: string): Promise<number> => {
      const requests = [Buffer.from(`GET ${file} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`)];
      const report = await askHard({ port, requests, connections: CONNECTIONS, seconds });
      if (report.failed > 0) throw new Error(`${report.failed} segments were refused.`);
      return (report.requests * SEGMENT_BYTES) / report.seconds / 1e6;
    };
    const apiPort = Number(new URL(stack.urls.api).port);
    const rounds = { api: [] as number[], bare: [] as number[], nginx: [] as number[] };
    await withBare(folder, (barePort) =>
      withNginx(folder, async (nginxPort) => {
        for (let round = 0; round < ROUNDS; round++) {
          rounds.bare.push(await rate(barePort, '/segment.m4s'));
          rounds.api.push(await rate(apiPort, url));
          if (nginxPort) rounds.nginx.push(await rate(nginxPort, '/segment.m4s'));
        }
      }),
    );
    const [api, bare] = [median(rounds.api), median(rounds.bare)];
    const nginx = rounds.nginx.length > 0 ? median(rounds.nginx) : undefined;
    const others = `bare node:http ${bare.toFixed(0)} MB/s, nginx ${nginx?.toFixed(0) ?? 'not installed:'} MB/s`;
    const metric = { bench: 'origin', baseline: others };
    printMetric({ ...metric, metric: 'mb_per_second', value: api, unit: 'MB/s', goal: 'reported' });
    printMetric({ ...metric, metric: 'ratio_bare', value: api / bare, unit: 'ratio', goal: '>= 0.5' });
    if (nginx) printMetric({ ...metric, metric: 'ratio_nginx', value: api / nginx, unit: 'ratio', goal: 'reported' });
  } finally {
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A version with one segment, and the address of it that a session would give. */
async function publish(stack: Stack, segment: Buffer): Promise<string> {
  const config = readConfig('api', stack.env);
  const [titleId, versionId, mediaToken] = [newId('tit'), newId('ver'), newToken()];
  const prefix = `titles/${DEMO_TENANT.id}/${titleId}/${versionId}/`;
  await createObjectStore(config.objectStore).put(`${prefix}video/1.m4s`, segment, {
    contentType: 'video/iso.segment',
  });
  const pool = new Pool({ connectionString: stack.urls.database, max: 1 });
  await pool.query(
    `INSERT INTO titles (id, tenant_id, external_id, name, updated_at) VALUES ($1, $2, 'b', 'B', now())`,
    [titleId, DEMO_TENANT.id],
  );
  await pool.query(
    `INSERT INTO versions (id, tenant_id, title_id, ingest_id, master_id, number, prefix, media_token, plan_hash, duration_ms,
       frame_rate, bytes, published_at)
     VALUES ($1, $2, $3, 'ing_bench', 'mst_bench', 1, $4, $5, 'p', 1000, '25', 1, now())`,
    [versionId, DEMO_TENANT.id, titleId, prefix, mediaToken],
  );
  await pool.end();
  const token = createMediaPathTokens(config.playbackKeys).issue(mediaToken, Date.now() + 3_600_000, {});
  return `/media/${token}/video/1.m4s`;
}

/** The bare server runs in a process of its own, as the API does. */
async function withBare(folder: string, ask: (port: number) => Promise<void>): Promise<void> {
  const child = fork(path.join(__dirname, 'origin-bare.js'), [folder]);
  try {
    return await ask(await new Promise<number>((resolve) => child.once('message', (port) => resolve(Number(port)))));
  } finally {
    await ended(child);
  }
}

/** Without a port where nginx is not installed. */
async function withNginx(folder: string, ask: (port?: number) => Promise<void>): Promise<void> {
  if (!existsSync(NGINX)) return ask();
  const { ports } = await pickPorts([{ name: 'nginx' }], folder);
  const port = ports.nginx ?? 0;
  const file = path.join(folder, 'nginx.conf');
  await writeFile(
    file,
    `user root; worker_processes 1; pid ${folder}/nginx.pid; error_log stderr warn; events {}
     http { sendfile on; access_log off; keepalive_requests 1000000;
       server { listen 127.0.0.1:${port}; location / { root ${folder}; } } }`,
  );
  const child = spawn(NGINX, ['-c', file, '-p', folder, '-g', 'daemon off;'], { stdio: 'inherit' });
  try {
    await wait(500);
    return await ask(port);
  } finally {
    await ended(child);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  child.kill();
  await new Promise((resolve) => child.once('exit', resolve));
}
