import type { ChannelFormat, LedgerRow, LinearAsset } from '../types';

/** No window is longer, however early its start, milliseconds. */
export const LONGEST_START_OVER_MS = 12 * 3_600_000;

/** What the playlists of a channel carry beside segments. */
export interface LiveSignalling {
  /** `EXT-X-CUE-OUT` and its kin beside SCTE-35 in EXT-X-DATERANGE, for players and partners that know only these. */
  legacyCues?: boolean;
  /** Breaks as HLS Interstitials and alternative MPD events, so that players fetch them by themselves. */
  interstitials?: boolean;
  /** Leaves out an EXT-X-DISCONTINUITY that would be the first of the window, which old players stumble over. */
  noLeadingDiscontinuity?: boolean;
}

/** A territory of a channel that has a ledger of its own. */
export interface LiveVariant {
  /** ISO 3166, or ZZ; part of addresses. */
  territory: string;
  /**
   * The rows that count, by ordinal, without a gap, as far as they are sealed. The same array as long as nothing changes: what is
   * worked out of it is kept with it. It reaches back at least over the longest window and the longest airing before it.
   */
  rows: readonly LedgerRow[];
}

/** A channel as nodes keep it in memory: all that its playlists are made of, beside the time. */
export interface LiveChannel {
  id: string;
  slug: string;
  tenantId: string;
  /** First instant it was ever on air, epoch milliseconds. Never changes. */
  epoch: number;
  format: ChannelFormat;
  signalling: LiveSignalling;
  /** The first is for everybody who is in the territory of no other. At least one. */
  variants: readonly LiveVariant[];
  /** Of the versions that its rows name, by version. One that is not there is passed over by players. */
  assets: ReadonlyMap<string, LinearAsset>;
}

/** One media playlist of a channel. */
export type LiveRendition =
  | { kind: 'video'; rung: string }
  | { kind: 'audio'; language: string }
  | { kind: 'text'; language: string };

/** Where a row's media lies: what stands before the paths of its tracks, `/media/{token}/`. The same on every node. */
export type AddressOf = (row: LedgerRow) => string;

/** The variant for a territory: its own, that of its country, else the first. @param territory ISO 3166; undefined: unknown */
export function variantFor({ variants }: Pick<LiveChannel, 'variants'>, territory: string | undefined): LiveVariant {
  const named = (name: string | undefined) => variants.find((variant) => variant.territory === name);
  const found = named(territory) ?? named(territory?.split('-')[0]) ?? variants[0];
  if (!found) throw new RangeError('A channel has at least one variant');
  return found;
}

/** Where nodes have their channels from: from memory, brought up to date every second, also while the database is away. */
export interface LiveLedger {
  /**
   * The channel as this node knows it, the same object as long as nothing changes. One that is off has no rows, or rows that are over.
   *
   * @param idOrSlug part of an address, as it came
   */
  channel(idOrSlug: string): Promise<LiveChannel | undefined>;
}
