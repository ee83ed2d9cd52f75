import type { VideoProbe } from './probe';

/** What an ffmpeg pixel format name says. */
export interface PixelLayout {
  bitDepth: number;
  chroma: VideoProbe['chroma'];
}

const BITS: [RegExp, number][] = [
  [/(?:^p01|^xv3|^x2|^v210)|(?:p|gray|bayer_\w+|gbra?p)10(?:le|be)?$|p210|p410/, 10],
  [/12(?:le|be)$|^p[024]12/, 12],
  [/14(?:le|be)$/, 14],
  [/16(?:le|be)$|48(?:le|be)$|64(?:le|be)$/, 16],
  [/9(?:le|be)$/, 9],
  [/f32(?:le|be)?$/, 32],
];

const CHROMA: [RegExp, VideoProbe['chroma']][] = [
  [/^(?:gray|mono|ya\d)/, '4:0:0'],
  [/(?:444|^gbr|^rgb|^bgr|^argb|^abgr|^0rgb|^0bgr|^pal8|^xyz|^nv24|^nv42|^p41|^ayuv|^vuy|^xv3|^x2)/, '4:4:4'],
  [/(?:422|^nv16|^nv20|^p21|^v210|^440|440p)/, '4:2:2'],
];

/** Read a pixel format name such as `yuv422p10le`, `p010le`, `nv12`. Unknown names read as 8-bit 4:2:0. */
export const pixelLayout = (name: string): PixelLayout => ({
  bitDepth: BITS.find(([pattern]) => pattern.test(name))?.[1] ?? 8,
  chroma: CHROMA.find(([pattern]) => pattern.test(name))?.[1] ?? '4:2:0',
});
