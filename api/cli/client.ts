import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient, answerOf, createApiClient, once, type Schemas } from '../client/client';
import { uploadFile } from './upload-file';
import type { UploadMemory } from './upload-memory';

export type IngestOrderBody = Schemas['IngestRequest'];
export type Ingest = Schemas['Ingest'];
export type Upload = Schemas['Upload'];
export type QcReport = Schemas['QcReport'];
export type TitleDetail = Schemas['TitleDetail'];
/** Without what is null for now. */
export type PlaybackSession = Omit<Schemas['PlaybackSession'], 'ads'>;
type Problem = Schemas['Problem'];

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

/** The public API for programs of ours: command line, demo, benches, tests. */
export class HeadendClient {
  /**
   * Every operation of the document. Requests are tried again while the API is away, a POST always with its Idempotency-Key;
   * refusals are thrown.
   *
   * @throws {ApiProblem} @throws {ApiUnreachable}
   */
  readonly api: ApiClient;

  constructor(private readonly options: ClientOptions) {
    this.api = createApiClient({ ...options, fetch: (request) => this.#send(request) });
  }

  /** Send a file, large ones in parts; `onProgress` gets the bytes sent so far and in all. */
  upload(
    file: string,
    onProgress: (sent: number, total: number) => void = () => undefined,
    memory?: UploadMemory,
  ): Promise<Upload> {
    const { signal, patienceMs = 60_000 } = this.options;
    return uploadFile(this.api, file, { onProgress, memory, signal, patienceMs });
  }

  createIngest = (body: IngestOrderBody): Promise<Ingest> =>
    answerOf(this.api.POST('/v1/ingests', { params: { header: once() }, body }));
  ingest = (id: string): Promise<Ingest> => answerOf(this.api.GET('/v1/ingests/{id}', { params: { path: { id } } }));
  quality = (id: string): Promise<QcReport> =>
    answerOf(this.api.GET('/v1/ingests/{id}/qc', { params: { path: { id } } }));
  cancel = (id: string): Promise<Ingest> =>
    answerOf(this.api.POST('/v1/ingests/{id}/cancel', { params: { path: { id }, header: once() } }));
  retry = (id: string): Promise<Ingest> =>
    answerOf(this.api.POST('/v1/ingests/{id}/retry', { params: { path: { id }, header: once() } }));
  title = (id: string): Promise<TitleDetail> => answerOf(this.api.GET('/v1/titles/{id}', { params: { path: { id } } }));
  play = (title_id: string): Promise<PlaybackSession> =>
    answerOf(this.api.POST('/v1/playback-sessions', { params: { header: once() }, body: { title_id } }));

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

  /** Try again, within the client's patience, what failed in a way that passes. */
  async #send(request: Request): Promise<Response> {
    const { signal, patienceMs = 60_000, throughCrashes } = this.options;
    const until = Date.now() + patienceMs;
    for (;;) {
      try {
        return await this.#attempt(request.clone());
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        if (Date.now() >= until || (error instanceof ApiProblem && !isPassing(error, throughCrashes))) throw error;
      }
      await sleep(RETRY_MS, undefined, { signal });
    }
  }

  /** One attempt, with its answer read to the end: a connection may break in the middle of it. */
  async #attempt(request: Request): Promise<Response> {
    const { api, signal } = this.options;
    const unreachable = (cause: Error): never => {
      throw new ApiUnreachable(`The API at ${new URL(api).host} does not answer.`, { cause });
    };
    const answer = await fetch(request, { signal }).catch(unreachable);
    const text = await answer.text().catch(unreachable);
    if (!answer.ok) throw new ApiProblem(problemOf(answer.status, text));
    return new Response(text || null, answer);
  }
}

const isPassing = ({ problem: { status, code } }: ApiProblem, throughCrashes = false): boolean =>
  status === 503 || status === 429 || code === 'idempotency/in-flight' || (throughCrashes && status >= 500);

function problemOf(status: number, text: string): ApiProblem['problem'] {
  const told = jsonOf(text);
  const detail = told.detail ?? `The API answered with status ${status}.`;
  return { ...told, status, code: told.code ?? 'internal/unexpected', detail, fix: told.fix ?? '' };
}

/** Whatever stands between us and the API may answer with a page of its own. */
function jsonOf(text: string): Partial<Problem> {
  try {
    return JSON.parse(text) as Partial<Problem>;
  } catch {
    return {};
  }
}

/** SHA-256 of a file, lower-case hex. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
