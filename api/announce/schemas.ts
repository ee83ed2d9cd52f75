import { FILTERS, isFilter } from '../../domain/announce/filters';
import { instantText } from '../http/storable';
import { z } from '../http/zod';

/** Shapes of the announce slice as clients see them. */

const instant = z.string().openapi({ format: 'date-time', example: '2026-11-22T15:00:00.000Z' });

const filters = z
  .array(z.string().refine(isFilter, 'must be an event type, or a family such as ingest.*'))
  .max(50)
  .openapi({
    description: `Types of events, or families of them; an empty list means all. One of: ${FILTERS.map((each) => `\`${each}\``).join(', ')}.`,
    example: ['ingest.*', 'title.published'],
  });

const url = z.string().min(1).max(2048).openapi({
  description: 'https, and public; redirects are not followed.',
  example: 'https://hooks.example.com/headend',
});

const status = z.enum(['active', 'paused', 'disabled']).openapi({
  description:
    'Active: events are sent. Paused, by hand or since deliveries kept failing: they are noted as skipped and can be sent later. Disabled, by hand or since the endpoint answered 410: they are not even noted. `reason` tells which.',
});

export const WebhookEndpointRequest = z
  .strictObject({ url, events: filters.default([]), description: z.string().min(1).max(500).optional() })
  .openapi('WebhookEndpointRequest');

export const WebhookEndpointChange = z
  .strictObject({
    url: url.optional(),
    events: filters.optional(),
    description: z.string().min(1).max(500).nullable().optional(),
    status: status.optional().openapi({
      description: 'Active forgets past failures. What it is already stays as it is, with its reason.',
    }),
  })
  .openapi('WebhookEndpointChange');

export const WebhookEndpointView = z
  .object({
    id: z.string().openapi({ example: 'whe_01JD…' }),
    url: z.string(),
    description: z.string().nullable(),
    events: z.array(z.string()),
    status,
    reason: z
      .object({ code: z.string(), title: z.string(), fix: z.string() })
      .nullable()
      .openapi({ description: 'Why it is not active; null when somebody chose so by hand.' }),
    failures: z.int().openapi({ description: 'Failed events since the last success; ten pause the endpoint.' }),
    failing_since: instant.nullable(),
    test_mode: z.boolean().openapi({ description: 'Gets what test-mode keys did, and nothing else.' }),
    secrets: z
      .array(z.object({ id: z.string(), created_at: instant, expires_at: instant.nullable() }))
      .openapi({ description: 'Secrets that sign at this moment, newest first.' }),
    created_at: instant,
    updated_at: instant,
  })
  .openapi('WebhookEndpoint');

export const WebhookEndpointWithSecret = WebhookEndpointView.extend({
  secret: z.string().openapi({
    description: 'Verifies deliveries, by Standard Webhooks. Shown this once.',
    example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwbX0sTmF1Vzc=',
  }),
}).openapi('WebhookEndpointWithSecret');

export const RotateSecretRequest = z
  .strictObject({
    overlap_hours: z
      .number()
      .min(0)
      .max(168)
      .default(24)
      .openapi({ description: 'For so long the secrets before sign beside the new one.' }),
  })
  .openapi('RotateSecretRequest');

export const ResumeRequest = z
  .strictObject({
    resend: z
      .boolean()
      .default(false)
      .openapi({ description: 'Send what was skipped while the endpoint was not active, at most 5,000 events.' }),
  })
  .openapi('ResumeRequest');

const sequence = z.int().min(1);

export const WebhookReplayRequest = z
  .union([
    z.strictObject({ event_id: z.string().min(1).max(64) }),
    z.strictObject({ from: instantText, to: instantText, types: filters.optional() }),
    z.strictObject({ from_sequence: sequence, to_sequence: sequence, types: filters.optional() }),
  ])
  .openapi('WebhookReplayRequest', {
    description:
      'One event; or what happened from an instant on and before another; or the numbers from one to another, both included. A range holds at most 5,000 events.',
  });

export const WebhookReplayView = z
  .object({
    sent: z.int().openapi({ description: 'Deliveries that are made now; a moment later they show as attempts.' }),
  })
  .openapi('WebhookReplay');

export const WebhookPingView = z.object({ event_id: z.string() }).openapi('WebhookPing');

export const WebhookAttemptView = z
  .object({
    id: z.string(),
    event_id: z.string(),
    event_type: z.string(),
    cause: z.enum(['dispatcher', 'retry', 'replay']),
    started_at: instant,
    duration_ms: z.int(),
    request: z.object({
      headers: z.record(z.string(), z.string()).openapi({ description: 'Signatures are masked.' }),
    }),
    response: z
      .object({
        status: z.int(),
        headers: z.record(z.string(), z.string()),
        body: z.string().openapi({ description: 'The first 4 kB.' }),
      })
      .nullable()
      .openapi({ description: 'Null when no answer came.' }),
    failure: z
      .object({ code: z.string(), title: z.string(), detail: z.string(), fix: z.string() })
      .nullable()
      .openapi({ description: 'Null when the endpoint took the event.' }),
  })
  .openapi('WebhookAttempt');

export const EventView = z
  .object({
    id: z.string().openapi({ example: 'evt_01JD…' }),
    type: z.string().openapi({ example: 'ingest.published' }),
    timestamp: instant,
    sequence: z.int(),
    subject: z.string().openapi({ description: 'Id of what it happened to.' }),
    test_mode: z.boolean(),
    data: z.record(z.string(), z.unknown()).openapi({ description: 'As in the delivery; see the webhooks below.' }),
  })
  .openapi('WebhookEvent');

export const EventDetailView = EventView.extend({
  deliveries: z.array(
    z.object({
      endpoint_id: z.string(),
      status: z.enum(['waiting', 'retrying', 'delivered', 'failed', 'skipped']),
      attempts: z.int(),
      next_at: instant.nullable(),
      ended_at: instant.nullable(),
    }),
  ),
}).openapi('WebhookEventDetail');
