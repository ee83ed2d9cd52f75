/** What a linear channel is made of. Instants are epoch milliseconds, lengths milliseconds, both whole numbers; ranges are half open. */

/** One rung of a channel: the playlist that players see all day long, whatever item is on air. */
export interface ChannelRung {
  /** Part of addresses: `720p`. */
  name: string;
  /** Lines of the picture at most, pixels. Of each item the tallest rendition that fits is taken, of none that fits the lowest. */
  height: number;
}

/** What never changes while a channel is on air: players keep to it. */
export interface ChannelFormat {
  /** Tallest first, at least one. */
  rungs: readonly ChannelRung[];
  /** BCP 47, the first is the default. An item that lacks one is heard in its own first language. At least one. */
  audio: readonly string[];
  /** BCP 47. An item that lacks one has no captions while it is on air. */
  captions: readonly string[];
  /** EXT-X-TARGETDURATION of every playlist, whole seconds; no segment of an item rounds to more. RFC 8216bis 4.4.3.1. */
  targetSeconds: number;
  /** How far back players may wind, milliseconds: what the playlists hold. At least three target durations. */
  dvrMs: number;
}

/** What an item is to the guide, to advertising and to the scheduler. */
export const ITEM_KINDS = ['programme', 'filler', 'bumper', 'promo', 'slate', 'ad', 'live'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** A track of a version as live playlists name it. Paths are relative to the version. */
export interface LinearTrack {
  /** Folder of its segments, `video/720p`; they are `{folder}/{n}.m4s` (text: `.vtt`) and count from 1. */
  folder: string;
  /** RFC 6381. */
  codec: string;
  /** Ticks a second. Text: 1000. */
  timescale: number;
  /** Presentation time of the first segment, ticks. */
  startTicks: number;
  /** Length of each segment, ticks. */
  ticks: readonly number[];
  /** Peak and average, bits a second. */
  bandwidth: number;
  averageBandwidth: number;
  /** EXT-X-KEY lines as they stand in its VOD playlist; empty: in the clear. */
  keyLines: readonly string[];
  /** ContentProtection elements of the MPD, serialised; empty: in the clear. */
  contentProtection: string;
}

export interface LinearVideoTrack extends LinearTrack {
  width: number;
  height: number;
  /** Frames a second as MPDs write it: `25` or `24000/1001`. */
  frameRate: string;
}

export interface LinearAudioTrack extends LinearTrack {
  language: string;
  channels: number;
  sampleRate: number;
}

export interface LinearTextTrack extends LinearTrack {
  language: string;
}

/**
 * A published version as channels can carry it: its segments on one grid. Of all its tracks the first `segments` ones fit together;
 * a runt that one track has more is left out.
 */
export interface LinearAsset {
  versionId: string;
  titleId: string;
  /** Tallest first. */
  video: readonly LinearVideoTrack[];
  audio: readonly LinearAudioTrack[];
  text: readonly LinearTextTrack[];
  /** Segments that every picture and sound track has. */
  segments: number;
}

/** What is on air from one instant on: whole segments of one version. */
export interface AirItem {
  /** Epoch milliseconds. */
  airStart: number;
  /** Sum of the real lengths of its video segments, rounded to a millisecond. */
  durationMs: number;
  kind: ItemKind;
  titleId: string;
  versionId: string;
  /** First segment, counted from 0, and the one after the last. */
  segFrom: number;
  segTo: number;
  /**
   * The airing that the item belongs to: the parts of a film between breaks share it, and so do the breaks inside of it. The guide
   * shows airings, not items.
   */
  airingId: string;
  /** Of items in an advertising break: the break. */
  breakId?: string;
  /** Tallest picture that rights allow, pixels; undefined: any. */
  maxHeight?: number;
  /** The row of rights that let it air; undefined: the title has no windows. */
  windowId?: string;
}

/** A row of the ledger: sealed, never changed. */
export interface LedgerRow extends AirItem {
  /** Grows by one from item to item, for ever: the discontinuity sequence of its segments. RFC 8216bis 4.4.3.3. */
  ordinal: number;
  /**
   * 0 in the ordinary course. A break-in seals rows anew from one ordinal on, under the next number: of an ordinal the rows of the
   * highest edition that has begun at it or before count.
   */
  edition: number;
  /** Media sequence number of its first segment: the segments of all rows before. */
  msnBase: number;
  /** Of rows in a break: how long it was to be when it was sealed, milliseconds. What players were told stays, whatever cuts it. */
  breakMs?: number;
}

/**
 * The rows that count, by ordinal: an edition takes the place of everything from its first ordinal on.
 *
 * @param rows in any order
 */
export function effectiveRows<Row extends Pick<LedgerRow, 'ordinal' | 'edition'>>(rows: readonly Row[]): Row[] {
  const firstOf = new Map<number, number>();
  for (const { edition, ordinal } of rows)
    firstOf.set(edition, Math.min(ordinal, firstOf.get(edition) ?? Number.POSITIVE_INFINITY));
  const counts = ({ ordinal, edition }: Row) =>
    ![...firstOf].some(([later, first]) => later > edition && first <= ordinal);
  return rows.filter(counts).sort((a, b) => a.ordinal - b.ordinal);
}
