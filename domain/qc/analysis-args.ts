import type { MasterProbe, VideoProbe } from '../media/probe';
import { type Rational, type Size, toNumber } from '../media/rational';
import { METER_HEIGHT, METER_WIDTH } from './frame-meter';

/** Files of an analysis, relative to its working directory. */
export const PROXY_PLAYLIST = 'proxy/index.m3u8';
export const PROXY_INIT = 'proxy/init.mp4';
export const spriteFile = (sheet: number): string => `sprite-${String(sheet).padStart(3, '0')}.jpg`;
export const posterFile = (candidate: number): string => `poster-${String(candidate).padStart(2, '0')}.jpg`;
export const loudnessFile = (track: number): string => `loudness-${track}.txt`;
/** The video's packets as ffmpeg's framecrc lists them. */
export const PACKET_FILE = 'packets.txt';

/** Thumbnails of one run: every `everyFrames`-th frame, in sheets of `columns` x `rows` tiles. */
export interface SpritePlan extends Size {
  everyFrames: number;
  columns: number;
  rows: number;
}

/** What the one decode of a master will make; everything in whole frames. */
export interface AnalysisPlan {
  frameRate: Rational;
  /** Frames expected on the constant-rate timeline. */
  frames: number;
  /** Upright, square-pixel, even size. */
  proxy: Size;
  /** 1, or 2 when the master runs above 30 frames per second: a preview needs no more. */
  proxyEveryFrames: number;
  /** Frames of the proxy's own rate in one 2 s segment. */
  proxySegmentFrames: number;
  sprite: SpritePlan;
  poster: Size & { first: number; last: number; everyFrames: number };
}

const PROXY_BOX = 480;
const POSTER_BOX = 1280;
const SHEET_EDGE = 10;
/** Poster candidates are looked for in this part of the programme, around its first third. */
const POSTER_FROM = 0.2;
const POSTER_TO = 0.5;
const POSTER_CANDIDATES = 8;

/** Frames of the master that share one picture of the proxy: 2 above 30 frames per second. */
export const proxyEveryFrames = (frameRate: Rational): number => (toNumber(frameRate) > 30.5 ? 2 : 1);

/**
 * Plan the one decode.
 * @param thumbnails wished distance of thumbnails (ms) and their width in pixels
 */
export function planAnalysis(probe: MasterProbe, thumbnails: { everyMs: number; width: number }): AnalysisPlan {
  const { frameRate, frames, display } = probe.video;
  const rate = toNumber(frameRate);
  const everyFrames = Math.max(1, Math.round((thumbnails.everyMs * rate) / 1000));
  const tiles = Math.max(1, Math.ceil(frames / everyFrames));
  const columns = Math.min(SHEET_EDGE, tiles);
  const every = proxyEveryFrames(frameRate);
  const posterEvery = Math.max(1, Math.floor((frames * (POSTER_TO - POSTER_FROM)) / POSTER_CANDIDATES));
  const first = Math.ceil((frames * POSTER_FROM) / posterEvery) * posterEvery;
  return {
    frameRate,
    frames,
    proxy: fitInto(display, PROXY_BOX),
    proxyEveryFrames: every,
    proxySegmentFrames: Math.max(1, Math.round((2 * rate) / every)),
    sprite: {
      everyFrames,
      columns,
      rows: Math.min(SHEET_EDGE, Math.ceil(tiles / columns)),
      width: even(thumbnails.width),
      height: even((thumbnails.width * display.height) / display.width),
    },
    poster: {
      ...fitInto(display, POSTER_BOX),
      first,
      last: first + (POSTER_CANDIDATES - 1) * posterEvery,
      everyFrames: posterEvery,
    },
  };
}

/** Frame numbers of the poster candidates in file order; frame 0 is always one, so that there is always a poster. */
export function posterFrames({ poster }: AnalysisPlan, frames: number): number[] {
  const candidates = poster.first === 0 ? [] : [0];
  for (let frame = poster.first; frame <= poster.last; frame += poster.everyFrames) candidates.push(frame);
  return candidates.filter((frame) => frame === 0 || frame < frames);
}

/** Input options of the decode. */
export const analysisInputOptions = (): string[] => [
  '-threads',
  '1', // one slot: the decoder may not spread over the cores that chunks are encoded on
  '-filter_complex_threads',
  '1',
  '-noautorotate', // the picture is turned after it was made small
];

/**
 * Everything after the input: the filter graphs and all outputs. Paths are relative to the working directory.
 * The first output is the meter's raw frames on standard output, so ffmpeg's frame counter counts measured frames.
 */
