import { HeadendError, isHeadendError } from '../../domain/failures';
import { Prisma } from '../../prisma/client/client';

/** Prisma codes that mean the database did not answer, or not in time: unreachable, timed out, closed, pool exhausted. */
const UNAVAILABLE = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1010',
  'P1011',
  'P1017',
  'P2024',
  'P2028',
  'P2034',
  'P2037',
]);
const TROUBLE =
  /Query read timeout|timeout exceeded when trying to connect|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|Connection terminated|connection.*(closed|timeout)|the database system is|deadlock detected|terminating connection|not queryable|too many clients|Can't reach database|DatabaseNotReachable|ConnectionClosed|SocketTimeout/i;

/**
 * Run database work; trouble of the connection becomes {HeadendError} `database/unavailable` (retryable), everything else
 * passes as it is. The text never holds the connection string.
 */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isHeadendError(error) && isUnavailable(error)) {
      throw new HeadendError('database/unavailable', 'The database did not answer.', { cause: error });
    }
    throw error;
  }
}

/** Every function of `methods`, run by {@link guarded}. */
export function guardAll<T extends object>(methods: T): T {
  const entries = Object.entries(methods).map(([name, method]) => [
    name,
    typeof method === 'function' ? (...given: unknown[]) => guarded(async () => method(...given)) : method,
  ]);
  return Object.fromEntries(entries) as T;
}

function isUnavailable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && UNAVAILABLE.has(code)) return true;
  if (typeof code === 'string' && /^P\d{4}$/.test(code)) return code === 'P2010' && TROUBLE.test(String(error));
  return TROUBLE.test(`${String(code)} ${String(error)} ${String((error as { cause?: unknown } | null)?.cause)}`);
}

/** Did a unique key refuse the row? Names of its columns or index are looked for in `about` when given. */
export function isTaken(error: unknown, about?: string): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') return false;
  return !about || JSON.stringify(error.meta ?? {}).includes(about) || error.message.includes(about);
}
