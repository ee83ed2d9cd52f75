import type { Readable } from 'node:stream';

/**
 * Fetches a partner's file over http(s) with an SSRF guard: the host is resolved, private, loopback, link-local and other
 * special ranges are refused, the connection is made to the very address that was checked, and every redirect is
 * checked again. A broken transfer is resumed by range with If-Range; a changed file is `source/changed`.
 *
 * @throws {HeadendError} `source/…`, `master/too-large`
 */
export interface HttpSource {
  open(
    url: string,
    options: { maxBytes: number; signal?: AbortSignal; stallMs?: number },
  ): Promise<{ body: Readable; contentLength?: number; fileName?: string }>;
}
