import { type Box, boxes, needBox } from '../packaging/boxes';
import { kidBytes, kidOfBytes } from './kid';

/** System ids of the DRM systems that packages signal (https://dashif.org/identifiers/content_protection). */
export const SYSTEM_IDS = {
  /** W3C common pssh: what Clear Key reads, and any system that needs no more than KIDs. */
  common: '1077efec-c0b2-4d02-ace3-3c1e52e2fb4b',
  widevine: 'edef8ba9-79d6-4ace-a3c8-27dcd51d21ed',
  playready: '9a04f079-9840-4286-ab92-e65be0885f95',
  fairplay: '94ce86fb-07ff-4f43-adb8-93d2fa968ca2',
} as const;

/** A Protection System Specific Header. ISO/IEC 23001-7, 8.1. */
export interface Pssh {
  systemId: string;
  /** Version 1 carries KIDs; version 0 has none. */
  kids?: readonly string[];
  data: Uint8Array;
}

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** The whole box: version 1 when there are KIDs, version 0 when there are none. */
export function psshBox({ systemId, kids, data }: Pssh): Buffer {
  const body = Buffer.concat([
    u32(kids ? 0x01000000 : 0),
    kidBytes(systemId),
    ...(kids ? [u32(kids.length), ...kids.map(kidBytes)] : []),
    u32(data.length),
    data,
  ]);
  return Buffer.concat([u32(body.length + 8), Buffer.from('pssh'), body]);
}

/** Read whole boxes, one after the other. @throws {RangeError} when something else is among them, or one is cut short */
export const readPsshBoxes = (bytes: Buffer): Pssh[] =>
  [...boxes(bytes)].map((box) => {
    if (box.type !== 'pssh') throw new RangeError(`A ${box.type} box is no pssh box`);
    return readPssh(bytes, box);
  });

/** The headers of an initialisation segment. */
export function psshOfInit(init: Buffer): Pssh[] {
  const moov = needBox(init, 'moov');
  return [...boxes(init, moov.body, moov.end)].filter(({ type }) => type === 'pssh').map((box) => readPssh(init, box));
}

function readPssh(bytes: Buffer, { body, end }: Box): Pssh {
  const version = bytes.readUInt8(body);
  const systemId = kidOfBytes(bytes.subarray(body + 4, body + 20));
  let at = body + 20;
  const kids: string[] = [];
  if (version > 0) {
    const count = bytes.readUInt32BE(at);
    if (at + 4 + count * 16 > end) throw new RangeError('A pssh box ends within its KIDs');
    at += 4;
    for (let index = 0; index < count; index++, at += 16) kids.push(kidOfBytes(bytes.subarray(at, at + 16)));
  }
  const length = bytes.readUInt32BE(at);
  if (at + 4 + length !== end) throw new RangeError('The data of a pssh box does not fill it');
  return { systemId, kids: version > 0 ? kids : undefined, data: bytes.subarray(at + 4, end) };
}

/** The W3C common header: the KIDs and nothing else (https://www.w3.org/TR/eme-initdata-cenc). */
export const commonPssh = (kids: readonly string[]): Buffer =>
  psshBox({ systemId: SYSTEM_IDS.common, kids, data: new Uint8Array() });

/** Field 9 of WidevinePsshData, `protection_scheme`: the four letters of the scheme as a number. */
const FOUR_LETTERS = { cenc: 0x63656e63, cbcs: 0x63626373 } as const;

/**
 * The Widevine header: WidevinePsshData with every KID of the title, so that a player asks for one licence and not for one
 * per track. Field 2 is `key_id`, field 9 `protection_scheme`.
 */
export function widevinePssh(kids: readonly string[], scheme: keyof typeof FOUR_LETTERS): Buffer {
  const ids = kids.flatMap((kid) => [Buffer.from([0x12, 16]), kidBytes(kid)]);
  const data = Buffer.concat([...ids, Buffer.from([0x48, ...varint(FOUR_LETTERS[scheme])])]);
  return psshBox({ systemId: SYSTEM_IDS.widevine, data });
}

/** A number as protobuf writes it: seven bits a byte, lowest first, the top bit set on all but the last. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 0x80);
  }
}
