import { type HealthVerdict, judgeEndpoint } from '../../domain/announce/endpoint-health';
import { concernsEndpoints, isMeantFor } from '../../domain/announce/filters';
import { Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import { guardAll } from './errors';
import { eventOf } from './events';
import { newId } from './ids';
import { storableJson, storableText } from './json';
import { audit, type LockedEndpoint, lockEndpoint, turnEndpoint } from './webhooks';
import type {
  AttemptCause,
  AttemptRecord,
  DeliveryAfter,
  DeliveryKey,
  DeliveryStatus,
  EndpointStatus,
  WebhookOutbox,
} from './webhooks-port';

type Transaction = Prisma.TransactionClient;

/** Deliveries that no further attempt will be made at. */
const ENDED: DeliveryStatus[] = ['delivered', 'failed', 'skipped'];

/** {@link WebhookOutbox} in PostgreSQL. */
export const createWebhookOutbox = (database: Database): WebhookOutbox =>
  guardAll({
    spread: (limit) => database.$transaction((transaction) => spread(transaction, limit)),

    async claim({ busy, endpoints, perTenant, failing, perEndpoint, lockMs }) {
      const now = new Date();
      const until = new Date(now.getTime() + lockMs);
      const due = Prisma.sql`status = 'waiting' AND (locked_until IS NULL OR locked_until < ${now})
        AND (next_at IS NULL OR next_at <= ${now})`;
      // Who was served longest ago comes first, in the line of a tenant as in that of all. What is under way counts. From
      // endpoint to endpoint the index is stepped through, so that it costs the same however many wait for each.
      return database.$queryRaw<DeliveryKey[]>`
        WITH RECURSIVE line AS (
          (SELECT endpoint_id AS id FROM deliveries WHERE status = 'waiting' ORDER BY endpoint_id LIMIT 1)
          UNION ALL
          SELECT (
            SELECT endpoint_id FROM deliveries WHERE status = 'waiting' AND endpoint_id > line.id
            ORDER BY endpoint_id LIMIT 1)
          FROM line WHERE line.id IS NOT NULL
        ), wanted AS (
          SELECT id, tenant_id, failing_since IS NOT NULL AS failing, id = ANY(${busy}) AS busy,
            (SELECT max(started_at) FROM delivery_attempts WHERE endpoint_id = webhook_endpoints.id) AS served
          FROM webhook_endpoints
          WHERE id = ANY(${busy}) OR id IN (SELECT id FROM line) AND (
            SELECT true FROM deliveries WHERE endpoint_id = webhook_endpoints.id AND ${due}
            ORDER BY ahead DESC, event_id LIMIT 1)
        ), of_tenant AS (
          SELECT *, row_number() OVER (PARTITION BY tenant_id ORDER BY busy DESC, served NULLS FIRST, id) AS lane
          FROM wanted
        ), of_failing AS (
          SELECT *, row_number() OVER (PARTITION BY failing ORDER BY busy DESC, served NULLS FIRST, id) AS failing_lane
          FROM of_tenant WHERE lane <= ${perTenant}
        ), chosen AS (
          SELECT id FROM of_failing WHERE NOT busy AND (NOT failing OR failing_lane <= ${failing})
          ORDER BY served NULLS FIRST, id LIMIT ${endpoints}
        ), due AS (
          SELECT first.event_id, first.endpoint_id
          FROM chosen CROSS JOIN LATERAL (
            SELECT event_id, endpoint_id FROM deliveries
            WHERE endpoint_id = chosen.id AND ${due}
            ORDER BY ahead DESC, event_id LIMIT ${perEndpoint}
            FOR UPDATE SKIP LOCKED
          ) AS first
        )
        UPDATE deliveries SET locked_until = ${until}
        FROM due WHERE deliveries.event_id = due.event_id AND deliveries.endpoint_id = due.endpoint_id
        RETURNING deliveries.event_id AS "eventId", deliveries.endpoint_id AS "endpointId"`;
    },

    async load({ eventId, endpointId }) {
      const row = await database.delivery.findUnique({
        where: { eventId_endpointId: { eventId, endpointId } },
        include: { event: true, endpoint: { include: { secrets: { orderBy: { createdAt: 'desc' } } } } },
      });
      if (!row) return undefined;
      const { endpoint } = row;
      const now = Date.now();
      return {
        event: eventOf(row.event),
        endpoint: {
          id: endpoint.id,
          url: endpoint.url,
          status: endpoint.status as EndpointStatus,
          deleted: endpoint.deletedAt !== null,
        },
        status: row.status as DeliveryStatus,
        cause: row.cause as AttemptCause,
        attempts: row.attempts,
        secrets: endpoint.secrets.flatMap(({ sealed, expiresAt }) =>
          expiresAt && expiresAt.getTime() <= now ? [] : [sealed],
        ),
      };
    },

    record: (key, attempt, after) => database.$transaction((transaction) => record(transaction, key, attempt, after)),

    async handOver({ eventId, endpointId }, nextAt) {
      await database.delivery.updateMany({
        where: { eventId, endpointId, status: 'waiting' },
        data: { status: 'retrying', nextAt, lockedUntil: null },
      });
    },

    skip: ({ eventId, endpointId }) =>
      database.$transaction(async (transaction) => {
        // Waits for whoever turns the endpoint at this moment, so that nothing is skipped behind the back of a resend.
        const [endpoint] = await transaction.$queryRaw<{ active: boolean }[]>`
          SELECT status = 'active' AND deleted_at IS NULL AS active FROM webhook_endpoints
          WHERE id = ${endpointId} FOR SHARE`;
        if (endpoint?.active) return false;
        await transaction.delivery.updateMany({
          where: { eventId, endpointId, status: { notIn: ENDED } },
          data: { status: 'skipped', endedAt: new Date(), lockedUntil: null, nextAt: null },
        });
        return true;
      }),

    async sweep(before, limit) {
      return database.$executeRaw`
        DELETE FROM events WHERE id IN (
          SELECT id FROM events WHERE created_at < ${before} AND spread_at IS NOT NULL
            AND NOT EXISTS (
              SELECT 1 FROM deliveries WHERE event_id = events.id AND status IN ('waiting', 'retrying')
            )
          LIMIT ${limit})`;
    },
  });

type SpreadTarget = Pick<LockedEndpoint, 'id' | 'tenantId' | 'status' | 'events' | 'testMode'> & { createdAt: Date };

/** Make the deliveries of new events. What another process is spreading at the moment is passed over. */
async function spread(transaction: Transaction, limit: number): Promise<number> {
  const fresh = await transaction.$queryRaw<
    { id: string; tenantId: string; type: string; subject: string; testMode: boolean; createdAt: Date }[]
  >`
    SELECT id, tenant_id AS "tenantId", type, subject, test_mode AS "testMode", created_at AS "createdAt"
    FROM events WHERE spread_at IS NULL ORDER BY sequence LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED`;
  if (fresh.length === 0) return 0;
  const tenants = [...new Set(fresh.map(({ tenantId }) => tenantId))];
  // As they are once whoever turns one of them at this moment is done: a resend finds what is skipped here, or nothing is.
  const endpoints = await transaction.$queryRaw<SpreadTarget[]>`
    SELECT id, tenant_id AS "tenantId", status, events, test_mode AS "testMode", created_at AS "createdAt"
    FROM webhook_endpoints WHERE tenant_id = ANY(${tenants}) AND deleted_at IS NULL AND status <> 'disabled'
    ORDER BY id FOR SHARE`;
  const data = fresh.flatMap((event) =>
    endpoints
      // An endpoint gets what happens from its making on; what was before, a replay brings.
      .filter((endpoint) => endpoint.tenantId === event.tenantId && endpoint.createdAt <= event.createdAt)
      .filter((endpoint) => isMeantFor(event, endpoint))
      .map((endpoint) => ({
        eventId: event.id,
        endpointId: endpoint.id,
        ahead: concernsEndpoints(event.type),
        ...(endpoint.status === 'active' ? {} : { status: 'skipped', endedAt: new Date() }),
      })),
  );
  await transaction.delivery.createMany({ data, skipDuplicates: true });
  await transaction.event.updateMany({
    where: { id: { in: fresh.map(({ id }) => id) } },
    data: { spreadAt: new Date() },
  });
  return fresh.length;
}

async function record(
  transaction: Transaction,
  key: DeliveryKey,
  attempt: Omit<AttemptRecord, 'id' | 'eventId'>,
  after: DeliveryAfter,
): Promise<{ endpoint: EndpointStatus }> {
  const owner = await transaction.webhookEndpoint.findUniqueOrThrow({ where: { id: key.endpointId } });
  // By far the most attempts are successes that change nothing about their endpoint: its row stays free for them. Of a
  // deleted endpoint the attempt is part of the log, its health is nobody's concern any more.
  const unmoved = owner.failures === 0 && owner.failingSince === null && !attempt.failureCode;
  // The endpoint before its deliveries, as everybody who holds both.
  const endpoint = unmoved || owner.deletedAt ? undefined : await lockEndpoint(transaction, owner.tenantId, owner.id);
  await writeAttempt(transaction, key, attempt);
  const { attempts } = await writeState(transaction, key, attempt.cause, after);
  if (!endpoint) return { endpoint: owner.deletedAt ? 'disabled' : (owner.status as EndpointStatus) };
  const before = { failures: endpoint.failures, failingSince: endpoint.failingSince?.getTime() };
  const verdict = judgeEndpoint(before, { code: attempt.failureCode ?? null, attempts, at: Date.now() });
  await transaction.webhookEndpoint.updateMany({ where: { id: endpoint.id }, data: healthOf(verdict) });
  if (!verdict.turn || endpoint.status !== 'active') return { endpoint: endpoint.status };
  const detail = await turnEndpoint(transaction, endpoint, verdict.turn.status, verdict.turn.reason);
  const by = { tenantId: endpoint.tenantId, id: endpoint.id, actor: 'dispatcher' };
  const action = verdict.turn.status === 'paused' ? 'pause' : 'disable';
  await audit(transaction, by, `webhook_endpoint.${action}`, detail);
  return { endpoint: verdict.turn.status };
}

async function writeAttempt(
  transaction: Transaction,
  key: DeliveryKey,
  { requestHeaders, responseHeaders, responseBody, ...plain }: Omit<AttemptRecord, 'id' | 'eventId'>,
): Promise<void> {
  await transaction.deliveryAttempt.create({
    data: {
      id: newId('atm'),
      ...key,
      ...plain,
      requestHeaders: storableJson(requestHeaders),
      responseHeaders: responseHeaders ? storableJson(responseHeaders) : Prisma.DbNull,
      responseBody: responseBody === undefined ? null : storableText(responseBody),
    },
    select: { id: true },
  });
}

async function writeState(transaction: Transaction, key: DeliveryKey, cause: AttemptCause, after: DeliveryAfter) {
  const row = {
    where: { eventId_endpointId: key },
    data: { attempts: { increment: 1 } },
    select: { attempts: true },
  };
  if (after.status === 'delivered')
    return transaction.delivery.update({ ...row, data: { ...row.data, ...stateAfter(after) } });
  const counted = await transaction.delivery.update(row);
  // An attempt that failed takes nothing back from one that was made beside it and got through; and one of the ladder
  // nothing from a replay asked for meanwhile, which waits for the dispatcher.
  await transaction.delivery.updateMany({
    where: { ...key, status: cause === 'retry' ? 'retrying' : { notIn: ENDED } },
    data: stateAfter(after),
  });
  return counted;
}

const stateAfter = (after: DeliveryAfter) => ({
  status: after.status,
  nextAt: 'nextAt' in after ? (after.nextAt ?? null) : null,
  lockedUntil: null,
  endedAt: after.status === 'delivered' || after.status === 'failed' ? new Date() : null,
});

const healthOf = ({ health }: HealthVerdict) => ({
  failures: health.failures,
  failingSince: health.failingSince === undefined ? null : new Date(health.failingSince),
});
