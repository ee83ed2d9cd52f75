import { type ApiClient, answerOf, createApiClient, once, type QueryOf } from '../../../api/client/client';
import { HeadendProblem } from './problem';
import type {
  ApiKeyChange,
  ApiKeyOrder,
  Artwork,
  BreakInOrder,
  BreakOrder,
  ChannelOrder,
  ChannelState,
  Decision,
  IngestOrder,
  LayoutChange,
  LayoutPublishOrder,
  MilestoneOrder,
  Page,
  PlaybackOrder,
  PlaybackSession,
  ReplacementOrder,
  RightsPreviewOrder,
  RightsWindowOrder,
  Simulation,
  SourceCredentialOrder,
  Title,
  TitleDraftChange,
  TitleOrder,
  TitleScheduleOrder,
  UploadOrder,
  WatchFolder,
  WatchFolderChange,
  WatchFolderOrder,
  WebhookChange,
  WebhookEndpoint,
  WebhookOrder,
  WebhookReplay,
  WindowDecision,
} from './types';

/** `GET /app-config.json`: what the server tells its own pages. */
export interface AppConfig {
  keys?: { viewer?: string; operator?: string };
  temporal_ui?: string | null;
}

/** Who speaks: decides which key is sent. */
export type Role = 'viewer' | 'operator';

const SESSION_KEY = 'headend.operator-key';

let config: Promise<AppConfig> | undefined;

/** Read once per page load. A server without the file has no keys to give. */
export const appConfig = (): Promise<AppConfig> => {
  config ??= fetch('/app-config.json').then((reply) => (reply.ok ? (reply.json() as Promise<AppConfig>) : {}));
  config.catch(() => {
    config = undefined;
  });
  return config;
};

/** The operator's key lives as long as the tab. */
export const operatorKey = {
  read: (): string | null => sessionStorage.getItem(SESSION_KEY),
  keep: (key: string): void => sessionStorage.setItem(SESSION_KEY, key),
  forget: (): void => sessionStorage.removeItem(SESSION_KEY),
};

async function keyOf(role: Role): Promise<string | undefined> {
  const { keys } = await appConfig();
  return role === 'operator' ? (operatorKey.read() ?? keys?.operator) : keys?.viewer;
}

/** An answer that takes longer will not come. */
const PATIENCE_MS = 30_000;

/** A request that was called off is no failure; everything else is one in words. */
const unreachable = (error: unknown): never => {
  if (isStopped(error)) throw error;
  throw HeadendProblem.of('client/unreachable', 'The request got no answer.');
};

/** True for what is thrown when somebody stops an upload or leaves a page. */
export const isStopped = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

async function problemOf(reply: Response): Promise<HeadendProblem> {
  const body = await reply.json().catch(() => undefined);
  if (body?.code) return new HeadendProblem(body);
  return HeadendProblem.of('client/unreachable', `The server answered ${reply.status} without a reason.`);
}

/** One request of a role: with its key, within our patience, and thrown when it is refused. */
async function send(role: Role, request: Request): Promise<Response> {
  const key = await keyOf(role).catch(unreachable);
  if (key) request.headers.set('authorization', `Bearer ${key}`);
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE_MS)]);
  const reply = await fetch(request, { signal }).catch(unreachable);
  if (!reply.ok) throw await problemOf(reply);
  return reply;
}

/** What a call answered; an answer that breaks off is none. */
const read = <T>(call: Promise<{ data?: T }>): Promise<T> =>
  answerOf(call).catch((error: unknown) => {
    throw error instanceof HeadendProblem ? error : unreachable(error);
  });

/** A resource with the tag that a change of it must name. */
async function tagged<T>(call: Promise<{ data?: T; response: Response }>): Promise<Tagged<T>> {
  const value = await read(call);
  const { response } = await call;
  return { value, tag: response.headers.get('etag') ?? '' };
}

/** The filters that are set. Those of a page come from its address, so the API is the judge of their values. */
const filled = <Query>(filters: object): Query =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== '')) as Query;

