import type { Prisma } from '../../prisma/client/client';
import { UNANSWERED_MS } from './ids';

/** What a request does: the entry that it leaves in the audit log, with its `requestKey` in the detail. */
interface Deed {
  tenantId: string;
  subject: string;
  action: string;
}

type Reader = Pick<Prisma.TransactionClient, 'auditEntry'>;

/** What the audit log tells of the very request, which was worked on before but for its answer; undefined when it was not. */
export async function answeredBefore(
  database: Reader,
  deed: Deed,
  requestKey: string,
): Promise<Record<string, unknown> | undefined> {
  const createdAt = { gt: new Date(Date.now() - UNANSWERED_MS) };
  const detail = { path: ['requestKey'], equals: requestKey };
  const entry = await database.auditEntry.findFirst({ where: { ...deed, createdAt, detail } });
  return entry?.detail as Record<string, unknown> | undefined;
}
