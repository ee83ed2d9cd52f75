import type { Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import { appendEvent } from './events';

/** The clock that versions go live by: the database's, which all nodes share. Moves on within a transaction, too. */
export async function clockOf(reader: Pick<Prisma.TransactionClient, '$queryRaw'>): Promise<Date> {
  const [row] = await reader.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  return row!.now;
}

/** In the transaction in which a version is known to be live. */
export async function announceLayout(
  transaction: Prisma.TransactionClient,
  versionId: string,
  announcedAt: Date,
): Promise<void> {
  const row = await transaction.layoutVersion.update({
    where: { id: versionId },
    data: { announcedAt },
    include: { layout: true },
  });
  const { id, key, name, tenantId } = row.layout;
  await appendEvent(transaction, {
    ...{ tenantId, type: 'layout.published', subject: id },
    data: { id, key, name, version: row.number, note: row.note, goes_live_at: row.goesLiveAt.toISOString() },
  });
}

/**
 * In the transaction that is about to make a version live at once: those that went live before it, and are not told of yet, are
 * told of first. Whoever follows the events then ends with what viewers see.
 */
export async function announceEarlier(
  transaction: Prisma.TransactionClient,
  layoutId: string,
  now: Date,
): Promise<void> {
  const due = await transaction.$queryRaw<{ id: string }[]>`
    SELECT id FROM layout_versions
    WHERE layout_id = ${layoutId} AND announced_at IS NULL AND cancelled_at IS NULL
      AND goes_live_at <= ${now.toISOString()}::timestamp
    ORDER BY goes_live_at, number FOR UPDATE`;
  for (const { id } of due) await announceLayout(transaction, id, now);
}

/** Make known, once, that the layout that is longest due went live; readers saw it from its instant on. @returns whether there was one */
export async function announceOneLayout(database: Database): Promise<boolean> {
  return database.$transaction(async (transaction) => {
    const now = await clockOf(transaction);
    const [due] = await transaction.$queryRaw<{ id: string }[]>`
      SELECT id FROM layout_versions
      WHERE announced_at IS NULL AND cancelled_at IS NULL AND goes_live_at <= ${now.toISOString()}::timestamp
      ORDER BY goes_live_at, number LIMIT 1 FOR UPDATE SKIP LOCKED`;
    if (due) await announceLayout(transaction, due.id, now);
    return due !== undefined;
  });
}