const path = (id: string) => ({ path: { id } });
/** The parameters of a POST to one resource. */
const posted = (id: string) => ({ path: { id }, header: once() });

/** What was read, and its ETag. */
export interface Tagged<T> {
  value: T;
  tag: string;
}

/** Follow cursors to the end, for lists that are small enough to hold. At most 1,000 rows. */
async function all<T>(page: (cursor?: string) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | undefined;
  do {
    const next = await page(cursor);
    rows.push(...next.data);
    cursor = next.next_cursor ?? undefined;
  } while (cursor && rows.length < 1000);
  return rows;
}

/** What a list of ingests is narrowed to. */
export interface IngestFilter {
  status?: string;
  /** The partner's id of the title, as a whole. */
  external_id?: string;
  title_id?: string;
  cursor?: string;
  limit?: number;
}

/** What a list of runs is narrowed to. */
export interface RunFilter extends Pick<IngestFilter, 'status' | 'cursor' | 'limit'> {
  /** How the ingest of the run stands. */
  outcome?: string;
}

type Filter = Record<string, string | number | undefined>;

const uploadCalls = (http: ApiClient) => ({
  upload: (body: UploadOrder, signal?: AbortSignal) =>
    read(http.POST('/v1/uploads', { params: { header: once() }, body, signal })),
  uploadById: (id: string, signal?: AbortSignal) => read(http.GET('/v1/uploads/{id}', { params: path(id), signal })),
  uploadParts: (id: string, signal?: AbortSignal) =>
    read(http.GET('/v1/uploads/{id}/parts', { params: path(id), signal })),
  partUrls: (id: string, body: { from: number; to: number }, signal?: AbortSignal) =>
    read(http.POST('/v1/uploads/{id}/parts', { params: posted(id), body, signal })),
  completeUpload: (id: string, signal?: AbortSignal) =>
    read(http.POST('/v1/uploads/{id}/complete', { params: posted(id), body: {}, signal })),
  dropUpload: (id: string) => read(http.DELETE('/v1/uploads/{id}', { params: path(id) })),
});

/** What proves that a session is the page's own. */
type PlayedSession = Pick<PlaybackSession, 'id' | 'session_token'>;

const titleCalls = (http: ApiClient) => ({
  titles: (signal?: AbortSignal): Promise<Title[]> =>
    all((cursor) =>
      read(
        http.GET('/v1/titles', { params: { query: filled<QueryOf<'/v1/titles'>>({ limit: 100, cursor }) }, signal }),
      ),
    ),
  title: (id: string, signal?: AbortSignal) => read(http.GET('/v1/titles/{id}', { params: path(id), signal })),
  /** One title for this device, as viewers see it. */
  offeredTitle: (id: string, device: string, signal?: AbortSignal) =>
    read(http.GET('/v1/titles/{id}', { params: { ...path(id), query: { device } }, signal })),
  /** One page of the catalogue. */
  titlePage: (query: Filter, signal?: AbortSignal) =>
    read(http.GET('/v1/titles', { params: { query: filled<QueryOf<'/v1/titles'>>(query) }, signal })),
  search: (query: Filter & { q: string }, signal?: AbortSignal) =>
    read(
      http.GET('/v1/search', { params: { query: { ...filled<QueryOf<'/v1/search'>>(query), q: query.q } }, signal }),
    ),
  play: (title_id: string, device: PlaybackOrder['device'], signal?: AbortSignal) =>
    read(
      http.POST('/v1/playback-sessions', {
        params: { header: once() },
        body: { title_id, device },
        signal,
      }),
    ),
  playChannel: (order: Pick<PlaybackOrder, 'channel_id' | 'device' | 'territory'>, signal?: AbortSignal) =>
    read(http.POST('/v1/playback-sessions', { params: { header: once() }, body: order, signal })),
  beat: ({ id, session_token }: PlayedSession) =>
    read(
      http.POST('/v1/playback-sessions/{id}/heartbeat', {
        params: { ...path(id), header: { ...once(), 'Session-Token': session_token } },
      }),
    ),
  endPlay: ({ id, session_token }: PlayedSession) =>
    read(
      http.DELETE('/v1/playback-sessions/{id}', {
        params: { ...path(id), header: { 'Session-Token': session_token } },
        keepalive: true,
      }),
    ),
  sessions: (query: Filter, signal?: AbortSignal) =>
    read(
      http.GET('/v1/playback-sessions', {
        params: { query: filled<QueryOf<'/v1/playback-sessions'>>(query) },
        signal,
      }),
    ),
  licences: (query: Filter, signal?: AbortSignal) =>
    read(
      http.GET('/v1/licence-requests', { params: { query: filled<QueryOf<'/v1/licence-requests'>>(query) }, signal }),
    ),
  rollBack: (id: string, version_id: string) =>
    read(http.POST('/v1/titles/{id}/rollback', { params: posted(id), body: { version_id } })),
});

