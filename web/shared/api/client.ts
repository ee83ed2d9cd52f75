import { HeadendProblem } from './problem';
import type {
  ApiKey,
  ApiKeyOrder,
  AuditEntry,
  Decision,
  Ingest,
  IngestOrder,
  NewApiKey,
  Page,
  PartUrls,
  PlaybackSession,
  Profiles,
  QcReport,
  Run,
  Title,
  TitleDetail,
  Upload,
  UploadOrder,
  UploadParts,
  WebhookAttempt,
  WebhookChange,
  WebhookEndpoint,
  WebhookOrder,
  WebhookWithSecret,
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

/** An id as part of a path. */
const segment = encodeURIComponent;

interface Call {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  /** The ETag that a change builds on. */
  ifMatch?: string;
  /** Ends the request when nobody waits for it any more. */
  signal?: AbortSignal;
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

/** A UUID, also on a page that came over plain HTTP, where `crypto.randomUUID` is missing. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

async function problemOf(reply: Response): Promise<HeadendProblem> {
  const body = await reply.json().catch(() => undefined);
  if (body?.code) return new HeadendProblem(body);
  return HeadendProblem.of('client/unreachable', `The server answered ${reply.status} without a reason.`);
}

const call = async <T>(role: Role, path: string, how: Call = {}): Promise<T> => {
  const reply = await answerTo(role, path, how);
  return reply.status === 204 ? (undefined as T) : ((await reply.json().catch(unreachable)) as T);
};

/** A resource with the tag that a change of it must name. */
const tagged = async <T>(role: Role, path: string, signal?: AbortSignal): Promise<Tagged<T>> => {
  const reply = await answerTo(role, path, { signal });
  return { value: (await reply.json().catch(unreachable)) as T, tag: reply.headers.get('etag') ?? '' };
};

/** What was read, and its ETag. */
export interface Tagged<T> {
  value: T;
  tag: string;
}

async function answerTo(
  role: Role,
  path: string,
  { method = 'GET', query = {}, body, ifMatch, signal }: Call,
): Promise<Response> {
  const writes = method === 'POST' || method === 'PATCH';
  const deadline = AbortSignal.timeout(PATIENCE_MS);
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  const key = await keyOf(role).catch(unreachable);
  const reply = await fetch(`/v1${path}${search.size > 0 ? `?${search}` : ''}`, {
    method,
    headers: {
      accept: 'application/json',
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(method === 'POST' ? { 'idempotency-key': uuid() } : {}),
      ...(writes ? { 'content-type': 'application/json' } : {}),
      ...(ifMatch ? { 'if-match': ifMatch } : {}),
    },
    ...(writes ? { body: JSON.stringify(body ?? {}) } : {}),
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
  }).catch(unreachable);
  if (!reply.ok) throw await problemOf(reply);
  return reply;
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
export type RunFilter = Pick<IngestFilter, 'status' | 'cursor' | 'limit'>;

/** The API as one role sees it. */
export const api = (role: Role) => ({
  titles: (signal?: AbortSignal) =>
    all((cursor) => call<Page<Title>>(role, '/titles', { query: { limit: 100, cursor }, signal })),
  title: (id: string, signal?: AbortSignal) => call<TitleDetail>(role, `/titles/${encodeURIComponent(id)}`, { signal }),
  play: (titleId: string, signal?: AbortSignal) =>
    call<PlaybackSession>(role, '/playback-sessions', {
      method: 'POST',
      signal,
      body: { title_id: titleId, device: { family: 'web' } },
    }),
  ingests: (filter: IngestFilter, signal?: AbortSignal) =>
    call<Page<Ingest>>(role, '/ingests', { query: { ...filter }, signal }),
  ingest: (id: string, signal?: AbortSignal) => call<Ingest>(role, `/ingests/${encodeURIComponent(id)}`, { signal }),
  qc: (id: string, signal?: AbortSignal) => call<QcReport>(role, `/ingests/${encodeURIComponent(id)}/qc`, { signal }),
  cancel: (id: string) => call<Ingest>(role, `/ingests/${encodeURIComponent(id)}/cancel`, { method: 'POST' }),
  retry: (id: string) => call<Ingest>(role, `/ingests/${encodeURIComponent(id)}/retry`, { method: 'POST' }),
  decide: (id: string, decision: Decision) =>
    call<Ingest>(role, `/ingests/${encodeURIComponent(id)}/decision`, { method: 'POST', body: decision }),
  upload: (order: UploadOrder, signal?: AbortSignal) =>
    call<Upload>(role, '/uploads', { method: 'POST', signal, body: order }),
  uploadById: (id: string, signal?: AbortSignal) => call<Upload>(role, `/uploads/${segment(id)}`, { signal }),
  uploadParts: (id: string, signal?: AbortSignal) =>
    call<UploadParts>(role, `/uploads/${segment(id)}/parts`, { signal }),
  partUrls: (id: string, range: { from: number; to: number }, signal?: AbortSignal) =>
    call<PartUrls>(role, `/uploads/${segment(id)}/parts`, { method: 'POST', body: range, signal }),
  completeUpload: (id: string, signal?: AbortSignal) =>
    call<Upload>(role, `/uploads/${segment(id)}/complete`, { method: 'POST', body: {}, signal }),
  dropUpload: (id: string) => call<unknown>(role, `/uploads/${segment(id)}`, { method: 'DELETE' }),
  order: (order: IngestOrder) => call<Ingest>(role, '/ingests', { method: 'POST', body: order }),
  webhooks: (signal?: AbortSignal) =>
    all((cursor) => call<Page<WebhookEndpoint>>(role, '/webhook-endpoints', { query: { limit: 100, cursor }, signal })),
  webhook: (id: string, signal?: AbortSignal) =>
    tagged<WebhookEndpoint>(role, `/webhook-endpoints/${segment(id)}`, signal),
  addWebhook: (endpoint: WebhookOrder) =>
    call<WebhookWithSecret>(role, '/webhook-endpoints', { method: 'POST', body: endpoint }),
  changeWebhook: (id: string, ifMatch: string, body: WebhookChange) =>
    call<WebhookEndpoint>(role, `/webhook-endpoints/${segment(id)}`, { method: 'PATCH', body, ifMatch }),
  dropWebhook: (id: string) => call<unknown>(role, `/webhook-endpoints/${segment(id)}`, { method: 'DELETE' }),
  actOnWebhook: <T = WebhookEndpoint>(
    id: string,
    action: 'pause' | 'resume' | 'ping' | 'rotate-secret' | 'replay',
    body: unknown = {},
  ) => call<T>(role, `/webhook-endpoints/${segment(id)}/${action}`, { method: 'POST', body }),
  attempts: (id: string, query: { outcome?: string; cursor?: string; limit?: number }, signal?: AbortSignal) =>
    call<Page<WebhookAttempt>>(role, `/webhook-endpoints/${segment(id)}/attempts`, { query, signal }),
  keys: (query: { cursor?: string; limit?: number }, signal?: AbortSignal) =>
    call<Page<ApiKey>>(role, '/api-keys', { query, signal }),
  addKey: (body: ApiKeyOrder) => call<NewApiKey>(role, '/api-keys', { method: 'POST', body }),
  rotateKey: (id: string, overlap_seconds: number) =>
    call<NewApiKey>(role, `/api-keys/${segment(id)}/rotate`, { method: 'POST', body: { overlap_seconds } }),
  revokeKey: (id: string) => call<ApiKey>(role, `/api-keys/${segment(id)}/revoke`, { method: 'POST' }),
  audit: (query: { action?: string; actor?: string; cursor?: string; limit?: number }, signal?: AbortSignal) =>
    call<Page<AuditEntry>>(role, '/audit-entries', { query, signal }),
  runs: (filter: RunFilter, signal?: AbortSignal) => call<Page<Run>>(role, '/runs', { query: { ...filter }, signal }),
  profiles: (signal?: AbortSignal) => call<Profiles>(role, '/operator/profiles', { signal }),
  rollBack: (titleId: string, versionId: string) =>
    call<TitleDetail>(role, `/titles/${encodeURIComponent(titleId)}/rollback`, {
      method: 'POST',
      body: { version_id: versionId },
    }),
});

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
