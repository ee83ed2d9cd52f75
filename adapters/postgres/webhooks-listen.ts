import { Client } from 'pg';
import { EVENTS_CHANNEL } from './events';

/** Between two tries to listen, milliseconds. */
const RETRY_MS = 5_000;
/** A connection that says nothing is asked so often whether it is still there, milliseconds. */
const ALIVE_EVERY_MS = 30_000;

/**
 * Call `wake` whenever events were committed, over a connection of its own. A lost connection is made again, and `wake` is
 * called then, too; whoever listens looks now and again by itself anyway.
 *
 * @returns what ends it
 */
export function listenForEvents(databaseUrl: string, wake: () => void): () => Promise<void> {
  let ended = false;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const lost = (from: Client): void => {
    if (client !== from) return;
    client = undefined;
    clearTimeout(timer);
    from.end().catch(() => undefined);
    if (!ended) timer = setTimeout(connect, RETRY_MS).unref();
  };
  const askAlive = (own: Client): void => {
    timer = setTimeout(() => {
      own.query('SELECT 1').then(
        () => askAlive(own),
        () => lost(own),
      );
    }, ALIVE_EVERY_MS).unref();
  };
  const connect = (): void => {
    const own = new Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: RETRY_MS,
      query_timeout: RETRY_MS,
      keepAlive: true,
      application_name: 'headend events',
    });
    client = own;
    own.on('notification', wake);
    own.on('error', () => lost(own));
    own.on('end', () => lost(own));
    own
      .connect()
      .then(() => own.query(`LISTEN ${EVENTS_CHANNEL}`))
      .then(wake)
      .then(
        () => askAlive(own),
        () => lost(own),
      );
  };

  connect();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };
}
