import { HeadendError } from '../failures';
import { CONFORM_RATES, nearestStandardRate, snapFrameRate } from './frame-rate';
import { languageTag } from './language';
import type { PacketStatistics } from './packet-statistics';
import { pixelLayout } from './pixel-format';
import type {
  AudioProbe,
  ChapterProbe,
  Crop,
  DynamicRange,
  FieldOrder,
  MasterProbe,
  TextProbe,
  VideoProbe,
} from './probe';
import { parseRational, type Rational, rational, type Size, toNumber } from './rational';

/** ffprobe's JSON as far as it is read here; every number may come as text. */
export interface ProbeDocument {
  format?: ProbeSection & { tags?: Record<string, string> };
  streams?: ProbeStream[];
  chapters?: { start_time?: unknown; tags?: Record<string, string> }[];
  frames?: (ProbeSection & { stream_index?: number; side_data_list?: ProbeSection[] })[];
}
export type ProbeSection = Record<string, unknown>;
export type ProbeStream = ProbeSection & {
  index: number;
  codec_type?: string;
  codec_name?: string;
  tags?: Record<string, string>;
  side_data_list?: ProbeSection[];
};

/** What full-size samples of the picture showed. */
export interface PictureSamples {
  /** Frames that the field detector judged; those it left undetermined are not counted. */
  fields: { topFirst: number; bottomFirst: number; progressive: number };
  /** Active picture inside bars, upright; undefined when there are no bars. */
  activePicture?: Crop;
}

/** More irregular distances between frames than this share make a variable rate. */
const IRREGULAR_SHARE = 0.01;
/** Less of the announced length than this share cannot be called the programme. */
const LEAST_SHARE = 0.95;
/** A hole in the timestamps that no programme has; filling it would make a small file a day long. */
const LONGEST_GAP_US = 120_000_000;
/** Repeating a frame more often than this, for longer than this in all, is encoding what nobody delivered. */
const MOST_REPEATS = 10;
const LONGEST_REPEATED_US = 600_000_000;
const LEAST_US = 1_000_000;
/** So many judged frames contradict a header that says interlaced; fewer may just have stood still. */
const CONTRADICTS_INTERLACED = 48;
/** So many judged frames contradict a header that says progressive. */
const CONTRADICTS_PROGRESSIVE = 10;
/** Interlaced up to this share of the frames is noise of the detector; from the next on it is most of the programme. */
const FEW_INTERLACED = 0.15;
const MOSTLY_INTERLACED = 0.5;
/** Below this share of one parity, parts of the programme differ in field order. */
const ONE_PARITY = 0.9;
/** Eight languages in eight mono tracks each; every track is metered in the one decode. */
const MOST_AUDIO_TRACKS = 64;
const MOST_TEXT_TRACKS = 64;
const MOST_STREAMS = 256;
/** No programme has more; what a file says beyond them is left out. */
const MOST_CHAPTERS = 500;
const SMALLEST_SIDE = 64;
const LONGEST_SIDE = 8192;
const LONGEST_SHORT_SIDE = 4320;

/**
 * The stream that carries the programme: the default one among those with pictures, else the largest.
 *
 * @throws {HeadendError} `master/not-media`, `master/no-video`, `master/dimensions`, `master/too-many-tracks`,
 *   `master/undecodable`
 */
export function programmeVideo({ streams = [] }: ProbeDocument): ProbeStream {
  if (!streams.some(({ codec_type: type }) => type === 'video' || type === 'audio'))
    throw new HeadendError('master/not-media', 'The file holds neither video nor audio.');
  const moving = streams.filter((stream) => stream.codec_type === 'video' && !isStill(stream));
  const area = (stream: ProbeStream): number => number(stream.width) * number(stream.height);
  const [best] = moving.sort((a, b) => flag(b, 'default') - flag(a, 'default') || area(b) - area(a));
  if (!best) throw new HeadendError('master/no-video', 'The file holds sound but no video track.');
  if (!best.codec_name || best.codec_name === 'unknown' || (area(best) === 0 && !best.pix_fmt))
    throw new HeadendError('master/undecodable', 'The video codec of the file is not known.');
  checkSize({ width: number(best.width), height: number(best.height) });
  checkTracks(streams);
  return best;
}

