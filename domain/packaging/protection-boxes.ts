import type { ProtectionScheme } from '../drm/content-key';
import { kidOfBytes } from '../drm/kid';
import { type Box, needBox } from './boxes';

/** How the samples of a track are encrypted, as `schm` and `tenc` say. ISO/IEC 23001-7, 8.2. */
export interface TrackProtection {
  scheme: ProtectionScheme;
  /** Default KID, a lower-case UUID. */
  kid: string;
  /** Bytes of the initialisation vector that each sample brings; 0 when they share {@link constantIv}. */
  ivSize: number;
  constantIv?: Buffer;
  /** Of each run of `crypt + skip` blocks the first `crypt` are encrypted; both 0: every whole block is. */
  pattern: { crypt: number; skip: number };
}

/**
 * Read the protection of a sample entry whose content is encrypted.
 *
 * @param inside the boxes of the entry
 * @returns what it is, and the four letters of the entry that it was
 * @throws {RangeError} when a box is missing, or the scheme is neither cenc nor cbcs
 */
export function readProtection(
  bytes: Buffer,
  inside: Pick<Box, 'body' | 'end'>,
): { format: string; protection: TrackProtection } {
  const sinf = needBox(bytes, 'sinf', inside);
  const frma = needBox(bytes, 'frma', sinf);
  const schm = needBox(bytes, 'schm', sinf);
  const tenc = needBox(bytes, 'schi/tenc', sinf);
  const scheme = bytes.toString('latin1', schm.body + 4, schm.body + 8);
  if (scheme !== 'cenc' && scheme !== 'cbcs') throw new RangeError(`The scheme ${scheme} is not known here`);
  const pattern = bytes.readUInt8(tenc.body) > 0 ? bytes.readUInt8(tenc.body + 5) : 0;
  const ivSize = bytes.readUInt8(tenc.body + 7);
  const constant = ivSize === 0 ? bytes.readUInt8(tenc.body + 24) : 0;
  return {
    format: bytes.toString('latin1', frma.body, frma.body + 4),
    protection: {
      scheme,
      kid: kidOfBytes(bytes.subarray(tenc.body + 8, tenc.body + 24)),
      ivSize,
      ...(constant ? { constantIv: bytes.subarray(tenc.body + 25, tenc.body + 25 + constant) } : {}),
      pattern: { crypt: pattern >> 4, skip: pattern & 15 },
    },
  };
}
