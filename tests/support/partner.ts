import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { TitleDetailView } from '../../api/catalog/schemas';
import type { IngestView, QcReportView } from '../../api/supply-chain/schemas';

export type Ingest = z.infer<typeof IngestView>;
export type QcReport = z.infer<typeof QcReportView>;
export type Title = z.infer<typeof TitleDetailView>;

/** A partner's patient program: every request is repeated with the same Idempotency-Key until it gets a real answer. */
export class Partner {
  constructor(
    private readonly api: string,
    private readonly key: string,
  ) {}

  /** Upload a file; answers the upload's id. */
  async upload(file: string): Promise<string> {
    const made = await this.call<{ id: string; upload_url: string }>('POST', '/v1/uploads', {
      file_name: path.basename(file),
    });
    const body = await openAsBlob(file);
    await persist(async () => {
      const reply = await fetch(made.upload_url, { method: 'PUT', body });
      if (!reply.ok) throw new Error(`The store answered ${reply.status} to the upload.`);
    });
    return made.id;
  }

  order(body: Record<string, unknown>): Promise<Ingest> {
    return this.call<Ingest>('POST', '/v1/ingests', body);
  }

  ingest(id: string): Promise<Ingest> {
    return this.call<Ingest>('GET', `/v1/ingests/${id}`);
  }

  /** Wait for the end of an ingest. @throws {Error} when it takes longer than `timeoutMs` */
  async ended(id: string, timeoutMs = 300_000): Promise<Ingest> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const ingest = await this.ingest(id);
      if (ingest.ended_at) return ingest;
      if (Date.now() > deadline)
        throw new Error(`${id} is still ${ingest.status} in ${ingest.stage} after ${timeoutMs / 1000} s.`);
      await sleep(100);
    }
  }

  /** @throws {Refused} on a 4xx answer; anything else is tried again for two minutes */
  async call<T>(method: string, route: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.key}` };
    if (method === 'POST') headers['idempotency-key'] = randomUUID();
    if (body !== undefined) headers['content-type'] = 'application/json';
    return persist(async () => {
      const reply = await fetch(this.api + route, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const answer = (await reply.json()) as T & { code?: string; detail?: string };
      if (reply.ok) return answer;
      const again = reply.status >= 500 || reply.status === 429 || answer.code === 'idempotency/in-flight';
      const words = `${method} ${route}: ${reply.status} ${answer.code} ${answer.detail}`;
      throw again ? new Error(words) : new Refused(words, reply.status, answer);
    });
  }
}

/** The API's considered no. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly problem: { code?: string; detail?: string; fix?: string; errors?: { field: string; message: string }[] },
  ) {
    super(message);
  }
}

async function persist<T>(work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refused || Date.now() > deadline) throw error;
      await sleep(500);
    }
  }
}
