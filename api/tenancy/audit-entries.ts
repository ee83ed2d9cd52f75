import type { AuditLog } from '../../adapters/postgres/keys-port';
import { readCursor, writeCursor } from '../http/cursor';
import { type Route, route } from '../http/operation';
import { listAuditEntries } from './specs';

/** The audit log of the caller's tenant. */
export const auditRoutes = ({ auditLog }: { auditLog: AuditLog }): Route[] => [
  route(listAuditEntries, async ({ query, caller }) => {
    const { limit, cursor, ...filters } = query;
    const scope = { list: listAuditEntries.id, ...filters };
    const { items, next } = await auditLog.list({
      tenantId: caller.tenantId,
      limit,
      after: readCursor(cursor, scope),
      ...filters,
    });
    const data = items.map(({ createdAt, detail, ...entry }) => ({
      ...entry,
      detail: detail as Record<string, unknown>,
      created_at: createdAt.toISOString(),
    }));
    return { body: { data, next_cursor: writeCursor(next, scope) } };
  }),
];
