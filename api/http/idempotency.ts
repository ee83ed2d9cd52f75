import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { HeldRecord, IdempotencyRecords, StoredAnswer } from '../../adapters/postgres/port';
import type { SecretBox } from '../../adapters/secrets/port';
import { HeadendError } from '../../domain/failures';

/** How long a request holds its key before it must say that it is still alive, milliseconds; after that a retry takes over. */
const LOCK_MS = 60_000;
const RENEWED_EVERY_MS = LOCK_MS / 3;
/** A request that hangs lets its key go in the end, milliseconds. */
const LONGEST_MS = 3_600_000;

/** A POST with its Idempotency-Key. Tenants and operations have keys of their own. */
export interface KeyedRequest {
  tenantId: string;
  /** Id of the operation. */
  operation: string;
  key: string;
  /** Of {@link fingerprintsOf}. */
  fingerprints: readonly string[];
}

/**
 * Do the work of a POST once per Idempotency-Key. A repeated request gets the stored answer; only good answers are stored,
 * so that a request which failed can be sent again with its key.
 *
 * @param work is given the unique key of the row it makes: the same for every try of one request
 * @returns the answer, and whether it is a replay
 * @throws {HeadendError} `idempotency/in-flight`, `idempotency/mismatch`
 */
export async function once(
  records: IdempotencyRecords,
  { tenantId, operation, key, fingerprints }: KeyedRequest,
  work: (requestKey: string) => Promise<StoredAnswer>,
): Promise<{ answer: StoredAnswer; replayed: boolean }> {
  const request = { tenantId, key: `${operation} ${key}` };
  const claim = await records.claim({ ...request, fingerprints, lockMs: LOCK_MS });
  switch (claim.state) {
    case 'answered':
      return { answer: claim.answer, replayed: true };
    case 'in-flight':
      throw new HeadendError('idempotency/in-flight', 'The first request with this key has not been answered yet.');
    case 'mismatch':
      throw new HeadendError('idempotency/mismatch', 'The key came with another path or body before.');
    default:
  }
  const hold = keepHold(records, { ...request, lock: claim.lock });
  try {
    const answer = await work(requestKeyOf(key, claim.fingerprint));
    if (!(await records.answer({ ...request, lock: await hold.end(), answer })))
      throw new HeadendError('idempotency/in-flight', 'A later request with this key has taken over.');
    return { answer, replayed: false };
  } catch (error) {
    await records.release({ ...request, lock: await hold.end() }).catch(() => undefined);
    throw error;
  }
}

/** Renew the lock while the work lasts, so that nobody takes over from a process that is alive. */
function keepHold(records: IdempotencyRecords, held: HeldRecord) {
  let { lock } = held;
  let renewing = Promise.resolve();
  const last = Date.now() + LONGEST_MS;
  const renew = async () => {
    if (Date.now() > last) return;
    lock = (await records.renew({ ...held, lock, lockMs: LOCK_MS }).catch(() => undefined)) ?? lock;
  };
  const timer = setInterval(() => {
    renewing = renewing.then(renew);
  }, RENEWED_EVERY_MS);
  timer.unref();
  return {
    /** @returns the lock as it stands */
    async end(): Promise<Date> {
      clearInterval(timer);
      await renewing;
      return lock;
    },
  };
}

/** Records whose answers lie sealed in the database: of a secret that is shown once nothing readable is kept. */
export function sealedRecords(records: IdempotencyRecords, secrets: SecretBox): IdempotencyRecords {
  const owner = ({ tenantId, key }: { tenantId: string; key: string }) => `answer ${tenantId} ${key}`;
  return {
    ...records,
    async answer({ answer, ...request }) {
      const sealed = Buffer.from(secrets.seal(JSON.stringify(answer.body), owner(request))).toString('base64');
      return records.answer({ ...request, answer: { ...answer, body: { sealed } } });
    },
    async claim(request) {
      const claim = await records.claim(request);
      if (claim.state !== 'answered') return claim;
      const { sealed } = claim.answer.body as { sealed: string };
      const body: unknown = JSON.parse(secrets.open(Buffer.from(sealed, 'base64'), owner(request)));
      return { ...claim, answer: { ...claim.answer, body } };
    },
  };
}

/** @throws {HeadendError} `idempotency/key-missing`, `idempotency/key-invalid` */
export function idempotencyKeyOf(request: Request): string {
  const key = request.get('idempotency-key');
  if (!key) throw new HeadendError('idempotency/key-missing', 'This POST carries no Idempotency-Key header.');
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new HeadendError('idempotency/key-invalid', 'The key is not 1 to 255 printable ASCII characters.');
  }
  return key;
}

/**
 * Digests over method, path and body, one for every key of the box; the order of a body's members does not count. Keyed ones,
 * since they are kept for a day and bodies carry passwords, which could be guessed from a plain one.
 */
export const fingerprintsOf = (
  secrets: Pick<SecretBox, 'digests'>,
  { method, path, body }: { method: string; path: string; body: unknown },
): string[] => secrets.digests(JSON.stringify([method, path, body ?? null], sorted));

const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/**
 * Stands for one request with its key: the unique key of the row it makes. Of the fingerprint that the record holds, so that it
 * stays when SECRETS_KEY gets another first key; and of the body by it, so that a key which is used again for something else,
 * after a day or a failure, makes a row of its own.
 */
const requestKeyOf = (key: string, fingerprint: string): string =>
  createHash('sha256').update(`${key}\n${fingerprint}`).digest('hex');
