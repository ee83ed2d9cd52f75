import { HeadendError } from '../../domain/failures';
import type { Prisma } from '../../prisma/client/client';
import { writeAudit } from './audit';
import type { Database } from './database';
import { guardAll } from './errors';
import { newId, requestedId, UNANSWERED_MS } from './ids';
import type { KeyAudit, KeyRing, KeyView, ManagedKey, NewKey } from './keys-port';
import { afterPosition, newestFirst, readPage } from './paging';
import { ensureSandbox } from './sandbox';

type Manages = (key: ManagedKey) => boolean;
type Transaction = Prisma.TransactionClient;
const SUCCESSOR = { rotatedTo: { select: { id: true } } } as const;
type KeyRow = Prisma.ApiKeyGetPayload<{ include: typeof SUCCESSOR }>;

/** {@link KeyRing} in PostgreSQL. */
export const createKeyRing = (database: Database): KeyRing =>
  guardAll({
    create: (key, audit) =>
      database.$transaction(async (transaction) => {
        if (key.testMode) await ensureSandbox(transaction, key.accountId);
        const row = await insert(transaction, key, null);
        await note(transaction, row, 'api_key.create', audit, { role: row.role, scopes: row.scopes });
        return managed(row);
      }),

    async find(view, id) {
      const row = await database.apiKey.findFirst({ where: { id, ...view }, include: SUCCESSOR });
      return row ? managed(row) : undefined;
    },

    async list({ tenantId, testMode, role, limit, after }) {
      const { items, next } = await readPage(
        limit,
        (take) =>
          database.apiKey.findMany({
            where: { tenantId, testMode, role, ...afterPosition('createdAt', after) },
            orderBy: newestFirst('createdAt'),
            take,
            include: SUCCESSOR,
          }),
        ({ createdAt }) => createdAt,
      );
      return { items: items.map(managed), next };
    },

    update: (view, id, change, manages, audit) =>
      database.$transaction(async (transaction) => {
        const before = await lockedWithTenant(transaction, view, id);
        if (!before) return undefined;
        const { scopes, ...rest } = change(managed(before));
        const row = await transaction.apiKey.update({
          where: { id },
          data: { ...rest, scopes: scopes && [...scopes] },
          include: SUCCESSOR,
        });
        await keepOneManager(transaction, before, row, manages);
        await note(transaction, row, 'api_key.update', audit, { was: changeable(before), is: changeable(row) });
        return managed(row);
      }),

    rotate: (view, id, successor, { until, check }, audit) =>
      database.$transaction(async (transaction) => {
        const before = await locked(transaction, view, id);
        if (!before) return undefined;
        check(managed(before));
        const again = before.rotatedTo?.id === idOf(successor.requestKey, before.tenantId);
        if (!again) checkUsable(before);
        const { accountId, role, scopes, label, testMode, rateLimit, expiresAt } = managed(before);
        const inherited = { accountId, role, scopes, label, testMode, rateLimit };
        const kept = again
          ? (await transaction.apiKey.findUnique({ where: { rotatedFromId: id } }))?.expiresAt
          : expiresAt;
        const row = await insert(transaction, { ...inherited, ...successor, expiresAt: kept ?? undefined }, id);
        const ends = before.expiresAt && before.expiresAt < until ? before.expiresAt : until;
        if (!again) await transaction.apiKey.update({ where: { id }, data: { expiresAt: ends } });
        await note(transaction, before, 'api_key.rotate', audit, { successor: row.id, until: ends.toISOString() });
        return managed(row);
      }),

    revoke: (view, id, manages, audit) =>
      database.$transaction(async (transaction) => {
        const before = await lockedWithTenant(transaction, view, id);
        if (!before || before.revokedAt) return before && managed(before);
        const row = await transaction.apiKey.update({
          where: { id },
          data: { revokedAt: new Date() },
          include: SUCCESSOR,
        });
        await keepOneManager(transaction, before, row, manages);
        await note(transaction, row, 'api_key.revoke', audit, {});
        return managed(row);
      }),
  });

