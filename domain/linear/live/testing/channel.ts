import { lengthOf, sealItems } from '../../seal';
import type { AirItem, ChannelFormat, LedgerRow, LinearAsset, LinearTrack } from '../../types';
import type { LiveChannel, LiveSignalling } from '../channel';

/** 23 November 2026, noon. */
export const NOON = Date.UTC(2026, 10, 23, 12);

export const FORMAT: ChannelFormat = {
  rungs: [
    { name: '720p', height: 720 },
    { name: '360p', height: 360 },
  ],
  audio: ['en', 'de'],
  captions: ['en'],
  targetSeconds: 6,
  dvrMs: 60_000,
};

/** What a test version is like; the rest is usual. */
export interface TestVersion {
  id: string;
  /** Whole segments of 6 s, or of 144 frames at 23.976. */
  segments?: number;
  /** Frames of one more segment at the end. */
  tailFrames?: number;
  film?: boolean;
  encrypted?: boolean;
  languages?: string[];
  captions?: string[];
  heights?: number[];
}

const FRAMES = {
  film: { timescale: 24_000, frame: 1001, grid: 144 },
  video: { timescale: 12_800, frame: 512, grid: 150 },
};
const SOUND_FRAME = 1024;

/** A version cut as our packager cuts: the picture on a grid of frames, sound at the first frame of its own at each boundary or after. */
export function version(of: TestVersion): LinearAsset {
  const { id, segments = 10, tailFrames = 0, film, encrypted, languages = ['en', 'de'], captions = ['en'] } = of;
  const { timescale, frame, grid } = film ? FRAMES.film : FRAMES.video;
  const frames = [...Array<number>(segments).fill(grid), ...(tailFrames > 0 ? [tailFrames] : [])];
  const ticks = frames.map((count) => count * frame);
  const protection = (label: string): Pick<LinearTrack, 'keyLines' | 'contentProtection'> =>
    encrypted
      ? {
          keyLines: [
            `#EXT-X-KEY:METHOD=SAMPLE-AES,URI="data:text/plain;base64,${label}${id}",KEYFORMAT="org.w3.clearkey",KEYFORMATVERSIONS="1"`,
          ],
          contentProtection: `<ContentProtection schemeIdUri="urn:mpeg:dash:mp4protection:2011" value="cbcs" cenc:default_KID="${label}-${id}"/>`,
        }
      : { keyLines: [], contentProtection: '' };
  return {
    versionId: `ver_${id}`,
    titleId: `tit_${id}`,
    video: (of.heights ?? [720, 360]).map((height) => ({
      ...{
        folder: `video/${height}p`,
        codec: height > 360 ? 'avc1.64001f' : 'avc1.64001e',
        timescale,
        startTicks: 0,
        ticks,
      },
      ...{ bandwidth: height * 3000, averageBandwidth: height * 2000, ...protection(height > 576 ? 'HD' : 'SD') },
      ...{ width: Math.round((height * 16) / 9), height, frameRate: film ? '24000/1001' : '25' },
    })),
    audio: languages.map((language) => ({
      ...{ folder: `audio/${language}`, codec: 'mp4a.40.2', timescale: 48_000, startTicks: 0 },
      ticks: soundTicks(ticks, timescale),
      ...{ bandwidth: 130_000, averageBandwidth: 128_000, ...protection('AUDIO') },
      ...{ language, channels: 2, sampleRate: 48_000 },
    })),
    text: captions.map((language) => ({
      ...{ folder: `text/${language}`, codec: 'wvtt', timescale: 1000, startTicks: 0, language },
      ticks: ticks.map((length) => Math.round((length * 1000) / timescale)),
      ...{ bandwidth: 256, averageBandwidth: 256, keyLines: [], contentProtection: '' },
    })),
    segments: frames.length,
  };
}

function soundTicks(ticks: readonly number[], timescale: number): number[] {
  let sum = 0;
  let before = 0;
  return ticks.map((length) => {
    sum += length;
    const end = Math.ceil((sum * 48_000) / timescale / SOUND_FRAME) * SOUND_FRAME;
    const own = end - before;
    before = end;
    return own;
  });
}

/** An item of a test ledger: a version, from where to where, and what it is. */
export type TestItem = { of: LinearAsset } & Partial<
  Omit<AirItem, 'airStart' | 'durationMs' | 'versionId' | 'titleId'>
>;

/** Items one after another. */
export function items(from: number, of: readonly TestItem[], ordinal = 0): AirItem[] {
  let airStart = from;
  return of.map(({ of: asset, ...more }, place) => {
    const { segFrom = 0, segTo = asset.segments } = more;
    const item: AirItem = {
      ...{ airStart, durationMs: lengthOf(asset, segFrom, segTo), kind: 'programme' as const, titleId: asset.titleId },
      ...{ versionId: asset.versionId, segFrom, segTo, airingId: `air_${ordinal + place}` },
      ...more,
    };
    airStart += item.durationMs;
    return item;
  });
}

/** A channel with one variant whose ledger has these items from noon on. */
export function channelOf(
  of: readonly TestItem[],
  more: { signalling?: LiveSignalling; format?: Partial<ChannelFormat>; from?: number } = {},
): LiveChannel {
  const from = more.from ?? NOON;
  return withRows(
    sealItems(items(from, of), undefined, 0),
    of.map((item) => item.of),
    more,
  );
}

export const withRows = (
  rows: readonly LedgerRow[],
  assets: readonly LinearAsset[],
  { signalling = {}, format = {} }: { signalling?: LiveSignalling; format?: Partial<ChannelFormat> } = {},
): LiveChannel => ({
  ...{ id: 'chn_1', slug: 'films', tenantId: 'ten_1', epoch: rows[0]?.airStart ?? NOON, signalling },
  format: { ...FORMAT, ...format },
  variants: [{ territory: 'ZZ', rows }],
  assets: new Map(assets.map((asset) => [asset.versionId, asset])),
});
