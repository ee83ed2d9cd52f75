const FORBIDDEN_PART = /^\.{0,2}$/;
// Control characters would break signing and HTTP headers; a backslash is a path separator on some stores.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN_CHARACTER = /[\u0000-\u001f\u007f\\]/;
/** S3 limit: 1024 bytes of UTF-8. */
const LONGEST = 1024;

/**
 * Whether a text may be an object key: `/`-separated, no leading or trailing `/`, no empty, `.` or `..` parts.
 * Use it on anything that came from outside before it is made into a key.
 */
export const isObjectKey = (key: string): boolean =>
  key.length > 0 &&
  Buffer.byteLength(key) <= LONGEST &&
  !FORBIDDEN_CHARACTER.test(key) &&
  !key.split('/').some((part) => FORBIDDEN_PART.test(part));

/** @throws {RangeError} when the key is not one */
export function checkKey(key: string): string {
  if (!isObjectKey(key)) throw new RangeError(`Not an object key: ${JSON.stringify(key.slice(0, 200))}`);
  return key;
}

/**
 * A prefix that may be listed or removed as a whole: an object key followed by `/`, so that `a/1/` never touches `a/10`.
 *
 * @throws {RangeError} when it is not one
 */
export function checkPrefix(prefix: string): string {
  if (!prefix.endsWith('/') || !isObjectKey(prefix.slice(0, -1)))
    throw new RangeError(`Not an object prefix: ${JSON.stringify(prefix.slice(0, 200))}`);
  return prefix;
}
