import { HeadendProblem } from './problem';
import type {
  Decision,
  Ingest,
  IngestOrder,
  Page,
  PlaybackSession,
  Profiles,
  QcReport,
  Run,
  Title,
  TitleDetail,
  Upload,
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

interface Call {
  method?: 'GET' | 'POST';
  query?: Record<string, string | number | undefined>;
  body?: unknown;
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

async function call<T>(role: Role, path: string, { method = 'GET', query = {}, body, signal }: Call = {}): Promise<T> {
  const deadline = AbortSignal.timeout(PATIENCE_MS);
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  const key = await keyOf(role).catch(unreachable);
  const reply = await fetch(`/v1${path}${search.size > 0 ? `?${search}` : ''}`, {
    method,
    headers: {
      accept: 'application/json',
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': uuid() } : {}),
    },
    ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
  }).catch(unreachable);
  if (!reply.ok) throw await problemOf(reply);
  return reply.status === 204 ? (undefined as T) : ((await reply.json().catch(unreachable)) as T);
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
  cursor?: string;
  limit?: number;
}

/** What a list of runs is narrowed to. */
export type RunFilter = IngestFilter;

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
  upload: (fileName: string, contentType?: string, signal?: AbortSignal) =>
    call<Upload>(role, '/uploads', {
      method: 'POST',
      signal,
      body: { file_name: fileName, ...(contentType ? { content_type: contentType } : {}) },
    }),
  order: (order: IngestOrder) => call<Ingest>(role, '/ingests', { method: 'POST', body: order }),
  runs: (filter: RunFilter, signal?: AbortSignal) => call<Page<Run>>(role, '/runs', { query: { ...filter }, signal }),
  profiles: (signal?: AbortSignal) => call<Profiles>(role, '/operator/profiles', { signal }),
  rollBack: (titleId: string, versionId: string) =>
    call<TitleDetail>(role, `/titles/${encodeURIComponent(titleId)}/rollback`, {
      method: 'POST',
      body: { version_id: versionId },
    }),
});

/**
 * PUT a file to its presigned address.
 * @param onProgress called with the share sent, 0..1
 */
export const sendFile = (url: string, file: File, onProgress: (share: number) => void, signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () =>
      request.status < 300
        ? resolve()
        : reject(
            HeadendProblem.of('store/unavailable', `The object store answered ${request.status} to ${file.name}.`),
          );
    request.onerror = () => reject(HeadendProblem.of('store/unavailable', `${file.name} could not be sent.`));
    request.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