const draftCalls = (http: ApiClient) => ({
  createTitle: (body: TitleOrder) => read(http.POST('/v1/titles', { params: { header: once() }, body })),
  setMembers: (id: string, members: string[]) =>
    read(http.PUT('/v1/titles/{id}/members', { params: path(id), body: { members } })),
  artworks: (id: string, signal?: AbortSignal) =>
    read(http.GET('/v1/titles/{id}/artworks', { params: path(id), signal })),
  putArtwork: (id: string, query: { role: Artwork['role']; locale?: string }, file: File) =>
    read(
      http.POST('/v1/titles/{id}/artworks', {
        params: { ...posted(id), query },
        headers: { 'content-type': file.type },
        body: file as never,
        bodySerializer: (body: unknown) => body as never,
      }),
    ),
  deleteArtwork: (id: string, artwork_id: string) =>
    read(http.DELETE('/v1/titles/{id}/artworks/{artwork_id}', { params: { path: { id, artwork_id } } })),
  genres: (signal?: AbortSignal) => read(http.GET('/v1/genres', { signal })),
  createGenre: (body: { key: string; names: Record<string, string> }) =>
    read(http.POST('/v1/genres', { params: { header: once() }, body })),
  deleteGenre: (id: string) => read(http.DELETE('/v1/genres/{id}', { params: path(id) })),
  people: (signal?: AbortSignal) => read(http.GET('/v1/people', { params: { query: { limit: 100 } }, signal })),
  createPerson: (body: { name: string }) => read(http.POST('/v1/people', { params: { header: once() }, body })),
  deletePerson: (id: string) => read(http.DELETE('/v1/people/{id}', { params: path(id) })),
  draft: (id: string, signal?: AbortSignal) => tagged(http.GET('/v1/titles/{id}/draft', { params: path(id), signal })),
  changeDraft: (id: string, tag: string, body: TitleDraftChange) =>
    tagged(http.PATCH('/v1/titles/{id}/draft', { params: { ...path(id), header: { 'If-Match': tag } }, body })),
  snapshots: (id: string, signal?: AbortSignal) =>
    read(http.GET('/v1/titles/{id}/snapshots', { params: path(id), signal })),
  titleDiff: (id: string, from: number, to: number | undefined, signal?: AbortSignal) =>
    read(http.GET('/v1/titles/{id}/diff', { params: { ...path(id), query: { from, to } }, signal })),
  publishTitle: (id: string, body: { snapshot_id?: string; revision?: number }) =>
    read(http.POST('/v1/titles/{id}/publish', { params: posted(id), body })),
  unpublishTitle: (id: string) => read(http.POST('/v1/titles/{id}/unpublish', { params: posted(id) })),
  related: (id: string, signal?: AbortSignal) =>
    read(http.GET('/v1/titles/{id}/children', { params: path(id), signal })),
  titleSchedules: (id: string, signal?: AbortSignal) =>
    read(http.GET('/v1/titles/{id}/schedules', { params: path(id), signal })),
  scheduleTitle: (id: string, body: TitleScheduleOrder) =>
    read(http.POST('/v1/titles/{id}/schedules', { params: posted(id), body })),
  cancelTitleSchedule: (id: string, schedule_id: string) =>
    read(http.DELETE('/v1/titles/{id}/schedules/{schedule_id}', { params: { path: { id, schedule_id } } })),
});

