/** A licence request of Clear Key asks for at most so many keys. */
const MAX_KIDS = 100;

/** What a Clear Key licence request asks for. */
export interface ClearKeyRequest {
  /** As lower-case UUIDs, in the order asked. */
  kids: string[];
  type: 'temporary';
}

/**
 * Read the message of a Clear Key session (W3C Encrypted Media Extensions, 9.1.3).
 *
 * @returns undefined when it is none; persistent sessions are none, because nothing guards a stored Clear Key
 */
export function readClearKeyRequest(body: unknown): ClearKeyRequest | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { kids, type = 'temporary' } = body as { kids?: unknown; type?: unknown };
  if (!Array.isArray(kids) || kids.length === 0 || kids.length > MAX_KIDS || type !== 'temporary') return undefined;
  const read = kids.map(uuidOf);
  return read.every((kid) => kid !== undefined) ? { kids: read, type } : undefined;
}

/** A JWK set with the keys (9.1.4). */
export const clearKeyLicence = (keys: readonly { kid: string; key: Uint8Array }[]): string =>
  `{"keys":[${keys.map(jwkOf).join()}],"type":"temporary"}`;

/** Base64url needs no escapes. Written once for each key: the same ones are given to everybody who watches. */
function jwkOf(key: { kid: string; key: Uint8Array }): string {
  const known = JWKS.get(key);
  if (known) return known;
  const text = `{"kty":"oct","kid":"${base64UrlOfKid(key.kid)}","k":"${Buffer.from(key.key).toString('base64url')}"}`;
  JWKS.set(key, text);
  return text;
}

/** Ends with the key itself. */
const JWKS = new WeakMap<object, string>();

/** A KID as Clear Key writes it: its 16 bytes in base64url without padding. */
export const base64UrlOfKid = (kid: string): string =>
  Buffer.from(kid.replaceAll('-', ''), 'hex').toString('base64url');

/** 16 bytes are 22 characters, the last of which has four bits that must be zero. */
const KID = /^[A-Za-z0-9_-]{21}[AQgw]$/;

function uuidOf(text: unknown): string | undefined {
  if (typeof text !== 'string' || !KID.test(text)) return undefined;
  const hex = Buffer.from(text, 'base64url').toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
