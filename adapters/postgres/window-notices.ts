import type { EventData } from '../../domain/announce/event-catalogue';
import type { ProcessEdge } from '../../domain/rights/readiness-plan';
import type { Prisma, RightsWindow as WindowRow } from '../../prisma/client/client';
import { appendEvent } from './events';
import { windowData } from './events-data';

type Told = 'window.not_ready' | 'window.closing_soon';
type More<Type extends Told> = Omit<EventData[Type], keyof ReturnType<typeof windowData>>;

/** A reminder of an edge. */
interface Notice {
  edge: ProcessEdge;
  row: WindowRow;
  edgeAt: Date;
  /** From the edge, milliseconds. */
  distance: number;
  event: { [Type in Told]: { type: Type; data: More<Type> } }[Told];
}

/**
 * Tell of an edge from one distance, once however often it is asked for: an edge that is moved is another one. Of windows without
 * a title the window itself is the subject.
 *
 * @returns whether it was told now
 */
export async function tellOnce(
  transaction: Prisma.TransactionClient,
  { edge, row, edgeAt, distance, event }: Notice,
): Promise<boolean> {
  const now = new Date().toISOString();
  const written = await transaction.$executeRaw`
    INSERT INTO window_notices (window_id, edge, edge_at, distance_s, told_at)
    VALUES (${row.id}, ${edge}, ${edgeAt.toISOString()}::timestamp, ${Math.round(distance / 1000)}, ${now}::timestamp)
    ON CONFLICT DO NOTHING`;
  if (written === 0) return false;
  const about = { tenantId: row.tenantId, subject: row.titleId ?? row.id };
  if (event.type === 'window.not_ready')
    await appendEvent(transaction, { ...about, type: event.type, data: { ...windowData(row), ...event.data } });
  else await appendEvent(transaction, { ...about, type: event.type, data: { ...windowData(row), ...event.data } });
  return true;
}
