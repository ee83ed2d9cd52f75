import type { z as zod } from 'zod';
import { EVENT_TYPES, type EventData, type EventType } from '../../domain/announce/event-catalogue';
import { z } from '../http/zod';

/** What the data of each event is, as partners' programs may rely on it. New members may come; none goes. */

const instant = z.string().openapi({ format: 'date-time', example: '2026-11-22T19:08:02.118Z' });

const FailureEventData = z
  .object({
    code: z.string().openapi({ example: 'master/undecodable', description: 'Explained at `/docs/codes/{code}`.' }),
    title: z.string(),
    detail: z.string(),
    fix: z.string(),
    who: z
      .string()
      .openapi({ description: 'Who can mend it: `partner`, `operator`, `viewer` or `developer` of a client.' }),
  })
  .openapi('EventFailure');

const upload = z
  .object({
    id: z.string(),
    file_name: z.string(),
    status: z.string(),
    bytes: z.int().nullable(),
    content_type: z.string().nullable(),
    ingest_id: z.string().nullable(),
    failure: FailureEventData.nullable(),
    created_at: instant,
  })
  .openapi('UploadEventData');

const ingest = z
  .object({
    id: z.string(),
    external_id: z.string(),
    title_id: z.string(),
    title: z.string(),
    status: z.string(),
    stage: z.string().nullable(),
    verdict: z.string().nullable(),
    failure: FailureEventData.nullable(),
    version_id: z.string().nullable(),
    profile: z.string(),
    priority: z.int(),
    attempt: z.int().openapi({ description: 'From 1; counts retries.' }),
    passthrough: z.record(z.string(), z.unknown()).nullable().openapi({
      description: 'As you ordered it; null where the event would be too large with it.',
    }),
    created_at: instant,
    ended_at: instant.nullable(),
  })
  .openapi('IngestEventData', { description: 'The ingest as it stood after the change.' });

const title = z
  .object({
    id: z.string(),
    external_id: z.string(),
    name: z.string(),
    credit: z.string().nullable(),
    published: z.boolean(),
    published_at: instant.nullable(),
    current_version_id: z.string().nullable(),
    created_at: instant,
    updated_at: instant,
  })
  .openapi('TitleEventData', { description: 'The title as it stood after the change.' });

const version = z.object({
  id: z.string(),
  number: z.int(),
  supersedes: z.string().nullable().openapi({ description: 'The version that was current before.' }),
});

const entryCause = z.enum(['editor', 'schedule']);

const endpoint = z
  .object({
    id: z.string(),
    url: z.string(),
    status: z.enum(['paused', 'disabled']),
    reason: z.string().nullable().openapi({ description: 'A failure code; null when it was done by hand.' }),
  })
  .openapi('WebhookEndpointEventData');

const closing = {
  losses: z
    .array(z.object({ territories: z.array(z.string()), devices: z.array(z.string()) }))
    .openapi({ description: 'Who that is, place by place. Families of devices; without any, every device.' }),
  layouts: z
    .array(z.object({ key: z.string(), version: z.int(), goes_live_at: instant }))
    .openapi({ description: 'Versions of layouts that viewers see then and that name the title by hand. At most 50.' }),
};
const window = z
  .object({
    id: z.string(),
    title_id: z.string(),
    external_id: z.string(),
    kind: z
      .string()
      .openapi({ description: '`grant`, or `holdback` and `blackout`, which forbid play while they are open.' }),
    licence_type: z.string().nullable(),
    territories: z.array(z.string()),
    excluded_territories: z.array(z.string()),
    starts_at: instant.nullable(),
    ends_at: instant.nullable(),
    version: z.int().openapi({ description: 'Grows with every change of the window.' }),
  })
  .openapi('WindowEventData');

const avails = z
  .object({
    id: z.string(),
    file_name: z.string().nullable(),
    rows: z.int(),
    rows_with_error: z.int(),
    changes: z
      .object({ opened: z.int(), moved: z.int(), narrowed: z.int(), closed: z.int(), same: z.int() })
      .openapi({ description: 'Windows: foreseen by `avails.checked`, done by `avails.applied`.' }),
    failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
    created_at: instant,
  })
  .openapi('AvailsEventData');