function checkSize({ width, height }: Size, how = ''): void {
  const [short, long] = width < height ? [width, height] : [height, width];
  if (short >= SMALLEST_SIDE && long <= LONGEST_SIDE && short <= LONGEST_SHORT_SIDE) return;
  throw new HeadendError('master/dimensions', `The picture is ${how && `${how} `}${width}x${height} pixels.`);
}

function checkTracks(streams: ProbeStream[]): void {
  const count = (type: string): number => streams.filter(({ codec_type: each }) => each === type).length;
  const limits: [kind: string, tracks: number, most: number][] = [
    ['audio tracks', count('audio'), MOST_AUDIO_TRACKS],
    ['text tracks', count('subtitle'), MOST_TEXT_TRACKS],
    ['tracks of all kinds', streams.length, MOST_STREAMS],
  ];
  for (const [kind, tracks, most] of limits)
    if (tracks > most)
      throw new HeadendError('master/too-many-tracks', `The file has ${tracks} ${kind}; at most ${most} are taken.`);
}

const isStill = (stream: ProbeStream): boolean =>
  flag(stream, 'attached_pic') === 1 || flag(stream, 'still_image') === 1 || flag(stream, 'timed_thumbnails') === 1;

const flag = (stream: ProbeStream, name: string): number =>
  number((stream.disposition as ProbeSection | undefined)?.[name]);

/**
 * Put ffprobe's document, the packet scan and the picture samples together.
 *
 * @throws {HeadendError} `master/…` when there is nothing to encode
 */
export function readProbe(
  document: ProbeDocument,
  scan: PacketStatistics | undefined,
  samples: PictureSamples,
): MasterProbe {
  const stream = programmeVideo(document);
  if (!scan) throw new HeadendError('master/undecodable', 'The video track carries no timestamps.');
  if (scan.longestUs > LONGEST_GAP_US)
    throw new HeadendError('master/gap', `The picture stands for ${seconds(scan.longestUs)} s without a new frame.`);
  const video = readVideo(document, stream, scan, samples);
  const durationUs = Math.round((video.frames * 1e6) / toNumber(video.frameRate));
  const announcedUs = announced(document, stream);
  if (durationUs < announcedUs * LEAST_SHARE)
    throw new HeadendError(
      'master/truncated',
      `The file announces ${seconds(announcedUs)} s of video and holds ${seconds(durationUs)} s.`,
    );
  if (durationUs < LEAST_US)
    throw new HeadendError('master/too-short', `The programme is ${seconds(durationUs)} s long.`);
  checkRepeats(video, scan.packets);
  return {
    container: text(document.format?.format_name),
    bytes: number(document.format?.size),
    durationUs,
    video,
    audio: readAudio(document, durationUs),
    text: readText(document),
    closedCaptions:
      number(stream.closed_captions) > 0 ||
      (document.streams ?? []).some(({ codec_name: codec }) => codec === 'eia_608'),
    ...optional('chapters', readChapters(document, video.startUs, durationUs)),
  };
}

/** Chapters inside of the programme, each instant once; one that begins with it is the programme itself. */
function readChapters(
  { chapters = [] }: ProbeDocument,
  firstFrameUs: number,
  durationUs: number,
): ChapterProbe[] | undefined {
  const starts = new Map<number, ChapterProbe>();
  for (const { start_time: start, tags } of chapters) {
    const startMs = Math.round(((us(start) ?? 0) - firstFrameUs) / 1000);
    if (startMs <= 0 || startMs * 1000 >= durationUs || starts.has(startMs)) continue;
    starts.set(startMs, { startMs, ...optional('title', tags?.title?.slice(0, 80)) });
  }
  if (starts.size === 0) return undefined;
  return [...starts.values()].sort((a, b) => a.startMs - b.startMs).slice(0, MOST_CHAPTERS);
}

