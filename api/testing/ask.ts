import { randomUUID } from 'node:crypto';

/** The members of answers that tests read one by one; whole answers are matched. */
export interface SeenBody {
  id: string;
  title_id: string;
  external_id: string;
  errors: { field: string; message: string }[];
  metadata: object | null;
  revision: number;
  ingest_id: string;
  code: string;
  detail: string;
  fix: string;
  request_id: string;
  data: SeenBody[];
  next_cursor: string | null;
  workflow: { id: string; url: string };
  preview: { hls: string };
  hls: string;
  failure: object | null;
  versions: object[];
  series: { luma: object[]; loudness: object[] };
  openapi: string;
  document: { locales: Record<string, Record<string, string | undefined>> };
  issues: { code: string }[];
  keys?: object;
}

/** An answer with its JSON; text, when it is not JSON, is `text`. */
export interface Answer {
  status: number;
  headers: Headers;
  body: SeenBody;
  text: string;
}

export interface Ask {
  key?: string;
  body?: unknown;
  headers?: Record<string, string>;
  method?: string;
}

/** Send a request; POST when there is a body, with a new Idempotency-Key unless `headers` name one. */
export async function ask(url: string, { key, body, headers, method }: Ask = {}): Promise<Answer> {
  const verb = method ?? (body === undefined ? 'GET' : 'POST');
  const answer = await fetch(url, {
    method: verb,
    headers: {
      ...(key ? { Authorization: `Bearer ${key}` } : {}),
      ...(verb === 'POST' ? { 'Idempotency-Key': randomUUID() } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  const json = text && answer.headers.get('content-type')?.includes('json');
  return { status: answer.status, headers: answer.headers, body: (json ? JSON.parse(text) : {}) as SeenBody, text };
}
