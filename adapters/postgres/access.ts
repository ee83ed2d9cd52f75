import type { ApiKey } from '../../prisma/client/client';
import type { Database } from './database';
import { guardAll } from './errors';
import { storableJson } from './json';
import type { ApiKeyRecord, ApiKeys } from './keys-port';
import type { IdempotencyClaim, IdempotencyRecords, StoredAnswer } from './port';
import { sandboxOf } from './sandbox';

const USE_NOTED_EVERY_MS = 60_000;

type FoundKey = Pick<
  ApiKey,
  'id' | 'tenantId' | 'role' | 'scopes' | 'label' | 'testMode' | 'rateLimit' | 'expiresAt' | 'lastUsedAt'
>;

/** How long an answer is kept for its Idempotency-Key, milliseconds. */
export const IDEMPOTENCY_KEPT_MS = 24 * 3_600_000;

/** {@link ApiKeys} in PostgreSQL. */
export const createApiKeys = (database: Database): ApiKeys =>
  guardAll({
    async find(hash: string): Promise<ApiKeyRecord | undefined> {
      // Every request asks this: read by hand it takes a third of the time.
      const [key] = await database.$queryRaw<FoundKey[]>`
        SELECT id, tenant_id AS "tenantId", role::text AS role, scopes, label, test_mode AS "testMode",
          rate_limit AS "rateLimit", expires_at AS "expiresAt", last_used_at AS "lastUsedAt"
        FROM api_keys WHERE hash = ${hash} AND revoked_at IS NULL`;
      if (!key) return undefined;
      const { id, tenantId: accountId, role, scopes, label, testMode } = key;
      return {
        id,
        tenantId: testMode ? sandboxOf(accountId) : accountId,
        accountId,
        role,
        scopes,
        label,
        testMode,
        rateLimit: key.rateLimit ?? undefined,
        expiresAt: key.expiresAt ?? undefined,
        lastUsedAt: key.lastUsedAt ?? undefined,
      };
    },
    async used(id: string) {
      const before = new Date(Date.now() - USE_NOTED_EVERY_MS);
      await database.apiKey.updateMany({
        where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: before } }] },
        data: { lastUsedAt: new Date() },
      });
    },
  });

/** {@link IdempotencyRecords} in PostgreSQL: one row per tenant and key, taken by whoever inserts it. */
export const createIdempotencyRecords = (database: Database): IdempotencyRecords =>
  guardAll({
    async claim(request): Promise<IdempotencyClaim> {
      const { tenantId, key, fingerprints, lockMs } = request;
      const [fingerprint = ''] = fingerprints;
      const now = new Date();
      const lock = new Date(now.getTime() + lockMs);
      const id = { tenantId, key };
      const take = async () =>
        1 ===
        (await database.$executeRaw`
          INSERT INTO idempotency_records (tenant_id, key, fingerprint, created_at, locked_until)
          VALUES (${tenantId}, ${key}, ${fingerprint}, ${now}, ${lock}) ON CONFLICT DO NOTHING`);
      if (await take()) return { state: 'claimed', lock, fingerprint };
      const old = { ...id, createdAt: { lt: keptSince(now) } };
      const forgotten = (await database.idempotencyRecord.deleteMany({ where: old })).count === 1;
      if (forgotten && (await take())) return { state: 'claimed', lock, fingerprint };
      const row = await database.idempotencyRecord.findUnique({ where: { tenantId_key: id } });
      if (!row) return { state: 'in-flight' };
      const released = row.status === null && row.lockedUntil === null;
      const same = fingerprints.includes(row.fingerprint);
      if (!same && !released) return { state: 'mismatch' };
      if (row.status !== null) return { state: 'answered', answer: answerOf(row) };
      // The process that held the lock is gone when it has run out: exactly one of the waiting takes it over.
      const kept = same ? row.fingerprint : fingerprint;
      const taken = await database.idempotencyRecord.updateMany({
        where: {
          ...id,
          fingerprint: row.fingerprint,
          status: null,
          OR: [{ lockedUntil: null }, { lockedUntil: { lt: now } }],
        },
        data: { lockedUntil: lock, fingerprint: kept },
      });
      return taken.count === 1 ? { state: 'claimed', lock, fingerprint: kept } : { state: 'in-flight' };
    },

    async renew({ tenantId, key, lock, lockMs }) {
      const lockedUntil = new Date(Date.now() + lockMs);
      const { count } = await database.idempotencyRecord.updateMany({
        where: { tenantId, key, status: null, lockedUntil: lock },
        data: { lockedUntil },
      });
      return count === 1 ? lockedUntil : undefined;
    },

    async answer({ tenantId, key, lock, answer }) {
      const stored = await database.$executeRaw`
        UPDATE idempotency_records SET status = ${answer.status}, headers = ${JSON.stringify(answer.headers)}::jsonb,
          body = ${JSON.stringify(storableJson(answer.body))}::jsonb, locked_until = NULL
        WHERE tenant_id = ${tenantId} AND key = ${key} AND status IS NULL AND locked_until = ${lock}`;
      return stored === 1;
    },

    async release({ tenantId, key, lock }) {
      await database.idempotencyRecord.updateMany({
        where: { tenantId, key, status: null, lockedUntil: lock },
        data: { lockedUntil: null },
      });
    },

    async sweep() {
      const { count } = await database.idempotencyRecord.deleteMany({
        where: { createdAt: { lt: keptSince(new Date()) } },
      });
      return count;
    },
  });

const keptSince = (now: Date): Date => new Date(now.getTime() - IDEMPOTENCY_KEPT_MS);

const answerOf = (row: { status: number | null; headers: unknown; body: unknown }): StoredAnswer => ({
  status: row.status ?? 200,
  headers: (row.headers ?? {}) as Record<string, string>,
  body: row.body,
});