/** A few pictures spread over hours cost nothing to send and hours to encode. @throws {HeadendError} `master/too-few-frames` */
function checkRepeats({ frames, frameRate }: VideoProbe, delivered: number): void {
  const repeated = frames - delivered;
  const repeatedUs = (repeated * 1e6) / toNumber(frameRate);
  if (repeated <= MOST_REPEATS * delivered || repeatedUs <= LONGEST_REPEATED_US) return;
  throw new HeadendError('master/too-few-frames', `The file holds ${delivered} frames where ${frames} would be shown.`);
}

/** @throws {HeadendError} `master/too-long` */
export function checkLength({ durationUs }: Pick<MasterProbe, 'durationUs'>, longestUs: number): void {
  if (durationUs <= longestUs) return;
  const hours = (us: number): string => `${Math.round(us / 36e6) / 100} h`;
  throw new HeadendError(
    'master/too-long',
    `The programme is ${hours(durationUs)} long; at most ${hours(longestUs)} are taken.`,
  );
}

function readVideo(
  document: ProbeDocument,
  stream: ProbeStream,
  scan: PacketStatistics,
  samples: PictureSamples,
): VideoProbe {
  const coded = { width: number(stream.width), height: number(stream.height) };
  const sampleAspect = parseRational(text(stream.sample_aspect_ratio)) ?? rational(1);
  const rotation = rotationOf(stream);
  const display = displaySize(coded, sampleAspect, rotation);
  checkSize(display, 'shown at');
  const rateMode = scan.irregularShare > IRREGULAR_SHARE ? 'variable' : 'constant';
  const frameRate = rateOf(stream, scan, rateMode);
  const pixelFormat = text(stream.pix_fmt);
  const container = text(document.format?.format_name);
  return {
    streamIndex: stream.index,
    codec: text(stream.codec_name),
    profile: text(stream.profile),
    coded,
    sampleAspect,
    rotation,
    display,
    frameRate,
    rateMode,
    frames: framesOf(scan, frameRate, rateMode),
    startUs: scan.startUs,
    gopFrames: scan.gopFrames,
    seeksToKeyFrames: /mov|matroska/.test(container),
    fieldOrder: fieldOrderOf(stream, samples.fields),
    pixelFormat,
    ...pixelLayout(pixelFormat),
    colour: {
      primaries: text(stream.color_primaries) || 'unknown',
      transfer: text(stream.color_transfer) || 'unknown',
      matrix: text(stream.color_space) || 'unknown',
      range: text(stream.color_range) || 'unknown',
    },
    dynamicRange: dynamicRangeOf(document, stream),
    ...masteringOf(document, stream),
    bitRate: number(stream.bit_rate) || Math.round((scan.bytes * 8e6) / Math.max(1, scan.lastUs - scan.startUs)),
    ...optional('timecode', timecodeOf(document)),
    ...optional('activePicture', samples.activePicture),
  };
}

/**
 * A rate the container states is believed when the packets agree: short clips cannot be measured finer than 0.15 %.
 * A variable rate becomes the stated one where that is standard and near, else the nearest whole one to the distance
 * that half of the frames keep below.
 */
function rateOf(stream: ProbeStream, scan: PacketStatistics, mode: VideoProbe['rateMode']): Rational {
  const distanceUs = mode === 'constant' ? scan.frameUs : scan.medianUs;
  const measured = distanceUs > 0 ? 1e6 / distanceUs : 0;
  const agreement = mode === 'constant' ? 0.0015 : 0.03;
  const stated = [stream.r_frame_rate, stream.avg_frame_rate]
    .map((rate) => parseRational(text(rate)))
    .filter((rate) => rate !== undefined)
    .find((rate) => measured === 0 || Math.abs(toNumber(rate) / measured - 1) < agreement);
  const best = stated ? toNumber(stated) : measured;
  if (best <= 0) throw new HeadendError('master/undecodable', 'The video track has no frame rate.');
  const { rate, standard } = snapFrameRate(best);
  if (mode === 'constant' || (stated && standard && best >= 23.9 && best <= 60)) return rate;
  return nearestStandardRate(best, CONFORM_RATES);
}