const byKey = (key: string) => ({ path: { key } });

const layoutCalls = (http: ApiClient) => ({
  /** A page as viewers on such a device see it. */
  page: (key: string, device: string, signal?: AbortSignal) =>
    read(http.GET('/v1/layouts/{key}', { params: { ...byKey(key), query: { device } }, signal })),
  previewPage: (key: string, query: Filter, signal?: AbortSignal) =>
    read(
      http.GET('/v1/layouts/{key}/preview', {
        params: { ...byKey(key), query: filled<QueryOf<'/v1/layouts/{key}/preview'>>(query) },
        signal,
      }),
    ),
  layouts: (signal?: AbortSignal) => read(http.GET('/v1/layouts', { signal })),
  createLayout: (body: { key: string; name: string }) =>
    read(http.POST('/v1/layouts', { params: { header: once() }, body })),
  layoutDraft: (key: string, signal?: AbortSignal) =>
    tagged(http.GET('/v1/layouts/{key}/draft', { params: byKey(key), signal })),
  changeLayout: (key: string, tag: string, body: LayoutChange) =>
    tagged(http.PATCH('/v1/layouts/{key}/draft', { params: { ...byKey(key), header: { 'If-Match': tag } }, body })),
  publishLayout: (key: string, body: LayoutPublishOrder) =>
    read(http.POST('/v1/layouts/{key}/publish', { params: { ...byKey(key), header: once() }, body })),
  layoutVersions: (key: string, signal?: AbortSignal) =>
    read(http.GET('/v1/layouts/{key}/versions', { params: byKey(key), signal })),
  /** @param to the draft when left out */
  layoutDiff: (key: string, from: number, to: number | undefined, signal?: AbortSignal) =>
    read(http.GET('/v1/layouts/{key}/diff', { params: { ...byKey(key), query: { from, to } }, signal })),
  cancelLayoutVersion: (key: string, number: number) =>
    read(http.DELETE('/v1/layouts/{key}/versions/{number}', { params: { path: { key, number } } })),
});

const ingestCalls = (http: ApiClient) => ({
  order: (body: IngestOrder) => read(http.POST('/v1/ingests', { params: { header: once() }, body })),
  ingests: (filter: IngestFilter, signal?: AbortSignal) =>
    read(http.GET('/v1/ingests', { params: { query: filled<QueryOf<'/v1/ingests'>>(filter) }, signal })),
  ingest: (id: string, signal?: AbortSignal) => read(http.GET('/v1/ingests/{id}', { params: path(id), signal })),
  qc: (id: string, signal?: AbortSignal) =>
    read(http.GET('/v1/ingests/{id}/qc', { params: path(id), headers: { accept: 'application/json' }, signal })),
  cancel: (id: string) => read(http.POST('/v1/ingests/{id}/cancel', { params: posted(id) })),
  retry: (id: string) => read(http.POST('/v1/ingests/{id}/retry', { params: posted(id) })),
  decide: (id: string, body: Decision) => read(http.POST('/v1/ingests/{id}/decision', { params: posted(id), body })),
});

