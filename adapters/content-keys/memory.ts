import { randomBytes, randomUUID } from 'node:crypto';
import type { ContentKey, ContentKeys } from './port';

/** {@link ContentKeys} in memory, for tests. */
export function createMemoryContentKeys(): ContentKeys {
  const kept: (ContentKey & { tenantId: string; versionId: string })[] = [];
  return {
    async ensure({ tenantId, versionId, scheme, labels }) {
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
    async open(tenantId, kids) {
      return kids.flatMap((kid) => kept.find((each) => each.tenantId === tenantId && each.kid === kid) ?? []);
    },
  };
}
