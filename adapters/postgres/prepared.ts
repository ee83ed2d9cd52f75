import { createHash } from 'node:crypto';
import { Pool } from 'pg';
import type { PrismaClient as Database, Prisma } from '../../prisma/client/client';

/** Connections that only read, by the database they belong to. */
const pools = new WeakMap<Database, Pool>();

interface PoolOptions {
  url: string;
  size: number;
  connectTimeoutMs: number;
  statementTimeoutMs: number;
}

/**
 * Give a database connections for {@link readPrepared}. They close by themselves when nobody reads, and let the process end.
 * Nothing that many viewers ask is answered by reading a whole table, so these plan without, and each in one process: it is short.
 */
export function addReaders(database: Database, { url, size, connectTimeoutMs, statementTimeoutMs }: PoolOptions): void {
  const pool = new Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs,
    application_name: 'headend reads',
    options: '-c enable_seqscan=off -c max_parallel_workers_per_gather=0',
    allowExitOnIdle: true,
  });
  // A connection that breaks while nobody uses it is replaced with the next read.
  pool.on('error', () => undefined);
  pools.set(database, pool);
}

const names = new Map<string, string>();

/** Read rows with a statement that is planned for its values: where these decide how to look, that is worth the time. */
export async function readPlanned<Row extends object>(
  database: Database,
  { text, values }: Prisma.Sql,
): Promise<Row[]> {
  const pool = pools.get(database);
  return pool ? (await pool.query<Row>(text, values)).rows : database.$queryRawUnsafe<Row[]>(text, ...values);
}

/** Read rows with a statement that the connection keeps planned: of the large ones planning takes longer than reading. */
export async function readPrepared<Row extends object>(
  database: Database,
  { text, values }: Prisma.Sql,
): Promise<Row[]> {
  const pool = pools.get(database);
  if (!pool) return database.$queryRawUnsafe<Row[]>(text, ...values);
  const name = names.get(text) ?? createHash('sha256').update(text).digest('hex').slice(0, 32);
  names.set(text, name);
  return (await pool.query<Row>({ name, text, values })).rows;
}
