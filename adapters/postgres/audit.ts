import type { Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import { guardAll } from './errors';
import { keyedId, newId } from './ids';
import { storableJson } from './json';
import type { AuditLog } from './keys-port';
import { afterPosition, newestFirst, readPage } from './paging';
import type { AuditRecord } from './port';

/** Write an audit entry, in the transaction of the change where there is one. Of two with the same key the first stays. */
export async function writeAudit(
  database: Pick<Prisma.TransactionClient, '$executeRaw'>,
  { tenantId, actor, action, subject, detail, key }: AuditRecord,
): Promise<void> {
  const id = key === undefined ? newId('aud') : keyedId('aud', key);
  await database.$executeRaw`
    INSERT INTO audit_entries (id, tenant_id, actor, action, subject, detail, created_at)
    VALUES (${id}, ${tenantId}, ${actor}, ${action}, ${subject}, ${JSON.stringify(storableJson(detail ?? {}))}::jsonb,
      now() AT TIME ZONE 'UTC')
    ON CONFLICT DO NOTHING`;
}

/** {@link AuditLog} in PostgreSQL. */
export const createAuditLog = (database: Database): AuditLog =>
  guardAll({
    async list({ tenantId, limit, after, actor, action, subject, since, until }) {
      return readPage(
        limit,
        (take) =>
          database.auditEntry.findMany({
            where: {
              tenantId,
              actor,
              subject,
              action: action?.endsWith('.*') ? { startsWith: action.slice(0, -1) } : action,
              AND: [{ createdAt: { gte: since, lt: until } }, afterPosition('createdAt', after)],
            },
            orderBy: newestFirst('createdAt'),
            take,
          }),
        ({ createdAt }) => createdAt,
      );
    },
  });
