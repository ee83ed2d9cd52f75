import { type Box, boxes, findBox } from './boxes';
import { readProtection, type TrackProtection } from './protection-boxes';

/** What the sample entry of a track says. */
export interface SampleEntry {
  /** RFC 6381 codec string, as CODECS and @codecs carry it. */
  codec: string;
  kind: 'video' | 'audio';
  /** Video: coded size in pixels. */
  width?: number;
  height?: number;
  /** Audio. */
  channels?: number;
  sampleRate?: number;
  /** How the samples are encrypted; absent of a clear track. */
  protection?: TrackProtection;
}

const hex = (value: number): string => value.toString(16).padStart(2, '0');

/** Read the first sample entry of an `stsd` box. @throws {RangeError} for codecs Headend does not make */
export function readSampleEntry(bytes: Buffer, stsd: Box): SampleEntry {
  const [entry] = [...boxes(bytes, stsd.body + 8, stsd.end)];
  if (!entry) throw new RangeError('The sample description is empty');
  const sound = ['enca', 'mp4a', 'ac-3', 'ec-3', 'Opus', 'fLaC'].includes(entry.type);
  const inside = { body: entry.body + (sound ? AUDIO_FIELDS : VIDEO_FIELDS), end: entry.end };
  const sealed = ['enca', 'encv'].includes(entry.type) ? readProtection(bytes, inside) : undefined;
  const clear = sealed ? { ...entry, type: sealed.format } : entry;
  const read = sound ? audioEntry(bytes, clear, inside) : videoEntry(bytes, clear, inside);
  return sealed ? { ...read, protection: sealed.protection } : read;
}

/** Bytes of a sample entry before its boxes. ISO/IEC 14496-12, 12.1.3 and 12.2.3. */
export const VIDEO_FIELDS = 78;
export const AUDIO_FIELDS = 28;

type Inside = Pick<Box, 'body' | 'end'>;

function videoEntry(bytes: Buffer, entry: Box, inside: Inside): SampleEntry {
  const configuration = (type: string): Buffer => {
    const box = findBox(bytes, type, inside);
    if (!box) throw new RangeError(`The ${entry.type} entry has no ${type} box`);
    return bytes.subarray(box.body, box.end);
  };
  return {
    kind: 'video',
    codec: videoCodec(entry.type, configuration),
    width: bytes.readUInt16BE(entry.body + 24),
    height: bytes.readUInt16BE(entry.body + 26),
  };
}

function videoCodec(type: string, configuration: (type: string) => Buffer): string {
  switch (type) {
    case 'avc1':
    case 'avc3':
      return avc(type, configuration('avcC'));
    case 'hvc1':
    case 'hev1':
      return hevc(type, configuration('hvcC'));
    case 'av01':
      return av1(configuration('av1C'));
    default:
      throw new RangeError(`No codec string is known for ${type}`);
  }
}

/** ISO/IEC 14496-15, 5.4.1: profile, constraint flags and level as they stand in avcC. */
const avc = (type: string, avcC: Buffer): string =>
  `${type}.${hex(avcC.readUInt8(1))}${hex(avcC.readUInt8(2))}${hex(avcC.readUInt8(3))}`;

/** ISO/IEC 14496-15, annex E.3. */
function hevc(type: string, hvcC: Buffer): string {
  const first = hvcC.readUInt8(1);
  const space = ['', 'A', 'B', 'C'][first >> 6] ?? '';
  const compatibility = reverseBits(hvcC.readUInt32BE(2)).toString(16);
  const tier = first & 0x20 ? 'H' : 'L';
  const constraints = [...hvcC.subarray(6, 12)];
  while (constraints.length > 0 && constraints.at(-1) === 0) constraints.pop();
  const tail = constraints.map((byte) => `.${byte.toString(16).toUpperCase()}`).join('');
  return `${type}.${space}${first & 0x1f}.${compatibility}.${tier}${hvcC.readUInt8(12)}${tail}`;
}

function reverseBits(value: number): number {
  let reversed = 0;
  for (let bit = 0; bit < 32; bit++) reversed = ((reversed << 1) | ((value >>> bit) & 1)) >>> 0;
  return reversed;
}

/** AV1 in ISO BMFF 1.2, section 5: `av01.P.LLT.DD`; the trailing fields are left out at their defaults (SDR 4:2:0). */
function av1(av1C: Buffer): string {
  const second = av1C.readUInt8(1);
  const third = av1C.readUInt8(2);
  const level = String(second & 0x1f).padStart(2, '0');
  const depth = third & 0x40 ? (third & 0x20 ? 12 : 10) : 8;
  return `av01.${second >> 5}.${level}${third & 0x80 ? 'H' : 'M'}.${String(depth).padStart(2, '0')}`;
}

function audioEntry(bytes: Buffer, entry: Box, inside: Inside): SampleEntry {
  const sampleRate = bytes.readUInt32BE(entry.body + 24) >>> 16;
  const channels = bytes.readUInt16BE(entry.body + 16);
  if (entry.type !== 'mp4a') return { kind: 'audio', codec: entry.type.toLowerCase(), channels, sampleRate };
  const esds = findBox(bytes, 'esds', inside);
  if (!esds) throw new RangeError('The mp4a entry has no esds box');
  const specific = audioSpecificConfig(bytes.subarray(esds.body + 4, esds.end));
  return {
    kind: 'audio',
    codec: `mp4a.40.${specific.objectType}`,
    channels: specific.channels || channels,
    sampleRate,
  };
}

/** Walk ES_Descriptor > DecoderConfigDescriptor > DecoderSpecificInfo. ISO/IEC 14496-1, 7.2.6; 14496-3, 1.6.2.1. */
function audioSpecificConfig(esds: Buffer): { objectType: number; channels: number } {
  for (let at = 0; at < esds.length; ) {
    const tag = esds.readUInt8(at++);
    let length = 0;
    for (let more = true; more; at++) {
      const byte = esds.readUInt8(at);
      length = (length << 7) | (byte & 0x7f);
      more = (byte & 0x80) !== 0;
    }
    if (tag === 0x03) at += 3;
    else if (tag === 0x04) at += 13;
    else if (tag === 0x05) {
      const bits = esds.readUInt16BE(at);
      // 7 is the layout with eight channels: 7.1 counts one more than its number.
      const layout = (bits >> 3) & 0x0f;
      return { objectType: bits >> 11, channels: layout === 7 ? 8 : layout };
    } else at += length;
  }
  throw new RangeError('The esds box names no audio object type');
}
