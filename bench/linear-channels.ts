import type { LiveChannel } from '../domain/linear/live/channel';
import { lengthOf, sealItems } from '../domain/linear/seal';
import type { AirItem, ChannelFormat, LinearAsset, LinearTrack } from '../domain/linear/types';

/** Seconds of a segment, frames a second, samples of a frame of sound. */
const SEGMENT_S = 6;
const SOUND_FRAME = 1024;

export const HEIGHTS = [1080, 720, 360];
export const LANGUAGES = ['en', 'de'];

const FORMAT: ChannelFormat = {
  rungs: HEIGHTS.map((height) => ({ name: `${height}p`, height })),
  ...{ audio: LANGUAGES, captions: [], targetSeconds: SEGMENT_S, dvrMs: 60_000 },
};

/** A version of so many segments, in the clear. */
export function benchAsset(id: string, segments: number): LinearAsset {
  const track = (folder: string, timescale: number, ticks: number[], bandwidth: number): LinearTrack => ({
    ...{ folder, codec: folder.startsWith('video') ? 'avc1.640028' : 'mp4a.40.2', timescale, startTicks: 0, ticks },
    ...{ bandwidth, averageBandwidth: bandwidth, keyLines: [], contentProtection: '' },
  });
  const picture = Array<number>(segments).fill(SEGMENT_S * 12_800);
  const ends = picture.map((_, at) => Math.ceil(((at + 1) * SEGMENT_S * 48_000) / SOUND_FRAME) * SOUND_FRAME);
  const sound = ends.map((end, at) => end - (ends[at - 1] ?? 0));
  return {
    ...{ versionId: `ver_${id}`, titleId: `tit_${id}`, text: [], segments },
    video: HEIGHTS.map((height) => ({
      ...track(`video/${height}p`, 12_800, picture, height * 4_000),
      ...{ width: Math.round((height * 16) / 9), height, frameRate: '25' },
    })),
    audio: LANGUAGES.map((language) => ({
      ...track(`audio/${language}`, 48_000, sound, 130_000),
      ...{ language, channels: 2, sampleRate: 48_000 },
    })),
  };
}

const FILM = benchAsset('film', 300);
const PROMO = benchAsset('promo', 5);
const SLATE = benchAsset('slate', 1);

/** A channel that shows a film in parts of ten minutes with a break of 36 s between two, from one instant on for so long. */
export function benchChannel(number: number, from: number, lengthMs: number): LiveChannel {
  const items: AirItem[] = [];
  for (let at = from, part = 0; at < from + lengthMs; part++) {
    const segFrom = (part % 3) * 100;
    const airing = { airingId: `air_${number}_${Math.floor(part / 3)}`, titleId: FILM.titleId };
    const add = (asset: LinearAsset, item: Pick<AirItem, 'kind' | 'segFrom' | 'segTo' | 'breakId'>): void => {
      const durationMs = lengthOf(asset, item.segFrom, item.segTo);
      items.push({ ...airing, ...item, airStart: at, durationMs, versionId: asset.versionId });
      at += durationMs;
    };
    add(FILM, { kind: 'programme', segFrom, segTo: segFrom + 100 });
    add(PROMO, { kind: 'promo', segFrom: 0, segTo: 5, breakId: `brk_${number}_${part}` });
    add(SLATE, { kind: 'slate', segFrom: 0, segTo: 1, breakId: `brk_${number}_${part}` });
  }
  return {
    ...{
      id: `chn_${number}`,
      slug: `channel-${number}`,
      tenantId: 'ten_bench',
      epoch: from,
      format: FORMAT,
      signalling: {},
    },
    variants: [{ territory: 'ZZ', rows: sealItems(items, undefined, 0) }],
    assets: new Map([FILM, PROMO, SLATE].map((asset) => [asset.versionId, asset])),
  };
}
