import { createHash, type Hash } from 'node:crypto';
import { HeadendError } from '../../../../domain/failures';

/** The version of the protocol, https://tus.io/protocols/resumable-upload (1.0.0, 2016-03-25). */
export const TUS_VERSION = '1.0.0';
/** Extensions served. */
export const TUS_EXTENSIONS = [
  'creation',
  'creation-with-upload',
  'creation-defer-length',
  'expiration',
  'checksum',
  'termination',
];
/** Algorithms of Upload-Checksum. */
export const TUS_ALGORITHMS = ['sha1', 'sha256', 'sha512', 'md5'];

const invalid = (header: string, why: string) =>
  new HeadendError('tus/invalid', `${header} ${why}.`, { field: header });

/** A count of bytes in a header; undefined when it is not sent. @throws {HeadendError} `tus/invalid` */
export function bytesHeader(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,15}$/.test(value)) throw invalid(name, 'is not a number of bytes');
  return Number(value);
}

/** What a file is called, what it is, and its digest: the keys of Upload-Metadata that mean something to us. */
export interface TusMetadata {
  fileName?: string;
  contentType?: string;
  sha256?: string;
}

/** Upload-Metadata is kept and told as it came; longer is refused. */
const MOST_METADATA = 4_000;

/** @throws {HeadendError} `tus/invalid` */
export function readMetadata(header: string | undefined): TusMetadata {
  if (!header) return {};
  if (header.length > MOST_METADATA) throw invalid('Upload-Metadata', `is longer than ${MOST_METADATA} characters`);
  const pairs = new Map<string, string>();
  for (const pair of header.split(',')) {
    const [key, value = '', ...rest] = pair.trim().split(' ');
    if (!key || rest.length > 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value) || pairs.has(key))
      throw invalid('Upload-Metadata', 'is not a list of unique keys with Base64 values');
    pairs.set(key, text(value));
  }
  const sha256 = pairs.get('sha256')?.toLowerCase();
  if (sha256 && !/^[0-9a-f]{64}$/.test(sha256))
    throw invalid('Upload-Metadata', 'has a sha256 that is not 64 hexadecimal digits');
  return {
    fileName: pairs.get('filename') || pairs.get('name') || undefined,
    contentType: mediaType(pairs.get('filetype') ?? pairs.get('type')),
    sha256: sha256 || undefined,
  };
}

/** Without what PostgreSQL does not store and a header cannot carry. */
const text = (base64: string): string =>
  Buffer.from(base64, 'base64')
    .toString('utf8')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .slice(0, 255);

const mediaType = (given: string | undefined): string | undefined =>
  given && /^[\w.+-]+\/[\w.+-]+$/.test(given) ? given : undefined;

/** A digest that the bytes of one request must have. */
export interface ExpectedDigest {
  hash: Hash;
  base64: string;
}

/** @throws {HeadendError} `tus/invalid` */
export function readChecksum(header: string | undefined): ExpectedDigest | undefined {
  if (header === undefined) return undefined;
  const [algorithm = '', base64 = ''] = header.trim().split(/ +/);
  if (!TUS_ALGORITHMS.includes(algorithm))
    throw invalid('Upload-Checksum', `names none of ${TUS_ALGORITHMS.join(', ')}`);
  const hash = createHash(algorithm);
  if (Buffer.from(base64, 'base64').length !== createHash(algorithm).digest().length)
    throw invalid('Upload-Checksum', `is not a ${algorithm} digest in Base64`);
  return { hash, base64 };
}
