import type { Conform, FrameRange, Rung, Timeline } from './encode-plan';
import { pictureFilters } from './picture-filters';
import type { VideoProbe } from './probe';
import { frameToMicroseconds, type Rational } from './rational';
import { gridTicks, trackTimescale } from './timeline-ticks';

/** One chunk of one group, as far as ffmpeg is concerned. */
export interface ChunkEncode {
  video: VideoProbe;
  timeline: Timeline;
  conform: Conform;
  rungs: Rung[];
  range: FrameRange;
  /** Threads per encoder. */
  threads: number;
  /** Output files, in the order of the rungs. */
  outputs: string[];
}

/** Frames a deinterlacer looks at around the one it makes. */
const DEINTERLACE_PREROLL = 3;

/**
 * ffmpeg input options that bring the decoder to the chunk.
 *
 * The seek lands on the key frame at or before the chunk. Everything decoded from there on reaches the filters with the
 * master's own timestamps, and the grid picks its frames by time: no frame depends on where the seek landed.
 */
export function chunkInputArgs({ video, timeline, conform, range }: Omit<ChunkEncode, 'outputs'>): string[] {
  const common = [
    '-copyts', // the master's own timestamps, so that chunks agree on the grid
    '-an',
    '-sn',
    '-dn',
  ];
  const seekUs = seekPoint(video, timeline.frameRate, conform, range.start);
  if (seekUs === undefined) return common;
  return [
    ...common,
    '-noaccurate_seek', // the grid discards what comes before the chunk; it needs the frame still showing at its start
    '-seek_timestamp',
    '1', // absolute, not from the container's start time
    '-ss',
    `${seekUs}us`,
  ];
}

/** Where to seek, microseconds on the master's clock; undefined means from the beginning. */
function seekPoint(video: VideoProbe, rate: Rational, conform: Conform, start: number): number | undefined {
  if (start === 0) return undefined;
  const frameUs = frameToMicroseconds(1, rate);
  const chunkUs = video.startUs + frameToMicroseconds(start, rate);
  // A quarter frame late, so that a key frame exactly at the start of the chunk is taken in spite of rounded timestamps.
  const wanted = conform.deinterlace ? chunkUs - DEINTERLACE_PREROLL * frameUs : chunkUs + Math.round(frameUs / 4);
  // Containers without an index of key frames may land between two of them: go back by a whole GOP.
  const back =
    video.seeksToKeyFrames === false ? frameToMicroseconds(video.gopFrames + 1, video.frameRate) + 500_000 : 0;
  const point = wanted - back;
  return point > video.startUs ? point : undefined;
}

/** The filter graph of a chunk: one decode, brought to the grid, conformed, split into the rungs. */
export function chunkGraph(chunk: ChunkEncode): string {
  const { video, timeline, conform, rungs, range } = chunk;
  const shared = [
    ...pictureFilters.deinterlace(video, conform),
    ...gridFilters(video, timeline, range),
    ...pictureFilters.conform(video, conform, rungs),
  ];
  const labels = rungs.map((_, index) => `[s${index}]`);
  const head = `[0:${video.streamIndex}]${[...shared, `split=${rungs.length}`].join(',')}${labels.join('')}`;
  return [head, ...rungs.map((rung, index) => `${labels[index]}${pictureFilters.rung(rung, conform)}[v${index}]`)].join(
    ';',
  );
}

/**
 * Put the decoded frames on the constant-rate grid and cut the chunk out, in whole ticks.
 *
 * A frame belongs to the grid slot it is nearest to. Slots reach from 5/8 of a frame before to 3/8 after their instant:
 * never exactly half, where rounding would decide differently from chunk to chunk. At half the master's rate the frame
 * exactly between two slots goes to the later one, where the frame at the instant itself replaces it.
 */
