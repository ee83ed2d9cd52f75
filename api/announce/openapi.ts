import type { OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import { EVENT_TYPES } from '../../domain/announce/event-catalogue';
import { z } from '../http/zod';
import { eventBodySchema, eventTypes } from './event-schemas';
import { eventExample } from './examples';

const HEADERS = z.object({
  'webhook-id': z.string().openapi({ description: 'Id of the event: the same at every attempt and replay.' }),
  'webhook-timestamp': z.string().openapi({ description: 'When this attempt was made, seconds since 1970.' }),
  'webhook-signature': z.string().openapi({
    description: 'One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0.',
  }),
});

/** The `webhooks` section of the document: what an endpoint of a partner's is sent, by type of event. */
export function registerWebhooks(registry: OpenAPIRegistry): void {
  for (const type of eventTypes) {
    registry.registerWebhook({
      method: 'post',
      path: type,
      operationId: `on.${type}`,
      summary: type,
      description: EVENT_TYPES[type],
      tags: ['Webhooks'],
      security: [],
      request: {
        headers: HEADERS,
        body: {
          required: true,
          content: { 'application/json': { schema: eventBodySchema(type), example: eventExample(type) } },
        },
      },
      responses: {
        '2XX': { description: 'The endpoint has taken the event. Anything else, and a redirect too, is a failure.' },
        410: { description: 'The endpoint wants no more events: it is disabled.' },
        429: { description: 'Later: `Retry-After` is honoured, here and with 503.' },
      },
    });
  }
}
