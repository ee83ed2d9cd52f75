import { isFilter } from '../../domain/announce/filters';
import { IdParams, listQuery, NoContent, operation, pageOf } from '../http/operation';
import { z } from '../http/zod';
import {
  EventDetailView,
  EventView,
  ResumeRequest,
  RotateSecretRequest,
  WebhookAttemptView,
  WebhookEndpointChange,
  WebhookEndpointRequest,
  WebhookEndpointView,
  WebhookEndpointWithSecret,
  WebhookPingView,
  WebhookReplayRequest,
  WebhookReplayView,
} from './schemas';

const common = { tag: 'Webhooks' } as const;
const one = { ...common, params: IdParams } as const;
const LIST = '/v1/webhook-endpoints';
const ONE = '/v1/webhook-endpoints/{id}';

export const createWebhookEndpoint = operation({
  ...common,
  id: 'createWebhookEndpoint',
  method: 'post',
  path: LIST,
  summary: 'Have events sent to an address of yours',
  description:
    'Every event from now on that passes the filters is POSTed there, signed by Standard Webhooks. Answer with a 2xx status within 15 seconds. A delivery is tried ten times over a little more than three days.',
  scope: 'webhooks:write',
  audit: 'own',
  secret: true,
  body: WebhookEndpointRequest,
  answer: {
    status: 201,
    schema: WebhookEndpointWithSecret,
    description: 'The endpoint, with its secret.',
    location: 'Path of the endpoint.',
  },
  failures: ['webhook/url-not-allowed', 'webhook/forbidden-address', 'webhook/too-many-endpoints'],
});

export const listWebhookEndpoints = operation({
  ...common,
  id: 'listWebhookEndpoints',
  method: 'get',
  path: LIST,
  summary: 'List webhook endpoints, newest first',
  description: 'Deleted ones are not listed.',
  scope: 'webhooks:read',
  query: z.strictObject(listQuery),
  answer: {
    status: 200,
    schema: pageOf('WebhookEndpointPage', WebhookEndpointView),
    description: 'A page of endpoints.',
  },
  failures: ['cursor/invalid'],
});

export const getWebhookEndpoint = operation({
  ...one,
  id: 'getWebhookEndpoint',
  method: 'get',
  path: ONE,
  summary: 'Read one webhook endpoint',
  description: 'Its status tells whether events are sent, and why not.',
  scope: 'webhooks:read',
  conditional: true,
  answer: { status: 200, schema: WebhookEndpointView, description: 'The endpoint.' },
  failures: ['request/not-found'],
});

export const updateWebhookEndpoint = operation({
  ...one,
  id: 'updateWebhookEndpoint',
  method: 'patch',
  path: ONE,
  summary: 'Change address, filters, description or status',
  description:
    'Deliveries that are under way go to the new address at their next attempt. A `status` pauses, disables or resumes the endpoint; what was skipped is sent only by `resume` with `resend`, or by a replay.',
  scope: 'webhooks:write',
  conditional: true,
  audit: 'own',
  body: WebhookEndpointChange,
  answer: { status: 200, schema: WebhookEndpointView, description: 'The endpoint as it is now.' },
  failures: ['request/not-found', 'webhook/url-not-allowed', 'webhook/forbidden-address'],
});

export const deleteWebhookEndpoint = operation({
  ...one,
  id: 'deleteWebhookEndpoint',
  method: 'delete',
  path: ONE,
  summary: 'Delete a webhook endpoint',
  description: 'Nothing more is sent to it; its secrets are destroyed.',
  scope: 'webhooks:write',
  audit: 'own',
  answer: { status: 204, schema: NoContent, description: 'It is gone.' },
  failures: ['request/not-found'],
});

export const pauseWebhookEndpoint = operation({
  ...one,
  id: 'pauseWebhookEndpoint',
  method: 'post',
  path: `${ONE}/pause`,
  summary: 'Send nothing for the time being',
  description: 'What happens meanwhile is skipped; it can be replayed.',
  scope: 'webhooks:write',
  audit: 'own',
  answer: { status: 200, schema: WebhookEndpointView, description: 'The endpoint, paused.' },
  failures: ['request/not-found'],
});

export const disableWebhookEndpoint = operation({
  ...one,
  id: 'disableWebhookEndpoint',
  method: 'post',
  path: `${ONE}/disable`,
  summary: 'Send nothing any more',
  description: 'As when the endpoint answers 410: what happens meanwhile is not even noted for it.',
  scope: 'webhooks:write',
  audit: 'own',
  answer: { status: 200, schema: WebhookEndpointView, description: 'The endpoint, disabled.' },
  failures: ['request/not-found'],
});

export const resumeWebhookEndpoint = operation({
  ...one,
  id: 'resumeWebhookEndpoint',
  method: 'post',
  path: `${ONE}/resume`,
  summary: 'Send again',
  description: 'Forgets past failures. What was skipped is sent only when `resend` asks for it.',
  scope: 'webhooks:write',
  audit: 'own',
  body: ResumeRequest,
  answer: { status: 200, schema: WebhookEndpointView, description: 'The endpoint, active.' },
  failures: ['request/not-found', 'webhook/replay-too-large'],
});

