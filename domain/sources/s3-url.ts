import { HeadendError } from '../failures';

/** An object in a bucket. */
export interface S3Target {
  bucket: string;
  /** As the bucket has it: nothing in an s3 URL is percent-encoded. */
  key: string;
}

/** S3's limit, bytes of UTF-8. */
const LONGEST_KEY = 1024;

/** By S3's rules for bucket names: 3 to 63 of a-z, 0-9, `.` and `-`, no address. */
export const isBucketName = (text: string): boolean =>
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text) && !text.includes('..') && !/\d+\.\d+\.\d+\.\d+/.test(text);

/**
 * Read `s3://bucket/key`. The key is taken as it stands, as the command line of AWS takes it: a space is a space, and `%20`
 * are three characters. Keys that a URL cannot carry unchanged (a part `.` or `..`, control characters) are refused.
 *
 * @returns undefined for another scheme
 * @throws {HeadendError} `request/invalid` when it names no object, `source/password-in-url`
 */
export function parseS3Url(text: string, field?: string): S3Target | undefined {
  const [, rest] = /^s3:\/\/(.*)$/is.exec(text) ?? [];
  if (rest === undefined) return undefined;
  const at = rest.indexOf('/');
  const [bucket, key] = at < 0 ? [rest, ''] : [rest.slice(0, at), rest.slice(at + 1)];
  if (bucket.includes('@'))
    throw new HeadendError('source/password-in-url', 'The s3 URL holds an access key.', { field });
  const wrong = !isBucketName(bucket) ? 'names no bucket' : wrongKey(key);
  if (wrong)
    throw new HeadendError('request/invalid', `The s3 URL ${wrong}; its form is s3://bucket/key.`, {
      errors: [{ field: field ?? '', message: wrong }],
    });
  return { bucket, key };
}

function wrongKey(key: string): string | undefined {
  if (key === '' || key.endsWith('/')) return 'names no file';
  if (Buffer.byteLength(key) > LONGEST_KEY) return `has a key of more than ${LONGEST_KEY} bytes`;
  if (/[\p{Cc}\p{Cs}]/u.test(key)) return 'has a control character or half a character in its key';
  if (key.split('/').some((part) => part === '.' || part === '..')) return 'has a part . or .. in its key';
  return undefined;
}