/** A schema per type of event; the compiler holds each to the data that is written. */
export const EVENT_SCHEMAS: { readonly [Type in EventType]: zod.ZodType<EventData[Type]> } = {
  'upload.uploaded': upload,
  'upload.ingested': upload,
  'upload.errored': upload,
  'upload.cancelled': upload,
  'upload.timed_out': upload,
  'ingest.received': ingest,
  'ingest.started': ingest,
  'ingest.held': ingest
    .extend({ hold: z.object({ since: instant, expires_at: instant }) })
    .openapi('IngestHeldEventData'),
  'ingest.decided': ingest
    .extend({
      decision: z.object({
        decision: z.string(),
        reason: z.string(),
        by: z.literal('operator').openapi({ description: 'Which operator is not told.' }),
      }),
    })
    .openapi('IngestDecidedEventData'),
  'ingest.published': ingest.extend({ version }).openapi('IngestPublishedEventData'),
  'ingest.rejected': ingest,
  'ingest.failed': ingest,
  'ingest.cancelled': ingest,
  'ingest.retried': ingest,
  'title.created': title,
  'title.updated': title,
  'title.published': title
    .extend({ version, cause: z.enum(['ingest', 'rollback']) })
    .openapi('TitlePublishedEventData'),
  'title.entry_published': title
    .extend({
      snapshot: z.object({ id: z.string(), number: z.int() }).openapi({ description: 'What viewers see now.' }),
      cause: entryCause,
    })
    .openapi('TitleEntryPublishedEventData'),
  'title.unpublished': title.extend({ cause: entryCause }).openapi('TitleUnpublishedEventData'),
  'window.opened': window,
  'window.closed': window,
  'window.not_ready': window
    .extend({
      missing: z
        .array(z.object({ code: z.string(), severity: z.enum(['error', 'warning']), message: z.string() }))
        .openapi({ description: '`error`: viewers get nothing, `warning`: less than was sold. At most 50.' }),
      opens_at: instant,
      urgent: z.boolean().openapi({ description: 'A day or less is left.' }),
    })
    .openapi('WindowNotReadyEventData'),
  'window.closing_soon': window
    .extend({
      closes_at: instant,
      leaves: z.array(z.string()).openapi({
        description:
          'Where somebody cannot have the title any more afterwards; `ZZ` is everywhere that no window names.',
      }),
      ...closing,
    })
    .openapi('WindowClosingSoonEventData'),
  'layout.published': z
    .object({
      ...{ id: z.string(), key: z.string(), name: z.string(), version: z.int(), note: z.string().nullable() },
      goes_live_at: instant,
    })
    .openapi('LayoutPublishedEventData'),
  'avails.checked': avails,
  'avails.applied': avails,
  'avails.failed': avails,
  'bulk_order.done': z
    .object({
      id: z.string(),
      lines: z.int(),
      accepted: z.int(),
      refused: z.int(),
      created_at: instant,
      ended_at: instant,
    })
    .openapi('BulkOrderEventData'),
  'watch_folder.file_refused': z
    .object({
      folder_id: z.string(),
      folder_name: z.string(),
      object_key: z.string(),
      bytes: z.int().nullable(),
      problem: z.object({ code: z.string(), detail: z.string(), fix: z.string() }),
    })
    .openapi('WatchFileEventData'),
  'webhook_endpoint.paused': endpoint,
  'webhook_endpoint.disabled': endpoint,
  'webhook.ping': z.object({ endpoint_id: z.string(), message: z.string() }).openapi('PingEventData'),
};

/** The body of a delivery of one type. */
export const eventBodySchema = (type: EventType) =>
  z.object({
    id: z.string().openapi({ example: 'evt_01M82AH30B8N3V5K7T2Q9X4C6M', description: 'Also the `webhook-id`.' }),
    type: z.literal(type),
    timestamp: instant.openapi({ description: 'When it happened.' }),
    sequence: z.int().openapi({ description: 'The order of events of one subject.', example: 4711 }),
    data: EVENT_SCHEMAS[type],
  });

export const eventTypes = Object.keys(EVENT_TYPES) as EventType[];
