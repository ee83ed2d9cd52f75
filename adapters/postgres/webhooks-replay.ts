import { isMeantFor } from '../../domain/announce/filters';
import { HeadendError } from '../../domain/failures';
import type { Prisma } from '../../prisma/client/client';
import { EVENTS_CHANNEL } from './events';
import type { ReplayRequest } from './webhooks-port';

/** Events that one replay may send. */
export const MOST_REPLAYED = 5_000;

interface Target {
  id: string;
  tenantId: string;
  events: readonly string[];
  testMode: boolean;
}

/**
 * Put deliveries back in the dispatcher's line: those that are there, and new ones where the endpoint got none. What is
 * under way stays as it is, so that the same replay again sends nothing twice while the first is running.
 *
 * @returns how many are sent
 */
export async function replay(
  transaction: Prisma.TransactionClient,
  endpoint: Target,
  what: ReplayRequest | { skipped: true },
): Promise<number> {
  const ids = await eventsOf(transaction, endpoint, what);
  if (ids.length > MOST_REPLAYED) {
    throw 'skipped' in what
      ? new HeadendError('webhook/replay-too-large', `More than ${MOST_REPLAYED} events were skipped.`, {
          fix: 'Resume without resend, then replay what you missed in ranges.',
        })
      : new HeadendError('webhook/replay-too-large', `The range holds more than ${MOST_REPLAYED} events.`);
  }
  const fresh = { status: 'waiting', cause: 'replay', lockedUntil: null, nextAt: null, endedAt: null };
  // An event whose days are over may be swept at this moment: then there is nothing to send.
  const made = await transaction.$executeRaw`
    INSERT INTO deliveries (event_id, endpoint_id, status, cause, created_at)
    SELECT id, ${endpoint.id}, ${fresh.status}, ${fresh.cause}, now() AT TIME ZONE 'UTC'
    FROM events WHERE id = ANY(${ids}) ORDER BY sequence FOR KEY SHARE
    ON CONFLICT DO NOTHING`;
  const { count: again } = await transaction.delivery.updateMany({
    where: { endpointId: endpoint.id, eventId: { in: ids }, status: { notIn: ['waiting'] } },
    data: fresh,
  });
  await transaction.$executeRaw`SELECT pg_notify(${EVENTS_CHANNEL}, '')`;
  return made + again;
}

async function eventsOf(
  transaction: Prisma.TransactionClient,
  endpoint: Target,
  what: ReplayRequest | { skipped: true },
): Promise<string[]> {
  const { id, tenantId, testMode } = endpoint;
  if ('eventId' in what) {
    const event = await transaction.event.findFirst({ where: { id: what.eventId, tenantId, testMode } });
    if (!event)
      throw new HeadendError('request/not-found', `There is no event ${what.eventId}.`, { field: 'event_id' });
    return [event.id];
  }
  if ('skipped' in what) {
    const rows = await transaction.delivery.findMany({
      where: { endpointId: id, status: 'skipped' },
      select: { eventId: true },
      take: MOST_REPLAYED + 1,
    });
    return rows.map(({ eventId }) => eventId);
  }
  const rows = await transaction.event.findMany({
    where: {
      tenantId,
      testMode,
      ...('first' in what
        ? { sequence: { gte: what.first, lte: what.last } }
        : { createdAt: { gte: what.from, lt: what.to } }),
      type: what.types?.length ? { in: what.types } : undefined,
    },
    select: { id: true, type: true, subject: true, testMode: true },
    orderBy: { sequence: 'asc' },
    // More than the bound, since the endpoint's own filters choose among them.
    take: 4 * MOST_REPLAYED + 1,
  });
  if (rows.length > 4 * MOST_REPLAYED) {
    throw new HeadendError('webhook/replay-too-large', `The range holds more than ${4 * MOST_REPLAYED} events.`);
  }
  return rows.filter((event) => isMeantFor(event, endpoint)).map((event) => event.id);
}
