import type { ContentKey, ContentKeys } from '../../adapters/content-keys/port';

/** An unwrapped key stays in memory for so long, milliseconds; so long a retired master key is still felt. */
const KEPT_MS = 60_000;
/** About 10 MB. */
const MOST_KEPT = 50_000;

type OpenKeys = Pick<ContentKeys, 'open'>;

/**
 * Keys with a short memory: of a title that many watch each key is unwrapped once a minute. Keys that nobody has are
 * remembered not at all.
 */
export function rememberedKeys(keys: OpenKeys, now: () => number = Date.now): OpenKeys & { size(): number } {
  const kept = new Map<string, { until: number; key: Promise<ContentKey | undefined> }>();
  const nameOf = (tenantId: string, kid: string) => `${tenantId} ${kid}`;

  const forget = (): void => {
    // In the order of their making: the first ones are the oldest.
    for (const [name, { until }] of kept) {
      if (until > now() && kept.size < MOST_KEPT) return;
      kept.delete(name);
    }
  };

  // Also when nobody asks any more: keys lie in memory no longer than they must.
  let sweeping = false;
  const sweepLater = (): void => {
    if (sweeping) return;
    sweeping = true;
    setTimeout(() => {
      sweeping = false;
      forget();
      if (kept.size > 0) sweepLater();
    }, KEPT_MS).unref();
  };

  return {
    /** Keys in memory. */
    size: () => kept.size,
    async open(tenantId, kids) {
      const missing = kids.filter((kid) => (kept.get(nameOf(tenantId, kid))?.until ?? 0) <= now());
      if (missing.length > 0) {
        const opened = keys.open(tenantId, missing);
        for (const kid of missing) {
          const name = nameOf(tenantId, kid);
          const key = opened.then((found) => found.find((each) => each.kid === kid));
          kept.delete(name);
          kept.set(name, { until: now() + KEPT_MS, key });
          key.then(
            (found) => !found && kept.delete(name),
            () => kept.delete(name),
          );
        }
        forget();
        sweepLater();
      }
      const found = await Promise.all(kids.map((kid) => kept.get(nameOf(tenantId, kid))?.key));
      return found.filter((key) => key !== undefined);
    },
  };
}
