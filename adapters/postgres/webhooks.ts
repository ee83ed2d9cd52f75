import type { EndpointData } from '../../domain/announce/event-catalogue';
import { type FailureCode, HeadendError, isFailureCode } from '../../domain/failures';
import type { Prisma } from '../../prisma/client/client';
import { answeredBefore } from './answered';
import type { Database } from './database';
import { guardAll } from './errors';
import { appendEvent } from './events';
import { newId, requestedId, UNANSWERED_MS } from './ids';
import { storableJson } from './json';
import { afterPosition, newestFirst, readPage } from './paging';
import type { AttemptCause, AttemptRecord, EndpointRecord, EndpointStatus, WebhookEndpoints } from './webhooks-port';
import { replay } from './webhooks-replay';

type Transaction = Prisma.TransactionClient;
type EndpointRow = Prisma.WebhookEndpointGetPayload<{ include: { secrets: true } }>;

/** Endpoints that one tenant may have. */
const MOST_ENDPOINTS = 50;

/** {@link WebhookEndpoints} in PostgreSQL. Every change comes with its audit entry. */
export const createWebhookEndpoints = (database: Database): WebhookEndpoints =>
  guardAll({
    create: (given) => create(database, given),

    async find(tenantId, id) {
      const row = await database.webhookEndpoint.findFirst({
        where: { id, tenantId, deletedAt: null },
        include: { secrets: true },
      });
      return row ? endpointOf(row) : undefined;
    },

    async list({ tenantId, testMode, limit, after }) {
      const { items, next } = await readPage(
        limit,
        (take) =>
          database.webhookEndpoint.findMany({
            where: { tenantId, testMode, deletedAt: null, ...afterPosition('createdAt', after) },
            orderBy: newestFirst('createdAt'),
            take,
            include: { secrets: true },
          }),
        ({ createdAt }) => createdAt,
      );
      return { items: items.map(endpointOf), next };
    },

    update: (by, changes, check) =>
      changed(database, by, 'webhook_endpoint.update', async (transaction, row) => {
        const include = { secrets: true };
        check(endpointOf(await transaction.webhookEndpoint.findUniqueOrThrow({ where: { id: by.id }, include })));
        const { status, ...data } = changes;
        const after = await transaction.webhookEndpoint.update({ where: { id: by.id }, data });
        const told = { ...data, ...(data.url === undefined ? {} : { url: withoutSecrets(data.url) }) };
        if (!status || status === row.status) return told;
        return { ...told, ...(await turnEndpoint(transaction, { ...row, url: after.url }, status, null)) };
      }),

    remove: (by) =>
      changed(database, by, 'webhook_endpoint.delete', async (transaction) => {
        await transaction.webhookEndpoint.update({ where: { id: by.id }, data: { deletedAt: new Date() } });
        await transaction.webhookSecret.deleteMany({ where: { endpointId: by.id } });
        await transaction.delivery.updateMany({
          where: { endpointId: by.id, status: 'waiting' },
          data: { status: 'skipped', endedAt: new Date() },
        });
        return {};
      }),

    turn: (by, status) =>
      changed(database, by, `webhook_endpoint.${TURNS[status]}`, (transaction, row) =>
        row.status === status ? undefined : turnEndpoint(transaction, row, status, null),
      ),

    rotate: ({ requestKey, ...by }, sealed, overlapMs) =>
      changed(database, by, 'webhook_endpoint.rotate_secret', async (transaction) => {
        const requested = requestedId('whs', by.tenantId, requestKey);
        // Nobody has seen the secret of a request that had no answer: it is replaced, and the overlap stays as it was begun.
        const known = await transaction.webhookSecret.findUnique({ where: { id: requested } });
        if (known && Date.now() - known.createdAt.getTime() < UNANSWERED_MS) {
          await transaction.webhookSecret.update({ where: { id: requested }, data: { sealed } });
          return undefined;
        }
        const id = known ? newId('whs') : requested;
        const until = new Date(Date.now() + overlapMs);
        const stillValid = { OR: [{ expiresAt: null }, { expiresAt: { gt: until } }] };
        await transaction.webhookSecret.updateMany({
          where: { endpointId: by.id, ...stillValid },
          data: { expiresAt: until },
        });
        await transaction.webhookSecret.create({ data: { id, endpointId: by.id, sealed } });
        return { old_secrets_until: until.toISOString() };
      }),

    resume: (by, resend) =>
      changed(database, by, RESUME, async (transaction, row) => {
        if (await answered(transaction, by, RESUME)) return undefined;
        const told = row.status === 'active' ? undefined : await turnEndpoint(transaction, row, 'active', null);
        if (!resend) return told;
        const sent = await replay(transaction, row, { skipped: true });
        return { ...told, sent, requestKey: by.requestKey };
      }),

    ping: (by) =>
      database.$transaction(async (transaction) => {
        const { tenantId, id, requestKey } = by;
        const row = await lockEndpoint(transaction, tenantId, id);
        const before = await answered(transaction, by, PING);
        if (before) return String(before.event_id);
        mustBeActive(row);
        const data = { endpoint_id: id, message: 'You asked for this event to see whether deliveries arrive.' };
        const event = { tenantId, type: 'webhook.ping', subject: id, testMode: row.testMode, data } as const;
        const eventId = await appendEvent(transaction, event);
        await audit(transaction, by, PING, { event_id: eventId, requestKey });
        return eventId;
      }),

    replay: (by, what) =>
      database.$transaction(async (transaction) => {
        const row = await lockEndpoint(transaction, by.tenantId, by.id);
        const before = await answered(transaction, by, REPLAY);
        if (before) return Number(before.sent);
        mustBeActive(row);
        const sent = await replay(transaction, row, what);
        await audit(transaction, by, REPLAY, { ...what, sent, requestKey: by.requestKey });
        return sent;
      }),

    async attempts({ tenantId, limit, after, endpointId, eventId, failed }) {
      const { items, next } = await readPage(
        limit,
        (take) =>
          database.deliveryAttempt.findMany({
            where: {
              endpointId,
              eventId,
              delivery: { endpoint: { tenantId } },
              failureCode: failed === undefined ? undefined : failed ? { not: null } : null,
              ...afterPosition('startedAt', after),
            },
            orderBy: newestFirst('startedAt'),
            take,
            include: { delivery: { select: { event: { select: { type: true } } } } },
          }),
        ({ startedAt }) => startedAt,
      );
      return {
        items: items.map(({ delivery, ...row }) => ({ ...attemptOf(row), eventType: delivery.event.type })),
        next,
      };
    },
  });

