import type { LinearAsset } from '../types';

/** An advertisement, or what stands in for one: a whole presentation of its own. */
export interface AdAsset {
  /** Multivariant playlist. */
  uri: string;
  /** Its exact length, milliseconds. */
  durationMs: number;
}

/** A break for which advertisements are asked. */
export interface AdRequest {
  channelId: string;
  tenantId: string;
  territory: string;
  breakId: string;
  /** Epoch milliseconds. */
  startAt: number;
  /** Planned length, milliseconds. */
  durationMs: number;
  /** Whoever joins inside the break asks for what is left of it: milliseconds from its start. */
  offsetMs: number;
  /** The player's own name for its play (`_HLS_primary_id`). */
  playId?: string;
  /** What the channel itself has in the break: one asset for each of its items, in order, at least one. */
  house: readonly AdAsset[];
}

/** Who decides what is advertised in a break. */
export interface AdDecision {
  /** What plays, in order, at least one: players take an empty list for a fault. */
  assets(request: AdRequest): Promise<readonly AdAsset[]>;
}

/** The channel's own promos and slate: what viewers see whose players fetch nothing. */
export const houseAds: AdDecision = {
  async assets({ house, offsetMs }) {
    let end = 0;
    const left = house.filter(({ durationMs }) => {
      end += durationMs;
      return end > offsetMs;
    });
    return left.length > 0 ? left : house.slice(-1);
  },
};

/** The item of a break as an advertisement: its version from beginning to end, whatever part of it the channel airs. */
export function houseAd(asset: LinearAsset, address: string): AdAsset {
  const [track] = asset.video;
  const ticks = track?.ticks.reduce((sum, length) => sum + length, 0) ?? 0;
  return { uri: `${address}master.m3u8`, durationMs: track ? (ticks * 1000) / track.timescale : 0 };
}
