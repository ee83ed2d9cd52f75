import { type EventData, type EventType, MOST_BODY_BYTES } from '../../domain/announce/event-catalogue';
import type { Delivery, Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import { guardAll } from './errors';
import { newId } from './ids';
import { storableJson } from './json';
import type { DeliveryRecord, DeliveryStatus, EventLog, EventRecord } from './webhooks-port';

type Transaction = Prisma.TransactionClient;

/** The channel on which the dispatcher is woken (LISTEN, NOTIFY). */
export const EVENTS_CHANNEL = 'headend_events';

/** An event on its way into the log. */
export interface NewEvent<Type extends EventType> {
  tenantId: string;
  type: Type;
  /** Id of what it happened to. */
  subject: string;
  /** Made with a test-mode key. */
  testMode?: boolean;
  data: EventData[Type];
}

/**
 * Write down that something happened, in the very transaction that makes it so: either both are there or neither is. Call
 * it after the change of the subject's row, which the transaction then holds: so the events of one subject are numbered in
 * the order they happened.
 *
 * @returns the id of the event, the `webhook-id` of its deliveries
 */
export async function appendEvent<Type extends EventType>(
  transaction: Transaction,
  { tenantId, type, subject, testMode = false, data }: NewEvent<Type>,
): Promise<string> {
  const id = newId('evt');
  const json = JSON.stringify(fitting(storableJson(data)));
  // One statement, as every order tells of itself. The notice goes out when the transaction commits, to whoever listens.
  await transaction.$executeRaw`
    WITH told AS (
      INSERT INTO events (id, tenant_id, type, subject, test_mode, data, created_at)
      VALUES (${id}, ${tenantId}, ${type}, ${subject}, ${testMode}, ${json}::jsonb, now() AT TIME ZONE 'UTC')
    )
    SELECT pg_notify(${EVENTS_CHANNEL}, '')`;
  return id;
}

/** Bytes that the body of a delivery has beside its data. */
const ENVELOPE_BYTES = 500;

/** A partner's passthrough is the one part that may be large; it goes first. */
function fitting(data: Prisma.InputJsonValue): Prisma.InputJsonValue {
  const fits = Buffer.byteLength(JSON.stringify(data)) <= MOST_BODY_BYTES - ENVELOPE_BYTES;
  return fits ? data : { ...(data as Prisma.InputJsonObject), passthrough: null };
}

/** {@link EventLog} in PostgreSQL. */
export const createEventLog = (database: Database): EventLog =>
  guardAll({
    async list({ tenantId, testMode, limit, before, types, subject }) {
      const rows = await database.event.findMany({
        where: {
          tenantId,
          testMode,
          subject,
          type: types?.length ? { in: types } : undefined,
          sequence: before === undefined ? undefined : { lt: before },
        },
        orderBy: { sequence: 'desc' },
        take: limit + 1,
      });
      const items = rows.slice(0, limit).map(eventOf);
      return { items, next: rows.length > limit ? items.at(-1)?.sequence : undefined };
    },

    async find(tenantId, id) {
      const row = await database.event.findFirst({ where: { id, tenantId }, include: { deliveries: true } });
      return row ? { ...eventOf(row), deliveries: row.deliveries.map(deliveryOf) } : undefined;
    },
  });

const deliveryOf = (row: Delivery): DeliveryRecord => ({
  endpointId: row.endpointId,
  status: row.status as DeliveryStatus,
  attempts: row.attempts,
  nextAt: row.nextAt ?? undefined,
  endedAt: row.endedAt ?? undefined,
});

export const eventOf = (row: {
  id: string;
  sequence: bigint;
  tenantId: string;
  type: string;
  subject: string;
  testMode: boolean;
  data: unknown;
  createdAt: Date;
}): EventRecord => ({
  id: row.id,
  sequence: Number(row.sequence),
  tenantId: row.tenantId,
  type: row.type,
  subject: row.subject,
  testMode: row.testMode,
  data: row.data as EventRecord['data'],
  createdAt: row.createdAt,
});