const TURNS = { paused: 'pause', disabled: 'disable' } as const;
const RESUME = 'webhook_endpoint.resume';
const PING = 'webhook_endpoint.ping';
const REPLAY = 'webhook_endpoint.replay';

/** The endpoint's row is held: of two of the same request the second waits here for what the first has done. */
const answered = (
  transaction: Transaction,
  { tenantId, id: subject, requestKey }: ByWhom & { requestKey: string },
  action: string,
) => answeredBefore(transaction, { tenantId, subject, action }, requestKey);

/** Nobody has seen the secret of a request that had no answer. */
async function secretAnew(transaction: Transaction, id: string, sealed: Uint8Array<ArrayBuffer>) {
  await transaction.webhookSecret.deleteMany({ where: { endpointId: id } });
  const secrets = { create: { id: newId('whs'), sealed } };
  return endpointOf(
    await transaction.webhookEndpoint.update({ where: { id }, data: { secrets }, include: { secrets: true } }),
  );
}

const create = (database: Database, given: Parameters<WebhookEndpoints['create']>[0]): Promise<EndpointRecord> =>
  database.$transaction(async (transaction) => {
    const { tenantId, actor, requestKey, url, description, events, testMode, seal } = given;
    // Orders of one tenant wait for each other here, so that the count holds. Events carry the database's clock, and only
    // those from the endpoint's making on are its: the client's default would be this node's clock.
    const [clock] = await transaction.$queryRaw<{ now: Date }[]>`
      SELECT now() AT TIME ZONE 'UTC' AS now FROM tenants WHERE id = ${tenantId} FOR NO KEY UPDATE`;
    const requested = requestedId('whe', tenantId, requestKey);
    const known = await transaction.webhookEndpoint.findUnique({ where: { id: requested } });
    if (known && !known.deletedAt && Date.now() - known.createdAt.getTime() < UNANSWERED_MS)
      return secretAnew(transaction, requested, seal(requested));
    const many = await transaction.webhookEndpoint.count({ where: { tenantId, deletedAt: null } });
    if (many >= MOST_ENDPOINTS) {
      throw new HeadendError('webhook/too-many-endpoints', `There are ${many} webhook endpoints already.`);
    }
    const id = known ? newId('whe') : requested;
    const row = await transaction.webhookEndpoint.create({
      data: {
        id,
        tenantId,
        url,
        description,
        events,
        testMode,
        createdAt: clock?.now,
        secrets: { create: { id: newId('whs'), sealed: seal(id) } },
      },
      include: { secrets: true },
    });
    await audit(transaction, { tenantId, id, actor }, 'webhook_endpoint.create', {
      url: withoutSecrets(url),
      events,
    });
    return endpointOf(row);
  });

interface ByWhom {
  tenantId: string;
  id: string;
  actor: string;
}

