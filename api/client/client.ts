import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './schema';

/** A client whose paths, parameters, bodies and answers are those of the OpenAPI document. */
export type ApiClient = Client<paths>;

export interface ApiClientOptions {
  /** Address of the API, such as `http://127.0.0.1:8080`. */
  api: string;
  /** API key, `hk_…`. */
  key: string;
  /** Sends the requests; `fetch` when left out. */
  fetch?: (request: Request) => Promise<Response>;
}

/** A typed client of the API. Failures come as `error`, a problem document. */
export const createApiClient = ({ api, key, fetch }: ApiClientOptions): ApiClient =>
  createClient<paths>({ baseUrl: api, headers: { Authorization: `Bearer ${key}` }, fetch });
