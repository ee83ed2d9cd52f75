import type { Database } from './database';
import { guardAll } from './errors';
import type { RateCounter } from './keys-port';

/**
 * {@link RateCounter} in PostgreSQL: one row per key, in a table that is not logged, so that counting waits for no disk. All API
 * nodes go by the database's clock. A crash of the database begins the minute anew.
 */
export const createRateCounter = (database: Database): RateCounter =>
  guardAll({
    async take(keyId: string) {
      const [row] = await database.$queryRaw<{ used: number; ends_in: number }[]>`
        INSERT INTO rate_counters AS counter (key_id, minute, used)
        VALUES (${keyId}, date_trunc('minute', clock_timestamp() AT TIME ZONE 'UTC'), 1)
        ON CONFLICT (key_id) DO UPDATE SET
          used = CASE WHEN counter.minute >= excluded.minute THEN counter.used + 1 ELSE 1 END,
          minute = greatest(counter.minute, excluded.minute)
        RETURNING used, 60 - floor(extract(second FROM clock_timestamp()))::int AS ends_in`;
      return { used: row?.used ?? 1, endsInS: row?.ends_in ?? 60 };
    },
  });
