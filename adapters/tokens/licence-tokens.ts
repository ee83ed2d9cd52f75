import { createHmac, createPrivateKey, createPublicKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { createSigner, createVerifier } from 'fast-jwt';
import { LICENCE_AUDIENCE, licenceClaims, MAX_TOKEN_CHARACTERS } from '../../domain/drm/licence-claims';
import type { LicenceTokens, ReadToken, SigningKey } from './port';

/** Headers of tokens repeat: so many are remembered with the key they name. */
const MOST_HEADERS = 100;

type Verify = (token: string) => unknown;

/**
 * {@link LicenceTokens} as JWTs (RFC 7519). The algorithm is the key's own: what the token's header says of it only has to
 * agree, so neither `none` nor another algorithm gets through.
 *
 * @param keys the first one signs, every one checks
 * @param issuer who made the tokens; of others none is taken
 * @throws {RangeError} without a key, or when one of ES256 is on another curve than P-256
 */
export function createLicenceTokens(keys: readonly SigningKey[], issuer: string): LicenceTokens {
  const [current] = keys;
  if (!current) throw new RangeError('No key signs licence tokens.');
  const sign = createSigner({ key: signingKey(current), algorithm: current.algorithm, kid: current.id });
  const verifiers = new Map(keys.map((key) => [key.id, verifierOf(key, issuer)]));
  const byHeader = new Map<string, Verify>();

  const verifier = (header: string): Verify | undefined => {
    const known = byHeader.get(header);
    if (known) return known;
    const found = verifiers.get(keyIdOf(header));
    if (byHeader.size >= MOST_HEADERS) byHeader.clear();
    if (found) byHeader.set(header, found);
    return found;
  };

  return {
    sessionToken: (sessionId) => sessionSeal(current, sessionId).toString('base64url'),
    isSessionToken(sessionId, text) {
      const given = Buffer.from(text, 'base64url');
      return keys
        .map((key) => sessionSeal(key, sessionId))
        .some((seal) => seal.length === given.length && timingSafeEqual(seal, given));
    },
    issue: (claims) => sign({ ...claims, iss: issuer, aud: LICENCE_AUDIENCE }),
    read(token): ReadToken {
      if (token.length > MAX_TOKEN_CHARACTERS)
        return bad(`The token is longer than ${MAX_TOKEN_CHARACTERS} characters.`);
      const verify = verifier(token.slice(0, Math.max(0, token.indexOf('.'))));
      if (!verify) return bad('The token names no key of ours.');
      try {
        const claims = licenceClaims(verify(token));
        return claims ? { good: true, claims } : bad('The token lacks claims of a licence token.');
      } catch (error) {
        return bad(WHY[(error as { code?: string }).code ?? ''] ?? 'The token is not signed as it should be.');
      }
    },
  };
}

/** No JWT is signed over a text with a space in it, so one key may do both. */
const sessionSeal = ({ secret }: SigningKey, sessionId: string): Buffer =>
  createHmac('sha256', secret).update(`playback session ${sessionId}`).digest();

const bad = (why: string): ReadToken => ({ good: false, why });

/** By the codes of fast-jwt. */
const WHY: Record<string, string> = {
  FAST_JWT_INVALID_CLAIM_VALUE: 'The token is for another audience or of another issuer.',
  FAST_JWT_MISSING_REQUIRED_CLAIM: 'The token lacks claims of a licence token.',
  FAST_JWT_MALFORMED: 'The token is no JWT.',
};

/** Time is judged by the domain: a token that is over is told apart from one that is forged. */
const verifierOf = (key: SigningKey, issuer: string): Verify =>
  createVerifier({
    key:
      key.algorithm === 'HS256' ? key.secret : createPublicKey(privateKey(key)).export({ type: 'spki', format: 'pem' }),
    algorithms: [key.algorithm],
    allowedAud: LICENCE_AUDIENCE,
    allowedIss: issuer,
    requiredClaims: ['iss', 'aud'],
    ignoreExpiration: true,
    ignoreNotBefore: true,
  }) as Verify;

const signingKey = (key: SigningKey): Buffer | string =>
  key.algorithm === 'HS256' ? key.secret : privateKey(key).export({ type: 'pkcs8', format: 'pem' }).toString();

/** ES256 is for P-256 only (RFC 7518, 3.4); other curves of 256 bits would sign and verify just as well. */
function privateKey({ id, secret }: SigningKey): KeyObject {
  const key = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' });
  if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
  throw new RangeError(`The key ${id} is no private key on the curve P-256.`);
}

function keyIdOf(header: string): string {
  try {
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as { kid?: unknown };
    return typeof kid === 'string' ? kid : '';
  } catch {
    return '';
  }
}
