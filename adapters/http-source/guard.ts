import { lookup as resolve } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';
import { HeadendError } from '../../domain/failures';

/** What a guard lets through. */
export interface GuardOptions {
  /** `host:port` entries, as in `PULL_ALLOW_PRIVATE`, that may be private all the same. */
  allowPrivate: readonly string[];
}

/**
 * May this address be fetched from? Only public unicast may: not private, loopback, link-local, carrier-grade NAT,
 * multicast, reserved or documentation space (IANA special-purpose registries, RFC 6890), nor an IPv6 form that leads to
 * IPv4 (mapped, NAT64, 6to4, Teredo), whatever that IPv4 address is.
 *
 * @param address IPv4 or IPv6 in text, without brackets; a zone index makes it forbidden
 */
export function isForbiddenAddress(address: string): boolean {
  if (address.includes('%') || !ipaddr.isValid(address)) return true;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return true;
  // Global unicast is 2000::/3 (RFC 4291); everything else is unassigned or special.
  return parsed instanceof ipaddr.IPv6 && (parsed.parts[0] ?? 0) >> 13 !== 1;
}

/**
 * Read a source URL and refuse it early: wrong scheme, a forbidden literal address, or a name that resolves to one. A name
 * that does not resolve passes; fetching it tells more.
 *
 * @throws {HeadendError} `source/unsupported-scheme`, `source/password-in-url`, `source/forbidden-address`
 */
export async function checkSourceUrl(text: string, options: GuardOptions & { field?: string }): Promise<URL> {
  const { field } = options;
  const url = sourceUrl(text, field);
  const host = bareHost(url);
  if (allowsPrivate(url, options)) return url;
  const addresses = isIP(host)
    ? [host]
    : await resolve(host, { all: true }).then(
        (all) => all.map(({ address }) => address),
        () => [],
      );
  if (addresses.some(isForbiddenAddress)) throw forbidden(host, field);
  return url;
}

/** @throws {HeadendError} `source/unsupported-scheme`, `source/password-in-url` */
export function sourceUrl(text: string, field?: string): URL {
  if (!URL.canParse(text))
    throw new HeadendError('source/unsupported-scheme', 'The source is not an absolute URL.', { field });
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new HeadendError('source/unsupported-scheme', `The scheme ${url.protocol.slice(0, -1)} is not supported.`, {
      field,
    });
  if (url.username || url.password)
    throw new HeadendError('source/password-in-url', 'The URL holds a user name or a password.', { field });
  return url;
}

/**
 * A connector for undici that looks at every address before it connects, and connects to the very address it looked at: a
 * name that changes its answer in between (DNS rebinding) gains nothing.
 */
export function guardedConnector(options: GuardOptions, timeoutMs: number): buildConnector.connector {
  const open = buildConnector({ timeout: timeoutMs });
  const guarded = buildConnector({ timeout: timeoutMs, lookup: guardedLookup });
  return (target, callback) => {
    const host = target.hostname.replace(/^\[|\]$/g, '');
    if (allowsPrivate(target, options)) return open(target, callback);
    // No lookup happens for literal addresses.
    if (isIP(host) && isForbiddenAddress(host)) return callback(forbidden(host), null);
    return guarded(target, callback);
  };
}

const guardedLookup: LookupFunction = (hostname, { all }, callback) => {
  resolve(hostname, { all: true }).then(
    (addresses) => {
      const [first] = addresses;
      if (!first || addresses.some(({ address }) => isForbiddenAddress(address))) callback(forbidden(hostname), []);
      else if (all) callback(null, addresses);
      else callback(null, first.address, first.family);
    },
    (error: NodeJS.ErrnoException) => callback(error, []),
  );
};

const DEFAULT_PORTS: Record<string, string> = { 'http:': '80', 'https:': '443' };

/** Does the operator allow this very host and port although it is private? */
export const allowsPrivate = (
  { hostname, port, protocol }: { hostname: string; port: string; protocol: string },
  { allowPrivate }: GuardOptions,
): boolean => allowPrivate.includes(`${hostname.toLowerCase()}:${port || DEFAULT_PORTS[protocol]}`);

const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

const forbidden = (host: string, field?: string): HeadendError =>
  new HeadendError('source/forbidden-address', `${host} is not a public address.`, { field });
