import type { RightsWindow as WindowRow } from '../../prisma/client/client';
import { writeAudit } from './audit';
import type { Database } from './database';
import type { WindowDecision } from './window-processes-port';

type Decided = Pick<WindowRow, 'decision' | 'decidedBy' | 'decidedAt' | 'decisionReason'>;

/** What was decided last. */
export const decisionOf = ({ decision, decidedBy, decidedAt, decisionReason }: Decided): WindowDecision | undefined =>
  decision && decidedAt
    ? {
        ...{ decision: decision === 'hold' ? 'hold' : 'go', by: decidedBy ?? '', at: decidedAt },
        reason: decisionReason ?? undefined,
      }
    : undefined;

/**
 * See WindowProcesses.decide. A hold is an exception that nobody has approved, so that everything that asks the gate, in whatever
 * language, keeps to it; a trigger (migration window_processes) keeps it so against changes and imports.
 */
export const decideOpening = (
  database: Database,
  { tenantId, windowId }: { tenantId?: string; windowId: string },
  { decision, actor, reason }: { decision: 'hold' | 'go'; actor: string; reason?: string },
): Promise<WindowDecision | undefined> =>
  database.$transaction(async (transaction) => {
    const locked = await transaction.$queryRaw<{ id: string }[]>`
      SELECT id FROM rights_windows WHERE id = ${windowId} FOR UPDATE`;
    const where = { id: windowId, tenantId, status: 'active', kind: 'grant' };
    const before = locked.length > 0 ? await transaction.rightsWindow.findFirst({ where }) : null;
    if (!before) return undefined;
    // A window that was changed since may wait for an approval anew: then the same word counts anew.
    const counts = decision === 'hold' || !before.exception || before.approvedBy !== null;
    if (counts && before.decision === decision && (before.decisionReason ?? undefined) === reason)
      return decisionOf(before);
    const said = { decision, decidedBy: actor, decidedAt: new Date(), decisionReason: reason ?? null };
    const row = await transaction.rightsWindow.update({
      where: { id: windowId },
      data: {
        ...{ ...said, version: { increment: 1 } },
        ...(decision === 'hold'
          ? { exception: true, approvedBy: null }
          : before.exception
            ? { approvedBy: actor }
            : {}),
      },
    });
    await writeAudit(transaction, {
      ...{ tenantId: row.tenantId, actor, action: `window.${decision}`, subject: windowId },
      detail: { title_id: row.titleId, reason: reason ?? null, was: before.decision, version: row.version },
    });
    return decisionOf(row);
  });
