import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U to misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What an id is of, told by its first letters. */
export type IdPrefix =
  | 'atm'
  | 'art'
  | 'aud'
  | 'avi'
  | 'bul'
  | 'chn'
  | 'cus'
  | 'evt'
  | 'fnd'
  | 'gen'
  | 'ing'
  | 'inv'
  | 'key'
  | 'lay'
  | 'lic'
  | 'lin'
  | 'ltx'
  | 'lyv'
  | 'mst'
  | 'ofr'
  | 'out'
  | 'pay'
  | 'pbs'
  | 'per'
  | 'pmt'
  | 'ren'
  | 'req'
  | 'sch'
  | 'scr'
  | 'snp'
  | 'sub'
  | 'ten'
  | 'tit'
  | 'tok'
  | 'upl'
  | 'ver'
  | 'wfo'
  | 'whe'
  | 'whs'
  | 'win';

/**
 * A new id: prefix, `_`, and a ULID (48 bits of time, 80 random bits), so that ids sort by their making.
 *
 * @param now epoch milliseconds
 */
export const newId = (prefix: IdPrefix, now: number = Date.now()): string =>
  `${prefix}_${base32(BigInt(now), 10)}${base32(BigInt(`0x${randomBytes(10).toString('hex')}`), 16)}`;

/** The same id for the same key, for rows that must not be written twice. Says nothing of when it was made. */
export const keyedId = (prefix: IdPrefix, key: string): string =>
  `${prefix}_${createHash('sha256').update(key).digest('hex').slice(0, 26)}`;

/** The id of what a request makes: worked on again after a crash, the request finds what it made. */
export const requestedId = (prefix: IdPrefix, tenantId: string, requestKey: string): string =>
  keyedId(prefix, `${tenantId} ${requestKey}`);

/**
 * For this long a request that is worked on again is known to have had no answer, milliseconds: less than the time answers are
 * kept for their Idempotency-Key, after which the same key may stand for a new request.
 */
export const UNANSWERED_MS = 23 * 3_600_000;

/** The instant inside an id of {@link newId}, epoch milliseconds; undefined for other text. */
export function idTime(id: string): number | undefined {
  const digits = /^[a-z]{3}_([0-7][0-9A-HJKMNP-TV-Z]{9})[0-9A-HJKMNP-TV-Z]{16}$/.exec(id)?.[1];
  return digits === undefined
    ? undefined
    : Number([...digits].reduce((sum, digit) => sum * 32n + BigInt(ALPHABET.indexOf(digit)), 0n));
}

/** An unguessable part of a URL: 160 random bits, lower case so that it survives any file system or cache. */
export const newToken = (): string => base32(BigInt(`0x${randomBytes(20).toString('hex')}`), 32).toLowerCase();

/** A new API key. Shown once, then only {@link hashApiKey} of it is kept. */
export const newApiKey = (mode: 'live' | 'test' = 'live'): string =>
  `hk_${mode}_${randomBytes(24).toString('base64url')}`;

/** SHA-256 of an API key, hex. The key is random, so a slow hash would protect nothing. */
export const hashApiKey = (key: string): string => createHash('sha256').update(key).digest('hex');

function base32(value: bigint, digits: number): string {
  let text = '';
  for (let rest = value, at = 0; at < digits; at++, rest >>= 5n) text = ALPHABET[Number(rest & 31n)] + text;
  return text;
}
