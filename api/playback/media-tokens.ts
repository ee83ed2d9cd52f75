import type { ContentKeys } from '../../adapters/content-keys/port';
import type { MediaTokens } from '../../adapters/postgres/port';
import type { CommonAccessTokens, MediaPathTokens } from '../../adapters/tokens/port';
import { isCommonAccessToken } from '../../domain/delivery/common-access-token';
import type { MediaBinding } from '../../domain/delivery/path-token';
import { HeadendError } from '../../domain/failures';
import type { MediaGrant } from './media';

/** A token is looked up again after so long: a collected version stops playing within that time. */
const KEPT_MS = 10_000;
const UNKNOWN_KEPT_MS = 1_000;
const MAX_KEPT = 50_000;

export interface MediaTokenParts {
  mediaTokens: MediaTokens;
  contentKeys: Pick<ContentKeys, 'ofVersion'>;
  pathTokens: MediaPathTokens;
  /** None are taken without it. */
  accessTokens?: CommonAccessTokens;
}

/** What lies behind a media token, and whether it lies there encrypted. */
type Behind = MediaGrant & { encrypted: boolean };

/**
 * What the token of a media address opens. A path token opens everything until it expires; so does a Common Access Token,
 * which stands before the media token that it is for (`{token}/{media token}`). The plain token of a version
 * never expires, so it opens what is in the clear, and of an encrypted version the artwork: catalogues are public, titles are
 * not.
 *
 * @throws {HeadendError} `media/token-invalid`, `media/token-expired`, `media/token-elsewhere`
 */
export function mediaGrants(
  parts: MediaTokenParts,
): (token: string, viewer: MediaBinding) => Promise<MediaGrant | undefined> {
  const behind = remembered((token) => lookUp(parts, token));
  return async (token, viewer) => {
    if (isCommonAccessToken(token)) return granted(parts, behind, token, viewer);
    if (!token.startsWith('v1.')) {
      const found = await behind(token);
      return found && { prefix: found.prefix, live: found.live, tag: found.tag, artworkOnly: found.encrypted };
    }
    const read = parts.pathTokens.read(token, viewer, Date.now());
    if (read.state === 'good') return behind(read.mediaToken);
    throw REFUSALS[read.state]();
  };
}

async function granted(
  { accessTokens }: MediaTokenParts,
  behind: (token: string) => Promise<Behind | undefined>,
  text: string,
  viewer: MediaBinding,
): Promise<MediaGrant | undefined> {
  const [token = '', mediaToken = ''] = text.split('/');
  const read = (await accessTokens?.read(token, mediaToken, viewer, Date.now())) ?? { state: 'foreign' };
  if (read.state !== 'good') throw REFUSALS[read.state]();
  const found = await behind(mediaToken);
  return found && { ...found, renewed: read.renewed };
}

const REFUSALS = {
  foreign: () => new HeadendError('media/token-invalid', 'The token in the address is not signed by us.'),
  expired: () => new HeadendError('media/token-expired', 'The token in the address has expired.'),
  elsewhere: () => new HeadendError('media/token-elsewhere', 'The token in the address is bound to another place.'),
};

async function lookUp({ mediaTokens, contentKeys }: MediaTokenParts, token: string): Promise<Behind | undefined> {
  if (!/^[a-z0-9]{32}$/.test(token)) return undefined;
  const found = await mediaTokens.resolve(token);
  if (!found) return undefined;
  const keys = found.versionId ? await contentKeys.ofVersion(found.tenantId, found.versionId) : [];
  const tag = found.versionId ? token : undefined;
  return { prefix: found.prefix, live: !found.immutable, encrypted: keys.length > 0, tag };
}

/** Look up with a short memory, so that a segment request costs no query. */
function remembered<Found>(find: (name: string) => Promise<Found | undefined>): typeof find {
  const kept = new Map<string, { until: number; found: Promise<Found | undefined> }>();
  return (name) => {
    const now = Date.now();
    const known = kept.get(name);
    if (known && known.until > now) return known.found;
    if (kept.size >= MAX_KEPT)
      for (const [key, { until }] of kept) if (until <= now || kept.size >= MAX_KEPT) kept.delete(key);
    const entry = { until: now + KEPT_MS, found: find(name) };
    kept.set(name, entry);
    entry.found.then(
      (found) => {
        if (!found) entry.until = now + UNKNOWN_KEPT_MS;
      },
      () => kept.delete(name),
    );
    return entry.found;
  };
}
