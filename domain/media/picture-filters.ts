import type { Conform, Rung } from './encode-plan';
import type { ColourTags, VideoProbe } from './probe';
import { watermarkFilters } from './test-mode';

/** Peak of the tone-mapped picture against reference white, cd/m2 (ITU-R BT.2408: graphics white at 203). */
const NOMINAL_PEAK = 203;

/** One field pair in, one frame out; the second parity is ffmpeg's word for it. */
const PARITY: Record<VideoProbe['fieldOrder'], string> = {
  'top-first': 'parity=tff:deint=all',
  'bottom-first': 'parity=bff:deint=all',
  mixed: 'parity=auto:deint=interlaced',
  progressive: 'parity=auto:deint=interlaced',
};

function deinterlace({ fieldOrder }: VideoProbe, conform: Conform): string[] {
  return conform.deinterlace ? [`bwdif=mode=send_frame:${PARITY[fieldOrder]}`] : [];
}

/** Crop, bring every colour to BT.709 narrow range, and say so on every frame. */
function conformPicture(video: VideoProbe, { crop, toneMapFrom }: Conform, rungs: Rung[]): string[] {
  return [
    ...(crop ? [`crop=${crop.width}:${crop.height}:${crop.x}:${crop.y}`] : []),
    ...(toneMapFrom ? toneMap(video, rungs) : toBt709(video)),
    'setparams=field_mode=prog:range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709',
  ];
}

/** To linear light at the largest rung's size, hable curve, back to BT.709. */
function toneMap(video: VideoProbe, rungs: Rung[]): string[] {
  const { width, height } = largest(rungs);
  const { primaries, transfer, matrix, range } = filled(video);
  return [
    `zscale=w=${width}:h=${height}:pin=${primaries}:tin=${transfer}:min=${matrix}:rin=${range}:t=linear:npl=${NOMINAL_PEAK}`,
    'format=gbrpf32le',
    'zscale=p=bt709',
    'tonemap=tonemap=hable:desat=0',
    'zscale=t=bt709:m=bt709:r=limited:d=error_diffusion',
    'format=yuv420p',
  ];
}

function toBt709(video: VideoProbe): string[] {
  if (isRgb(video)) return ['scale=out_color_matrix=bt709:out_range=tv', 'format=yuv444p'];
  const { primaries, transfer, matrix, range } = filled(video);
  if (matrix === 'bt709' && primaries === 'bt709' && range === 'limited') return [];
  return [`zscale=pin=${primaries}:tin=${transfer}:min=${matrix}:rin=${range}:p=bt709:t=bt709:m=bt709:r=limited`];
}

const isRgb = ({ pixelFormat }: VideoProbe): boolean => /^(gbr|rgb|bgr|argb|abgr|0rgb|pal8|xyz)/.test(pixelFormat);

/** zscale's names for a master's colour; what the file does not say is taken from its size, as players do. */
function filled(video: VideoProbe): ColourTags {
  const { colour, display, dynamicRange, pixelFormat } = video;
  const wide = dynamicRange !== 'SDR';
  const standard = wide ? 'bt2020' : Math.max(display.width, display.height) < 1280 ? sd(video) : 'bt709';
  return {
    primaries: PRIMARIES.has(colour.primaries) ? colour.primaries : standard,
    // The camera curves of BT.601, BT.709 and BT.2020 are one; displays show all of them alike.
    transfer: dynamicRange === 'HLG' ? 'arib-std-b67' : wide ? 'smpte2084' : 'bt709',
    matrix: MATRICES[colour.matrix] ?? MATRICES[standard] ?? 'bt709',
    range: colour.range === 'pc' || pixelFormat.startsWith('yuvj') ? 'full' : 'limited',
  };
}

const sd = ({ frameRate }: VideoProbe): string => (frameRate.den === 1001 ? 'smpte170m' : 'bt470bg');

const PRIMARIES: ReadonlySet<string> = new Set([
  ...['bt709', 'bt470m', 'bt470bg', 'smpte170m', 'smpte240m', 'film', 'bt2020'],
  ...['smpte428', 'smpte431', 'smpte432', 'ebu3213'],
]);

/** Matrices by ffprobe's names (and by the primaries they go with), in zscale's. */
const MATRICES: Readonly<Record<string, string>> = {
  bt709: 'bt709',
  fcc: 'fcc',
  bt470bg: 'bt470bg',
  smpte170m: 'smpte170m',
  smpte240m: 'smpte240m',
  bt2020: 'bt2020nc',
  bt2020nc: 'bt2020nc',
  bt2020c: 'bt2020c',
};

/** One rung out of the conformed picture: square pixels at exactly its size, marked in test mode. */
const rung = (size: Rung, { watermark }: Pick<Conform, 'watermark'> = {}): string =>
  [
    `scale=${size.width}:${size.height}:flags=bicubic,setsar=1,format=yuv420p`,
    ...(watermark ? watermarkFilters(size) : []),
  ].join(',');

const largest = (rungs: Rung[]): { width: number; height: number } =>
  rungs.reduce((most, each) => (each.width * each.height > most.width * most.height ? each : most), {
    width: 0,
    height: 0,
  });

/** The parts of a filter graph that change the picture, in the order they are applied. */
export const pictureFilters = { deinterlace, conform: conformPicture, rung };
