import type { EventLog } from '../../adapters/postgres/webhooks-port';
import { passes } from '../../domain/announce/filters';
import { HeadendError } from '../../domain/failures';
import { unwrapToken, wrapToken } from '../http/cursor';
import { type Route, route } from '../http/operation';
import { eventTypes } from './event-schemas';
import { getWebhookEvent, listWebhookEvents } from './specs';
import { eventDetailView, eventView } from './views';

/** The log of what happened. A test-mode key reads what test-mode keys did. */
export const webhookEventRoutes = ({ events }: { events: EventLog }): Route[] => [
  route(listWebhookEvents, async ({ query, caller }) => {
    const { type: filters, subject } = query;
    const scope = { list: listWebhookEvents.id, filters, subject };
    const { items, next } = await events.list({
      tenantId: caller.tenantId,
      testMode: caller.testMode || undefined,
      limit: query.limit,
      before: sequenceOf(unwrapToken(query.cursor, scope)),
      types: filters && eventTypes.filter((type) => passes(filters, type)),
      subject,
    });
    const cursor = wrapToken(next === undefined ? undefined : String(next), scope);
    return { body: { data: items.map(eventView), next_cursor: cursor } };
  }),

  route(getWebhookEvent, async ({ params, caller }) => {
    const event = await events.find(caller.tenantId, params.id);
    if (event && (event.testMode || !caller.testMode)) return { body: eventDetailView(event) };
    throw new HeadendError('request/not-found', `There is no event ${params.id}.`);
  }),
];

/** @throws {HeadendError} `cursor/invalid` */
function sequenceOf(token: string | undefined): number | undefined {
  if (token === undefined) return undefined;
  if (/^\d{1,15}$/.test(token)) return Number(token);
  throw new HeadendError('cursor/invalid', 'The cursor was not made by this API.', { field: 'cursor' });
}
