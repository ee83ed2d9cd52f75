import { EVENT_TYPES } from './event-catalogue';

const FAMILIES = new Set(Object.keys(EVENT_TYPES).map((type) => familyOf(type)));

function familyOf(type: string): string {
  return type.slice(0, type.indexOf('.'));
}

/** Is this an event type, or a family of them such as `ingest.*`? */
export const isFilter = (text: string): boolean =>
  Object.hasOwn(EVENT_TYPES, text) || (text.endsWith('.*') && FAMILIES.has(text.slice(0, -2)));

/** Every word a filter may be: the types, and the families with `.*`. */
export const FILTERS: readonly string[] = [
  ...[...FAMILIES].map((family) => `${family}.*`),
  ...Object.keys(EVENT_TYPES),
];

/** Does an event of this type pass? No filters let every type pass. */
export const passes = (filters: readonly string[], type: string): boolean =>
  filters.length === 0 || filters.includes(type) || filters.includes(`${familyOf(type)}.*`);

/** Does an event tell of endpoints themselves? Somebody waits for a ping, and a pause is news of what does not come. */
export const concernsEndpoints = (type: string): boolean => ['webhook', 'webhook_endpoint'].includes(familyOf(type));

/**
 * Is this event meant for this endpoint? A ping is for the endpoint it was asked for, whatever its filters; the notice of an
 * endpoint's own pause would not reach it; test-mode endpoints get what test-mode keys did, and nothing else.
 */
export function isMeantFor(
  event: { type: string; subject: string; testMode: boolean },
  endpoint: { id: string; events: readonly string[]; testMode: boolean },
): boolean {
  if (event.type === 'webhook.ping') return event.subject === endpoint.id;
  if (event.subject === endpoint.id || event.testMode !== endpoint.testMode) return false;
  return passes(endpoint.events, event.type);
}
