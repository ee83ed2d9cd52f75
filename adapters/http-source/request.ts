import type { Readable } from 'node:stream';
import { type Agent, type Dispatcher, request } from 'undici';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { sourceUrl } from './guard';

const MAX_REDIRECTS = 5;

/** A good answer to a GET. */
export interface Answer {
  body: Readable;
  /** Length of the whole file, when the server tells. */
  bytes?: number;
  /** Strong ETag, or Last-Modified: what `If-Range` takes (RFC 9110, 13.1.5). */
  validator?: string;
  /** Bytes of the body that were had before: the server sent the file from its start again. */
  skip: number;
  url: URL;
  disposition?: string;
}

interface Ask {
  agent: Agent;
  signal?: AbortSignal;
  /** Only what is missing. */
  range?: { from: number; validator: string };
}

/** GET a URL, following redirects, each checked by the agent's connector. The password goes to its own origin only. */
export async function ask(start: URL, { agent, signal, range }: Ask): Promise<Answer> {
  let url = start;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const answer = await request(bare(url), {
      dispatcher: agent,
      signal,
      headers: headersFor(url, start, range),
    });
    const target = redirectOf(answer, url);
    if (!target) return accepted(answer, url, range);
    await answer.body.dump({ limit: 65_536 }).catch(() => undefined);
    url = target;
  }
  throw new HeadendError('source/too-many-redirects', `More than ${MAX_REDIRECTS} redirects.`);
}

function headersFor(url: URL, start: URL, range: Ask['range']): Record<string, string> {
  // A compressed answer would have other bytes, lengths and ranges than the file.
  const headers: Record<string, string> = { 'accept-encoding': 'identity', 'user-agent': 'headend' };
  if (start.username && url.origin === start.origin) {
    const pair = `${decoded(start.username)}:${decoded(start.password)}`;
    headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
  }
  if (range) {
    headers.range = `bytes=${range.from}-`;
    headers['if-range'] = range.validator;
  }
  return headers;
}

function bare(url: URL): URL {
  const copy = new URL(url);
  copy.username = '';
  copy.password = '';
  copy.hash = '';
  return copy;
}

function redirectOf({ statusCode, headers }: Dispatcher.ResponseData, from: URL): URL | undefined {
  const location = one(headers.location);
  if (![301, 302, 303, 307, 308].includes(statusCode) || !location) return undefined;
  if (!URL.canParse(location, from.href))
    throw new HeadendError('source/refused', 'The source redirects to no valid URL.');
  const target = sourceUrl(new URL(location, from.href).href);
  // Only the partner's own URL may carry a password; one in a redirect is not ours to send.
  return bare(target);
}

async function accepted(answer: Dispatcher.ResponseData, url: URL, range: Ask['range']): Promise<Answer> {
  const { statusCode, headers, body } = answer;
  const content = one(headers['content-range']);
  const whole = {
    body,
    url,
    validator: validatorOf(headers),
    disposition: one(headers['content-disposition']),
  };
  const compressed = !['', 'identity'].includes(one(headers['content-encoding']) ?? '');
  if (statusCode === 200 && !compressed) {
    return { ...whole, bytes: length(one(headers['content-length'])), skip: range?.from ?? 0 };
  }
  const part = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(content ?? '');
  if (statusCode === 206 && range && part && Number(part[1]) === range.from) {
    return { ...whole, validator: whole.validator ?? range.validator, bytes: length(part[2]), skip: 0 };
  }
  await body.dump({ limit: 65_536 }).catch(() => undefined);
  if (statusCode === 416 || statusCode === 412) {
    throw new HeadendError('source/changed', 'The file became shorter while it was being fetched.');
  }
  if (statusCode >= 500 || statusCode === 429 || statusCode === 408) {
    throw new HeadendError('source/unreachable', `The source answered with status ${statusCode}.`);
  }
  const why = compressed ? 'sends the file compressed' : `answered with status ${statusCode}`;
  throw new HeadendError('source/refused', `The source ${why}.`);
}

function validatorOf(headers: Dispatcher.ResponseData['headers']): string | undefined {
  const etag = one(headers.etag);
  if (etag?.startsWith('"')) return etag;
  return one(headers['last-modified']);
}

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
const length = (text: string | undefined): number | undefined =>
  text && /^\d+$/.test(text) ? Number(text) : undefined;

/** File name by `Content-Disposition`, or else the last part of the path. */
export function fileNameOf({ disposition, url }: Pick<Answer, 'disposition' | 'url'>): string | undefined {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1];
  const name = decoded(extended) ?? plain ?? decoded(url.pathname.split('/').at(-1));
  return name?.replace(/[/\\\0]/g, '_').slice(0, 255) || undefined;
}

/** Percent-decoded; as it stands when it is no valid encoding. */
function decoded(text: string | undefined): string | undefined {
  try {
    return text && decodeURIComponent(text);
  } catch {
    return text;
  }
}

const STALLED = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** Transport errors in our vocabulary. The host is named, never the whole URL: its query may be a signature. */
export function asFailure(error: unknown, { hostname }: URL, signal?: AbortSignal): unknown {
  if (isHeadendError(error) || signal?.aborted) return error;
  const cause = (error as { cause?: unknown } | null)?.cause;
  if (isHeadendError(cause)) return cause;
  const code = String((error as { code?: unknown } | null)?.code ?? (cause as { code?: unknown } | null)?.code ?? '');
  if (STALLED.has(code)) return new HeadendError('source/stalled', `${hostname} stopped sending.`, { cause: error });
  const why = code ? ` (${code})` : '';
  return new HeadendError('source/unreachable', `The transfer from ${hostname} failed${why}.`, { cause: error });
}