const webhookCalls = (http: ApiClient) => ({
  webhooks: (signal?: AbortSignal): Promise<WebhookEndpoint[]> =>
    all((cursor) =>
      read(
        http.GET('/v1/webhook-endpoints', {
          params: { query: filled<QueryOf<'/v1/webhook-endpoints'>>({ limit: 100, cursor }) },
          signal,
        }),
      ),
    ),
  webhook: (id: string, signal?: AbortSignal) =>
    tagged(http.GET('/v1/webhook-endpoints/{id}', { params: path(id), signal })),
  addWebhook: (body: WebhookOrder) => read(http.POST('/v1/webhook-endpoints', { params: { header: once() }, body })),
  changeWebhook: (id: string, tag: string, body: WebhookChange) =>
    read(http.PATCH('/v1/webhook-endpoints/{id}', { params: { ...path(id), header: { 'If-Match': tag } }, body })),
  dropWebhook: (id: string) => read(http.DELETE('/v1/webhook-endpoints/{id}', { params: path(id) })),
  pauseWebhook: (id: string) => read(http.POST('/v1/webhook-endpoints/{id}/pause', { params: posted(id) })),
  resumeWebhook: (id: string) => read(http.POST('/v1/webhook-endpoints/{id}/resume', { params: posted(id), body: {} })),
  pingWebhook: (id: string) => read(http.POST('/v1/webhook-endpoints/{id}/ping', { params: posted(id) })),
  rotateSecret: (id: string) =>
    read(http.POST('/v1/webhook-endpoints/{id}/rotate-secret', { params: posted(id), body: {} })),
  /** @param header the same for the same question: a second click sends nothing twice */
  replay: (id: string, body: WebhookReplay, header = once()) =>
    read(http.POST('/v1/webhook-endpoints/{id}/replay', { params: { ...path(id), header }, body })),
  attempts: (id: string, query: Filter, signal?: AbortSignal) =>
    read(
      http.GET('/v1/webhook-endpoints/{id}/attempts', {
        params: { ...path(id), query: filled<QueryOf<'/v1/webhook-endpoints/{id}/attempts'>>(query) },
        signal,
      }),
    ),
});

const keyCalls = (http: ApiClient) => ({
  keys: (query: Filter, signal?: AbortSignal) =>
    read(http.GET('/v1/api-keys', { params: { query: filled<QueryOf<'/v1/api-keys'>>(query) }, signal })),
  key: (id: string, signal?: AbortSignal) => tagged(http.GET('/v1/api-keys/{id}', { params: path(id), signal })),
  addKey: (body: ApiKeyOrder) => read(http.POST('/v1/api-keys', { params: { header: once() }, body })),
  changeKey: (id: string, tag: string, body: ApiKeyChange) =>
    read(http.PATCH('/v1/api-keys/{id}', { params: { ...path(id), header: { 'If-Match': tag } }, body })),
  rotateKey: (id: string, overlap_seconds: number) =>
    read(http.POST('/v1/api-keys/{id}/rotate', { params: posted(id), body: { overlap_seconds } })),
  revokeKey: (id: string) => read(http.POST('/v1/api-keys/{id}/revoke', { params: posted(id) })),
  audit: (query: Filter, signal?: AbortSignal) =>
    read(http.GET('/v1/audit-entries', { params: { query: filled<QueryOf<'/v1/audit-entries'>>(query) }, signal })),
});

const runCalls = (http: ApiClient) => ({
  runs: (filter: RunFilter, signal?: AbortSignal) =>
    read(http.GET('/v1/runs', { params: { query: filled<QueryOf<'/v1/runs'>>(filter) }, signal })),
  profiles: (signal?: AbortSignal) => read(http.GET('/v1/operator/profiles', { signal })),
});

