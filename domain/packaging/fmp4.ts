import { type Box, boxes, findBox, needBox } from './boxes';
import { readSampleEntry, type SampleEntry } from './codecs';

/** What an initialisation segment says about its one track. */
export interface InitFacts extends SampleEntry {
  /** Ticks per second. */
  timescale: number;
  /** Ticks that the edit list takes off the front: encoder priming or the B-frame delay. Below zero when the track begins later. */
  editShift: number;
  /** Declared length in ticks; 0 when it is not declared. */
  declaredDuration: number;
  language: string;
  brands: string[];
  defaults: { duration: number; size: number; flags: number };
}

/** Read an initialisation segment. @throws {RangeError} when it is none, or holds more than one track */
export function readInit(bytes: Buffer): InitFacts {
  const tracks = [...boxes(bytes, needBox(bytes, 'moov').body, needBox(bytes, 'moov').end)].filter(isTrack);
  const [track] = tracks;
  if (!track || tracks.length !== 1) throw new RangeError(`An init segment holds one track, not ${tracks.length}`);
  const mdhd = needBox(bytes, 'mdia/mdhd', track);
  const wide = bytes.readUInt8(mdhd.body) === 1;
  const timescale = bytes.readUInt32BE(mdhd.body + (wide ? 20 : 12));
  const trex = needBox(bytes, 'moov/mvex/trex');
  const movieScale = readMovieScale(bytes);
  return {
    ...readSampleEntry(bytes, needBox(bytes, 'mdia/minf/stbl/stsd', track)),
    timescale,
    editShift: readEditShift(bytes, track, timescale / movieScale),
    declaredDuration: Math.round((readFragmentDuration(bytes) * timescale) / movieScale),
    language: unpackLanguage(bytes.readUInt16BE(mdhd.body + (wide ? 32 : 20))),
    brands: readBrands(bytes),
    defaults: {
      duration: bytes.readUInt32BE(trex.body + 12),
      size: bytes.readUInt32BE(trex.body + 16),
      flags: bytes.readUInt32BE(trex.body + 20),
    },
  };
}

const isTrack = (box: Box): boolean => box.type === 'trak';

function readBrands(bytes: Buffer): string[] {
  const ftyp = needBox(bytes, 'ftyp');
  const brands: string[] = [];
  for (let at = ftyp.body + 8; at + 4 <= ftyp.end; at += 4) brands.push(bytes.toString('latin1', at, at + 4));
  return brands;
}

function readMovieScale(bytes: Buffer): number {
  const mvhd = needBox(bytes, 'moov/mvhd');
  return bytes.readUInt32BE(mvhd.body + (bytes.readUInt8(mvhd.body) === 1 ? 20 : 12));
}

function readFragmentDuration(bytes: Buffer): number {
  const mehd = findBox(bytes, 'moov/mvex/mehd');
  if (!mehd) return 0;
  return bytes.readUInt8(mehd.body) === 1
    ? Number(bytes.readBigUInt64BE(mehd.body + 4))
    : bytes.readUInt32BE(mehd.body + 4);
}

/**
 * The media time of the first edit that is not empty, less the empty ones before it. ISO/IEC 14496-12, 8.6.6.
 *
 * @param scale ticks of the track in one of the movie, which edits last by
 */
function readEditShift(bytes: Buffer, track: Box, scale: number): number {
  const elst = findBox(bytes, 'edts/elst', track);
  if (!elst) return 0;
  const wide = bytes.readUInt8(elst.body) === 1;
  const count = bytes.readUInt32BE(elst.body + 4);
  let empty = 0;
  for (let entry = 0; entry < count; entry++) {
    const at = elst.body + 8 + entry * (wide ? 20 : 12);
    const mediaTime = wide ? Number(bytes.readBigInt64BE(at + 8)) : bytes.readInt32BE(at + 4);
    if (mediaTime >= 0) return mediaTime - Math.round(empty * scale);
    empty += wide ? Number(bytes.readBigUInt64BE(at)) : bytes.readUInt32BE(at);
  }
  return 0;
}

/** Three letters of five bits each. ISO/IEC 14496-12, 8.4.2. */
const unpackLanguage = (packed: number): string =>
  [10, 5, 0].map((shift) => String.fromCharCode(((packed >> shift) & 0x1f) + 0x60)).join('');

/** One movie fragment. Times in ticks of the track. */
export interface FragmentFacts {
  /** Offset of its moof in the segment, and one past its mdat. */
  start: number;
  end: number;
  /** baseMediaDecodeTime. */
  decodeTime: number;
  /** Earliest presentation time of its samples before the edit list. */
  presentationTime: number;
  duration: number;
  samples: number;
  /** One past the first sample's last byte in the segment. */
  firstSampleEnd: number;
  /** The first sample is a sync sample. */
  startsWithSync: boolean;
  /** Bytes of all its samples. */
  mediaBytes: number;
  /** Its samples are encrypted: those of a clear lead are not, although their track is. */
  encrypted: boolean;
}

