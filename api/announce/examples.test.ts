import { EVENT_TYPES } from '../../domain/announce/event-catalogue';
import { FILTERS, isFilter } from '../../domain/announce/filters';
import { openApiDocument } from '../openapi';
import { EVENT_SCHEMAS, eventBodySchema, eventTypes } from './event-schemas';
import { eventExample } from './examples';

describe('the event catalogue', () => {
  it.each(eventTypes)('of %s has an example that is exactly what its schema says', (type) => {
    expect(eventBodySchema(type).parse(eventExample(type))).toEqual(eventExample(type));
  });

  it('tells each type in the document, with schema and example', () => {
    const { webhooks } = openApiDocument() as { webhooks?: Record<string, { post?: { requestBody?: object } }> };
    expect(Object.keys(webhooks ?? {}).sort()).toEqual(Object.keys(EVENT_TYPES).sort());
    for (const item of Object.values(webhooks ?? {}))
      expect(item.post?.requestBody).toMatchObject({
        content: { 'application/json': { example: { sequence: 4711 } } },
      });
  });

  it('refuses data of another type', () => {
    expect(EVENT_SCHEMAS['ingest.held'].safeParse(eventExample('ingest.started').data).success).toBe(false);
    expect(EVENT_SCHEMAS['title.created'].safeParse(eventExample('webhook.ping').data).success).toBe(false);
  });

  it('can be filtered by type and by family', () => {
    for (const type of eventTypes) expect(isFilter(type)).toBe(true);
    expect(FILTERS).toContain('webhook_endpoint.*');
    for (const wrong of ['*', 'ingest', 'ingest.', 'ingest.**', 'constructor', 'constructor.*', '__proto__.*', ''])
      expect(isFilter(wrong)).toBe(false);
  });
});