const availsCalls = (http: ApiClient) => ({
  /** @param document a workbook or XML, sent as it is */
  sendAvails: (document: Blob, query: { file_name: string; dialect: 'ema' | 'google' }) =>
    read(
      http.POST('/v1/avails', {
        params: {
          header: once(),
          query,
        },
        headers: { 'content-type': 'application/octet-stream' },
        body: document as never,
        bodySerializer: (body: unknown) => body as Blob,
      }),
    ),
  avails: (query: Filter, signal?: AbortSignal) =>
    read(http.GET('/v1/avails', { params: { query: filled<QueryOf<'/v1/avails'>>(query) }, signal })),
  availsImport: (id: string, signal?: AbortSignal) => read(http.GET('/v1/avails/{id}', { params: path(id), signal })),
  availsRows: (id: string, query: Filter, signal?: AbortSignal) =>
    read(
      http.GET('/v1/avails/{id}/rows', {
        params: { ...path(id), query: filled<QueryOf<'/v1/avails/{id}/rows'>>(query) },
        signal,
      }),
    ),
  availsChanges: (id: string, query: Filter, signal?: AbortSignal) =>
    read(
      http.GET('/v1/avails/{id}/changes', {
        params: { ...path(id), query: filled<QueryOf<'/v1/avails/{id}/changes'>>(query) },
        signal,
      }),
    ),
  applyAvails: (id: string, skipErrors: boolean) =>
    read(
      http.POST('/v1/avails/{id}/apply', {
        params: { ...path(id), header: once() },
        body: { skip_errors: skipErrors },
      }),
    ),
  discardAvails: (id: string) =>
    read(http.POST('/v1/avails/{id}/discard', { params: { ...path(id), header: once() } })),
  exportAvails: (format: 'xml' | 'xlsx') =>
    read(
      http.GET('/v1/avails-export', { params: { query: { format } }, parseAs: 'blob' }),
    ) as Promise<unknown> as Promise<Blob>,
});

const rightsCalls = (http: ApiClient) => ({
  desk: (query: Filter, signal?: AbortSignal) =>
    read(http.GET('/v1/rights/desk', { params: { query: filled<QueryOf<'/v1/rights/desk'>>(query) }, signal })),
  expiring: (query: Filter, signal?: AbortSignal) =>
    read(http.GET('/v1/rights/expiring', { params: { query: filled<QueryOf<'/v1/rights/expiring'>>(query) }, signal })),
  conflicts: (query: Filter, signal?: AbortSignal) =>
    read(
      http.GET('/v1/rights/conflicts', { params: { query: filled<QueryOf<'/v1/rights/conflicts'>>(query) }, signal }),
    ),
  window: (id: string, signal?: AbortSignal) => tagged(http.GET('/v1/windows/{id}', { params: path(id), signal })),
  addWindow: (titleId: string, body: RightsWindowOrder) =>
    read(http.POST('/v1/titles/{id}/windows', { params: posted(titleId), body })),
  changeWindow: (id: string, tag: string, body: RightsWindowOrder) =>
    tagged(http.PUT('/v1/windows/{id}', { params: { ...path(id), header: { 'If-Match': tag } }, body })),
  withdrawWindow: (id: string) => read(http.POST('/v1/windows/{id}/withdraw', { params: posted(id) })),
  approveWindow: (id: string) => read(http.POST('/v1/windows/{id}/approve', { params: posted(id) })),
  readiness: (id: string, signal?: AbortSignal) =>
    read(http.GET('/v1/windows/{id}/readiness', { params: path(id), signal })),
  closing: (id: string, signal?: AbortSignal) =>
    read(http.GET('/v1/windows/{id}/closing', { params: path(id), signal })),
  decideOpening: (id: string, body: WindowDecision) =>
    read(http.POST('/v1/windows/{id}/decision', { params: posted(id), body })),
  /** @param name of domain/feeds/formats.ts */
  feedReport: (name: string, query: Filter, signal?: AbortSignal) =>
    read(
      http.GET('/v1/feeds/{name}/report', {
        params: { path: { name: name as 'mrss' }, query: filled<QueryOf<'/v1/feeds/{name}/report'>>(query) },
        signal,
      }),
    ),
  recordMilestone: (body: MilestoneOrder) => read(http.POST('/v1/milestones', { params: { header: once() }, body })),
  previewWindow: (titleId: string, body: RightsPreviewOrder, signal?: AbortSignal) =>
    read(http.POST('/v1/titles/{id}/windows/preview', { params: posted(titleId), body, signal })),
  availability: (id: string, query: Filter, signal?: AbortSignal) =>
    read(
      http.GET('/v1/titles/{id}/availability', {
        params: { ...path(id), query: filled<QueryOf<'/v1/titles/{id}/availability'>>(query) },
        signal,
      }),
    ),
  simulate: (body: Simulation, signal?: AbortSignal) =>
    read(http.POST('/v1/availability/simulate', { params: { header: once() }, body, signal })),
  simulateTable: (body: Simulation) =>
    read(
      http.POST('/v1/availability/simulate.csv', { params: { header: once() }, body, parseAs: 'blob' }),
    ) as Promise<unknown> as Promise<Blob>,
  findTitles: (q: string, signal?: AbortSignal) =>
    read(http.GET('/v1/titles', { params: { query: filled<QueryOf<'/v1/titles'>>({ limit: 20, q }) }, signal })),
});

