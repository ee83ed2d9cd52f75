import type { SealedRow } from '../../domain/linear/as-run';
import type { PickableTitle } from '../../domain/linear/library';
import type { AirItem, ChannelFormat, LedgerRow, LinearAsset } from '../../domain/linear/types';
import type { RightsFacts } from '../../domain/rights/types';
import type { Doer } from './catalog-port';

/** off: nothing is planned, nothing plays. on_air: it is planned, sealed and plays. paused: what is sealed plays out, then the slate. */
export const CHANNEL_STATES = ['off', 'on_air', 'paused'] as const;
export type ChannelState = (typeof CHANNEL_STATES)[number];

/** What playlists carry beside segments. */
export interface ChannelSignalling {
  /** `EXT-X-CUE-OUT` and its kin beside SCTE-35 in EXT-X-DATERANGE, for players and partners that know only these. */
  legacyCues?: boolean;
  /** Breaks as HLS Interstitials and alternative MPD events, so that players fetch them by themselves. */
  interstitials?: boolean;
  /** Leaves out an EXT-X-DISCONTINUITY that would be the first line of the window, which old players stumble over. */
  noLeadingDiscontinuity?: boolean;
}

/** What people decide of a channel. */
export interface ChannelTerms {
  slug: string;
  name: string;
  description?: string;
  number?: number;
  category?: string;
  /** IANA. */
  timeZone: string;
  format: ChannelFormat;
  /** Rules: domain/linear/schedule.ts. */
  schedule: unknown;
  signalling: ChannelSignalling;
  /** Territories with a ledger of their own; the first is for everybody else. At least one. */
  variants: readonly string[];
  /** Title that plays where nothing else may. */
  slateId?: string;
  logoUrl?: string;
}

export interface ChannelRecord extends ChannelTerms {
  id: string;
  tenantId: string;
  state: ChannelState;
  /** Counts the changes. */
  revision: number;
  /** First instant it was ever on air, epoch milliseconds. */
  epoch?: number;
  updatedBy: string;
  createdAt: Date;
  updatedAt: Date;
}

/** An airing that the rules wanted and nobody may see, and what airs instead. */
export interface PlanRefusal {
  /** Epoch milliseconds. */
  at: number;
  titleId: string;
  block?: string;
  code: string;
  reason: string;
  replacedBy?: string;
}

/** What a variant will air after its sealed rows. */
export interface PlanRecord {
  variant: string;
  /** Of the channel, when it was made. */
  revision: number;
  from: number;
  until: number;
  items: AirItem[];
  refusals: PlanRefusal[];
  /** Against the plan before, as domain/linear/diff.ts tells it. */
  diff: unknown;
  plannedAt: number;
}

/** What a schedule names. */
export interface LibraryWish {
  titles: readonly string[];
  collections: readonly string[];
  series: readonly string[];
  genres: readonly string[];
  /** Every published film and episode, the newest first. */
  everything: boolean;
  /** Of the channel: what is conditioned for it counts as well. */
  format: ChannelFormat;
}

/** What planning asks of the world beside the channel itself. */
export interface PlanningFacts {
  library: PickableTitle[];
  /** Airings so far under each window that sells only so many. */
  runs: Map<string, number>;
}

/** A version that nobody has looked at as an item of a channel. */
export interface UnreadVersion {
  versionId: string;
  titleId: string;
  tenantId: string;
  /** Of its objects, ends with a slash. */
  prefix: string;
}

export interface AssetFinding {
  code: string;
  message: string;
}

/** A row of the ledger as it was seen in the playlists. */
export interface AsRunEntry {
  ordinal: number;
  edition: number;
  seen: number;
  segments: number;
  firstSeen: number;
  lastSeen: number;
  faults: { at: number; code: string; message: string }[];
}

/** A title as guides tell it, in one locale. */
export interface GuideTitle {
  titleId: string;
  name: string;
  description?: string;
  kind: string;
  seriesName?: string;
  season?: number;
  episode?: number;
  genres: string[];
  year?: number;
  /** Path of its poster. */
  poster?: string;
}

