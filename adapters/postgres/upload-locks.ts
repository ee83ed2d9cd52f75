import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { HeadendError } from '../../domain/failures';

/** The right to write to one upload. */
export interface UploadLock {
  /** Aborts when another request wants the lock, or when the lock may be lost: stop writing. */
  readonly signal: AbortSignal;
  release(): Promise<void>;
}

/** One writer per upload, over all API nodes. */
export interface UploadLocks {
  /**
   * Take the lock of an upload. Whoever has it is asked to stop: of two requests the later one counts, since the client of the
   * earlier one has most likely lost its connection.
   *
   * @throws {HeadendError} `upload/locked` when it is not given up in time, `database/unavailable`
   */
  acquire(uploadId: string): Promise<UploadLock>;
  close(): Promise<void>;
}

/** How long a writer has to put away what it holds, milliseconds. */
const PATIENCE_MS = 10_000;
const POLL_MS = 100;
/** A request for a lock travels to the other nodes as a notification. */
const CHANNEL = 'headend_upload_wanted';

interface Held {
  stop: AbortController;
  released: Promise<void>;
}

/**
 * {@link UploadLocks} as advisory locks of one PostgreSQL session per API process. When the process is killed its session
 * ends, and with it the locks: the upload goes on at once on any node. A vanished machine is noticed by keep-alive packets.
 *
 * @param url must lead to a session of its own (no transaction pooling)
 */
export function createUploadLocks({ url }: { url: string }): UploadLocks {
  const held = new Map<string, Held>();
  let session: Promise<Client> | undefined;

  const lose = (): void => {
    session = undefined;
    for (const { stop } of held.values()) stop.abort();
    held.clear();
  };
  const connected = (): Promise<Client> => {
    session ??= connect(url, (id) => held.get(id)?.stop.abort(), lose).catch((cause: unknown) => {
      session = undefined;
      throw new HeadendError('database/unavailable', 'The database did not answer.', { cause });
    });
    return session;
  };

  return {
    async acquire(id) {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const client = await connected();
        const other = held.get(id);
        if (other) {
          other.stop.abort();
          await Promise.race([other.released, sleep(deadline - Date.now(), undefined, { ref: false })]);
        } else {
          const lock = reserve(held, id, client);
          if (await lock.taken()) return lock;
          await sleep(POLL_MS);
        }
        if (Date.now() >= deadline) throw new HeadendError('upload/locked', `Upload ${id} is being written to.`);
      }
    },
    async close() {
      const client = await session?.catch(() => undefined);
      session = undefined;
      await client?.end().catch(() => undefined);
    },
  };
}

async function connect(url: string, wanted: (id: string) => void, lost: () => void): Promise<Client> {
  const client = new Client({ connectionString: url, keepAlive: true, application_name: 'headend upload locks' });
  client.on('error', lost);
  client.on('end', lost);
  client.on('notification', ({ payload }) => payload && wanted(payload));
  await client.connect();
  // The server ends the session of a machine that vanished within half a minute.
  await client.query('SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3');
  await client.query(`LISTEN ${CHANNEL}`);
  return client;
}

/** Take a place among this process's own requests first: to PostgreSQL they are all one session. */
function reserve(held: Map<string, Held>, id: string, client: Client) {
  const stop = new AbortController();
  let tell: () => void = () => undefined;
  const mine: Held = {
    stop,
    released: new Promise((resolve) => {
      tell = resolve;
    }),
  };
  held.set(id, mine);
  const free = (): void => {
    if (held.get(id) === mine) held.delete(id);
    tell();
  };
  return {
    signal: stop.signal,
    /** Whether no other node has it; that node is asked for it. */
    async taken(): Promise<boolean> {
      try {
        const { rows } = await client.query<{ taken: boolean }>(
          'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken',
          [id],
        );
        if (rows[0]?.taken) return true;
        await client.query('SELECT pg_notify($1, $2)', [CHANNEL, id]);
        free();
        return false;
      } catch (cause) {
        free();
        throw new HeadendError('database/unavailable', 'The database did not answer.', { cause });
      }
    },
    async release(): Promise<void> {
      await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [id]).catch(() => undefined);
      free();
    },
  };
}
