import { createHmac, timingSafeEqual } from 'node:crypto';
import { type MediaBinding, readPathToken, signedText, unsignedPathToken } from '../../domain/delivery/path-token';
import type { MediaPathTokens, ReadPathToken, SigningKey } from './port';

/** Signatures of media addresses and of licence tokens are never the same, though the ring is. */
const PURPOSE = 'headend media path\n';

/**
 * {@link MediaPathTokens} as HMAC-SHA-256 under the ring. ES256 keys of the ring are passed over: an edge checks a segment in
 * microseconds.
 *
 * @throws {RangeError} when the ring has no HS256 key
 */
export function createMediaPathTokens(ring: readonly SigningKey[]): MediaPathTokens {
  const keys = ring.filter(({ algorithm }) => algorithm === 'HS256');
  const [current] = keys;
  if (!current) throw new RangeError('The ring has no HS256 key for media addresses.');
  return {
    issue(mediaToken, expiresAt, binding) {
      const binds = { country: binding.country !== undefined, address: binding.addressPrefix !== undefined };
      const unsigned = unsignedPathToken({
        expiresAt: Math.floor(expiresAt / 1000),
        keyId: current.id,
        mediaToken,
        binds,
      });
      return `${unsigned}.${macOf(current, signedText(unsigned, binds, binding)).toString('base64url')}`;
    },

    read(text, viewer, now): ReadPathToken {
      const token = readPathToken(text);
      const key = token && keys.find(({ id }) => id === token.keyId);
      if (!token || !key) return { state: 'foreign' };
      const given = Buffer.from(token.mac, 'base64url');
      const right = (binding: MediaBinding) =>
        timingSafeEqual(given, macOf(key, signedText(unsignedPathToken(token), token.binds, binding)));
      if (!right(viewer)) return { state: token.binds.country || token.binds.address ? 'elsewhere' : 'foreign' };
      return now >= token.expiresAt * 1000 ? { state: 'expired' } : { state: 'good', mediaToken: token.mediaToken };
    },
  };
}

const macOf = ({ secret }: SigningKey, text: string): Buffer =>
  createHmac('sha256', secret).update(PURPOSE).update(text).digest();
