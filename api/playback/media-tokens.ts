import type { MediaTokens } from '../../adapters/postgres/port';
import type { MediaGrant } from './media';

/** A token is looked up again after so long: a collected version stops playing within that time. */
const KEPT_MS = 10_000;
const UNKNOWN_KEPT_MS = 1_000;
const MAX_KEPT = 50_000;

/** Look media tokens up with a short memory, so that a segment request costs no query. */
export function cachedTokens(tokens: MediaTokens): (token: string) => Promise<MediaGrant | undefined> {
  const kept = new Map<string, { until: number; grant: Promise<MediaGrant | undefined> }>();
  return (token) => {
    const now = Date.now();
    const known = kept.get(token);
    if (known && known.until > now) return known.grant;
    if (kept.size >= MAX_KEPT)
      for (const [key, { until }] of kept) if (until <= now || kept.size >= MAX_KEPT) kept.delete(key);
    const entry = { until: now + KEPT_MS, grant: lookUp(tokens, token) };
    kept.set(token, entry);
    entry.grant.then(
      (grant) => {
        if (!grant) entry.until = now + UNKNOWN_KEPT_MS;
      },
      () => kept.delete(token),
    );
    return entry.grant;
  };
}

async function lookUp(tokens: MediaTokens, token: string): Promise<MediaGrant | undefined> {
  if (!/^[a-z0-9]{32}$/.test(token)) return undefined;
  const found = await tokens.resolve(token);
  return found && { prefix: found.prefix, live: !found.immutable };
}
