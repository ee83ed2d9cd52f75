/** The 16 bytes of a key id in the order in which they are written (RFC 9562), as `tenc` and `pssh` hold them. */
export const kidBytes = (kid: string): Buffer => Buffer.from(kidHex(kid), 'hex');

/** A key id as 32 lower-case hexadecimal digits. */
export const kidHex = (kid: string): string => kid.replaceAll('-', '').toLowerCase();

/** A key id as a lower-case UUID, from its 16 bytes. @throws {RangeError} when there are not 16 */
export function kidOfBytes(bytes: Uint8Array): string {
  if (bytes.length !== 16) throw new RangeError(`A key id has 16 bytes, not ${bytes.length}`);
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * A key id as PlayReady writes it: the first three groups of the UUID little-endian, as Windows keeps a GUID.
 *
 * @see https://learn.microsoft.com/playready/specifications/playready-header-specification
 */
export function kidGuidBytes(kid: string): Buffer {
  const bytes = kidBytes(kid);
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

/** Address of a key in FairPlay Streaming: one per key, so that sound, SD and HD are asked for apart. */
export const skdUri = (kid: string): string => `skd://${kid}`;
