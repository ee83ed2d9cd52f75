import type { EventBody, EventData, EventType } from '../../domain/announce/event-catalogue';
import { FAILURES } from '../../domain/failures';

/** Examples of the document: one endpoint, and one event of each type. A test holds them to the schemas. */

const ENDPOINT = 'whe_01M82AD3W7Q5X9N2B6T8K4R0VJ';
const EVENT = 'evt_01M82AH30B8N3V5K7T2Q9X4C6M';
const INGEST = 'ing_01M82AESJ9EKNYZEXWM0AXJ803';
const TITLE = 'tit_01M82AESHWJF0ABN4NDZ500S08';
const VERSION = 'ver_01M82AH2X7Q0C4T6B9K3M5N8PR';
const CREATED = '2026-11-22T19:05:12.480Z';
const ORDERED = '2026-11-22T19:06:49.307Z';
const PUBLISHED = '2026-11-22T19:08:02.118Z';
/** 32 zero bytes: nobody's secret. */
const SECRET = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';

const failed = (code: keyof typeof FAILURES, detail: string) => {
  const { title, fix, who } = FAILURES[code];
  return { code, title, detail, fix, who };
};

const ingest = {
  id: INGEST,
  external_id: 'BBB-2008',
  title_id: TITLE,
  title: 'Big Buck Bunny',
  status: 'queued',
  stage: null,
  verdict: null,
  failure: null,
  version_id: null,
  profile: 'default',
  priority: 3,
  attempt: 1,
  passthrough: { order: 4711 },
  created_at: ORDERED,
  ended_at: null,
};
const running = { ...ingest, status: 'running', stage: 'receive' };
const held = { ...running, status: 'held', stage: 'hold', verdict: 'held' };
const ended = (status: string) => ({ ...running, status, ended_at: PUBLISHED });

const title = {
  id: TITLE,
  external_id: 'BBB-2008',
  name: 'Big Buck Bunny',
  credit: null,
  published: false,
  published_at: null,
  current_version_id: null,
  created_at: ORDERED,
  updated_at: ORDERED,
};

const upload = {
  id: 'upl_01M82AEPHM8TV5R0TFB5RAP1DJ',
  file_name: 'master.mov',
  status: 'uploaded',
  bytes: 4_831_838_208,
  content_type: 'video/quicktime',
  ingest_id: null,
  failure: null,
  created_at: CREATED,
};

const version = { id: VERSION, number: 1, supersedes: null };
const other = { id: 'whe_01M82AD9C2M4P7S1V5Y8B3F6HK', url: 'https://old.example.com/hook' };

const window = {
  id: 'win_01M82D5E7G9J1L3N5Q7S9U1W3Y',
  title_id: TITLE,
  external_id: 'big-buck-bunny',
  kind: 'grant',
  licence_type: 'SVOD',
  territories: ['DE', 'AT'],
  excluded_territories: [],
  starts_at: PUBLISHED,
  ends_at: null,
  version: 1,
};
const avails = {
  id: 'avi_01M82B7Q4X0K9V5N3T8C6R2H1D',
  file_name: 'meridian-2026-11.xlsx',
  rows: 14,
  rows_with_error: 0,
  changes: { opened: 1, moved: 1, narrowed: 0, closed: 0, same: 12 },
  failure: null,
  created_at: PUBLISHED,
};

/** Data of an event of each type. */
export const EVENT_EXAMPLES: { readonly [Type in EventType]: EventData[Type] } = {
  'upload.uploaded': upload,
  'upload.ingested': { ...upload, status: 'ingested', ingest_id: INGEST },
  'upload.errored': { ...upload, status: 'errored', failure: failed('upload/no-bytes', 'The upload holds no bytes.') },
  'upload.cancelled': { ...upload, status: 'cancelled' },
  'upload.timed_out': { ...upload, status: 'timed_out' },
  'ingest.received': ingest,
  'ingest.started': running,
  'ingest.held': { ...held, hold: { since: ORDERED, expires_at: '2026-11-29T19:06:49.307Z' } },
  'ingest.decided': {
    ...held,
    decision: { decision: 'approve', reason: 'The black second is the director’s.', by: 'operator' },
  },
  'ingest.published': { ...ended('published'), stage: 'publish', verdict: 'warned', version_id: VERSION, version },
  'ingest.rejected': {
    ...ended('rejected'),
    verdict: 'rejected',
    failure: failed('ingest/rejected-by-operator', 'The picture is upside down.'),
  },
  'ingest.failed': {
    ...ended('failed'),
    failure: failed('source/unreachable', 'The source answered with status 503.'),
  },
  'ingest.cancelled': { ...ended('cancelled'), failure: failed('ingest/cancelled', 'The ingest was cancelled.') },
  'ingest.retried': { ...ingest, attempt: 2 },
  'title.created': title,
  'title.updated': { ...title, name: 'Big Buck Bunny (restored)', updated_at: PUBLISHED },
  'title.published': {
    ...title,
    published: true,
    published_at: PUBLISHED,
    current_version_id: VERSION,
    updated_at: PUBLISHED,
    version,
    cause: 'ingest',
  },
  'title.entry_published': {
    ...title,
    published: true,
    published_at: PUBLISHED,
    current_version_id: VERSION,
    updated_at: PUBLISHED,
    snapshot: { id: 'snp_01M82C1A3D5F7H9K1M3P5R7T9V', number: 3 },
    cause: 'editor',
  },
  'title.unpublished': {
    ...title,
    published_at: PUBLISHED,
    current_version_id: VERSION,
    updated_at: PUBLISHED,
    cause: 'schedule',
  },
  'window.opened': window,
  'window.closed': window,
  'window.not_ready': {
    ...window,
    missing: [
      { code: 'captions-missing', severity: 'warning', message: 'de is sold, and there are no captions in it.' },
    ],
    opens_at: PUBLISHED,
    urgent: true,
  },
  'window.closing_soon': {
    ...{ ...window, closes_at: '2027-06-01T00:00:00.000Z', leaves: ['AT', 'DE'] },
    losses: [{ territories: ['AT', 'DE'], devices: [] }],
    layouts: [{ key: 'home', version: 4, goes_live_at: '2027-05-28T00:00:00.000Z' }],
  },
  'layout.published': {
    ...{ id: 'lay_01M82C1A3D5F7H9K1M3P5R7T9V', key: 'home', name: 'Home', version: 4, note: 'Christmas' },
    goes_live_at: PUBLISHED,
  },
  'avails.checked': avails,
  'avails.applied': avails,
  'avails.failed': {
    ...avails,
    rows: 0,
    changes: { opened: 0, moved: 0, narrowed: 0, closed: 0, same: 0 },
    failure: { code: 'avails/unreadable', detail: 'Its directory is damaged.' },
  },
  'bulk_order.done': {
    id: 'bul_01M82B4T6Y9C2F5J8M1Q3S7VXZ',
    lines: 120,
    accepted: 118,
    refused: 2,
    created_at: ORDERED,
    ended_at: PUBLISHED,
  },
  'watch_folder.file_refused': {
    folder_id: 'wfo_01M82B7K0N3R5T8W1Z4C6F9HJM',
    folder_name: 'trailers',
    object_key: 'watch/demo/trailers/readme.exe',
    bytes: 4096,
    problem: { code: 'request/invalid', detail: 'The file is no media file.', fix: 'Deliver media files only.' },
  },
  'webhook_endpoint.paused': { ...other, status: 'paused', reason: 'webhook/failing' },
  'webhook_endpoint.disabled': { ...other, status: 'disabled', reason: 'webhook/gone' },
  'webhook.ping': {
    endpoint_id: ENDPOINT,
    message: 'You asked for this event to see whether deliveries arrive.',
  },
};

