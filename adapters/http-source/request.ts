import type { Readable } from 'node:stream';
import { type Agent, type Dispatcher, request } from 'undici';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { parseS3Url } from '../../domain/sources/s3-url';
import type { Approach } from './approach';
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

/** GET a file, following redirects, each checked by the agent's connector. Credentials go where the approach lets them. */
export async function ask(approach: Approach, { agent, signal, range }: Ask): Promise<Answer> {
  let url = await approach.address();
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const headers = { ...headersFor(range), ...approach.headers(url) };
    const answer = await request(url, { dispatcher: agent, signal, headers });
    const target = approach.checkRedirect && redirectOf(answer, url);
    if (!target) return accepted(answer, url, range, approach);
    await answer.body.dump({ limit: 65_536 }).catch(() => undefined);
    approach.checkRedirect?.(url, target);
    url = target;
  }
  throw new HeadendError('source/too-many-redirects', `More than ${MAX_REDIRECTS} redirects.`);
}

function headersFor(range: Ask['range']): Record<string, string> {
  // A compressed answer would have other bytes, lengths and ranges than the file.
  const headers = { 'accept-encoding': 'identity', 'user-agent': 'headend' };
  return range ? { ...headers, range: `bytes=${range.from}-`, 'if-range': range.validator } : headers;
}

function redirectOf({ statusCode, headers }: Dispatcher.ResponseData, from: URL): URL | undefined {
  const location = one(headers.location);
  if (![301, 302, 303, 307, 308].includes(statusCode) || !location) return undefined;
  if (!URL.canParse(location, from.href))
    throw new HeadendError('source/refused', 'The source redirects to no valid URL.');
  const target = new URL(location, from.href);
  // A password in a redirect is not ours to send.
  target.username = '';
  target.password = '';
  target.hash = '';
  return sourceUrl(target.href);
}

async function accepted(
  answer: Dispatcher.ResponseData,
  url: URL,
  range: Ask['range'],
  approach: Approach,
): Promise<Answer> {
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
  const text = await beginningOf(body);
  if (statusCode === 416 || statusCode === 412) {
    throw new HeadendError('source/changed', 'The file became shorter while it was being fetched.');
  }
  if (statusCode >= 500 || statusCode === 429 || statusCode === 408) {
    throw new HeadendError('source/unreachable', `The source answered with status ${statusCode}.`);
  }
  const meaning = approach.meaning({ status: statusCode, headers, text });
  if (meaning) throw meaning;
  const why = compressed ? 'sends the file compressed' : `answered with status ${statusCode}`;
  throw new HeadendError('source/refused', `The source ${why}.`);
}

/** What a refusal says, as far as its code may be; the rest is not waited for. */
async function beginningOf(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= 16_384) break;
    }
  } catch {
    // The status has been told.
  }
  body.destroy();
  return Buffer.concat(chunks).toString('utf8').slice(0, 16_384);
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

/** File name by a source's address alone. */
export const fileNameIn = (source: string): string | undefined =>
  parseS3Url(source)?.key.split('/').at(-1)?.slice(0, 255) ?? fileNameOf({ url: new URL(source) });

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
export function asFailure(error: unknown, { host: hostname }: Pick<Approach, 'host'>, signal?: AbortSignal): unknown {
  if (isHeadendError(error) || signal?.aborted) return error;
  const cause = (error as { cause?: unknown } | null)?.cause;
  if (isHeadendError(cause)) return cause;
  const code = String((error as { code?: unknown } | null)?.code ?? (cause as { code?: unknown } | null)?.code ?? '');
  if (STALLED.has(code)) return new HeadendError('source/stalled', `${hostname} stopped sending.`, { cause: error });
  const why = code ? ` (${code})` : '';
  return new HeadendError('source/unreachable', `The transfer from ${hostname} failed${why}.`, { cause: error });
}
