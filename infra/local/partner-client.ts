import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import path from 'node:path';

/** An ingest as GET /v1/ingests/{id} tells it, as far as this client reads it. */
export interface IngestState {
  id: string;
  title_id: string;
  status: 'queued' | 'running' | 'held' | 'published' | 'rejected' | 'cancelled' | 'failed';
  stage: string | null;
  progress: number;
  workflow: { id: string; url: string | null };
  failure: { code: string; title: string; detail: string; fix: string } | null;
  outputs: { hls: string; dash: string; watch: string } | null;
}

/** A finding of the quality check. */
export interface QcFinding {
  code: string;
  severity: string;
  message: string;
  fix: string;
}

/** The API refused a request: a problem of RFC 9457. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly fix: string | undefined,
    message: string,
  ) {
    super(message);
    this.name = 'ApiProblem';
  }
}

/** The public API as a content partner uses it. */
export class PartnerClient {
  /** @param api address of the API, without a trailing slash */
  constructor(
    private readonly api: string,
    private readonly key: string,
    private readonly signal?: AbortSignal,
  ) {}

  /** Upload a file. @returns the id to name as the source of an ingest */
  async upload(file: string): Promise<string> {
    const { id, upload_url } = await this.post<{ id: string; upload_url: string }>('/v1/uploads', {
      file_name: path.basename(file),
    });
    const response = await fetch(upload_url, { method: 'PUT', body: await openAsBlob(file), signal: this.signal });
    if (!response.ok)
      throw new Error(
        `The upload of ${path.basename(file)} was answered with HTTP ${response.status}: ${await response.text()}`,
      );
    return id;
  }

  /** Send a JSON document. @throws {ApiProblem} */
  post<T>(where: string, document: object): Promise<T> {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
    return this.#ask<T>(where, { method: 'POST', headers, body: JSON.stringify(document) });
  }

  /** Read a resource. @throws {ApiProblem} */
  get<T>(where: string): Promise<T> {
    return this.#ask<T>(where, {});
  }

  async #ask<T>(where: string, init: RequestInit & { headers?: Record<string, string> }): Promise<T> {
    const headers = { ...init.headers, Authorization: `Bearer ${this.key}`, Accept: 'application/json' };
    const response = await fetch(`${this.api}${where}`, { ...init, headers, signal: this.signal });
    const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    if (response.ok) return answer as T;
    const code = String(answer.code ?? `http/${response.status}`);
    const detail = String(answer.detail ?? answer.title ?? 'no reason given');
    throw new ApiProblem(response.status, code, answer.fix ? String(answer.fix) : undefined, `${where}: ${detail}`);
  }
}
