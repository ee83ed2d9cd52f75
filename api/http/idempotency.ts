import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { IdempotencyRecords, StoredAnswer } from '../../adapters/postgres/port';
import type { SecretBox } from '../../adapters/secrets/port';
import { HeadendError } from '../../domain/failures';

/** Longest time a request may hold its key, milliseconds; after that a retry takes over. Longer than any request lasts. */
const LOCK_MS = 60_000;

/** A POST with its Idempotency-Key. Tenants and operations have keys of their own. */
export interface KeyedRequest {
  tenantId: string;
  /** Id of the operation. */
  operation: string;
  key: string;
  /** Of {@link fingerprintOf}. */
  fingerprint: string;
}

/**
 * Do the work of a POST once per Idempotency-Key. A repeated request gets the stored answer; only good answers are stored,
 * so that a request which failed can be sent again with its key.
 *
 * @returns the answer, and whether it is a replay
 * @throws {HeadendError} `idempotency/in-flight`, `idempotency/mismatch`
 */
export async function once(
  records: IdempotencyRecords,
  { tenantId, operation, key, fingerprint }: KeyedRequest,
  work: () => Promise<StoredAnswer>,
): Promise<{ answer: StoredAnswer; replayed: boolean }> {
  const request = { tenantId, key: `${operation} ${key}`, fingerprint };
  const claim = await records.claim({ ...request, lockMs: LOCK_MS });
  switch (claim.state) {
    case 'answered':
      return { answer: claim.answer, replayed: true };
    case 'in-flight':
      throw new HeadendError('idempotency/in-flight', 'The first request with this key has not been answered yet.');
    case 'mismatch':
      throw new HeadendError('idempotency/mismatch', 'The key came with another path or body before.');
    default:
  }
  try {
    const answer = await work();
    await records.answer({ ...request, answer });
    return { answer, replayed: false };
  } catch (error) {
    await records.release(request).catch(() => undefined);
    throw error;
  }
}

/** Records whose answers lie sealed in the database: of a secret that is shown once nothing readable is kept. */
export function sealedRecords(records: IdempotencyRecords, secrets: SecretBox): IdempotencyRecords {
  const owner = ({ tenantId, key }: { tenantId: string; key: string }) => `answer ${tenantId} ${key}`;
  return {
    ...records,
    async answer({ answer, ...request }) {
      const sealed = Buffer.from(secrets.seal(JSON.stringify(answer.body), owner(request))).toString('base64');
      await records.answer({ ...request, answer: { ...answer, body: { sealed } } });
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
 * Digest over method, path and body; the order of a body's members does not count. A keyed one, since it is kept for a day
 * and bodies carry passwords, which could be guessed from a plain one.
 */
export const fingerprintOf = (
  secrets: Pick<SecretBox, 'digest'>,
  { method, path, body }: { method: string; path: string; body: unknown },
): string => secrets.digest(JSON.stringify([method, path, body ?? null], sorted));

const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Stands for one request with its key: the unique key of the row it makes. */
export const requestKeyOf = (key: string, fingerprint: string): string =>
  createHash('sha256').update(`${key}\n${fingerprint}`).digest('hex');