/** Channels, their plans and their ledgers. */
export interface Channels {
  /** By number, then name. */
  list(tenantId: string): Promise<ChannelRecord[]>;
  /** @param id or slug */
  find(tenantId: string, id: string): Promise<ChannelRecord | undefined>;
  /** For processes, which know no tenant. */
  get(id: string): Promise<ChannelRecord | undefined>;
  /** @throws {HeadendError} `channels/slug-taken` */
  create(tenantId: string, terms: ChannelTerms, doer: Doer): Promise<ChannelRecord>;
  /**
   * @returns undefined when it has another revision by now
   * @throws {HeadendError} `channels/slug-taken`
   */
  change(channel: ChannelRecord, terms: ChannelTerms, doer: Doer): Promise<ChannelRecord | undefined>;
  /** @returns undefined when it has another revision by now */
  turn(channel: ChannelRecord, state: ChannelState, doer: Doer): Promise<ChannelRecord | undefined>;
  /** Of all tenants: those that are on air or paused and that nobody has planned for too long: their processes have ended. */
  lost(now: Date): Promise<Pick<ChannelRecord, 'id' | 'tenantId'>[]>;

  /** What a schedule may pick from, at most 5,000 titles, with their rights and assets. */
  planning(tenantId: string, wish: LibraryWish): Promise<PlanningFacts>;
  /** Of titles that something sealed names: their rights now. */
  rightsOf(tenantId: string, titleIds: readonly string[]): Promise<Map<string, RightsFacts>>;
  /** Whether titles or windows of the tenant were changed after an instant, epoch milliseconds. */
  changedSince(tenantId: string, since: number): Promise<boolean>;
  /** Current versions of these titles that were never read as items. */
  unread(tenantId: string, titleIds: readonly string[]): Promise<UnreadVersion[]>;
  noteAsset(version: UnreadVersion, asset: LinearAsset | undefined, findings: readonly AssetFinding[]): Promise<void>;
  assets(versionIds: readonly string[]): Promise<Map<string, LinearAsset>>;
  assetFindings(tenantId: string, titleIds: readonly string[]): Promise<Map<string, AssetFinding[]>>;

  /** @param locale BCP 47 */
  guideTitles(tenantId: string, titleIds: readonly string[], locale: string): Promise<Map<string, GuideTitle>>;

  /** Of each channel of the tenant a text that changes whenever its guide may: by a plan, an edition, a title or the channel itself. */
  guideSigns(tenantId: string): Promise<Map<string, string>>;

  /** @param variant only this one's */
  plans(channelId: string, variant?: string): Promise<PlanRecord[]>;
  keepPlan(channelId: string, plan: PlanRecord): Promise<void>;

  /** Rows that count and air at any instant in `[from, until)`, by ordinal. */
  ledger(channelId: string, variant: string, from: number, until: number): Promise<LedgerRow[]>;
  /** Rows of every edition that air at any instant in `[from, until)`, by edition and ordinal. */
  sealed(channelId: string, variant: string, from: number, until: number): Promise<SealedRow[]>;
  /** The last row that counts. */
  tail(channelId: string, variant: string): Promise<LedgerRow | undefined>;
  /**
   * Add rows to the ledger of a variant, one process at a time.
   *
   * @param after gets the last row that counts and the instant by the clock of the database, and answers rows to add; with `cause`
   *   they begin a new edition at their first ordinal
   * @param editId of the request that they are added for; what was added for it before is answered, and nothing added again
   * @throws {HeadendError} `database/unavailable` when a new edition took so long that nodes would hear of it too late
   */
  seal(
    channelId: string,
    variant: string,
    after: (tail: LedgerRow | undefined, now: number) => Promise<{ rows: LedgerRow[]; cause?: string }>,
    editId?: string,
  ): Promise<LedgerRow[]>;

  /** Where objects of versions lie, by version; those that were collected are left out. */
  prefixes(versionIds: readonly string[]): Promise<Map<string, string>>;
  asRun(channelId: string, variant: string, from: number, until: number): Promise<Map<number, AsRunEntry>>;
  noteAsRun(channelId: string, variant: string, entries: readonly AsRunEntry[]): Promise<void>;
}
