import { CAT } from '@eyevinn/cat';
import { IPNotAllowed, TokenExpiredError } from '@eyevinn/cat/lib/errors';
import { mayBeOurs, pathOfVersion } from '../../domain/delivery/common-access-token';
import type { MediaBinding } from '../../domain/delivery/path-token';
import type { CommonAccessTokens, ReadCommonAccessToken, SigningKey } from './port';

const ISSUER = 'headend';
/** Where CTA-5007 has a renewed token. */
const HEADER = 'CTA-Common-Access-Token';
/** A token is renewed in the last part of its life, as often as that keeps it within so many lives of the first one. */
const LAST_PART = 1 / 4;
const LIVES = 2;
/** Reading one takes a third of a millisecond; a player asks with the same one for hours. */
const MAX_KEPT = 10_000;

/** What is known of a token that was read, for one place. Times in epoch seconds. */
interface Known {
  issuedAt: number;
  expiresAt: number;
  lifeS: number;
  binding: MediaBinding;
}

/**
 * {@link CommonAccessTokens} by `@eyevinn/cat`: COSE_Mac0 with HS256, as CDNs check them.
 *
 * @param ring of CAT_KEYS; the first signs, all of them check
 * @throws {RangeError} when a key is not of HS256, or DEBUG is set: the library would print keys
 */
export function createCommonAccessTokens(ring: readonly SigningKey[]): CommonAccessTokens {
  const [current] = ring;
  if (!current || ring.some(({ algorithm }) => algorithm !== 'HS256'))
    throw new RangeError('Common Access Tokens are signed with HS256 keys.');
  if (process.env.DEBUG) throw new RangeError('Unset DEBUG: with it the library of Common Access Tokens prints keys.');
  const keys = Object.fromEntries(ring.map(({ id, secret }) => [id, secret]));
  const library = new CAT({ keys, expectCwtTag: true });
  const kept = new Map<string, Known>();

  const issue = async (mediaToken: string, { issuedAt, expiresAt, lifeS, binding }: Known): Promise<string> => {
    const claims = claimsOf(mediaToken, { issuedAt, expiresAt, lifeS, binding });
    const token = await library.generateFromJson(claims, { type: 'mac', alg: 'HS256', kid: current.id });
    if (!token) throw new Error('The library made no token.');
    return Buffer.from(token, 'base64url').toString('base64url');
  };

  async function known(
    token: string,
    mediaToken: string,
    viewer: MediaBinding,
  ): Promise<Known | ReadCommonAccessToken> {
    const options = {
      issuer: ISSUER,
      url: new URL(`http://media/media/-${pathOfVersion(mediaToken)}`),
      ip: addressIn(viewer),
    };
    const { cat, error } = await library
      .validate(token, 'mac', options)
      .catch(() => ({ cat: undefined, error: undefined }));
    if (!cat) return { state: 'foreign' };
    const { claims } = cat;
    if (!isWhole(claims, mediaToken)) return { state: 'foreign' };
    if (error instanceof TokenExpiredError) return { state: 'expired' };
    const away = claims.catgeoiso3166 && !claims.catgeoiso3166.includes(viewer.country ?? '');
    if (away || error instanceof IPNotAllowed) return { state: 'elsewhere' };
    if (error) return { state: 'foreign' };
    const binding = {
      country: claims.catgeoiso3166 && viewer.country,
      addressPrefix: claims.catnip && viewer.addressPrefix,
    };
    return { issuedAt: claims.iat, expiresAt: claims.exp, lifeS: claims.catr.expadd, binding };
  }

  return {
    issue(mediaToken, now, lifeMs, binding) {
      const issuedAt = Math.floor(now / 1000);
      const lifeS = Math.floor(lifeMs / 1000);
      return issue(mediaToken, { issuedAt, expiresAt: issuedAt + lifeS, lifeS, binding });
    },

    async read(token, mediaToken, viewer, now) {
      if (!mayBeOurs(token)) return { state: 'foreign' };
      const name = [token, mediaToken, viewer.country, viewer.addressPrefix].join('\n');
      const found = kept.get(name) ?? (await known(token, mediaToken, viewer));
      if ('state' in found) return found;
      if (kept.size >= MAX_KEPT) kept.clear();
      kept.set(name, found);
      const nowS = Math.floor(now / 1000);
      if (nowS >= found.expiresAt) return { state: 'expired' };
      const expiresAt = Math.min(nowS + found.lifeS, found.issuedAt + LIVES * found.lifeS);
      const due = nowS >= found.expiresAt - found.lifeS * LAST_PART && expiresAt > found.expiresAt;
      return { state: 'good', renewed: due ? () => issue(mediaToken, { ...found, expiresAt }) : undefined };
    },
  };
}

/** Those of ours; the library has checked their types. */
interface Claims {
  iss?: string;
  iat: number;
  exp: number;
  catu?: { path?: { 'contains-match'?: string } };
  catr: { expadd: number };
  catnip?: unknown[];
  catgeoiso3166?: string[];
}

/** The library lets pass what a token leaves out, and a path that only contains that of the version. */
function isWhole(claims: object, mediaToken: string): claims is Claims {
  const { iss, iat, exp, catu, catr } = claims as Partial<Claims>;
  return (
    iss === ISSUER &&
    [iat, exp, catr?.expadd].every(Number.isSafeInteger) &&
    catu?.path?.['contains-match'] === pathOfVersion(mediaToken)
  );
}

const claimsOf = (mediaToken: string, { issuedAt, expiresAt, lifeS, binding }: Known) => ({
  iss: ISSUER,
  iat: issuedAt,
  exp: expiresAt,
  catu: { path: { 'contains-match': pathOfVersion(mediaToken) } },
  catr: { type: 'header', 'header-name': HEADER, expadd: lifeS, deadline: Math.floor(lifeS * LAST_PART) },
  ...(binding.country === undefined ? {} : { catgeoiso3166: [binding.country] }),
  ...(binding.addressPrefix === undefined ? {} : { catnip: [networkOf(binding.addressPrefix)] }),
});

const isV4 = (prefix: string): boolean => prefix.includes('.');
/** `203.0.113` is 203.0.113.0/24, `2001:db8:1` is 2001:db8:1::/48. */
const networkOf = (prefix: string): string => (isV4(prefix) ? `${prefix}.0/24` : `${prefix}::/48`);
const addressIn = ({ addressPrefix: prefix }: MediaBinding): string | undefined =>
  prefix && (isV4(prefix) ? `${prefix}.0` : `${prefix}::`);