export const analysisOutputArgs = (plan: AnalysisPlan, probe: MasterProbe): string[] => [
  ...['-filter_complex', videoGraph(plan, probe.video).join(';')],
  // A graph of its own: a decoder that changes its mind about the sound must not restart the picture.
  ...(probe.audio.length > 0 ? ['-filter_complex', audioGraph(probe).join(';')] : []),
  ...['-map', '[meter]', '-f', 'rawvideo', '-fps_mode', 'passthrough', 'pipe:1'],
  ...proxyOutput(plan, probe.audio.length > 0),
  ...pictures('[sprites]', 'sprite-%03d.jpg', '5'),
  ...pictures('[posters]', 'poster-%02d.jpg', '2'),
  ...probe.audio.flatMap((_, track) => ['-map', `[r128_${track}]`, '-f', 'null', '-']),
  ...packetSizes(probe.video),
];

/** The packets as they are, for their sizes alone; `-copyinkf` lets those before the first key frame count, too. */
const packetSizes = ({ streamIndex }: VideoProbe): string[] => [
  ...['-map', `0:${streamIndex}`, '-c', 'copy', '-copyinkf'],
  ...['-f', 'framecrc', PACKET_FILE],
];

function videoGraph(plan: AnalysisPlan, video: VideoProbe): string[] {
  const { sprite, poster } = plan;
  const { first, last, everyFrames } = poster;
  return [
    `[0:${video.streamIndex}]${conformChain(plan, video).join(',')},split=4[m][p][s][c]`,
    `[m]${meterChain(video)}[meter]`,
    `[p]${proxyChain(plan, video).join(',')}[proxy]`,
    `[s]${[
      `select='not(mod(n,${sprite.everyFrames}))'`,
      ...pictureChain(video, sprite, 'jpeg'),
      `tile=${sprite.columns}x${sprite.rows}`,
    ].join(',')}[sprites]`,
    `[c]${[
      `select='eq(n,0)+between(n,${first},${last})*not(mod(n-${first},${everyFrames}))'`,
      ...pictureChain(video, poster, 'jpeg'),
    ].join(',')}[posters]`,
  ];
}

/** Filters that put the video on its constant-rate timeline of progressive pictures. */
export const conformChain = ({ frameRate }: AnalysisPlan, { fieldOrder }: VideoProbe): string[] => [
  `fps=${frameRate.num}/${frameRate.den}`,
  // One field has lines enough for a preview, costs nothing and shows no combing.
  ...(fieldOrder === 'progressive' ? [] : ['field=type=top']),
];

/** Filters from the conformed picture to the proxy's. */
export const proxyChain = (plan: AnalysisPlan, video: VideoProbe): string[] => [
  ...(plan.proxyEveryFrames > 1 ? [`framestep=${plan.proxyEveryFrames}`] : []),
  ...pictureChain(video, plan.proxy),
];

/** Filters to the proxy's sound; async=1 fills gaps, so that sound and picture stay together. */
export const PROXY_SOUND = 'aresample=48000:async=1,aformat=channel_layouts=stereo';

/** Picks true samples: no averaging, no range conversion, so that an illegal sample stays illegal. */
function meterChain({ rotation, colour }: VideoProbe): string {
  const turned = rotation === 90 || rotation === 270;
  const size = turned ? `${METER_HEIGHT}:${METER_WIDTH}` : `${METER_WIDTH}:${METER_HEIGHT}`;
  const range = colour.range === 'pc' ? 'pc' : 'tv';
  const scale = `scale=${size}:flags=neighbor:in_range=${range}:out_range=${range}`;
  return [scale, 'format=yuv420p', ...upright(rotation)].join(',');
}

/**
 * Filters to an upright SDR picture with square pixels.
 *
 * @param purpose a moving picture keeps the master's matrix; JPEG is BT.601 in full range (JFIF)
 */
export function pictureChain(video: VideoProbe, size: Size, purpose: 'video' | 'jpeg' = 'video'): string[] {
  const turned = video.rotation === 90 || video.rotation === 270;
  const [width, height] = turned ? [size.height, size.width] : [size.width, size.height];
  const scale = `scale=${width}:${height}:flags=bilinear`;
  const steps =
    video.dynamicRange === 'SDR'
      ? [scale + sdrColour(video, purpose), 'format=yuv420p']
      : [scale, ...toneMap(video, purpose)];
  return [...steps, ...upright(video.rotation), 'setsar=1'];
}

