import type { Readable } from 'node:stream';
import type { SourceAccess } from '../../domain/sources/credentials';

/**
 * Fetches a partner's file over http(s) or from an S3 bucket, with an SSRF guard: the host is resolved, private, loopback,
 * link-local and other special ranges are refused, the connection is made to the very address that was checked, and every
 * redirect is checked again. A broken transfer is resumed by range with If-Range; a changed file is `source/changed`.
 *
 * @throws {HeadendError} `source/…`, `master/too-large`
 */
export interface HttpSource {
  /**
   * @param url http(s); `s3://bucket/key` with access of the kind s3
   * @param options.access sent to the place it is bound to and nowhere else, whatever redirects say
   */
  open(
    url: string,
    options: { maxBytes: number; signal?: AbortSignal; stallMs?: number; access?: SourceAccess },
  ): Promise<{ body: Readable; contentLength?: number; fileName?: string }>;
}
