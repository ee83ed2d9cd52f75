import { HeadendError } from '../../domain/failures';
import type { CredentialBinding } from '../../domain/sources/credentials';
import type { Prisma, SourceCredential } from '../../prisma/client/client';
import type { Database } from './database';
import { guardAll, isTaken } from './errors';
import { keyedId } from './ids';
import { storableJson } from './json';
import { afterPosition, newestFirst, readPage } from './paging';
import type { NewSourceCredential, SourceCredentialRecord, SourceCredentials } from './source-credentials-port';

/** {@link SourceCredentials} in PostgreSQL. */
export const createSourceCredentials = (database: Database): SourceCredentials =>
  guardAll({
    create: (given) => create(database, given),

    async find(tenantId, reference) {
      const row = await database.sourceCredential.findFirst({
        where: { tenantId, OR: [{ id: reference }, { name: reference }] },
      });
      return row ? recordOf(row) : undefined;
    },

    async list({ tenantId, kind, limit, after }) {
      const { items, next } = await readPage(
        limit,
        (take) =>
          database.sourceCredential.findMany({
            where: { tenantId, kind, ...afterPosition('createdAt', after) },
            orderBy: newestFirst('createdAt'),
            take,
          }),
        ({ createdAt }) => createdAt,
      );
      return { items: items.map(recordOf), next };
    },

    update: (tenantId, id, { secret, expiresAt }, check) =>
      database.$transaction(async (transaction) => {
        check(await locked(transaction, tenantId, id));
        const data = { expiresAt, sealed: secret?.seal(id), hint: secret && (secret.hint ?? null) };
        return recordOf(await transaction.sourceCredential.update({ where: { id }, data }));
      }),

    remove: (tenantId, id, check) =>
      database.$transaction(async (transaction) => {
        check(await locked(transaction, tenantId, id));
        await transaction.sourceCredential.delete({ where: { id } });
      }),

    async used(id) {
      // A use is no change: `updated_at` stays.
      await database.$executeRaw`
        UPDATE source_credentials SET last_used_at = now() AT TIME ZONE 'UTC'
        WHERE id = ${id} AND (last_used_at IS NULL OR last_used_at < now() AT TIME ZONE 'UTC' - interval '1 minute')`;
    },
  });

async function create(database: Database, given: NewSourceCredential): Promise<SourceCredentialRecord> {
  const { tenantId, name, binding, secret, expiresAt, requestKey } = given;
  const id = keyedId('scr', `${tenantId} ${requestKey}`);
  const scope = storableJson(binding);
  const data = { id, tenantId, name, kind: binding.kind, scope, sealed: secret.seal(id), hint: secret.hint, expiresAt };
  try {
    return recordOf(await database.sourceCredential.create({ data }));
  } catch (error) {
    if (!isTaken(error)) throw error;
    const own = await database.sourceCredential.findFirst({ where: { id, tenantId } });
    if (own) return recordOf(own);
    throw new HeadendError('credentials/name-taken', `There are source credentials ${name}.`, { field: 'name' });
  }
}

async function locked(
  transaction: Prisma.TransactionClient,
  tenantId: string,
  id: string,
): Promise<SourceCredentialRecord> {
  await transaction.$queryRaw`SELECT 1 FROM source_credentials WHERE id = ${id} AND tenant_id = ${tenantId} FOR UPDATE`;
  const row = await transaction.sourceCredential.findFirst({ where: { id, tenantId } });
  if (!row) throw new HeadendError('request/not-found', `There are no source credentials ${id}.`);
  return recordOf(row);
}

const recordOf = (row: SourceCredential): SourceCredentialRecord => ({
  id: row.id,
  tenantId: row.tenantId,
  name: row.name,
  binding: row.scope as unknown as CredentialBinding,
  sealed: row.sealed,
  hint: row.hint ?? undefined,
  expiresAt: row.expiresAt ?? undefined,
  lastUsedAt: row.lastUsedAt ?? undefined,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});
