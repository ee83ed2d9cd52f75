import type { z } from 'zod';
import type { AttemptRecord, DeliveryRecord, EndpointRecord, EventRecord } from '../../adapters/postgres/webhooks-port';
import { failureOf } from '../../domain/failures';
import type { EventDetailView, EventView, WebhookAttemptView, WebhookEndpointView } from './schemas';

const instant = (at: Date | undefined): string | null => at?.toISOString() ?? null;

export const endpointView = (endpoint: EndpointRecord): z.input<typeof WebhookEndpointView> => ({
  id: endpoint.id,
  url: endpoint.url,
  description: endpoint.description ?? null,
  events: endpoint.events,
  status: endpoint.status,
  reason: reasonOf(endpoint),
  failures: endpoint.failures,
  failing_since: instant(endpoint.failingSince),
  test_mode: endpoint.testMode,
  secrets: endpoint.secrets.map(({ id, createdAt, expiresAt }) => ({
    id,
    created_at: createdAt.toISOString(),
    expires_at: instant(expiresAt),
  })),
  created_at: endpoint.createdAt.toISOString(),
  updated_at: endpoint.updatedAt.toISOString(),
});

function reasonOf({ statusReason }: EndpointRecord): z.input<typeof WebhookEndpointView>['reason'] {
  if (!statusReason) return null;
  const { title, fix } = failureOf(statusReason);
  return { code: statusReason, title, fix };
}

export const attemptView = (attempt: AttemptRecord & { eventType: string }): z.input<typeof WebhookAttemptView> => ({
  id: attempt.id,
  event_id: attempt.eventId,
  event_type: attempt.eventType,
  cause: attempt.cause,
  started_at: attempt.startedAt.toISOString(),
  duration_ms: attempt.durationMs,
  request: { headers: attempt.requestHeaders },
  response:
    attempt.responseStatus === undefined
      ? null
      : { status: attempt.responseStatus, headers: attempt.responseHeaders ?? {}, body: attempt.responseBody ?? '' },
  failure: failureView(attempt),
});

function failureView({ failureCode, failureDetail }: AttemptRecord): z.input<typeof WebhookAttemptView>['failure'] {
  if (!failureCode) return null;
  const { title, fix } = failureOf(failureCode);
  return { code: failureCode, title, detail: failureDetail ?? title, fix };
}

export const eventView = (event: EventRecord): z.input<typeof EventView> => ({
  id: event.id,
  type: event.type,
  timestamp: event.createdAt.toISOString(),
  sequence: event.sequence,
  subject: event.subject,
  test_mode: event.testMode,
  data: event.data,
});

export const eventDetailView = (
  event: EventRecord & { deliveries: DeliveryRecord[] },
): z.input<typeof EventDetailView> => ({
  ...eventView(event),
  deliveries: event.deliveries.map(({ endpointId, status, attempts, nextAt, endedAt }) => ({
    endpoint_id: endpointId,
    status,
    attempts,
    next_at: instant(nextAt),
    ended_at: instant(endedAt),
  })),
});