function gridFilters(video: VideoProbe, { frameRate, frames }: Timeline, range: FrameRange): string[] {
  const { perSecond, perFrame } = gridTicks(frameRate);
  const origin = Math.round((video.startUs * perSecond) / 1e6) + range.start * perFrame - (perFrame * 5) / 8;
  const length = range.end - range.start;
  return [
    `settb=1/${perSecond}`,
    `setpts=PTS-(${origin})`,
    `fps=fps=${frameRate.num}/${frameRate.den}:start_time=0:round=down`,
    // The last frame is held when the master ends a little early in its last packet.
    ...(range.end === frames ? [`tpad=stop_mode=clone:stop=${Math.ceil(frameRate.num / frameRate.den)}`] : []),
    `trim=end_frame=${length}`,
  ];
}

/** ffmpeg output options for one rung. Order matters to ffmpeg; the tests assert it whole. */
export function rungArgs(rung: Rung, timeline: Timeline, threads: number): string[] {
  return [
    ...ENCODERS[rung.codec](rung, timeline.gopFrames, threads),
    '-pix_fmt',
    'yuv420p', // 8 bits, what every device plays
    ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
    '-fps_mode',
    'passthrough', // the grid is made already; nothing may be dropped or repeated after it
    '-enc_time_base',
    `${timeline.frameRate.den}:${timeline.frameRate.num}`,
    '-video_track_timescale',
    String(trackTimescale(timeline.frameRate)),
    ...['-map_metadata', '-1', '-map_chapters', '-1'],
    ...['-fflags', '+bitexact'], // no encoder names and dates: the same chunk gives the same bytes
    '-f',
    'mp4',
  ];
}

type EncoderArgs = (rung: Rung, gopFrames: number, threads: number) => string[];

const cappedQuality = ({ crf, maxBitrate, bufferSize }: Rung): string[] => [
  ...['-crf', String(crf)],
  ...['-maxrate', String(maxBitrate), '-bufsize', String(bufferSize)],
];

const x264: EncoderArgs = (rung, gop, threads) => [
  ...['-c:v', 'libx264', '-preset', rung.preset, '-profile:v', 'high'],
  ...cappedQuality(rung),
  ...['-g', String(gop), '-keyint_min', String(gop)],
  ...['-sc_threshold', '0'], // a scene-cut IDR would break the shared grid
  ...['-flags', '+cgop'],
  ...['-threads', String(threads)],
];

const x265: EncoderArgs = (rung, gop, threads) => [
  ...['-c:v', 'libx265', '-preset', rung.preset],
  ...cappedQuality(rung),
  '-x265-params',
  [
    `keyint=${gop}`,
    `min-keyint=${gop}`,
    'scenecut=0', // x265 does not listen to -sc_threshold
    'open-gop=0',
    'info=0', // no version text, which would make chunk headers differ between builds
    `pools=${threads}`,
    'frame-threads=1',
    'log-level=error',
  ].join(':'),
  ...['-tag:v', 'hvc1'], // parameter sets in the sample entry only; Apple devices refuse hev1
  ...['-threads', String(threads)],
];

const svtAv1: EncoderArgs = (rung, gop, threads) => [
  ...['-c:v', 'libsvtav1', '-preset', rung.preset],
  ...cappedQuality(rung),
  ...['-g', String(gop)],
  '-svtav1-params',
  [
    'scd=0', // no scene-cut key frames
    'irefresh-type=2', // closed GOPs
    `lp=${threads}`,
  ].join(':'),
];

const ENCODERS: Record<Rung['codec'], EncoderArgs> = { h264: x264, h265: x265, av1: svtAv1 };

/** Everything after the input of a chunk's ffmpeg run. */
export const chunkOutputArgs = (chunk: ChunkEncode): string[] => [
  '-filter_complex',
  chunkGraph(chunk),
  ...chunk.rungs.flatMap((rung, index) => [
    ...['-map', `[v${index}]`],
    ...rungArgs(rung, chunk.timeline, chunk.threads),
    chunk.outputs[index] ?? '',
  ]),
];