const framesOf = (scan: PacketStatistics, rate: Rational, mode: VideoProbe['rateMode']): number => {
  const frameUs = 1e6 / toNumber(rate);
  const lastUs = mode === 'variable' && scan.lastDurationUs > 0 ? scan.lastDurationUs : frameUs;
  return Math.max(1, Math.round((scan.lastUs + lastUs - scan.startUs) / frameUs));
};

/** Square-pixel size after rotation; the height is kept, the width follows the sample aspect ratio. */
function displaySize(coded: Size, aspect: Rational, rotation: VideoProbe['rotation']): Size {
  const width = Math.max(1, Math.round((coded.width * aspect.num) / aspect.den));
  const upright = rotation % 180 === 0;
  return upright ? { width, height: coded.height } : { width: coded.height, height: width };
}

/** The display matrix turns counter-clockwise in ffprobe's words; we say what makes the picture upright. */
function rotationOf({ side_data_list: sides = [], tags }: ProbeStream): VideoProbe['rotation'] {
  const matrix = sides.find(({ rotation }) => rotation !== undefined);
  const turned = matrix ? -number(matrix.rotation) : number(tags?.rotate);
  const quarters = ((Math.round(turned / 90) % 4) + 4) % 4;
  return ([0, 90, 180, 270] as const)[quarters] ?? 0;
}

/** Pictures decide where they can; the header is asked only when they do not. */
function fieldOrderOf(
  stream: ProbeStream,
  { topFirst, bottomFirst, progressive }: PictureSamples['fields'],
): FieldOrder {
  const interlaced = topFirst + bottomFirst;
  const judged = interlaced + progressive;
  const header = headerFieldOrder(stream);
  if (judged < (header === 'progressive' ? CONTRADICTS_PROGRESSIVE : CONTRADICTS_INTERLACED)) return header;
  if (interlaced < FEW_INTERLACED * judged) return 'progressive';
  if (interlaced < MOSTLY_INTERLACED * judged || Math.max(topFirst, bottomFirst) < ONE_PARITY * interlaced)
    return 'mixed';
  return topFirst > bottomFirst ? 'top-first' : 'bottom-first';
}

/** Field order as the header states it; ffprobe's second letter is the order of display. */
export const headerFieldOrder = (stream: ProbeSection): FieldOrder =>
  (({ tt: 'top-first', bt: 'top-first', bb: 'bottom-first', tb: 'bottom-first' }) as const)[text(stream.field_order)] ??
  'progressive';

const sideData = (document: ProbeDocument, stream: ProbeStream, kind: RegExp): ProbeSection | undefined =>
  [
    ...(stream.side_data_list ?? []),
    ...(document.frames ?? [])
      .filter(({ stream_index: index }) => index === stream.index)
      .flatMap(({ side_data_list: sides = [] }) => sides),
  ].find(({ side_data_type: type }) => kind.test(text(type)));

function dynamicRangeOf(document: ProbeDocument, stream: ProbeStream): DynamicRange {
  const transfer = text(stream.color_transfer);
  if (transfer === 'smpte2084') return 'HDR10';
  if (transfer === 'arib-std-b67') return 'HLG';
  const untagged = transfer === '' || transfer === 'unknown';
  const wide = text(stream.color_primaries) === 'bt2020';
  return untagged && wide && sideData(document, stream, /mastering display/i) ? 'HDR10' : 'SDR';
}

