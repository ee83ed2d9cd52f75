import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { Pool } from 'pg';
import { HeadendClient } from '../api/cli/client';
import { startStack } from '../infra/local/stack';
import { TITLE_INGEST, titleIngestId } from '../workflows/supply-chain/contract';
import { printMetric, wallSeconds } from './metric';

const DEFAULT_ORDERS = 1000;
/** Requests that a partner's program has under way at once. */
const AT_ONCE = 16;

/**
 * Seconds in which orders are accepted one by one, each with its row, its workflow and its first event in place when it is
 * answered; against the same number of bare workflow starts, each after a transaction of two bare inserts. No worker runs: the
 * workflows only start. `--orders N` changes the number.
 */
export async function orders(args: string[]): Promise<void> {
  const count = Number(args[args.indexOf('--orders') + 1]) || DEFAULT_ORDERS;
  const folder = await mkdtemp(path.join(tmpdir(), 'headend-bench-'));
  const env = { LOG_LEVEL: 'warn', RATE_LIMIT_PER_MINUTE: String(count * 1000) };
  const stack = await startStack({ dataDir: path.join(folder, 'data'), withWorkers: false, env });
  const temporal = await Connection.connect({ address: stack.urls.temporal });
  const client = new Client({ connection: temporal, namespace: stack.env.TEMPORAL_NAMESPACE });
  const pool = new Pool({ connectionString: stack.urls.database, max: AT_ONCE });
  try {
    const partner = new HeadendClient({ api: stack.urls.api, key: stack.keys.partner });
    const uploads = await prepareUploads(partner, folder, count + AT_ONCE);
    await orderAll(partner, uploads.splice(0, AT_ONCE), 'warm-up');
    const bare = await bareStarts(client, pool, count);
    const seconds = await wallSeconds(() => orderAll(partner, uploads, 'order'));
    await checkInPlace(client, pool, count);
    const baseline = `${count} bare workflow starts with two inserts each: ${bare.toFixed(2)} s`;
    const metric = { bench: 'orders', metric: `seconds_${count}`, value: seconds, unit: 's', goal: '< 20', baseline };
    printMetric(metric);
    printMetric({ ...metric, metric: 'ratio', value: seconds / bare, unit: 'ratio', goal: 'reported' });
  } finally {
    await pool.end();
    await temporal.close();
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every order has a master of its own, as it would have. Not a part of the time. */
async function prepareUploads(partner: HeadendClient, folder: string, count: number): Promise<string[]> {
  const file = path.join(folder, 'master.mov');
  await writeFile(file, 'a master that nobody will read');
  const ids: string[] = [];
  await each(count, async () => {
    ids.push((await partner.upload(file)).id);
  });
  return ids;
}

const orderAll = (partner: HeadendClient, uploads: string[], name: string): Promise<void> =>
  each(uploads.length, async (index) => {
    const source = { upload_id: uploads[index] ?? '' };
    await partner.createIngest({ external_id: `${name}-${index}`, title: `Title ${index}`, source });
  });

/** The least that an order could be: two rows in a transaction, then a workflow. */
async function bareStarts(client: Client, pool: Pool, count: number): Promise<number> {
  await pool.query('CREATE SCHEMA bench');
  for (const table of ['rows', 'events'])
    await pool.query(`CREATE TABLE bench.${table} (id text PRIMARY KEY, data jsonb NOT NULL)`);
  const data = JSON.stringify({ text: 'x'.repeat(2000) });
  const seconds = await wallSeconds(() =>
    each(count, async () => {
      const id = randomUUID();
      const connection = await pool.connect();
      try {
        await connection.query('BEGIN');
        await connection.query('INSERT INTO bench.rows VALUES ($1, $2)', [id, data]);
        await connection.query('INSERT INTO bench.events VALUES ($1, $2)', [id, data]);
        await connection.query('COMMIT');
      } finally {
        connection.release();
      }
      await client.workflow.start('bare', { workflowId: `bare:${id}`, taskQueue: 'bench', args: [data] });
    }),
  );
  await pool.query('DROP SCHEMA bench CASCADE');
  return seconds;
}

/** @throws {Error} when an order lacks its row, its event or its workflow */
async function checkInPlace(client: Client, pool: Pool, count: number): Promise<void> {
  const { rows } = await pool.query<{ id: string; type: string | null }>(
    `SELECT i.id, e.type FROM ingests i LEFT JOIN events e ON e.subject = i.id AND e.type = 'ingest.received'
     WHERE i.external_id LIKE 'order-%'`,
  );
  const told = rows.filter(({ type }) => type !== null);
  if (rows.length !== count || told.length !== count)
    throw new Error(`${rows.length} rows and ${told.length} first events for ${count} orders.`);
  await each(count, async (index) => {
    const { type } = await client.workflow.getHandle(titleIngestId(rows[index]?.id ?? '')).describe();
    if (type !== TITLE_INGEST) throw new Error(`A workflow is a ${type}.`);
  });
}

/** Do work for each number below `count`, so many at once. */
async function each(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const hand = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, hand));
}