export const rotateWebhookSecret = operation({
  ...one,
  id: 'rotateWebhookSecret',
  method: 'post',
  path: `${ONE}/rotate-secret`,
  summary: 'Sign with a new secret',
  description:
    'Until the overlap is over, every delivery carries a signature by the new secret and by the ones before, separated by a space: a receiver that knows either verifies it.',
  scope: 'webhooks:write',
  audit: 'own',
  secret: true,
  body: RotateSecretRequest,
  answer: { status: 200, schema: WebhookEndpointWithSecret, description: 'The endpoint, with its new secret.' },
  failures: ['request/not-found'],
});

export const pingWebhookEndpoint = operation({
  ...one,
  id: 'pingWebhookEndpoint',
  method: 'post',
  path: `${ONE}/ping`,
  summary: 'Have a webhook.ping sent',
  description:
    'Sent whatever the filters are, before other events that wait for the endpoint. The attempt shows whether it arrived.',
  scope: 'webhooks:write',
  audit: 'own',
  answer: { status: 202, schema: WebhookPingView, description: 'The event that is on its way.' },
  failures: ['request/not-found', 'webhook/endpoint-inactive'],
});

export const replayWebhooks = operation({
  ...one,
  id: 'replayWebhooks',
  method: 'post',
  path: `${ONE}/replay`,
  summary: 'Send events again: one, or a range',
  description:
    'With the same `webhook-id` as before. A range sends what passes the filters of the endpoint, also what it never got; a single event is sent whatever the filters are. The same `Idempotency-Key` sends nothing twice; under another one, what still waits to be sent is left alone and what has arrived is sent again.',
  scope: 'webhooks:write',
  audit: 'own',
  body: WebhookReplayRequest,
  answer: { status: 202, schema: WebhookReplayView, description: 'How many are on their way.' },
  failures: ['request/not-found', 'webhook/endpoint-inactive', 'webhook/replay-too-large'],
});

export const listWebhookAttempts = operation({
  ...one,
  id: 'listWebhookAttempts',
  method: 'get',
  path: `${ONE}/attempts`,
  summary: 'List the attempts at deliveries, newest first',
  description: 'Each with what was sent and what was answered, for 30 days.',
  scope: 'webhooks:read',
  query: z.strictObject({
    ...listQuery,
    event_id: z.string().min(1).max(64).optional(),
    outcome: z.enum(['delivered', 'failed']).optional(),
  }),
  answer: { status: 200, schema: pageOf('WebhookAttemptPage', WebhookAttemptView), description: 'A page of attempts.' },
  failures: ['request/not-found', 'cursor/invalid'],
});

/** `type=ingest.*,title.published`: any of several. */
const types = z
  .string()
  .max(1000)
  .transform((text) => text.split(','))
  .pipe(z.array(z.string().refine(isFilter, 'must be an event type, or a family such as ingest.*')).min(1))
  .optional()
  .openapi({ type: 'string', description: 'Types or families, separated by commas.', example: 'ingest.*' });

export const listWebhookEvents = operation({
  ...common,
  id: 'listWebhookEvents',
  method: 'get',
  path: '/v1/webhook-events',
  summary: 'Read the event log, newest first',
  description:
    'What happened, whether or not an endpoint heard of it, for 30 days. Events are numbered before they are committed: for a moment one with a smaller `sequence` may be missing beside a larger one of another subject.',
  scope: 'webhooks:read',
  query: z.strictObject({
    ...listQuery,
    type: types,
    subject: z.string().min(1).max(64).optional().openapi({ description: 'Id of what it happened to.' }),
  }),
  answer: { status: 200, schema: pageOf('WebhookEventPage', EventView), description: 'A page of events.' },
  failures: ['cursor/invalid'],
});

export const getWebhookEvent = operation({
  ...one,
  id: 'getWebhookEvent',
  method: 'get',
  path: '/v1/webhook-events/{id}',
  summary: 'Read one event and how its deliveries stand',
  description: 'A delivery is waiting, retrying, delivered, failed after the last attempt, or skipped.',
  scope: 'webhooks:read',
  answer: { status: 200, schema: EventDetailView, description: 'The event.' },
  failures: ['request/not-found'],
});

/** Every operation of the slice. */
export const ANNOUNCE_OPERATIONS = [
  createWebhookEndpoint,
  listWebhookEndpoints,
  getWebhookEndpoint,
  updateWebhookEndpoint,
  deleteWebhookEndpoint,
  pauseWebhookEndpoint,
  disableWebhookEndpoint,
  resumeWebhookEndpoint,
  rotateWebhookSecret,
  pingWebhookEndpoint,
  replayWebhooks,
  listWebhookAttempts,
  listWebhookEvents,
  getWebhookEvent,
];
