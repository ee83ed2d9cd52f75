import { randomBytes, randomUUID } from 'node:crypto';
import type { KeyLabel, ProtectionScheme } from '../../domain/drm/content-key';
import { HeadendError, isHeadendError } from '../../domain/failures';
import type { ContentKey as Row } from '../../prisma/client/client';
import type { ContentKeyCustody, ContentKeys, ForeignContentKeys, KeySource } from '../content-keys/port';
import type { Kms } from '../kms/port';
import type { Database } from './database';
import { guardAll } from './errors';
import { OpenContentKey } from './open-content-key';

/** Bytes of an AES-128 key. */
const KEY_BYTES = 16;

/** Keys made here, at random. */
const ownKeys: KeySource = {
  take: async ({ labels }) => labels.map((label) => ({ kid: randomUUID(), label, key: randomBytes(KEY_BYTES) })),
};

/**
 * {@link ContentKeys} in PostgreSQL, each key sealed by the {@link Kms} for the row it stands in.
 *
 * @param source where the keys of new versions come from
 */
export function createContentKeys(
  database: Database,
  kms: Kms,
  source: KeySource = ownKeys,
): ContentKeys & ContentKeyCustody & ForeignContentKeys {
  const opened = async (row: Row): Promise<OpenContentKey> =>
    new OpenContentKey(idOf(row), await unwrapped(kms, row), row.iv ?? undefined);

  /** @returns false when it does not open */
  const rewrapRow = async (row: Row): Promise<boolean> => {
    const key = await unwrapped(kms, row).catch((error: unknown) => {
      if (isHeadendError(error) && error.code.startsWith('drm/')) return undefined;
      throw error;
    });
    if (!key) return false;
    const data = await kms.wrap(key, ownerOf(row));
    await database.contentKey.updateMany({ where: { kid: row.kid, kekVersion: row.kekVersion }, data });
    return true;
  };

  return guardAll({
    async ensure({ tenantId, versionId, scheme, labels }) {
      const own = { tenantId, versionId, scheme };
      const known = await database.contentKey.findMany({ where: own });
      const missing = labels.filter((label) => !known.some((row) => row.label === label));
      if (missing.length > 0) {
        // All labels, not those that are missing: a provider that is asked again is asked for the same.
        const taken = await source.take({ ...own, labels });
        const made = taken
          .filter(({ label }) => missing.includes(label))
          .map(async ({ kid, label, key, iv }) => ({
            kid,
            ...own,
            label,
            iv: iv && Uint8Array.from(iv),
            ...(await kms.wrap(key, ownerOf({ ...own, kid, label }))),
          }));
        // Whoever comes second takes the keys of who came first.
        await database.contentKey.createMany({ data: await Promise.all(made), skipDuplicates: true });
      }
      const rows = missing.length > 0 ? await database.contentKey.findMany({ where: own }) : known;
      const lacking = labels.filter((label) => !rows.some((row) => row.label === label));
      if (lacking.length > 0)
        throw new HeadendError('drm/kid-taken', `The key ids for ${lacking.join(', ')} are those of other content.`);
      return Promise.all(labels.flatMap((label) => rows.find((row) => row.label === label) ?? []).map(opened));
    },

    async ofVersion(tenantId, versionId) {
      const rows = await database.contentKey.findMany({ where: { tenantId, versionId }, orderBy: { label: 'asc' } });
      return rows.map(idOf);
    },

    async open(tenantId, kids) {
      const rows = await database.contentKey.findMany({ where: { tenantId, kid: { in: [...kids] } } });
      return Promise.all(kids.flatMap((kid) => rows.find((row) => row.kid === kid) ?? []).map(opened));
    },

    async provide({ tenantId, contentId, scheme, keys }) {
      const owner = { tenantId, versionId: `speke:${contentId}`, scheme };
      const made = keys.map(async ({ kid, trackType }) => {
        const key = { kid, ...owner, label: `${trackType} ${kid}` };
        return { ...key, ...(await kms.wrap(randomBytes(KEY_BYTES), ownerOf(key))) };
      });
      await database.contentKey.createMany({ data: await Promise.all(made), skipDuplicates: true });
      const kids = keys.map(({ kid }) => kid);
      const rows = await database.contentKey.findMany({ where: { ...owner, kid: { in: kids } } });
      const foreign = kids.filter((kid) => !rows.some((row) => row.kid === kid));
      if (foreign.length > 0)
        throw new HeadendError('drm/kid-taken', `In use for something else: ${foreign.join(', ')}.`);
      return Promise.all(rows.map(async (row) => new OpenContentKey(idOf(row), await unwrapped(kms, row))));
    },

    // Keys of foreign encryptors name no version of ours (`speke:…`).
    sweep: () => database.$executeRaw`
      DELETE FROM content_keys k
      WHERE k.version_id LIKE 'ver\\_%' AND k.created_at < now() AT TIME ZONE 'UTC' - interval '7 days'
        AND NOT EXISTS (SELECT FROM versions v WHERE v.id = k.version_id)
        AND NOT EXISTS (
          SELECT FROM ingests i WHERE i.version_id = k.version_id AND i.status IN ('queued', 'running', 'held'))`,

    async rewrap(limit, after = '') {
      const current = await kms.current();
      const rows = await database.contentKey.findMany({
        where: { kekVersion: { not: current }, kid: { gt: after } },
        orderBy: { kid: 'asc' },
        take: limit,
      });
      const unreadable: string[] = [];
      for (const row of rows) if (!(await rewrapRow(row))) unreadable.push(row.kid);
      const next = rows.length === limit ? rows.at(-1)?.kid : undefined;
      return { kekVersion: current, rewrapped: rows.length - unreadable.length, unreadable, next };
    },
  } satisfies ContentKeys & ContentKeyCustody & ForeignContentKeys);
}

/** What a key is for: a row that was changed to say otherwise does not open. */
const ownerOf = ({
  tenantId,
  versionId,
  scheme,
  label,
  kid,
}: Omit<Row, 'sealed' | 'iv' | 'kekVersion' | 'createdAt'>): string =>
  JSON.stringify([tenantId, versionId, scheme, label, kid]);

/** Keys wrapped before November 2026 name their KID only; the next rotation of the master key wraps them anew. */
const unwrapped = (kms: Kms, row: Row): Promise<Uint8Array> =>
  kms.unwrap(row, ownerOf(row)).catch((error: unknown) => {
    if (isHeadendError(error) && error.code === 'drm/key-unreadable') return kms.unwrap(row, row.kid);
    throw error;
  });

const idOf = ({ kid, label, scheme }: Row) => ({
  kid,
  label: label as KeyLabel,
  scheme: scheme as ProtectionScheme,
});