/** Mastering display in x265's words: chromaticities in 0.00002, luminance in 0.0001 cd/m2 (SMPTE ST 2086). */
function masteringOf(document: ProbeDocument, stream: ProbeStream): Pick<VideoProbe, 'mastering'> {
  const screen = sideData(document, stream, /mastering display/i);
  const light = sideData(document, stream, /content light level/i);
  if (!screen && !light) return {};
  const units = (name: string, scale: number): number => {
    const value = parseRational(text(screen?.[name]));
    return value ? Math.round(toNumber(value) * scale) : 0;
  };
  const point = (name: string): string => `(${units(`${name}_x`, 50_000)},${units(`${name}_y`, 50_000)})`;
  const luminance = `L(${units('max_luminance', 10_000)},${units('min_luminance', 10_000)})`;
  return {
    mastering: {
      ...(screen && {
        display: `G${point('green')}B${point('blue')}R${point('red')}WP${point('white_point')}${luminance}`,
      }),
      ...(light && { maxCll: number(light.max_content), maxFall: number(light.max_average) }),
    },
  };
}

const timecodeOf = ({ format, streams = [] }: ProbeDocument): string | undefined =>
  [format?.tags, ...streams.map(({ tags }) => tags)].map((tags) => tags?.timecode).find(Boolean);

/** The sound streams of a file. @param durationUs of those that do not say their own */
export const readAudio = ({ streams = [], format }: ProbeDocument, durationUs: number): AudioProbe[] =>
  streams
    .filter(({ codec_type: type, codec_name: codec, channels }) => type === 'audio' && codec && number(channels) > 0)
    .map((stream) => ({
      streamIndex: stream.index,
      codec: text(stream.codec_name),
      sampleRate: number(stream.sample_rate),
      channels: number(stream.channels),
      layout: layoutOf(stream),
      language: languageTag(stream.tags?.language),
      ...optional('title', titleOf(stream)),
      startUs: us(stream.start_time) ?? us(format?.start_time) ?? 0,
      durationUs: us(stream.duration) ?? durationUs,
    }));

/** Handler names that tools write by themselves are no titles. */
const titleOf = ({ tags = {} }: ProbeStream): string | undefined => tags.title?.slice(0, 80) || undefined;

const LAYOUTS: Readonly<Record<number, string>> = { 1: 'mono', 2: 'stereo', 6: '5.1', 8: '7.1' };

function layoutOf(stream: ProbeStream): string {
  const channels = number(stream.channels);
  const stated = text(stream.channel_layout);
  return stated && stated !== 'unknown' && !/channels$/.test(stated)
    ? stated
    : (LAYOUTS[channels] ?? `${channels} channels`);
}

const readText = ({ streams = [] }: ProbeDocument): TextProbe[] =>
  streams
    .filter(({ codec_type: type, codec_name: codec }) => type === 'subtitle' && codec !== 'eia_608')
    .map(({ index, codec_name: codec, tags }) => ({
      streamIndex: index,
      codec: codec ?? 'unknown',
      language: languageTag(tags?.language),
    }));

/** How long the header says the video is; 0 when it says nothing. Transport streams say nothing of the kind. */
export function announced({ format }: ProbeDocument, stream: ProbeStream): number {
  if (/mpegts|mpeg$/.test(text(format?.format_name))) return 0;
  return us(stream.duration) ?? clock(stream.tags?.DURATION) ?? 0;
}

/** Matroska's `00:01:02.345000000`. */
function clock(tag: string | undefined): number | undefined {
  const match = /^(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(tag ?? '');
  return match ? Math.round((Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3])) * 1e6) : undefined;
}

const us = (value: unknown): number | undefined => {
  const read = Number.parseFloat(text(value));
  return Number.isFinite(read) ? Math.round(read * 1e6) : undefined;
};
const number = (value: unknown): number => Number(value) || 0;
const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
const seconds = (micro: number): string => (micro / 1e6).toFixed(2);
const optional = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, V>);
