const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Waits between the attempts at a delivery, milliseconds; the first one follows the first attempt. The ladder of
 * the Standard Webhooks specification: ten attempts over three days and some hours.
 */
export const RETRY_LADDER_MS: readonly number[] = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/** Attempts at a delivery before it is given up, the first one included. */
export const MOST_ATTEMPTS = RETRY_LADDER_MS.length + 1;

/** A wait grows by up to this share, so that what failed together is not sent again together. */
const JITTER = 0.1;
/** From the first attempt at a delivery to its last one at the latest, milliseconds, when no `Retry-After` asks for more. */
export const LONGEST_LADDER_MS = Math.ceil(RETRY_LADDER_MS.reduce((sum, each) => sum + each, 0) * (1 + JITTER));
/** Longest wait that an endpoint may ask for by Retry-After, milliseconds. */
export const MOST_RETRY_AFTER_MS = 24 * HOUR_MS;

/**
 * How long to wait before the next attempt, milliseconds; undefined when there is none any more.
 *
 * @param failed attempts that failed so far, from 1
 * @param seed the same seed gives the same wait: replay of a workflow needs that
 * @param retryAfterMs what the endpoint asked for; makes a wait longer, never shorter
 */
export function nextWaitMs({
  failed,
  seed,
  retryAfterMs = 0,
}: {
  failed: number;
  seed: string;
  retryAfterMs?: number;
}): number | undefined {
  const base = RETRY_LADDER_MS[failed - 1];
  if (base === undefined) return undefined;
  const jittered = Math.round(base * (1 + JITTER * share(`${seed}:${failed}`)));
  return Math.max(jittered, Math.min(retryAfterMs, MOST_RETRY_AFTER_MS));
}

/** FNV-1a over the text as a share of 1: even enough for jitter, and the same everywhere. */
function share(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash / 2 ** 32;
}

/**
 * `Retry-After` as milliseconds from now (RFC 9110, 10.2.3: seconds or a date); undefined when it is neither.
 *
 * @param now epoch milliseconds
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * SECOND_MS;
  // Date.parse takes much that is no HTTP date.
  const at = /GMT$/.test(header.trim()) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
