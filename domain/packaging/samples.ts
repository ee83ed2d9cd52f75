import { type Box, boxes, findBox, needBox } from './boxes';
import { type InitFacts, readTrackHeader } from './fmp4';

/** One encrypted sample of a segment. */
export interface SealedSample {
  /** Initialisation vector, 16 bytes; of AES-CTR the first half is the sample's own. */
  iv: Buffer;
  /** The parts of it that are encrypted, as offsets in the segment. */
  ranges: { at: number; length: number }[];
}

/**
 * The encrypted samples of one movie fragment, from its `trun` and `senc` boxes (ISO/IEC 23001-7, 7.2).
 *
 * @param segment the whole segment
 * @param moof where its header lies
 * @returns none when the fragment is in the clear
 * @throws {RangeError} when the boxes do not tell enough
 */
export function sealedSamples(segment: Buffer, moof: Box, init: InitFacts): SealedSample[] {
  const traf = needBox(segment, 'traf', moof);
  const senc = findBox(segment, 'senc', traf);
  if (!senc || !init.protection) return [];
  const { ivSize, constantIv } = init.protection;
  const hasRanges = (segment.readUInt32BE(senc.body) & 2) !== 0;
  let at = senc.body + 8;
  return samplesOf(segment, moof, traf, init).map((sample) => {
    const iv = Buffer.alloc(16);
    (ivSize > 0 ? segment.subarray(at, at + ivSize) : (constantIv ?? iv)).copy(iv);
    at += ivSize;
    if (!hasRanges) return { iv, ranges: [{ at: sample.at, length: sample.size }] };
    const ranges = [];
    const count = segment.readUInt16BE(at);
    at += 2;
    for (let index = 0, place = sample.at; index < count; index++, at += 6) {
      const length = segment.readUInt32BE(at + 2);
      place += segment.readUInt16BE(at);
      if (length > 0) ranges.push({ at: place, length });
      place += length;
    }
    return { iv, ranges };
  });
}

/** Bytes of each sample of a movie fragment. */
export const sampleSizes = (segment: Buffer, moof: Box, init: InitFacts): number[] =>
  samplesOf(segment, moof, needBox(segment, 'traf', moof), init).map(({ size }) => size);

/** Where the samples of a fragment lie in the segment. */
function samplesOf(segment: Buffer, moof: Box, traf: Box, init: InitFacts): { at: number; size: number }[] {
  const { size: usual } = readTrackHeader(segment, needBox(segment, 'tfhd', traf), init);
  // A run that does not say where its data is goes on where the one before it ended.
  let place = moof.start;
  return [...boxes(segment, traf.body, traf.end)]
    .filter(({ type }) => type === 'trun')
    .flatMap((trun) => {
      const flags = segment.readUInt32BE(trun.body) & 0xffffff;
      const fields = [0x100, 0x200, 0x400, 0x800].filter((field) => flags & field);
      let entry = trun.body + 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
      if (flags & 0x1) place = moof.start + segment.readInt32BE(trun.body + 8);
      return Array.from({ length: segment.readUInt32BE(trun.body + 4) }, () => {
        const size = flags & 0x200 ? segment.readUInt32BE(entry + fields.indexOf(0x200) * 4) : usual;
        entry += fields.length * 4;
        place += size;
        return { at: place - size, size };
      });
    });
}
