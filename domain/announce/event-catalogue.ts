/** Every type of event, and what its data tells. A type is never renamed once released; data only grows. */
export const EVENT_TYPES = {
  'upload.uploaded': 'The bytes of an upload are stored; it can be named in an order.',
  'upload.ingested': 'An order took the upload.',
  'upload.errored': 'An upload cannot be used; its failure says why.',
  'upload.cancelled': 'An upload was given up by its owner.',
  'upload.timed_out': 'An upload was not completed in time; its bytes are removed.',
  'ingest.received': 'An order was accepted; its run follows.',
  'ingest.started': 'The run began to work.',
  'ingest.held': 'The run waits for a decision of an operator.',
  'ingest.decided': 'An operator decided on a held ingest.',
  'ingest.published': 'The title plays; the version is current.',
  'ingest.rejected': 'The master or a sidecar was not good enough; the findings say why.',
  'ingest.failed': 'The run could not be brought to its end.',
  'ingest.cancelled': 'The ingest was cancelled.',
  'ingest.retried': 'An ended ingest was opened again for another run.',
  'title.created': 'A title was named for the first time.',
  'title.updated': 'The name or another detail of a title changed.',
  'title.published': 'Another version of the title became current: a publication or a roll-back.',
  'title.entry_published': 'Viewers see another snapshot of the entry: an editor or a schedule did it.',
  'title.unpublished': 'The entry was taken down: nobody finds or plays it.',
  'window.opened': 'A rights window of a title has opened: by its time, by a change or by an approval.',
  'window.closed': 'A rights window of a title has closed: by its time, by a change or by being withdrawn.',
  'window.not_ready': 'A window opens soon, or has opened, and something that was sold with it is missing.',
  'window.closing_soon': 'A window closes soon, and in some of its territories the title cannot be had any more then.',
  'layout.published': 'Viewers see another version of a layout: at once, or at the instant that was set for it.',
  'avails.checked': 'A document of avails was read; it waits for a decision.',
  'avails.applied': 'Rights windows are as a document of avails says.',
  'avails.failed': 'A document of avails cannot be read; its failure says why.',
  'bulk_order.done': 'Every line of a bulk order is accepted or refused.',
  'watch_folder.file_refused': 'A file in a watch folder was not ordered.',
  'webhook_endpoint.paused': 'Deliveries to another endpoint of yours are paused, since they kept failing or by hand.',
  'webhook_endpoint.disabled': 'Another endpoint of yours gets nothing any more: it answered 410, or by hand.',
  'webhook.ping': 'Sent when you ask for it, to one endpoint.',
} as const satisfies Record<string, string>;

export type EventType = keyof typeof EVENT_TYPES;

export const isEventType = (text: string): text is EventType => Object.hasOwn(EVENT_TYPES, text);

/** Why something ended badly, as a partner is told. */
export interface FailureData {
  code: string;
  title: string;
  detail: string;
  fix: string;
  /** Who can mend it. */
  who: string;
}

/** A compact view of an upload. Instants are ISO 8601 in UTC. */
export interface UploadData {
  id: string;
  file_name: string;
  status: string;
  /** What arrived, or what was declared while nothing has. */
  bytes: number | null;
  content_type: string | null;
  ingest_id: string | null;
  failure: FailureData | null;
  created_at: string;
}

/** A compact view of an ingest, as it stood after the change. */
export interface IngestData {
  id: string;
  external_id: string;
  title_id: string;
  title: string;
  status: string;
  stage: string | null;
  verdict: string | null;
  failure: FailureData | null;
  version_id: string | null;
  profile: string;
  priority: number;
  /** From 1; counts retries. */
  attempt: number;
  passthrough: Record<string, unknown> | null;
  created_at: string;
  ended_at: string | null;
}

/** A compact view of a title, as it stood after the change. */
export interface TitleData {
  id: string;
  external_id: string;
  name: string;
  credit: string | null;
  published: boolean;
  published_at: string | null;
  current_version_id: string | null;
  created_at: string;
  updated_at: string;
}

export interface BulkOrderData {
  id: string;
  lines: number;
  accepted: number;
  refused: number;
  created_at: string;
  ended_at: string;
}

export interface WatchFileData {
  folder_id: string;
  folder_name: string;
  object_key: string;
  bytes: number | null;
  problem: { code: string; detail: string; fix: string };
}

