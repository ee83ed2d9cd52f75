import { randomBytes, randomUUID } from 'node:crypto';
import { HeadendError } from '../../domain/failures';
import type { ContentKey, ContentKeys, ForeignContentKeys, KeySource } from './port';

/**
 * {@link ContentKeys} in memory, for tests.
 *
 * @param source where new keys come from; made here without it
 */
export function createMemoryContentKeys(source?: KeySource): ContentKeys & ForeignContentKeys {
  const kept: (ContentKey & { tenantId: string; versionId: string })[] = [];
  return {
    async ensure(wish) {
      const { tenantId, versionId, scheme, labels } = wish;
      if (source && !kept.some((each) => each.versionId === versionId && each.scheme === scheme))
        kept.push(...(await source.take(wish)).map((given) => ({ ...given, tenantId, versionId, scheme })));
      return labels.map((label) => {
        const known = kept.find(
          (each) => each.versionId === versionId && each.scheme === scheme && each.label === label,
        );
        if (known) return known;
        const made = { tenantId, versionId, scheme, label, kid: randomUUID(), key: new Uint8Array(randomBytes(16)) };
        kept.push(made);
        return made;
      });
    },
    async ofVersion(tenantId, versionId) {
      return kept
        .filter((each) => each.tenantId === tenantId && each.versionId === versionId)
        .map(({ kid, label, scheme }) => ({ kid, label, scheme }));
    },
    async provide({ tenantId, contentId, scheme, keys }) {
      const versionId = `speke:${contentId}`;
      return keys.map(({ kid }) => {
        const known = kept.find((each) => each.kid === kid);
        if (known && (known.tenantId !== tenantId || known.versionId !== versionId || known.scheme !== scheme))
          throw new HeadendError('drm/kid-taken', `In use for something else: ${kid}.`);
        const made = { tenantId, versionId, scheme, label: 'SD' as const, kid, key: new Uint8Array(randomBytes(16)) };
        if (!known) kept.push(made);
        return known ?? made;
      });
    },
    async open(tenantId, kids) {
      return kids.flatMap((kid) => kept.find((each) => each.tenantId === tenantId && each.kid === kid) ?? []);
    },
  };
}
