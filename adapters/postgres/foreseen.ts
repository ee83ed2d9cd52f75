import { HeadendError } from '../../domain/failures';
import { Prisma } from '../../prisma/client/client';
import { doScheduled } from './catalog-publication';
import type { Database } from './database';

/** Schedules that are foreseen, the next ones; what comes after them is as it is now. */
const MOST_FORESEEN = 200;
/** Whoever changes a title goes first: looking ahead never keeps them waiting for long, and gives way. */
const LOCK_TIMEOUT = "SET LOCAL lock_timeout = '50ms'";
/** PostgreSQL: lock_not_available, deadlock_detected. */
const IN_THE_WAY = /55P03|40P01|lock timeout|deadlock/;
const TRIES = 3;

/** What was seen, on its way out of a transaction that must not commit. */
class Seen<T> extends Error {
  constructor(readonly value: T) {
    super('seen');
  }
}

/**
 * Look at the catalogue of a tenant as it will be at an instant by the publications and take-downs that are scheduled now: they
 * are done in a transaction that is rolled back. Exactly what the calendar would do, without a second telling of its rules.
 *
 * @param look reads with the transaction only
 * @throws {HeadendError} `database/unavailable` while others change these titles all the time
 */
export async function foreseen<T>(
  database: Database,
  tenantId: string,
  at: Date,
  look: (database: Database) => Promise<T>,
): Promise<T> {
  const due = await database.titleSchedule.findMany({
    where: { tenantId, status: 'waiting', at: { lte: at } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    take: MOST_FORESEEN,
  });
  if (due.length === 0) return look(database);
  const ahead = async (transaction: Prisma.TransactionClient) => {
    await transaction.$executeRaw(Prisma.raw(LOCK_TIMEOUT));
    for (const schedule of due) await doScheduled(transaction, schedule);
    throw new Seen(await look(transaction as Database));
  };
  for (let tries = 1; ; tries += 1) {
    try {
      await database.$transaction(ahead);
    } catch (error) {
      if (error instanceof Seen) return error.value as T;
      if (!IN_THE_WAY.test(String(error))) throw error;
      if (tries === TRIES) {
        throw new HeadendError('database/unavailable', 'Titles that are scheduled are being changed.', {
          cause: error,
        });
      }
    }
  }
}