const channelCalls = (http: ApiClient) => ({
  channels: (signal?: AbortSignal) => read(http.GET('/v1/channels', { signal })),
  channelTemplates: (signal?: AbortSignal) => read(http.GET('/v1/channel-templates', { signal })),
  createChannel: (body: ChannelOrder) => read(http.POST('/v1/channels', { params: { header: once() }, body })),
  channel: (id: string, signal?: AbortSignal) => tagged(http.GET('/v1/channels/{id}', { params: path(id), signal })),
  changeChannel: (id: string, tag: string, body: ChannelOrder) =>
    tagged(http.PUT('/v1/channels/{id}', { params: { ...path(id), header: { 'If-Match': tag } }, body })),
  turnChannel: (id: string, state: ChannelState, reason?: string) =>
    read(http.POST('/v1/channels/{id}/state', { params: posted(id), body: { state, reason } })),
  schedule: (id: string, query: Filter, signal?: AbortSignal) =>
    read(
      http.GET('/v1/channels/{id}/schedule', {
        params: { ...path(id), query: filled<QueryOf<'/v1/channels/{id}/schedule'>>(query) },
        signal,
      }),
    ),
  previewSchedule: (id: string, body: { schedule: Record<string, unknown>; variant?: string }) =>
    read(http.POST('/v1/channels/{id}/schedule/preview', { params: posted(id), body })),
  breakIn: (id: string, body: BreakInOrder) =>
    read(http.POST('/v1/channels/{id}/break-ins', { params: posted(id), body })),
  replaceAiring: (id: string, body: ReplacementOrder) =>
    read(http.POST('/v1/channels/{id}/replacements', { params: posted(id), body })),
  insertBreak: (id: string, body: BreakOrder) =>
    read(http.POST('/v1/channels/{id}/breaks', { params: posted(id), body })),
  asRun: (id: string, query: Filter, signal?: AbortSignal) =>
    read(
      http.GET('/v1/channels/{id}/as-run', {
        params: { ...path(id), query: filled<QueryOf<'/v1/channels/{id}/as-run'>>(query) },
        signal,
      }),
    ),
  guide: (query: Filter, signal?: AbortSignal) =>
    read(http.GET('/v1/guide', { params: { query: filled<QueryOf<'/v1/guide'>>(query) }, signal })),
});