export interface EndpointData {
  id: string;
  url: string;
  status: 'paused' | 'disabled';
  /** A failure code, or null when a person did it. */
  reason: string | null;
}

/** A compact view of a rights window. */
export interface WindowData {
  id: string;
  title_id: string;
  external_id: string;
  /** A grant lets play; holdbacks and blackouts forbid it while they are open. */
  kind: string;
  licence_type: string | null;
  territories: string[];
  excluded_territories: string[];
  starts_at: string | null;
  ends_at: string | null;
  /** Grows with every change of the window. */
  version: number;
}

/** Something that a window waits for. */
export interface MissingData {
  code: string;
  /** `error`: viewers get nothing, `warning`: less than was sold. */
  severity: 'error' | 'warning';
  message: string;
}

/** A version of a layout that went live. */
export interface LayoutData {
  id: string;
  /** Such as `home`. */
  key: string;
  name: string;
  version: number;
  note: string | null;
  goes_live_at: string;
}

/** A compact view of an import of avails. */
export interface AvailsData {
  id: string;
  file_name: string | null;
  rows: number;
  rows_with_error: number;
  /** Windows: foreseen by `avails.checked`, done by `avails.applied`. */
  changes: { opened: number; moved: number; narrowed: number; closed: number; same: number };
  failure: { code: string; detail: string } | null;
  created_at: string;
}

/** What the data of each type of event is. */
export interface EventData {
  'upload.uploaded': UploadData;
  'upload.ingested': UploadData;
  'upload.errored': UploadData;
  'upload.cancelled': UploadData;
  'upload.timed_out': UploadData;
  'ingest.received': IngestData;
  'ingest.started': IngestData;
  'ingest.held': IngestData & { hold: { since: string; expires_at: string } };
  'ingest.decided': IngestData & { decision: { decision: string; reason: string; by: 'operator' } };
  'ingest.published': IngestData & { version: { id: string; number: number; supersedes: string | null } };
  'ingest.rejected': IngestData;
  'ingest.failed': IngestData;
  'ingest.cancelled': IngestData;
  'ingest.retried': IngestData;
  'title.created': TitleData;
  'title.updated': TitleData;
  'title.published': TitleData & {
    version: { id: string; number: number; supersedes: string | null };
    cause: 'ingest' | 'rollback';
  };
  'title.entry_published': TitleData & {
    /** What viewers see now. */
    snapshot: { id: string; number: number };
    cause: 'editor' | 'schedule';
  };
  'title.unpublished': TitleData & { cause: 'editor' | 'schedule' };
  'window.opened': WindowData;
  'window.closed': WindowData;
  'window.not_ready': WindowData & {
    /** At most 50. */
    missing: MissingData[];
    opens_at: string;
    /** A day or less is left. */
    urgent: boolean;
  };
  'window.closing_soon': WindowData & {
    closes_at: string;
    /** Where somebody cannot have the title any more afterwards; `ZZ` is everywhere that no window names. */
    leaves: string[];
    /** Who that is: places, and the families of devices there; no devices: all of them. */
    losses: { territories: string[]; devices: string[] }[];
    /** Versions of layouts that viewers see then and that name the title by hand. At most 50. */
    layouts: { key: string; version: number; goes_live_at: string }[];
  };
  'layout.published': LayoutData;
  'avails.checked': AvailsData;
  'avails.applied': AvailsData;
  'avails.failed': AvailsData;
  'bulk_order.done': BulkOrderData;
  'watch_folder.file_refused': WatchFileData;
  'webhook_endpoint.paused': EndpointData;
  'webhook_endpoint.disabled': EndpointData;
  'webhook.ping': { endpoint_id: string; message: string };
}

/** The body of a delivery. At most {@link MOST_BODY_BYTES}. */
export interface EventBody<Type extends EventType = EventType> {
  /** The `webhook-id` of every delivery of this event: tell a repetition by it. */
  id: string;
  type: Type;
  /** When it happened, ISO 8601 in UTC. */
  timestamp: string;
  /** Grows with every event; the order of events of one subject. */
  sequence: number;
  data: EventData[Type];
}

/** Standard Webhooks asks for payloads below 20 kB. */
export const MOST_BODY_BYTES = 20_000;
