import { HeadendError } from '../../domain/failures';
import { type AdDecision, houseAd } from '../../domain/linear/live/ad-decision';
import { breaksIn } from '../../domain/linear/live/breaks';
import type { AddressOf, LiveChannel, LiveVariant } from '../../domain/linear/live/channel';

/** A list of assets as players of HLS Interstitials read it (RFC 8216bis, appendix D). Lengths are seconds. */
export interface AssetList {
  ASSETS: { URI: string; DURATION: number }[];
}

interface AssetListRequest {
  channel: LiveChannel;
  variant: LiveVariant;
  /** Of the first row of the break. */
  ordinal: number;
  addressOf: AddressOf;
  ads: AdDecision;
  offsetMs: number;
  playId?: string;
}

/**
 * What plays in a break: what the ad decision says, and the channel's own promos where it says nothing. Never empty.
 *
 * @throws {HeadendError} `request/not-found` when no break begins there
 */
export async function assetList(request: AssetListRequest): Promise<AssetList> {
  const { channel, variant, ordinal, addressOf, ads, offsetMs, playId } = request;
  const { rows } = variant;
  const first = rows.findIndex((row) => row.ordinal === ordinal);
  const [run] = first < 0 ? [] : breaksIn(rows, [first, first]);
  const house = rows.slice(first, (run?.last ?? -1) + 1).flatMap((row) => {
    const asset = channel.assets.get(row.versionId);
    return asset && asset.video.length > 0 ? [houseAd(asset, addressOf(row))] : [];
  });
  if (run?.first !== first || house.length === 0)
    throw new HeadendError('request/not-found', `No break of the channel ${channel.slug} begins there.`);
  const decided = await ads.assets({
    channelId: channel.id,
    tenantId: channel.tenantId,
    territory: variant.territory,
    breakId: run.name,
    startAt: run.startAt,
    durationMs: run.endAt - run.startAt,
    ...{ offsetMs, playId, house },
  });
  const chosen = decided.length > 0 ? decided : house;
  return { ASSETS: chosen.map(({ uri, durationMs }) => ({ URI: uri, DURATION: durationMs / 1000 })) };
}
