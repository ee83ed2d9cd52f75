import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema';

/** A client whose paths, parameters, bodies and answers are those of the OpenAPI document. */
export type ApiClient = Client<paths, 'application/json'>;

/** The objects of the document, by name. */
export type Schemas = components['schemas'];

/** What a list takes as its query. */
export type QueryOf<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Query } } }
  ? NonNullable<Query>
  : never;

export interface ApiClientOptions {
  /** Address of the API, such as `http://127.0.0.1:8080`; in a browser that of the page, when left out. */
  api?: string;
  /** API key, `hk_…`; left out where `fetch` brings it. */
  key?: string;
  /** Sends the requests; the platform's own when left out. */
  fetch?: (request: Request) => Promise<Response>;
}

/** A typed client of the API. Failures come as `error`, a problem document, unless `fetch` throws them. */
export const createApiClient = ({ api, key, fetch }: ApiClientOptions): ApiClient =>
  createClient<paths, 'application/json'>({
    baseUrl: api,
    headers: key ? { Authorization: `Bearer ${key}` } : {},
    fetch,
  });

/** What a call answered, by a client whose `fetch` throws whatever is no good answer. */
export const answerOf = async <T>(call: Promise<{ data?: T }>): Promise<T> => (await call).data as T;

/** The header of one POST, the same however often that is sent. */
export const once = (): { 'Idempotency-Key': string } => ({ 'Idempotency-Key': uuid() });

/** A UUID, also on a page that came over plain HTTP, where `crypto.randomUUID` is missing. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  // Version 4, variant 10: RFC 9562, 5.4.
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}