const intakeCalls = (http: ApiClient) => ({
  /** @param document JSON array or NDJSON, sent as it is */
  orderMany: (document: Blob, type: 'application/json' | 'application/x-ndjson') =>
    read(
      http.POST('/v1/bulk-orders', {
        params: { header: once() },
        headers: { 'content-type': type },
        body: document as never,
        bodySerializer: (body: unknown) => body as Blob,
      }),
    ),
  bulkOrders: (query: Filter, signal?: AbortSignal) =>
    read(http.GET('/v1/bulk-orders', { params: { query: filled<QueryOf<'/v1/bulk-orders'>>(query) }, signal })),
  bulkOrder: (id: string, signal?: AbortSignal) => read(http.GET('/v1/bulk-orders/{id}', { params: path(id), signal })),
  bulkLines: (id: string, query: Filter, signal?: AbortSignal) =>
    read(
      http.GET('/v1/bulk-orders/{id}/lines', {
        params: { ...path(id), query: filled<QueryOf<'/v1/bulk-orders/{id}/lines'>>(query) },
        signal,
      }),
    ),
  watchFolders: (signal?: AbortSignal): Promise<WatchFolder[]> =>
    all((cursor) =>
      read(
        http.GET('/v1/watch-folders', {
          params: { query: filled<QueryOf<'/v1/watch-folders'>>({ limit: 100, cursor }) },
          signal,
        }),
      ),
    ),
  watchFolder: (id: string, signal?: AbortSignal) =>
    tagged(http.GET('/v1/watch-folders/{id}', { params: path(id), signal })),
  addWatchFolder: (body: WatchFolderOrder) =>
    read(http.POST('/v1/watch-folders', { params: { header: once() }, body })),
  changeWatchFolder: (id: string, tag: string, body: WatchFolderChange) =>
    read(http.PATCH('/v1/watch-folders/{id}', { params: { ...path(id), header: { 'If-Match': tag } }, body })),
  dropWatchFolder: (id: string, tag: string) =>
    read(http.DELETE('/v1/watch-folders/{id}', { params: { ...path(id), header: { 'If-Match': tag } } })),
  /** @returns where the bytes of a file go, in one PUT */
  placeForFile: (id: string, name: string, bytes: number) =>
    read(http.POST('/v1/watch-folders/{id}/files', { params: posted(id), body: { name, bytes } })),
  watchFiles: (id: string, query: Filter, signal?: AbortSignal) =>
    read(
      http.GET('/v1/watch-folders/{id}/files', {
        params: { ...path(id), query: filled<QueryOf<'/v1/watch-folders/{id}/files'>>(query) },
        signal,
      }),
    ),
});

const credentialCalls = (http: ApiClient) => ({
  sourceCredentials: (query: Filter, signal?: AbortSignal) =>
    read(
      http.GET('/v1/source-credentials', {
        params: { query: filled<QueryOf<'/v1/source-credentials'>>(query) },
        signal,
      }),
    ),
  addSourceCredential: (body: SourceCredentialOrder) =>
    read(http.POST('/v1/source-credentials', { params: { header: once() }, body })),
  /** Whatever they were changed to meanwhile: who deletes them wants no version of them. */
  dropSourceCredential: async (id: string) => {
    const { tag } = await tagged(http.GET('/v1/source-credentials/{id}', { params: path(id) }));
    return read(http.DELETE('/v1/source-credentials/{id}', { params: { ...path(id), header: { 'If-Match': tag } } }));
  },
});

/** The API as one role sees it. */
export function api(role: Role) {
  const http = createApiClient({ fetch: (request) => send(role, request) });
  return {
    ...uploadCalls(http),
    ...titleCalls(http),
    ...draftCalls(http),
    ...layoutCalls(http),
    ...ingestCalls(http),
    ...webhookCalls(http),
    ...keyCalls(http),
    ...runCalls(http),
    ...intakeCalls(http),
    ...availsCalls(http),
    ...rightsCalls(http),
    ...channelCalls(http),
    ...credentialCalls(http),
    /** What was on air as CSV. */
    asRunTable: async (id: string, query: Record<string, string>): Promise<Blob> => {
      const address = new URL(`/v1/channels/${encodeURIComponent(id)}/as-run.csv`, location.origin);
      for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
      return (await send(role, new Request(address))).blob();
    },
  };
}

/**
 * PUT bytes to a presigned address.
 * @param onProgress called with the bytes sent
 * @throws {HeadendProblem} `store/unavailable`
 * @throws {DOMException} AbortError
 */
export const sendBytes = (url: string, body: Blob, onProgress: (sent: number) => void, signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    const refuse = (detail: string) => reject(HeadendProblem.of('store/unavailable', detail));
    const stop = () => request.abort();
    request.open('PUT', url);
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => (request.status < 300 ? resolve() : refuse(`The object store answered ${request.status}.`));
    request.onerror = () => refuse('The bytes could not be sent.');
    request.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'));
    request.onloadend = () => signal?.removeEventListener('abort', stop);
    signal?.addEventListener('abort', stop);
    request.send(body);
  });
