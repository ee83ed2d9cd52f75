import type { ProtectionScheme } from './content-key';
import { kidGuidBytes } from './kid';
import { psshBox, SYSTEM_IDS } from './pssh';

/** One key as a PlayReady header names it. */
export interface PlayReadyKey {
  kid: string;
  scheme: ProtectionScheme;
  /** First 8 bytes of the KID under the key (AES-ECB), base64; only headers of AES-CTR have one. */
  checksum?: string;
}

/**
 * The WRM header of one key, attributes in alphabetical order as the specification wants them. 4.0 for cenc, which every
 * PlayReady client reads; 4.3 for cbcs, the first version that knows AES-CBC, which must have no checksum.
 *
 * @see https://learn.microsoft.com/playready/specifications/playready-header-specification
 */
export function wrmHeader({ kid, scheme, checksum }: PlayReadyKey): string {
  const value = kidGuidBytes(kid).toString('base64');
  const namespace = 'xmlns="http://schemas.microsoft.com/DRM/2007/03/PlayReadyHeader"';
  if (scheme === 'cbcs')
    return (
      `<WRMHEADER ${namespace} version="4.3.0.0"><DATA><PROTECTINFO><KIDS>` +
      `<KID ALGID="AESCBC" VALUE="${value}"></KID></KIDS></PROTECTINFO></DATA></WRMHEADER>`
    );
  return (
    `<WRMHEADER ${namespace} version="4.0.0.0"><DATA><PROTECTINFO><KEYLEN>16</KEYLEN><ALGID>AESCTR</ALGID></PROTECTINFO>` +
    `<KID>${value}</KID>${checksum ? `<CHECKSUM>${checksum}</CHECKSUM>` : ''}</DATA></WRMHEADER>`
  );
}

/** A PlayReady Object with one record, the header (type 1) in UTF-16; all numbers little-endian. */
export function playReadyObject(key: PlayReadyKey): Buffer {
  const header = Buffer.from(wrmHeader(key), 'utf16le');
  const head = Buffer.alloc(10);
  head.writeUInt32LE(header.length + 10, 0);
  head.writeUInt16LE(1, 4);
  head.writeUInt16LE(1, 6);
  head.writeUInt16LE(header.length, 8);
  return Buffer.concat([head, header]);
}

/** The WRM header inside a PlayReady Object. @throws {RangeError} when it has none */
export function readPlayReadyObject(object: Uint8Array): string {
  const bytes = Buffer.from(object);
  if (bytes.length < 10 || bytes.readUInt32LE(0) !== bytes.length) throw new RangeError('It is no PlayReady Object');
  for (let at = 6; at + 4 <= bytes.length; at += 4 + bytes.readUInt16LE(at + 2))
    if (bytes.readUInt16LE(at) === 1) return bytes.toString('utf16le', at + 4, at + 4 + bytes.readUInt16LE(at + 2));
  throw new RangeError('The PlayReady Object has no header');
}

/** The PlayReady header as a box. */
export const playReadyPssh = (key: PlayReadyKey): Buffer =>
  psshBox({ systemId: SYSTEM_IDS.playready, data: playReadyObject(key) });
