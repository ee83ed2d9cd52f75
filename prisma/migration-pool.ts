import { Client, Pool, type QueryResult } from 'pg';

/** PostgreSQL's catalogue types `name` and `name[]`, and the text types of the same shape. */
const READ_AS: Record<number, number> = { 19: 25, 1003: 1009 };

/**
 * A connection that shows `name` columns as text.
 *
 * Prisma Migrate reads the catalogue through the driver adapter, and `@prisma/adapter-pg` does not know `name`
 * (https://github.com/prisma/orm/issues/27403).
 */
class CatalogueClient extends Client {
  constructor(...given: ConstructorParameters<typeof Client>) {
    super(...given);
    const query = this.query.bind(this) as (...args: unknown[]) => unknown;
    this.query = ((...args: unknown[]) => {
      const answer = args.at(-1);
      if (typeof answer === 'function') {
        args[args.length - 1] = (error: Error | null, result?: QueryResult) => answer(error, namesAsText(result));
        return query(...args);
      }
      const pending = query(...args);
      return pending instanceof Promise ? pending.then(namesAsText) : pending;
    }) as typeof this.query;
  }
}

function namesAsText<T extends QueryResult | QueryResult[] | undefined>(result: T): T {
  for (const each of [result].flat())
    for (const field of each?.fields ?? []) field.dataTypeID = READ_AS[field.dataTypeID] ?? field.dataTypeID;
  return result;
}

/** The pool that `prisma migrate` works through. */
export const migrationPool = (connectionString: string | undefined): Pool =>
  new Pool({ connectionString, Client: CatalogueClient, max: 2, allowExitOnIdle: true });

/**
 * Let `prisma migrate` exit when its work is done. Its schema engine leaves the ten-second timer of its advisory lock
 * running, which would hold every start of the stack for as long. The timer still fires while anything is waited for.
 */
export function letLockTimerGo(): void {
  const plain = globalThis.setTimeout;
  const patched = (work: () => void, ms?: number, ...rest: []) => {
    const timer = plain(work, ms, ...rest);
    return ms === LOCK_TIMEOUT_MS ? timer.unref() : timer;
  };
  globalThis.setTimeout = Object.assign(patched, plain);
}

const LOCK_TIMEOUT_MS = 10_000;
