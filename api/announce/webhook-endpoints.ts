import type { EndpointRecord, ReplayRequest, WebhookEndpoints } from '../../adapters/postgres/webhooks-port';
import type { SecretBox } from '../../adapters/secrets/port';
import { passes } from '../../domain/announce/filters';
import { HeadendError } from '../../domain/failures';
import { readCursor, writeCursor } from '../http/cursor';
import { type Caller, type Route, route } from '../http/operation';
import { entityTag, requireMatch } from '../http/preconditions';
import type { z } from '../http/zod';
import { eventTypes } from './event-schemas';
import type { WebhookReplayRequest } from './schemas';
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  disableWebhookEndpoint,
  getWebhookEndpoint,
  listWebhookAttempts,
  listWebhookEndpoints,
  pauseWebhookEndpoint,
  pingWebhookEndpoint,
  replayWebhooks,
  resumeWebhookEndpoint,
  rotateWebhookSecret,
  updateWebhookEndpoint,
} from './specs';
import { attemptView, endpointView } from './views';

const HOUR_MS = 3_600_000;

export interface WebhookDeps {
  webhooks: WebhookEndpoints;
  secrets: SecretBox;
  /** @throws {HeadendError} `webhook/url-not-allowed`, `webhook/forbidden-address` */
  checkUrl(url: string): Promise<void>;
  /** A new signing secret. */
  newSecret(): string;
}

/** Webhook endpoints of a tenant. */
export const webhookEndpointRoutes = (deps: WebhookDeps): Route[] => [
  ...resourceRoutes(deps),
  ...turnRoutes(deps),
  ...deliveryRoutes(deps),
];

const resourceRoutes = ({ webhooks, secrets, checkUrl, newSecret }: WebhookDeps): Route[] => [
  route(createWebhookEndpoint, async ({ body, caller, requestKey }) => {
    await checkUrl(body.url);
    const secret = newSecret();
    const { tenantId, testMode, label: actor } = caller;
    const seal = (id: string) => secrets.seal(secret, id);
    const endpoint = await webhooks.create({ tenantId, testMode, actor, requestKey, ...body, seal });
    return { body: { ...endpointView(endpoint), secret }, location: `/v1/webhook-endpoints/${endpoint.id}` };
  }),

  route(listWebhookEndpoints, async ({ query, caller }) => {
    const scope = { list: listWebhookEndpoints.id };
    const { items, next } = await webhooks.list({
      ...seenBy(caller),
      limit: query.limit,
      after: readCursor(query.cursor, scope),
    });
    return { body: { data: items.map(endpointView), next_cursor: writeCursor(next, scope) } };
  }),

  route(getWebhookEndpoint, async ({ params, caller }) => {
    const endpoint = await existing(webhooks, caller, params.id);
    return { body: endpointView(endpoint), etag: tagOf(endpoint) };
  }),

  route(updateWebhookEndpoint, async ({ params, body, caller, ifMatch }) => {
    requireMatch(ifMatch, tagOf(await existing(webhooks, caller, params.id)));
    if (body.url !== undefined) await checkUrl(body.url);
    const check = (current: EndpointRecord) => requireMatch(ifMatch, tagOf(current));
    const endpoint = await webhooks.update(byWhom(caller, params.id), body, check);
    return { body: endpointView(endpoint), etag: tagOf(endpoint) };
  }),

  route(deleteWebhookEndpoint, async ({ params, caller }) => {
    await existing(webhooks, caller, params.id);
    await webhooks.remove(byWhom(caller, params.id));
    return { body: undefined };
  }),

  route(rotateWebhookSecret, async ({ params, body, caller, requestKey }) => {
    await existing(webhooks, caller, params.id);
    const secret = newSecret();
    const sealed = secrets.seal(secret, params.id);
    const endpoint = await webhooks.rotate(
      { ...byWhom(caller, params.id), requestKey },
      sealed,
      body.overlap_hours * HOUR_MS,
    );
    return { body: { ...endpointView(endpoint), secret } };
  }),
];

function turnRoutes({ webhooks }: WebhookDeps): Route[] {
  const turn = async (caller: Caller, id: string, status: 'paused' | 'disabled') => {
    await existing(webhooks, caller, id);
    return webhooks.turn(byWhom(caller, id), status);
  };
  return [
    route(pauseWebhookEndpoint, async ({ params, caller }) => ({
      body: endpointView(await turn(caller, params.id, 'paused')),
    })),
    route(disableWebhookEndpoint, async ({ params, caller }) => ({
      body: endpointView(await turn(caller, params.id, 'disabled')),
    })),
    route(resumeWebhookEndpoint, async ({ params, body, caller, requestKey }) => {
      await existing(webhooks, caller, params.id);
      const endpoint = await webhooks.resume({ ...byWhom(caller, params.id), requestKey }, body.resend);
      return { body: endpointView(endpoint) };
    }),
  ];
}

const deliveryRoutes = ({ webhooks }: WebhookDeps): Route[] => [
  route(pingWebhookEndpoint, async ({ params, caller, requestKey }) => {
    await existing(webhooks, caller, params.id);
    return { body: { event_id: await webhooks.ping({ ...byWhom(caller, params.id), requestKey }) } };
  }),

  route(replayWebhooks, async ({ params, body, caller, requestKey }) => {
    await existing(webhooks, caller, params.id);
    const by = { ...byWhom(caller, params.id), requestKey };
    return { body: { sent: await webhooks.replay(by, replayOf(body)) } };
  }),

  route(listWebhookAttempts, async ({ params, query, caller }) => {
    await existing(webhooks, caller, params.id);
    const { event_id: eventId, outcome } = query;
    const scope = { list: listWebhookAttempts.id, id: params.id, eventId, outcome };
    const { items, next } = await webhooks.attempts({
      tenantId: caller.tenantId,
      limit: query.limit,
      after: readCursor(query.cursor, scope),
      endpointId: params.id,
      eventId,
      failed: outcome && outcome === 'failed',
    });
    return { body: { data: items.map(attemptView), next_cursor: writeCursor(next, scope) } };
  }),
];

const seenBy = ({ tenantId, testMode }: Caller) => ({ tenantId, testMode: testMode || undefined });

const byWhom = ({ tenantId, label }: Caller, id: string) => ({ tenantId, id, actor: label });

async function existing(webhooks: WebhookEndpoints, caller: Caller, id: string): Promise<EndpointRecord> {
  const endpoint = await webhooks.find(caller.tenantId, id);
  if (endpoint && (endpoint.testMode || !caller.testMode)) return endpoint;
  throw new HeadendError('request/not-found', `There is no webhook endpoint ${id}.`);
}

const tagOf = ({ id, url, description, events, status }: EndpointRecord): string =>
  entityTag([id, url, description, events, status]);

function replayOf(body: z.output<typeof WebhookReplayRequest>): ReplayRequest {
  if ('event_id' in body) return { eventId: body.event_id };
  const types = body.types && eventTypes.filter((type) => passes(body.types ?? [], type));
  if ('from_sequence' in body) {
    const { from_sequence: first, to_sequence: last } = body;
    if (first > last) throw backwards('to_sequence', 'must not be smaller than from_sequence');
    return { first, last, types };
  }
  const [from, to] = [new Date(body.from), new Date(body.to)];
  if (from >= to) throw backwards('to', 'must come after from');
  return { from, to, types };
}

const backwards = (field: string, message: string): HeadendError =>
  new HeadendError('request/invalid', `The body has a wrong field: ${field} ${message}.`, {
    errors: [{ field, message }],
  });
