import type { IncomingHttpHeaders } from 'node:http';

/** What a representation is compared by. */
export interface Validators {
  /** Entity tag with its quotes. */
  etag: string;
  lastModified?: Date;
}

/** Bytes `[start, end]`, both inclusive. */
export interface ByteRange {
  start: number;
  end: number;
}

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');

/** Whole seconds, as HTTP dates have; NaN without a date, which equals nothing. */
const seconds = (date: Date | undefined): number => Math.floor((date?.getTime() ?? Number.NaN) / 1000);

/** The client has it already: 304. If-None-Match goes before If-Modified-Since. RFC 9110, 13.2.2. */
export function isFresh(headers: IncomingHttpHeaders, { etag, lastModified }: Validators): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) return tags.trim() === '*' || tags.split(',').some((tag) => opaque(tag) === opaque(etag));
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return Number.isFinite(since) && seconds(lastModified) <= since / 1000;
}

/** Whether a Range header counts: always without If-Range, otherwise only for the same representation. RFC 9110, 13.1.5. */
export function rangeApplies(headers: IncomingHttpHeaders, { etag, lastModified }: Validators): boolean {
  const condition = headers['if-range'];
  if (typeof condition !== 'string') return true;
  if (condition.includes('"')) return condition.trim() === etag && !etag.startsWith('W/');
  return Date.parse(condition) / 1000 === seconds(lastModified);
}

/**
 * The one range a client asks for. RFC 9110, 14.1.2; units are case-insensitive; several ranges and unknown units are answered whole, as 14.2 allows.
 *
 * @param size bytes of the object
 */
export function requestedRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? '');
  const [, from = '', to = ''] = match ?? [];
  if (!match || (from === '' && to === '')) return undefined;
  if (from === '') {
    const length = Number(to);
    return length === 0 || size === 0 ? 'unsatisfiable' : { start: Math.max(0, size - length), end: size - 1 };
  }
  const start = Number(from);
  if (to !== '' && Number(to) < start) return undefined;
  return start >= size ? 'unsatisfiable' : { start, end: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
}