function sdrColour({ colour, display }: VideoProbe, purpose: 'video' | 'jpeg'): string {
  const rgb = colour.matrix === 'gbr';
  if (purpose === 'video') return rgb ? ':out_color_matrix=bt709:out_range=tv' : ':out_range=tv';
  // What the file does not say is taken from its size, as players do.
  const standard = Math.max(display.width, display.height) >= 1280 ? 'bt709' : 'bt601';
  const from = rgb ? '' : `:in_color_matrix=${SCALE_MATRICES[colour.matrix] ?? standard}`;
  return `${from}:out_color_matrix=bt601:out_range=pc`;
}

/** Matrices by ffprobe's names in those of the scale filter. */
const SCALE_MATRICES: Readonly<Record<string, string>> = {
  bt709: 'bt709',
  bt470bg: 'bt601',
  smpte170m: 'bt601',
  smpte240m: 'smpte240m',
  bt2020nc: 'bt2020',
  fcc: 'fcc',
};

/** HDR to SDR BT.709 on the small picture; `setparams` first, because decoders do not always pass the container's tags. */
const toneMap = ({ dynamicRange }: VideoProbe, purpose: 'video' | 'jpeg'): string[] => [
  `setparams=color_primaries=bt2020:color_trc=${dynamicRange === 'HLG' ? 'arib-std-b67' : 'smpte2084'}:colorspace=bt2020nc`,
  'zscale=t=linear:npl=203', // 203 cd/m2 is HDR reference white (ITU-R BT.2408)
  'format=gbrpf32le',
  'zscale=p=bt709',
  'tonemap=hable:desat=0',
  `zscale=t=bt709:${purpose === 'jpeg' ? 'm=bt470bg:r=full' : 'm=bt709:r=limited'}`,
  'format=yuv420p',
];

const TURNS = { 0: [], 90: ['transpose=clock'], 180: ['hflip', 'vflip'], 270: ['transpose=cclock'] } as const;
const upright = (rotation: VideoProbe['rotation']): readonly string[] => TURNS[rotation];

/** Per track the R128 meter into a text file; the first track also feeds the proxy's sound. */
const audioGraph = ({ audio }: MasterProbe): string[] =>
  audio.flatMap(({ streamIndex }, track) => {
    const meter =
      `ebur128=metadata=1:peak=true:framelog=quiet,` +
      `ametadata=mode=print:file=${loudnessFile(track)}[r128_${track}]`;
    if (track > 0) return [`[0:${streamIndex}]${meter}`];
    return [`[0:${streamIndex}]asplit=2[sound][a0]`, `[sound]${PROXY_SOUND}[proxysound]`, `[a0]${meter}`];
  });

/**
 * The proxy as a growing HLS rendition, from the labels `[proxy]` and `[proxysound]`.
 *
 * @param limits output options that end it early
 * @param hlsFlags besides those every proxy has
 */
export const proxyOutput = (
  { proxySegmentFrames }: AnalysisPlan,
  sound: boolean,
  limits: string[] = [],
  hlsFlags = '',
): string[] => [
  ...['-map', '[proxy]', '-c:v', 'libx264', '-preset', 'superfast', '-crf', '27', '-threads', '1'],
  ...['-rc-lookahead', '0', '-bf', '0'], // no delay: the first segment is to be there at once
  ...['-g', String(proxySegmentFrames), '-sc_threshold', '0'], // a key frame opens each segment and nowhere else
  ...(sound ? ['-map', '[proxysound]', '-c:a', 'aac', '-aac_coder', 'fast', '-b:a', '96k'] : []),
  ...limits,
  ...['-f', 'hls', '-hls_time', '2', '-hls_playlist_type', 'event', '-hls_segment_type', 'fmp4'],
  // temp_file: what carries its final name is whole
  ...['-hls_flags', `independent_segments+temp_file${hlsFlags}`, '-hls_fmp4_init_filename', 'init.mp4'],
  ...['-hls_segment_filename', 'proxy/%05d.m4s', PROXY_PLAYLIST],
];

const pictures = (label: string, pattern: string, quality: string): string[] => [
  ...['-map', label, '-fps_mode', 'passthrough', '-c:v', 'mjpeg', '-q:v', quality],
  ...['-start_number', '0', '-f', 'image2', pattern],
];

/** Largest even size with the same shape whose longer edge fits; never larger than the picture itself. */
export function fitInto({ width, height }: Size, box: number): Size {
  const scale = Math.min(1, box / Math.max(width, height));
  return { width: even(width * scale), height: even(height * scale) };
}

const even = (value: number): number => Math.max(2, 2 * Math.round(value / 2));