/** @param change answers what the audit entry tells, or undefined when nothing changed */
function changed(
  database: Database,
  by: ByWhom,
  action: string,
  change: (transaction: Transaction, row: LockedEndpoint) => Promise<object | undefined> | undefined,
): Promise<EndpointRecord> {
  return database.$transaction(async (transaction) => {
    const row = await lockEndpoint(transaction, by.tenantId, by.id);
    const detail = await change(transaction, row);
    if (detail) await audit(transaction, by, action, detail);
    const after = await transaction.webhookEndpoint.findUniqueOrThrow({
      where: { id: by.id },
      include: { secrets: true },
    });
    return endpointOf(after);
  });
}

/** What is known of an endpoint whose row a transaction holds. */
export interface LockedEndpoint {
  id: string;
  tenantId: string;
  url: string;
  status: EndpointStatus;
  events: string[];
  testMode: boolean;
  failures: number;
  failingSince: Date | null;
}

/** Deliveries may be made for it meanwhile. @throws {HeadendError} `request/not-found` */
export async function lockEndpoint(transaction: Transaction, tenantId: string, id: string): Promise<LockedEndpoint> {
  const [row] = await transaction.$queryRaw<LockedEndpoint[]>`
    SELECT id, tenant_id AS "tenantId", url, status, events, test_mode AS "testMode", failures,
      failing_since AS "failingSince"
    FROM webhook_endpoints WHERE id = ${id} AND tenant_id = ${tenantId} AND deleted_at IS NULL FOR NO KEY UPDATE`;
  if (!row) throw new HeadendError('request/not-found', `There is no webhook endpoint ${id}.`);
  return row;
}

const mustBeActive = ({ id, status }: LockedEndpoint): void => {
  if (status !== 'active') throw new HeadendError('webhook/endpoint-inactive', `Webhook endpoint ${id} is ${status}.`);
};

/**
 * Take an endpoint from one status to another and tell the tenant's other endpoints.
 *
 * @param reason null when a person did it
 * @returns what the audit entry tells
 */
export async function turnEndpoint(
  transaction: Transaction,
  row: LockedEndpoint,
  status: EndpointStatus,
  reason: FailureCode | null,
): Promise<object> {
  const fresh = status === 'active' ? { failures: 0, failingSince: null } : {};
  await transaction.webhookEndpoint.update({
    where: { id: row.id },
    data: { status, statusReason: reason, ...fresh },
  });
  if (status !== 'active') {
    const data: EndpointData = { id: row.id, url: withoutSecrets(row.url), status, reason };
    const about = { tenantId: row.tenantId, subject: row.id, testMode: row.testMode, data };
    await appendEvent(transaction, { ...about, type: `webhook_endpoint.${status}` });
  }
  return { was: row.status, status, reason };
}

/** A query may hold a token of the partner's: neither other endpoints nor readers of the audit log need to see it. */
function withoutSecrets(given: string): string {
  const url = new URL(given);
  return `${url.origin}${url.pathname}`;
}

export const audit = (
  transaction: Transaction,
  { tenantId, id, actor }: ByWhom,
  action: string,
  detail: object,
): Promise<unknown> =>
  transaction.auditEntry.create({
    data: { id: newId('aud'), tenantId, actor, action, subject: id, detail: storableJson(detail) },
  });

const endpointOf = (row: EndpointRow): EndpointRecord => ({
  id: row.id,
  tenantId: row.tenantId,
  url: row.url,
  description: row.description ?? undefined,
  events: row.events,
  status: row.status as EndpointStatus,
  statusReason: isFailureCode(row.statusReason) ? row.statusReason : undefined,
  failures: row.failures,
  failingSince: row.failingSince ?? undefined,
  testMode: row.testMode,
  secrets: row.secrets
    .filter(({ expiresAt }) => !expiresAt || expiresAt.getTime() > Date.now())
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    .map(({ id, createdAt, expiresAt }) => ({ id, createdAt, expiresAt: expiresAt ?? undefined })),
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

const attemptOf = (row: Prisma.DeliveryAttemptGetPayload<object>): AttemptRecord => ({
  id: row.id,
  eventId: row.eventId,
  cause: row.cause as AttemptCause,
  startedAt: row.startedAt,
  durationMs: row.durationMs,
  requestHeaders: row.requestHeaders as Record<string, string>,
  responseStatus: row.responseStatus ?? undefined,
  responseHeaders: (row.responseHeaders ?? undefined) as Record<string, string> | undefined,
  responseBody: row.responseBody ?? undefined,
  failureCode: isFailureCode(row.failureCode) ? row.failureCode : undefined,
  failureDetail: row.failureDetail ?? undefined,
});