/** Flag of a sample that cannot start decoding. ISO/IEC 14496-12, 8.8.3.1. */
const NOT_SYNC = 0x10000;

/**
 * Read a `moof` box.
 *
 * @param bytes the whole box
 * @param start where it lies in its segment
 * @param end one past the `mdat` that follows it
 */
export function readFragment(bytes: Buffer, start: number, end: number, init: InitFacts): FragmentFacts {
  const moof = needBox(bytes, 'moof');
  const [traf, ...others] = [...boxes(bytes, moof.body, moof.end)].filter(({ type }) => type === 'traf');
  if (!traf || others.length > 0)
    throw new RangeError(`A fragment is of one track, not of ${others.length + 1} tracks`);
  const header = readTrackHeader(bytes, needBox(bytes, 'tfhd', traf), init);
  const tfdt = needBox(bytes, 'tfdt', traf);
  const decodeTime =
    bytes.readUInt8(tfdt.body) === 1 ? Number(bytes.readBigUInt64BE(tfdt.body + 4)) : bytes.readUInt32BE(tfdt.body + 4);
  const runs = [...boxes(bytes, traf.body, traf.end)]
    .filter(({ type }) => type === 'trun')
    .map((trun) => readRun(bytes, trun, header));
  const [first] = runs;
  if (!first?.samples) throw new RangeError('A fragment has no samples');
  let elapsed = 0;
  let presentationTime = Number.POSITIVE_INFINITY;
  for (const run of runs) {
    presentationTime = Math.min(presentationTime, decodeTime + elapsed + run.earliest);
    elapsed += run.duration;
  }
  return {
    start,
    end,
    decodeTime,
    presentationTime,
    duration: elapsed,
    samples: runs.reduce((sum, run) => sum + run.samples, 0),
    firstSampleEnd: start + first.dataOffset + first.firstSize,
    startsWithSync: (first.firstFlags & NOT_SYNC) === 0,
    mediaBytes: runs.reduce((sum, { bytes }) => sum + bytes, 0),
    encrypted: findBox(bytes, 'senc', traf) !== undefined,
  };
}

/**
 * What `tfhd` says, or the defaults of the track where it says nothing.
 *
 * @throws {RangeError} when places count from elsewhere than the fragment, which CMAF does not allow
 */
export function readTrackHeader(bytes: Buffer, tfhd: Box, { defaults }: InitFacts): InitFacts['defaults'] {
  const flags = bytes.readUInt32BE(tfhd.body) & 0xffffff;
  let at = tfhd.body + 8;
  if (flags & 0x1) throw new RangeError('The samples of a fragment are counted from the beginning of the file');
  if (flags & 0x2) at += 4;
  const next = (present: number, otherwise: number): number => {
    if (!(flags & present)) return otherwise;
    at += 4;
    return bytes.readUInt32BE(at - 4);
  };
  return { duration: next(0x8, defaults.duration), size: next(0x10, defaults.size), flags: next(0x20, defaults.flags) };
}

/** ISO/IEC 14496-12, 8.8.8. `earliest` is the lowest presentation time counted from the run's decode time. */
function readRun(bytes: Buffer, trun: Box, header: InitFacts['defaults']) {
  const flags = bytes.readUInt32BE(trun.body) & 0xffffff;
  const signed = bytes.readUInt8(trun.body) === 1;
  const samples = bytes.readUInt32BE(trun.body + 4);
  let at = trun.body + 8;
  const read = (present: boolean, otherwise: number, isSigned = false): number => {
    if (!present) return otherwise;
    at += 4;
    return isSigned ? bytes.readInt32BE(at - 4) : bytes.readUInt32BE(at - 4);
  };
  const dataOffset = read((flags & 0x1) !== 0, 0, true);
  let firstFlags = read((flags & 0x4) !== 0, header.flags);
  let duration = 0;
  let mediaBytes = 0;
  let firstSize = 0;
  let earliest = Number.POSITIVE_INFINITY;
  for (let sample = 0; sample < samples; sample++) {
    const length = read((flags & 0x100) !== 0, header.duration);
    const size = read((flags & 0x200) !== 0, header.size);
    mediaBytes += size;
    const own = read((flags & 0x400) !== 0, sample === 0 ? firstFlags : header.flags);
    earliest = Math.min(earliest, duration + read((flags & 0x800) !== 0, 0, signed));
    if (sample === 0) [firstSize, firstFlags] = [size, own];
    duration += length;
  }
  return { samples, dataOffset, firstFlags, duration, firstSize, earliest, bytes: mediaBytes };
}
