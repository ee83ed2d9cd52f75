import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { TitleDetailView, TitleView } from '../catalog/schemas';
import { type ApiClient, createApiClient } from '../client/client';
import type { Problem } from '../http/problems';
import type { PlaybackSessionView } from '../playback/schemas';
import type { IngestRequest, IngestView, QcReportView, UploadView } from '../supply-chain/schemas';
import { uploadFile } from './upload-file';
import type { UploadMemory } from './upload-memory';

export type IngestOrderBody = z.input<typeof IngestRequest>;
export type Ingest = z.output<typeof IngestView>;
export type Upload = z.output<typeof UploadView>;
export type QcReport = z.output<typeof QcReportView>;
export type Title = z.output<typeof TitleView>;
export type TitleDetail = z.output<typeof TitleDetailView>;
export type PlaybackSession = z.output<typeof PlaybackSessionView>;
export interface Listing<T> {
  data: T[];
  next_cursor: string | null;
}

/** The API refused a request. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(readonly problem: Pick<Problem, 'status' | 'code' | 'detail' | 'fix'> & Partial<Problem>) {
    super(problem.detail);
  }

  /** HTTP status of the answer. */
  get status(): number {
    return this.problem.status;
  }
}

/** The API did not answer, over several tries. */
export class ApiUnreachable extends Error {
  override readonly name = 'ApiUnreachable';
}

export interface ClientOptions {
  /** Address of the API, such as `http://127.0.0.1:8080`. */
  api: string;
  /** API key, `hk_…`. */
  key: string;
  signal?: AbortSignal;
  /** How long a request is tried again while the API is away or busy, milliseconds. Default one minute. */
  patienceMs?: number;
  /** Try again on every answer of 5xx, and uploads too: for programs that go on while processes are killed. */
  throughCrashes?: boolean;
}

/** How an ingest is waited for. */
export interface WaitOptions {
  /** Gets every state that was seen. */
  onChange?: (ingest: Ingest) => void;
  /** Time between two looks, milliseconds. */
  pollMs?: number;
  /** Wait on while the ingest is held for a decision. */
  throughHold?: boolean;
  /** Longest wait, milliseconds. */
  timeoutMs?: number;
}

const ENDED: readonly Ingest['status'][] = ['published', 'rejected', 'cancelled', 'failed'];
const RETRY_MS = 500;

/**
 * The public API for programs of ours: command line, demo, benches, tests. Requests are tried again while the API is away,
 * always with the same Idempotency-Key.
 */
export class HeadendClient {
  readonly #typed: ApiClient;

  constructor(private readonly options: ClientOptions) {
    this.#typed = createApiClient({ ...options, fetch: (request) => this.#send(request) });
  }

  /** Send a file, large ones in parts; `onProgress` gets the bytes sent so far and in all. */
  upload(
    file: string,
    onProgress: (sent: number, total: number) => void = () => undefined,
    memory?: UploadMemory,
  ): Promise<Upload> {
    const { signal, patienceMs = 60_000 } = this.options;
    return uploadFile(this, file, { onProgress, memory, signal, patienceMs });
  }

  createIngest = (order: IngestOrderBody): Promise<Ingest> => this.post('/v1/ingests', order);
  ingest = (id: string): Promise<Ingest> =>
    this.#read(() => this.#typed.GET('/v1/ingests/{id}', { params: { path: { id } } }));
  ingests = (query: Record<string, string> = {}): Promise<Listing<Ingest>> =>
    this.get(`/v1/ingests?${new URLSearchParams(query)}`);
  quality = (id: string): Promise<QcReport> => this.get(`/v1/ingests/${encodeURIComponent(id)}/qc`);
  cancel = (id: string): Promise<Ingest> => this.post(`/v1/ingests/${encodeURIComponent(id)}/cancel`);
  retry = (id: string): Promise<Ingest> => this.post(`/v1/ingests/${encodeURIComponent(id)}/retry`);
  title = (id: string): Promise<TitleDetail> =>
    this.#read(() => this.#typed.GET('/v1/titles/{id}', { params: { path: { id } } }));
  titles = (query: Record<string, string> = {}): Promise<Listing<Title>> =>
    this.get(`/v1/titles?${new URLSearchParams(query)}`);
  play = (titleId: string): Promise<PlaybackSession> => this.post('/v1/playback-sessions', { title_id: titleId });

