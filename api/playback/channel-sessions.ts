import type { ContentKeyId, KeyLabel } from '../../domain/drm/content-key';
import type { ChannelClaim } from '../../domain/drm/licence-claims';
import { keysFor } from '../../domain/drm/policy';
import { HeadendError } from '../../domain/failures';
import { windowMs } from '../../domain/linear/live/air';
import { type LiveChannel, type LiveLedger, type LiveVariant, variantFor } from '../../domain/linear/live/channel';
import { KEYS_AHEAD_MS, keysAired } from '../../domain/linear/live/channel-keys';
import { edgeOf, isOnAir } from '../../domain/linear/live/edge';
import type { LedgerRow } from '../../domain/linear/types';
import {
  type AdmissionParts,
  type Admitted,
  checkSystems,
  checkTerms,
  type PlayRequest,
  requirePicture,
} from './admission';

/** A channel that is on air where a viewer is. */
export interface LiveNow {
  channel: LiveChannel;
  variant: LiveVariant;
  /** What is on air. */
  row: LedgerRow;
}

/**
 * The channel, as it airs in a territory. That it is on air is the gate: each airing was checked for the territory when it was sealed.
 *
 * @param territory ISO 3166; undefined: nobody knows
 * @throws {HeadendError} `channels/not-found`, `channels/off-air`
 */
export async function liveNow(
  ledger: LiveLedger,
  { tenantId, channelId, territory }: { tenantId: string; channelId: string; territory?: string },
  now: number,
): Promise<LiveNow> {
  const channel = await ledger.channel(channelId);
  if (channel?.tenantId !== tenantId)
    throw new HeadendError('channels/not-found', `There is no channel ${channelId} on air.`, { field: 'channel_id' });
  const variant = variantFor(channel, territory);
  const edge = edgeOf(channel, variant, now);
  const row = edge && variant.rows[edge.window.last.index];
  if (edge && row && isOnAir(channel, edge, now)) return { channel, variant, row };
  throw new HeadendError('channels/off-air', `The channel ${channel.slug} is not on air in ${variant.territory}.`);
}

/** A channel that may be played, and with which keys. */
export type LiveAdmitted = Omit<Admitted, 'version'> & {
  live: LiveNow;
  /** Undefined while everything that is known of it is in the clear. */
  claim?: ChannelClaim & { scheme: ContentKeyId['scheme'] };
};

/**
 * The gates of a channel: time and device, as for titles. Which keys a licence holds is decided when it is asked for; those of now are
 * answered here.
 *
 * @throws {HeadendError} `playback/…`
 */
export function admitLive(
  { vendor }: Pick<AdmissionParts, 'vendor'>,
  live: LiveNow,
  { device, policy, terms, firstPlayAt, now }: Pick<PlayRequest, 'device' | 'policy' | 'terms' | 'firstPlayAt' | 'now'>,
): LiveAdmitted {
  const { channel, variant } = live;
  const until = checkTerms(terms, firstPlayAt, now);
  const known = keysAired(channel, variant, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const [first] = known;
  if (!first) return { live, keys: [], withheld: [], beyondRights: [], terms, until };
  checkSystems(device.drmSystems, vendor?.systems ?? []);
  const { granted, withheld } = keysFor(known, policy.rules, device);
  requirePicture(granted, withheld, policy);
  const current = keysAired(channel, variant, now - windowMs(channel.format), now + KEYS_AHEAD_MS);
  const keys = current.filter(({ kid }) => granted.some((key) => key.kid === kid));
  const claim = { id: channel.id, variant: variant.territory, labels: labelsOf(granted), scheme: first.scheme };
  return { live, keys, withheld: oncePerLabel(withheld), beyondRights: [], terms, until, claim };
}

const labelsOf = (keys: readonly { label: KeyLabel }[]): KeyLabel[] => [...new Set(keys.map(({ label }) => label))];

const oncePerLabel = (withheld: Admitted['withheld']): Admitted['withheld'] =>
  withheld.filter(({ label }, place) => withheld.findIndex((each) => each.label === label) === place);

/** Where the variant of a session plays. */
export const liveAddresses = ({ channel, variant }: LiveNow) => ({
  hls: `/live/${channel.slug}/${variant.territory}/index.m3u8`,
  dash: `/live/${channel.slug}/${variant.territory}/manifest.mpd`,
  thumbnails: null,
  poster: null,
});
