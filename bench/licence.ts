import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Pool } from 'pg';
import { readConfig } from '../adapters/environment/config';
import { createFileKms } from '../adapters/kms/file-kms';
import { openDatabase } from '../adapters/postgres';
import { createContentKeys } from '../adapters/postgres/content-keys';
import { newId } from '../adapters/postgres/ids';
import { createLicenceTokens } from '../adapters/tokens/licence-tokens';
import { LICENCE_PATH } from '../api/playback/licence-door';
import { base64UrlOfKid } from '../domain/drm/clear-key';
import { DEMO_TENANT, type Stack, startStack } from '../infra/local/stack';
import { askHard, type LoadReport, licenceRequest } from './load';
import { printMetric } from './metric';

/** Players that ask at the same time, each with its own session and token. */
const SESSIONS = 2_000;
const CONNECTIONS = 32;
const WARM_UP_S = 3;
const DEFAULT_S = 10;

/**
 * Licences per second of the API, each with its token checked, its session read, three keys given and its row durable in
 * PostgreSQL; beside a bare Node server that checks such a token and unwraps three keys for each request, and writes nothing
 * down. The asker runs on the same cores. `--seconds N` changes how long each is asked, `--connections N` over how many.
 */
export async function licence(args: string[]): Promise<void> {
  const option = (name: string, fallback: number): number => Number(args[args.indexOf(name) + 1]) || fallback;
  const [seconds, connections] = [option('--seconds', DEFAULT_S), option('--connections', CONNECTIONS)];
  const folder = await mkdtemp(path.join(tmpdir(), 'headend-bench-'));
  const env = { LOG_LEVEL: 'warn' };
  const stack = await startStack({ dataDir: path.join(folder, 'data'), withWorkers: false, env });
  const pool = new Pool({ connectionString: stack.urls.database, max: 2 });
  try {
    const requests = await prepare(stack, pool);
    const load = { requests, connections };
    const bare = await askBare({ ...load, seconds });
    const port = Number(new URL(stack.urls.api).port);
    await askHard({ ...load, port, seconds: WARM_UP_S });
    const before = await rows(pool);
    const report = await askHard({ ...load, port, seconds });
    const written = (await rows(pool)) - before;
    if (report.failed > 0 || written !== report.requests)
      throw new Error(`${report.failed} refused and ${written} rows for ${report.requests} requests.`);
    tell(report, bare, connections);
  } finally {
    await pool.end();
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function tell(report: LoadReport, bare: LoadReport, connections: number): void {
  const rate = (each: LoadReport): number => each.requests / each.seconds;
  const baseline = `bare Node server with the same cryptography and no database, ${connections} connections: ${rate(bare).toFixed(0)}/s, p99 ${bare.p99.toFixed(1)} ms`;
  const metric = { bench: 'licence', baseline };
  printMetric({ ...metric, metric: 'per_second', value: rate(report), unit: '1/s', goal: '>= 5000' });
  printMetric({ ...metric, metric: 'p99_ms', value: report.p99, unit: 'ms', goal: '< 10' });
  printMetric({ ...metric, metric: 'p50_ms', value: report.p50, unit: 'ms', goal: 'reported' });
  printMetric({ ...metric, metric: 'ratio', value: rate(report) / rate(bare), unit: 'ratio', goal: 'reported' });
}

const rows = async (pool: Pool): Promise<number> =>
  Number((await pool.query<{ count: string }>('SELECT count(*) FROM licence_requests')).rows[0]?.count);

/** A version with three keys, sessions that play it, and a request of each. */
async function prepare(stack: Stack, pool: Pool): Promise<Buffer[]> {
  const config = readConfig('api', stack.env);
  const database = openDatabase(config.database);
  const about = { tenantId: DEMO_TENANT.id, versionId: newId('ver') };
  const keys = await createContentKeys(database, createFileKms(config.kekFile)).ensure({
    ...about,
    scheme: 'cbcs',
    labels: ['AUDIO', 'SD', 'HD'],
  });
  await database.$disconnect();
  const kids = keys.map(({ kid }) => kid);
  const ids = Array.from({ length: SESSIONS }, () => newId('pbs'));
  await pool.query(
    `INSERT INTO playback_sessions
       (id, tenant_id, title_id, version_id, subject, key_id, policy, device, terms, kids, expires_at)
     SELECT id, $2, 'tit_bench', $3, id, 'key_bench', 'default', '{"family":"bench"}', '{}', $4, now() + interval '1 day'
     FROM unnest($1::text[]) AS id`,
    [ids, about.tenantId, about.versionId, kids],
  );
  const tokens = createLicenceTokens(config.playbackKeys, config.http.publicUrl);
  const iat = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({ kids: kids.map(base64UrlOfKid), type: 'temporary' });
  const claims = { tenant: about.tenantId, title: 'tit_bench', version: about.versionId, kids };
  const tokenOf = (sid: string) =>
    tokens.issue({ ...claims, sub: sid, sid, iat, nbf: iat, exp: iat + 3600, jti: newId('tok') });
  return ids.map((sid) => licenceRequest(LICENCE_PATH, tokenOf(sid), body));
}

/** The bare server runs in a process of its own, as the API does. */
async function askBare(load: { requests: Buffer[]; connections: number; seconds: number }): Promise<LoadReport> {
  const secret = randomBytes(32).toString('base64');
  const child = fork(path.join(__dirname, 'licence-bare.js'), [], { env: { ...process.env, BENCH_SECRET: secret } });
  try {
    const { port, request } = await new Promise<{ port: number; request: string }>((resolve, reject) => {
      child.once('message', (message) => resolve(message as { port: number; request: string }));
      child.once('error', reject);
    });
    const requests = [Buffer.from(request, 'latin1')];
    await askHard({ ...load, requests, port, seconds: WARM_UP_S });
    return await askHard({ ...load, requests, port });
  } finally {
    child.kill();
  }
}
