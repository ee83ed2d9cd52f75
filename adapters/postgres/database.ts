import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../prisma/client/client';
import { guarded } from './errors';
import { addReaders } from './prepared';

/** The Prisma client, generated from prisma/schema.prisma. */
export type Database = PrismaClient;

/** Longest wait for a connection of the pool, and longest time a statement may run, milliseconds. */
const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 30_000;
/** A server that hangs keeps no such promise: the client gives up by itself. */
const ANSWER_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 2_000;

/** Open a pool. Connections are made when first needed; the caller ends it with `$disconnect()`. */
export function openDatabase({ url, poolSize = 10 }: { url: string; poolSize?: number }): Database {
  const database: Database = new PrismaClient({
    adapter: new PrismaPg({
      connectionString: url,
      max: poolSize,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      application_name: 'headend',
    }),
    transactionOptions: { maxWait: CONNECT_TIMEOUT_MS, timeout: STATEMENT_TIMEOUT_MS },
    errorFormat: 'minimal',
  });
  const timeouts = { connectTimeoutMs: CONNECT_TIMEOUT_MS, statementTimeoutMs: STATEMENT_TIMEOUT_MS };
  addReaders(database, { url, size: Math.ceil(poolSize / 2), ...timeouts });
  return database;
}

/** Does the database answer? @throws {HeadendError} `database/unavailable` */
export const pingDatabase = (database: Database): Promise<void> =>
  guarded(async () => {
    await database.$queryRaw`SELECT 1`;
  });
