import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { IdempotencyRecords, StoredAnswer } from '../../adapters/postgres/port';
import { HeadendError } from '../../domain/failures';

/** Longest time a request may hold its key, milliseconds; after that a retry takes over. */
const LOCK_MS = 60_000;

/**
 * Do the work of a POST once per Idempotency-Key. A repeated request gets the stored answer; only good answers are stored,
 * so that a request which failed can be sent again with its key.
 *
 * @returns the answer, and whether it is a replay
 * @throws {HeadendError} `idempotency/in-flight`, `idempotency/mismatch`
 */
export async function once(
  records: IdempotencyRecords,
  request: { tenantId: string; key: string; fingerprint: string },
  work: () => Promise<StoredAnswer>,
): Promise<{ answer: StoredAnswer; replayed: boolean }> {
  const claim = await records.claim({ ...request, lockMs: LOCK_MS });
  switch (claim.state) {
    case 'answered':
      return { answer: claim.answer, replayed: true };
    case 'in-flight':
      throw new HeadendError('idempotency/in-flight', 'The first request with this key has not been answered yet.');
    case 'mismatch':
      throw new HeadendError('idempotency/mismatch', 'The key came with another method, path or body before.');
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

/** @throws {HeadendError} `idempotency/key-missing`, `idempotency/key-invalid` */
export function idempotencyKeyOf(request: Request): string {
  const key = request.get('idempotency-key');
  if (!key) throw new HeadendError('idempotency/key-missing', 'This POST carries no Idempotency-Key header.');
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new HeadendError('idempotency/key-invalid', 'The key is not 1 to 255 printable ASCII characters.');
  }
  return key;
}

/** SHA-256 over method, path and body. */
export const fingerprintOf = (method: string, path: string, body: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([method, path, body ?? null]))
    .digest('hex');

/** Stands for one request with its key: the unique key of the row it makes. */
export const requestKeyOf = (key: string, fingerprint: string): string =>
  createHash('sha256').update(`${key}\n${fingerprint}`).digest('hex');
