import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** The file of CDNs is not right. The message names every wrong field. */
export class CdnSettingsError extends Error {
  override readonly name = 'CdnSettingsError';
}

/** One CDN, as it is told to forget. */
export interface CdnSettings {
  name: string;
  method: 'POST' | 'PUT' | 'DELETE' | 'GET' | 'PURGE';
  /** `{item}` and `{mode}` are filled in. */
  url: string;
  /** `{items}` (a JSON array of texts), `{item}` and `{mode}` are filled in. */
  body?: string;
  /** Not secret; `{mode}` is filled in, and a header that is left empty is not sent. */
  headers: Record<string, string>;
  /** File of secret headers, `Name: value` a line; read for every purge, so a secret may be changed. */
  headersFile?: string;
  /** What a version is called there; `{media}` is its media token. */
  item: string;
  /** What `{mode}` says for each mode. */
  words: { soft: string; hard: string };
  /** Versions in one request; one where the request names `{item}`. */
  batch: number;
  /** Tries in all, and the wait after the first; it doubles with each, milliseconds. */
  tries: number;
  backoffMs: number;
  /** For one request, milliseconds. */
  timeoutMs: number;
}

const common = {
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'use lower-case letters, digits and hyphens'),
  url: z.string().refine((url) => /^https?:\/\//.test(url) && URL.canParse(url), 'use an absolute http or https URL'),
  headers_file: z.string().min(1).optional(),
  tries: z.number().int().min(1).max(10).default(4),
  backoff_ms: z.number().int().min(1).max(60_000).default(500),
  timeout_ms: z.number().int().min(100).max(60_000).default(10_000),
};
const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'use a header name');

const nginx = z.strictObject({ kind: z.literal('nginx'), ...common });
const generic = z.strictObject({
  kind: z.literal('http'),
  ...common,
  method: z.enum(['POST', 'PUT', 'DELETE', 'GET', 'PURGE']).default('POST'),
  body: z.string().optional(),
  headers: z.record(headerName, z.string().regex(/^[\t\x20-\x7e]*$/, 'use printable characters')).default({}),
  item: z.string().includes('{media}').default('{media}'),
  words: z.strictObject({ soft: z.string(), hard: z.string() }).default({ soft: 'soft', hard: 'hard' }),
  batch: z.number().int().min(1).max(1000).default(30),
});
const file = z.strictObject({ cdns: z.array(z.discriminatedUnion('kind', [nginx, generic])).max(20) });

/**
 * The CDNs of a YAML file (docs/delivery.md, Purging).
 *
 * @param path none: no CDN is purged
 * @throws {CdnSettingsError}
 */
export function loadCdnSettings(path: string | undefined): CdnSettings[] {
  if (!path) return [];
  const read = file.safeParse(parsed(path));
  if (!read.success) throw new CdnSettingsError(`CDN_PURGE_FILE is not right:\n${z.prettifyError(read.error)}`);
  const { cdns } = read.data;
  const names = cdns.map(({ name }) => name);
  if (new Set(names).size < names.length) throw new CdnSettingsError('CDN_PURGE_FILE names a CDN twice.');
  return cdns.map(settingsOf);
}

function parsed(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code ?? message.split('\n')[0];
    throw new CdnSettingsError(`CDN_PURGE_FILE cannot be read: ${why}`);
  }
}

/** The edge of infra/docker/nginx is told by its own address, one version at a time. */
function settingsOf(cdn: z.output<typeof nginx> | z.output<typeof generic>): CdnSettings {
  const { name, headers_file: headersFile, tries, backoff_ms: backoffMs, timeout_ms: timeoutMs } = cdn;
  const about = { name, headersFile, tries, backoffMs, timeoutMs };
  if (cdn.kind === 'nginx') {
    const words = { soft: 'soft', hard: 'hard' };
    const url = `${cdn.url.replace(/\/+$/, '')}/purge/{item}`;
    return { ...about, method: 'POST', url, headers: {}, item: '{media}', words, batch: 1 };
  }
  const { method, url, body, headers, item, words, batch } = cdn;
  const single = [url, body].some((text) => text?.includes('{item}'));
  return { ...about, method, url, body, headers, item, words, batch: single ? 1 : batch };
}
