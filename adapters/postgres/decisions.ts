import type { AuditEntry } from '../../prisma/client/client';
import type { Database } from './database';
import type { DecisionRecord } from './port';

/** Action of the audit entry of a retry. Its `attempt` says which one it began. */
export const RETRY = 'ingest.retry';

const DECISIONS: Readonly<Record<string, DecisionRecord['decision']>> = {
  'ingest.approve': 'approve',
  'ingest.reject': 'reject',
  'ingest.replace': 'replace',
};

/** Decisions by ingest, read from the audit log: the only place that keeps them after a run has gone on. */
export async function decisionsOf(
  database: Database,
  ingests: readonly { id: string; tenantId: string }[],
): Promise<Map<string, DecisionRecord[]>> {
  const entries = await database.auditEntry.findMany({
    where: {
      tenantId: { in: [...new Set(ingests.map(({ tenantId }) => tenantId))] },
      subject: { in: ingests.map(({ id }) => id) },
      action: { in: [RETRY, ...Object.keys(DECISIONS)] },
    },
  });
  return new Map(ingests.map(({ id }) => [id, decisionsIn(entries.filter(({ subject }) => subject === id))]));
}

type Entry = Pick<AuditEntry, 'action' | 'actor' | 'detail' | 'createdAt'>;

/**
 * The decisions among the entries of one ingest, oldest first, each with the attempt it was about.
 *
 * @param entries in any order
 */
export function decisionsIn(entries: readonly Entry[]): DecisionRecord[] {
  let attempt = 1;
  return [...entries]
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
    .flatMap(({ action, actor, detail, createdAt }) => {
      if (action === RETRY) attempt += 1;
      const decision = DECISIONS[action];
      if (!decision) return [];
      const { reason = '', key_id: keyId } = detail as { reason?: string; key_id?: string };
      return [{ decision, reason, by: actor, keyId, at: createdAt, attempt }];
    });
}
