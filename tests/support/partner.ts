import {
  ApiProblem,
  HeadendClient,
  type Ingest,
  type IngestOrderBody,
  type QcReport,
  type TitleDetail,
} from '../../api/cli/client';
import type { ApiClient } from '../../api/client/client';

export type { Ingest, QcReport, TitleDetail as Title } from '../../api/cli/client';
/** The API's considered no. */
export const Refused = ApiProblem;
export type Refused = ApiProblem;

/** A partner's patient program: it goes on while processes are killed, and looks often. */
export class Partner {
  readonly #client: HeadendClient;
  /** Every operation. @throws {ApiProblem} on a 4xx answer; anything else is tried again for two minutes */
  readonly api: ApiClient;

  constructor(api: string, key: string) {
    this.#client = new HeadendClient({ api, key, patienceMs: 120_000, throughCrashes: true });
    this.api = this.#client.api;
  }

  /** Upload a file; answers the upload's id. */
  async upload(file: string): Promise<string> {
    return (await this.#client.upload(file)).id;
  }

  order(body: Record<string, unknown>): Promise<Ingest> {
    return this.#client.createIngest(body as IngestOrderBody);
  }

  ingest(id: string): Promise<Ingest> {
    return this.#client.ingest(id);
  }

  /** Wait for the end of an ingest. @throws {Error} when it takes longer than `timeoutMs` */
  ended(id: string, timeoutMs = 300_000, pollMs = 100): Promise<Ingest> {
    return this.#client.untilEnded(id, { pollMs, throughHold: true, timeoutMs });
  }

  title(id: string): Promise<TitleDetail> {
    return this.#client.title(id);
  }

  quality(id: string): Promise<QcReport> {
    return this.#client.quality(id);
  }

  cancel(id: string): Promise<Ingest> {
    return this.#client.cancel(id);
  }
}