/** The body of a delivery, by type. */
export const eventExample = (type: EventType): EventBody => ({
  id: EVENT,
  type,
  timestamp: PUBLISHED,
  sequence: 4711,
  data: EVENT_EXAMPLES[type],
});

const page = (...data: object[]) => ({ data, next_cursor: null });

const endpoint = {
  id: ENDPOINT,
  url: 'https://hooks.example.com/headend',
  description: 'Catalogue of the shop',
  events: ['ingest.*', 'title.published'],
  status: 'active',
  reason: null,
  failures: 0,
  failing_since: null,
  test_mode: false,
  secrets: [{ id: 'whs_01M82AD3W9B4F7J0M2Q5S8VXZC', created_at: CREATED, expires_at: null }],
  created_at: CREATED,
  updated_at: CREATED,
};
const rotated = {
  ...endpoint,
  secrets: [
    { id: 'whs_01M84ZT1C5F8H2K6N9R3T7WYBD', created_at: '2026-11-23T20:00:00.000Z', expires_at: null },
    { ...endpoint.secrets[0], expires_at: '2026-11-24T20:00:00.000Z' },
  ],
};
const byHand = (status: string) => ({ ...endpoint, status });

const event = {
  id: EVENT,
  type: 'ingest.published',
  timestamp: PUBLISHED,
  sequence: 4711,
  subject: INGEST,
  test_mode: false,
  data: EVENT_EXAMPLES['ingest.published'],
};

const attempt = {
  id: 'atm_01M82AH3B1E4G7J9M2P5R8TWYC',
  event_id: EVENT,
  event_type: 'ingest.published',
  cause: 'dispatcher',
  started_at: '2026-11-22T19:08:02.160Z',
  duration_ms: 87,
  request: {
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Headend-Webhooks/1 (+https://www.standardwebhooks.com)',
      'webhook-id': EVENT,
      'webhook-timestamp': '1795374482',
      'webhook-signature': 'v1,K5oZ…',
    },
  },
  response: { status: 204, headers: { date: 'Sun, 22 Nov 2026 19:08:02 GMT' }, body: '' },
  failure: null,
};

/** Requests and answers by operation. */
export const ANNOUNCE_EXAMPLES: Readonly<Record<string, { request?: unknown; answer?: unknown }>> = {
  createWebhookEndpoint: {
    request: { url: endpoint.url, description: endpoint.description, events: endpoint.events },
    answer: { ...endpoint, secret: SECRET },
  },
  listWebhookEndpoints: { answer: page(endpoint) },
  getWebhookEndpoint: { answer: endpoint },
  updateWebhookEndpoint: { request: { events: ['ingest.*'] }, answer: { ...endpoint, events: ['ingest.*'] } },
  deleteWebhookEndpoint: {},
  pauseWebhookEndpoint: { answer: byHand('paused') },
  disableWebhookEndpoint: { answer: byHand('disabled') },
  resumeWebhookEndpoint: { request: { resend: true }, answer: endpoint },
  rotateWebhookSecret: { request: { overlap_hours: 24 }, answer: { ...rotated, secret: SECRET } },
  pingWebhookEndpoint: { answer: { event_id: EVENT } },
  replayWebhooks: {
    request: { from: '2026-11-22T00:00:00Z', to: '2026-11-23T00:00:00Z', types: ['ingest.*'] },
    answer: { sent: 42 },
  },
  listWebhookAttempts: { answer: page(attempt) },
  listWebhookEvents: { answer: page(event) },
  getWebhookEvent: {
    answer: {
      ...event,
      deliveries: [
        {
          endpoint_id: ENDPOINT,
          status: 'delivered',
          attempts: 1,
          next_at: null,
          ended_at: '2026-11-22T19:08:02.250Z',
        },
      ],
    },
  },
};