async function locked(transaction: Transaction, view: KeyView, id: string): Promise<KeyRow | undefined> {
  await transaction.$queryRaw`SELECT id FROM api_keys WHERE id = ${id} AND tenant_id = ${view.tenantId} FOR UPDATE`;
  const row = await transaction.apiKey.findFirst({ where: { id, ...view }, include: SUCCESSOR });
  return row ?? undefined;
}

/** Two operators that end each other's keys at the same time would lock everybody out: one change of keys at a time. */
async function lockedWithTenant(transaction: Transaction, view: KeyView, id: string): Promise<KeyRow | undefined> {
  await transaction.$queryRaw`SELECT id FROM tenants WHERE id = ${view.tenantId} FOR NO KEY UPDATE`;
  return locked(transaction, view, id);
}

const idOf = (requestKey: string, tenantId: string): string => requestedId('key', tenantId, requestKey);

/** A request that never had an answer takes its row up again: the key that nobody has seen gets a new secret. */
async function insert(transaction: Transaction, key: NewKey, rotatedFromId: string | null): Promise<KeyRow> {
  const { requestKey, hash, hint, scopes, accountId: tenantId, ...rest } = key;
  const id = idOf(requestKey, tenantId);
  const known = await transaction.apiKey.findUnique({ where: { id } });
  const unseen =
    known && !known.lastUsedAt && !known.revokedAt && Date.now() - known.createdAt.getTime() < UNANSWERED_MS;
  if (unseen) return transaction.apiKey.update({ where: { id }, data: { hash, hint }, include: SUCCESSOR });
  return transaction.apiKey.create({
    data: { ...rest, tenantId, id: known ? newId('key') : id, hash, hint, scopes: [...scopes], rotatedFromId },
    include: SUCCESSOR,
  });
}

function checkUsable(key: KeyRow): void {
  const state = key.revokedAt ? 'is revoked' : key.rotatedTo ? `was rotated: ${key.rotatedTo.id} took its place` : '';
  const expired = key.expiresAt && key.expiresAt <= new Date() ? 'has expired' : '';
  if (state || expired) throw new HeadendError('key/not-usable', `The key ${key.id} ${state || expired}.`);
}

/** Somebody must always be able to make keys: a live key without an end. @throws {HeadendError} `key/last-manager` */
async function keepOneManager(
  transaction: Transaction,
  before: KeyRow,
  after: KeyRow,
  manages: Manages,
): Promise<void> {
  const lasts = (key: KeyRow) => !key.testMode && !key.revokedAt && !key.expiresAt && manages(managed(key));
  if (!lasts(before) || lasts(after)) return;
  const { tenantId, id } = before;
  const others = await transaction.apiKey.findMany({
    where: { tenantId, id: { not: id }, role: 'operator', testMode: false, revokedAt: null, expiresAt: null },
    include: SUCCESSOR,
  });
  if (others.some(lasts)) return;
  throw new HeadendError('key/last-manager', `${id} is the last key without an end that can manage keys.`);
}

const note = (
  transaction: Transaction,
  key: { id: string; tenantId: string },
  action: string,
  audit: KeyAudit,
  detail: object,
) =>
  writeAudit(transaction, {
    ...audit,
    tenantId: key.tenantId,
    action,
    subject: key.id,
    detail: { ...audit.detail, ...detail },
  });

const changeable = ({ label, scopes, rateLimit, expiresAt }: KeyRow) => ({ label, scopes, rateLimit, expiresAt });

const managed = ({ rotatedTo, hash: _hash, ...row }: KeyRow): ManagedKey => ({
  ...row,
  accountId: row.tenantId,
  rateLimit: row.rateLimit ?? undefined,
  createdBy: row.createdBy ?? undefined,
  rotatedFromId: row.rotatedFromId ?? undefined,
  rotatedToId: rotatedTo?.id,
  expiresAt: row.expiresAt ?? undefined,
  lastUsedAt: row.lastUsedAt ?? undefined,
  revokedAt: row.revokedAt ?? undefined,
});