  /**
   * Poll an ingest until it has ended, or waits for a decision.
   *
   * @throws {Error} when it takes longer than `timeoutMs`
   */
  async untilEnded(id: string, options: WaitOptions = {}): Promise<Ingest> {
    const { onChange, pollMs = 500, throughHold = false, timeoutMs = Number.POSITIVE_INFINITY } = options;
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const ingest = await this.ingest(id);
      onChange?.(ingest);
      if (ENDED.includes(ingest.status) || (ingest.status === 'held' && !throughHold)) return ingest;
      if (Date.now() > deadline)
        throw new Error(`${id} is still ${ingest.status} in ${ingest.stage} after ${timeoutMs / 1000} s.`);
      await sleep(pollMs, undefined, { signal: this.options.signal });
    }
  }

  /** An absolute address for a path in an answer. */
  resolve = (where: string): string => new URL(where, this.options.api).href;

  get<T>(where: string): Promise<T> {
    return this.#ask<T>(where, {});
  }

  /** @param key Idempotency-Key; a new one when left out */
  post<T>(where: string, body?: object, key: string = randomUUID()): Promise<T> {
    const headers = { 'Idempotency-Key': key, ...(body ? { 'Content-Type': 'application/json' } : {}) };
    return this.#ask<T>(where, { method: 'POST', headers, body: body && JSON.stringify(body) });
  }

  /** PATCH a resource as it stands: it is read for its ETag first. @throws {ApiProblem} when it changes in between */
  async change<T>(where: string, body: object): Promise<T> {
    const etag = await this.#ask(where, {}, async ({ headers }) => headers.get('etag') ?? '*');
    const headers = { 'If-Match': etag, 'Content-Type': 'application/json' };
    return this.#ask<T>(where, { method: 'PATCH', headers, body: JSON.stringify(body) });
  }

  async delete(where: string): Promise<void> {
    await this.#ask(where, { method: 'DELETE' });
  }

  /** One request of the typed client, within the client's patience. */
  async #read<T>(call: () => Promise<{ data?: T }>): Promise<T> {
    const work = async () => {
      const { data } = await call();
      return data as T;
    };
    return this.#persist(
      work,
      (error) => !(error instanceof ApiProblem) || isPassing(error, this.options.throughCrashes),
    );
  }

  async #send(request: Request): Promise<Response> {
    const { api, signal } = this.options;
    const answer = await fetch(request, { signal }).catch((cause: Error) => {
      throw new ApiUnreachable(`The API at ${new URL(api).host} does not answer.`, { cause });
    });
    if (answer.ok) return answer;
    throw new ApiProblem(await problemOf(answer));
  }

  async #ask<T>(
    where: string,
    init: { method?: string; headers?: Record<string, string>; body?: string },
    read = async (answer: Response) => (answer.status === 204 ? undefined : await answer.json()) as T,
  ): Promise<T> {
    const { api, key, signal, throughCrashes } = this.options;
    const headers = { ...init.headers, Authorization: `Bearer ${key}` };
    const request = async () => {
      const answer = await fetch(new URL(where, api), { ...init, headers, signal }).catch((cause: Error) => {
        throw new ApiUnreachable(`The API at ${new URL(api).host} does not answer.`, { cause });
      });
      if (answer.ok) return read(answer);
      throw new ApiProblem(await problemOf(answer));
    };
    return this.#persist(request, (error) => !(error instanceof ApiProblem) || isPassing(error, throughCrashes));
  }

  /** Try again, within the client's patience, what failed in a way that passes. */
  async #persist<T>(work: () => Promise<T>, passes: (error: unknown) => boolean): Promise<T> {
    const { signal, patienceMs = 60_000 } = this.options;
    const until = Date.now() + patienceMs;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        if (Date.now() >= until || !passes(error)) throw error;
      }
      await sleep(RETRY_MS, undefined, { signal });
    }
  }
}

const isPassing = ({ problem: { status, code } }: ApiProblem, throughCrashes = false): boolean =>
  status === 503 || status === 429 || code === 'idempotency/in-flight' || (throughCrashes && status >= 500);

async function problemOf(answer: Response): Promise<ApiProblem['problem']> {
  const told = (await answer.json().catch(() => ({}))) as Partial<Problem>;
  const detail = told.detail ?? `The API answered with status ${answer.status}.`;
  return { ...told, status: answer.status, code: told.code ?? 'internal/unexpected', detail, fix: told.fix ?? '' };
}

/** SHA-256 of a file, lower-case hex. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
