import { isIP } from 'node:net';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { checkSourceUrl } from '../http-source/guard';

/** Which addresses events may be sent to. */
export interface TargetOptions {
  /** `host:port` entries that may be private, and plain http, all the same. */
  allowPrivate: readonly string[];
  /** Any port of this machine, over http too: for development. */
  allowLoopback: boolean;
}

const LONGEST = 2_048;
const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** How a URL may be reached. */
export interface Target {
  url: URL;
  /** No guard is needed: the operator allows this very host and port. */
  allowed: boolean;
}

/**
 * Read the address of an endpoint: https, or http where private addresses are allowed; no user name, no fragment.
 *
 * @throws {HeadendError} `webhook/url-not-allowed`
 */
export function targetOf(text: string, options: TargetOptions): Target {
  const refuse = (why: string) => new HeadendError('webhook/url-not-allowed', `The url ${why}.`, { field: 'url' });
  if (!URL.canParse(text) || text.length > LONGEST) throw refuse('is not an absolute URL of at most 2,048 characters');
  const url = new URL(text);
  const allowed = isAllowed(url, options);
  if (url.protocol !== 'https:' && !(allowed && url.protocol === 'http:'))
    throw refuse(
      'does not begin with https://; http, and addresses that are not public, need the operator to list the host and port in WEBHOOK_ALLOW_PRIVATE',
    );
  if (url.username || url.password) throw refuse('holds a user name or password');
  if (url.hash) throw refuse('has a fragment');
  return { url, allowed };
}

/**
 * {@link targetOf}, and every address its name resolves to is public.
 *
 * @throws {HeadendError} `webhook/url-not-allowed`, `webhook/forbidden-address`
 */
export async function checkTarget(text: string, options: TargetOptions): Promise<void> {
  const { url, allowed } = targetOf(text, options);
  if (allowed) return;
  await checkSourceUrl(url.href, { allowPrivate: [] }).catch((error: unknown) => {
    throw isHeadendError(error) && error.code === 'source/forbidden-address' ? forbidden(url.hostname) : error;
  });
}

/** The failure of a host that is not public. */
export const forbidden = (host: string): HeadendError =>
  new HeadendError('webhook/forbidden-address', `${host} is not a public address.`, { field: 'url' });

function isAllowed({ hostname, port, protocol }: URL, { allowPrivate, allowLoopback }: TargetOptions): boolean {
  if (allowLoopback && isLoopback(hostname)) return true;
  return allowPrivate.includes(`${hostname.toLowerCase()}:${port || DEFAULT_PORTS[protocol]}`);
}

function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) === 0) return host === 'localhost';
  return host === '::1' || host.startsWith('127.');
}
