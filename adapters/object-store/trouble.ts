import { setTimeout as wait } from 'node:timers/promises';
import { HeadendError, isHeadendError } from '../../domain/failures';

/** What the store said is not there. */
const MISSING = new Set(['NoSuchKey', 'NotFound', 'NoSuchUpload']);
/** A conditional write found the key taken. */
const TAKEN = new Set(['PreconditionFailed']);
/** Answers that stay the same however often one asks. */
const FINAL = new Set([
  'AccessDenied',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'InvalidBucketName',
  'NoSuchBucket',
]);

const ATTEMPTS = 6;
const FIRST_WAIT_MS = 150;

/** The S3 or system error code of a failure, such as `NoSuchKey` or `ECONNRESET`. */
export function codeOf(error: unknown): string {
  const { code, name } = Object(error) as { code?: unknown; name?: unknown };
  if (code) return String(code);
  const status = /Retryable HTTP status: (\d+)/.exec(String(error))?.[1];
  return status ? `HTTP ${status}` : String(name ?? 'unknown');
}

export const isMissing = (error: unknown): boolean => MISSING.has(codeOf(error));
export const isTaken = (error: unknown): boolean => TAKEN.has(codeOf(error));

/** The failure as the house names it. Endpoint, bucket and credentials never show. */
export function mapped(error: unknown, key?: string): Error {
  if (isHeadendError(error) || error instanceof RangeError) return error;
  if (isMissing(error))
    return new HeadendError('media/not-found', `There is no object ${key ?? ''}.`.replace(' .', '.'));
  return new HeadendError('store/unavailable', `The object store did not serve the request (${codeOf(error)}).`, {
    cause: error,
  });
}

/**
 * Try a request again on everything but a definite answer: broken connections, time-outs and 5xx come back within seconds
 * when a store restarts, and giving up on them would throw away the work of a whole activity.
 *
 * @throws {HeadendError} `store/unavailable`, `media/not-found`
 */
export async function persist<T>(key: string | undefined, request: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await request(attempt);
    } catch (error) {
      if (attempt >= ATTEMPTS || isAnswer(error)) throw mapped(error, key);
      await pause(attempt);
    }
  }
}

/** Whether the store answered, so that asking again is of no use. */
export const isAnswer = (error: unknown): boolean =>
  isHeadendError(error) ||
  error instanceof RangeError ||
  isMissing(error) ||
  isTaken(error) ||
  FINAL.has(codeOf(error));

/** Exponential with jitter: 150 ms doubling, up to half as much again. */
export const pause = (attempt: number): Promise<void> =>
  wait(FIRST_WAIT_MS * 2 ** (attempt - 1) * (1 + Math.random() / 2));

export const MOST_ATTEMPTS = ATTEMPTS;
