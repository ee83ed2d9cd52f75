import type { ArtworkSize } from '../../domain/catalog/artwork';
import type { EntryFilters } from '../../domain/catalog/entry-filters';
import type { MasterProbe } from '../../domain/media/probe';
import type { Finding, Verdict } from '../../domain/qc/finding';

/**
 * What Headend remembers. Every method throws {HeadendError} `database/unavailable` (retryable) when the database does
 * not answer, and `request/not-found` when a row that must exist does not.
 */

/** States of an ingest; the last four are endings. */
export type IngestState = 'queued' | 'running' | 'held' | 'published' | 'rejected' | 'cancelled' | 'failed';
export const ENDED_STATES: readonly IngestState[] = ['published', 'rejected', 'cancelled', 'failed'];

/** A progress report of a run. Of two, the one with the higher `sequence` stays. */
export interface ProgressRecord {
  ingestId: string;
  sequence: number;
  status: 'running' | 'held';
  stage: string;
  /** 0..1 */
  progress: number;
  stages: readonly object[];
  chunks: readonly object[];
  verdict?: Verdict;
  proxyKey?: string;
  measurementKey?: string;
  spritesVttKey?: string;
  /** Epoch milliseconds. */
  hold?: { since: number; expiresAt: number };
}

/** How a run ended. */
export type OutcomeRecord =
  | { result: 'published'; versionId: string }
  | { result: 'rejected'; code: string; reason: string }
  | { result: 'cancelled' }
  | { result: 'failed'; code: string; reason: string };

export interface MasterRecord {
  id: string;
  tenantId: string;
  sha256: string;
  bytes: number;
  objectKey: string;
}

export interface RenditionRecord {
  kind: 'video' | 'audio' | 'text';
  name: string;
  codec?: string;
  width?: number;
  height?: number;
  language?: string;
  label?: string;
  channels?: number;
  bytes: number;
}

export type OutputKind = 'hls' | 'dash' | 'thumbnails' | 'poster' | 'inventory';

/** A version as it is published. */
export interface PublishRecord {
  ingestId: string;
  tenantId: string;
  titleId: string;
  versionId: string;
  masterId: string;
  /** Immutable object prefix, ends with `/`. */
  prefix: string;
  planHash: string;
  durationMs: number;
  frameRate: string;
  bytes: number;
  /** Where chapters of the master begin, milliseconds after the first frame, in order. Left out: it has none. */
  chapterMs?: number[];
  renditions: RenditionRecord[];
  outputs: { kind: OutputKind; objectKey: string }[];
  /** What it was made from; {@link SupplyChainRecords.partsOf} gives it back. */
  parts?: object;
  /** Becomes the title's, for as long as the version is current. */
  metadata?: object;
}

export interface PublishedRecord {
  versionId: string;
  number: number;
  mediaToken: string;
  /** The version that was current before, if any. */
  supersededVersionId?: string;
}

export interface AuditRecord {
  tenantId: string;
  /** Label of an API key, or `workflow`. */
  actor: string;
  /** `slice.verb`, such as `title.publish`. */
  action: string;
  /** Id of what it was done to. */
  subject: string;
  /** Of two entries with the same key, only the first is kept. */
  key?: string;
  detail?: object;
  /** The entry is a decision on a held ingest, the subject: `ingest.decided` is told with it, to whom the actor is hidden. */
  decided?: { decision: string; reason: string };
}

/** A version whose objects should be gone by now. */
export interface CollectableVersion {
  id: string;
  tenantId: string;
  titleId: string;
}

/** May a version's objects be deleted? Once claimed, nobody can point its title at it any more. */
export type CollectionClaim =
  | { state: 'claimed'; prefix: string }
  /** It is what its title points at. */
  | { state: 'current' }
  /** It was superseded too lately. */
  | { state: 'in-grace'; supersededAt: Date }
  /** Somebody plays it, until then at least. */
  | { state: 'in-use'; until: Date };

/** What the supply chain's activities write. */
export interface SupplyChainRecords {
  recordProgress(report: ProgressRecord): Promise<void>;
  /** The first outcome of a run stays; `published` is written by {@link publishVersion} already. */
  recordOutcome(ingestId: string, outcome: OutcomeRecord): Promise<void>;
  /**
   * Remember a received master. One row per tenant and content: when the content is known, the known row is answered and
   * `created` is false, so that the new object can be removed.
   */
  saveMaster(ingestId: string, master: Omit<MasterRecord, 'id'>): Promise<{ master: MasterRecord; created: boolean }>;
  /** The master that lives under an object key, if it was received whole. */
  masterAt(objectKey: string): Promise<MasterRecord | undefined>;
  /** Note which master an ingest works on. */
  assignMaster(ingestId: string, masterId: string): Promise<void>;
  saveProbe(ingestId: string, probe: MasterProbe): Promise<void>;
  /**
   * Put another master in the place of the ordered one, for this run and every retry. What was found in and shown of the one
   * before is forgotten.
   */
  replaceMaster(
    ingestId: string,
    source: { kind: 'upload'; uploadId: string } | { kind: 'url'; url: string },
  ): Promise<void>;
  /** Show a proxy, as soon as its first segment can be played. It takes the place of one of another master. */
  saveProxy(ingestId: string, proxyKey: string): Promise<void>;
  /** Replace the findings of one stage, in one transaction. */
  saveFindings(ingestId: string, stage: Finding['stage'], findings: readonly Finding[]): Promise<void>;
  /** The version id of an ingest's current attempt; the same on every call. */
  reserveVersion(ingestId: string): Promise<{ versionId: string; tenantId: string; titleId: string }>;
  audit(entry: AuditRecord): Promise<void>;
  /** The address behind a source URL as the order carries it; the same text when nothing in it was secret. */
  fullUrl(ingestId: string, shown: string): Promise<string>;
  /** Whose ingest is it? */
  ownerOf(ingestId: string): Promise<{ tenantId: string; titleId: string }>;
  /** Publish a version and move the title's pointer, in one transaction with the audit entry. Idempotent per version. */
  publishVersion(record: PublishRecord): Promise<PublishedRecord>;
  /**
   * Point a title at one of its published versions: the move of a roll-back.
   *
   * @throws {HeadendError} `title/version-unusable` when the version was never published or is collected
   */
  pointTitleAt(move: { tenantId: string; titleId: string; versionId: string; actor: string }): Promise<PublishedRecord>;
  isPublished(versionId: string): Promise<boolean>;
  /** The token of a version's plain media addresses; undefined when nobody knows it. */
  mediaTokenOf(versionId: string): Promise<string | undefined>;
  /** Give a version another token, unless it has another one than `mediaToken` already. */
  renewMediaToken(versionId: string, mediaToken: string): Promise<void>;
  /** What a version was made from; undefined when it was not kept. */
  partsOf(versionId: string): Promise<unknown>;
  /**
   * Mark a version as collected and erase its content keys, if it was superseded by then and no playback session of it is alive.
   * Claiming it again is no error; undefined when nobody knows it.
   */
  claimForCollection(versionId: string, supersededBefore: Date): Promise<CollectionClaim | undefined>;
  /** Superseded versions whose grace time is over, oldest first. */
  versionsDueForCollection(supersededBefore: Date, limit?: number): Promise<CollectableVersion[]>;
}

/** Who asks. */
export type Role = 'operator' | 'partner' | 'viewer';

/** A stored answer to a request with an Idempotency-Key. */
export interface StoredAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}
export type IdempotencyClaim =
  | IdempotencyHold
  | { state: 'in-flight' }
  | { state: 'mismatch' }
  | { state: 'answered'; answer: StoredAnswer };

/** A key that is held. */
export interface IdempotencyHold {
  state: 'claimed';
  /** Until when it is held; shows that a later call comes from who holds it. */
  lock: Date;
  /** The one under which the record stands: of several it is the one of the first try. */
  fingerprint: string;
}

/** A record by its key, and what shows that one holds it. */
export interface HeldRecord {
  tenantId: string;
  key: string;
  lock: Date;
}

/** Answers by tenant and Idempotency-Key, kept 24 hours. */
export interface IdempotencyRecords {
  /** @param request its fingerprint under every known key, the first one for a new record; `lockMs` in milliseconds */
  claim(request: {
    tenantId: string;
    key: string;
    fingerprints: readonly string[];
    lockMs: number;
  }): Promise<IdempotencyClaim>;
  /** Hold a key for longer. @returns the new lock; undefined when another holds it */
  renew(request: HeldRecord & { lockMs: number }): Promise<Date | undefined>;
  /** @returns whether it was stored; not when another holds the key */
  answer(request: HeldRecord & { answer: StoredAnswer }): Promise<boolean>;
  /**
   * Let an unanswered claim go, so that the request can be sent again, or another one with its key. The same request gets the
   * fingerprint of the first try again, and so finds a row that this made.
   */
  release(request: HeldRecord): Promise<void>;
  /** Remove what is older than the keeping time. */
  sweep(): Promise<number>;
}

/** A place in a list: everything up to and with this row was seen. */
export interface ListPosition {
  at: Date;
  id: string;
}
export interface Page<T> {
  items: T[];
  next?: ListPosition;
}
export interface PageRequest {
  tenantId: string;
  limit: number;
  after?: ListPosition;
}

/** How the bytes of an upload travel: one presigned PUT, presigned parts, or tus. */
export type UploadProtocol = 'single' | 'multipart' | 'tus';
/** States of an upload; bytes arrive in the first two, the last three are endings without usable bytes. */
export type UploadState = 'waiting' | 'uploading' | 'uploaded' | 'ingested' | 'errored' | 'cancelled' | 'timed_out';
/** States in which bytes may still come. */
export const OPEN_UPLOAD_STATES: readonly UploadState[] = ['waiting', 'uploading'];

/** Bytes at the end of a tus upload that do not fill a part yet. */
export interface UploadTail {
  objectKey: string;
  bytes: number;
}

/** What the tus protocol needs to go on after a kill. */
export interface TusState {
  /** `Upload-Metadata` as the client sent it. */
  metadata: string;
  tail?: UploadTail;
}

export interface UploadRecord {
  id: string;
  tenantId: string;
  fileName: string;
  contentType?: string;
  objectKey: string;
  protocol: UploadProtocol;
  status: UploadState;
  /** As declared; what arrived, once it is uploaded. */
  bytes?: number;
  /** Bytes safely stored; of a tus upload its offset. */
  received: number;
  /** Lower-case hex, as declared. */
  sha256?: string;
  multipartId?: string;
  partBytes?: number;
  tus?: TusState;
  /** The order that took it last. */
  ingestId?: string;
  failureCode?: string;
  failureDetail?: string;
  testMode: boolean;
  createdAt: Date;
  updatedAt: Date;
  expiresAt: Date;
  completedAt?: Date;
  /** Of its object when it was whole. */
  etag?: string;
  /** Its bytes are gone, or are just being removed. */
  collectedAt?: Date;
}

export interface NewUpload {
  tenantId: string;
  /** Stands for the request: worked on again, it gets the upload that it made. */
  requestKey?: string;
  fileName: string;
  contentType?: string;
  protocol: UploadProtocol;
  bytes?: number;
  sha256?: string;
  partBytes?: number;
  tus?: TusState;
  testMode: boolean;
  expiresAt: Date;
}

/** A part that counts towards the offset of a tus upload. */
export interface UploadPartRecord {
  number: number;
  bytes: number;
  etag: string;
}

/** A step forward of a tus upload. */
export interface UploadAdvance {
  /** Offset before; when it is another by now, nothing is written. */
  from: number;
  /** Offset after. */
  to: number;
  parts: readonly UploadPartRecord[];
  tail?: UploadTail;
}

/** Why an upload ended without usable bytes. */
export interface UploadFailure {
  code: string;
  detail: string;
}

/** Instants up to which uploads may be collected. */
export interface UploadsDue {
  /** Open uploads that expired before. */
  expiredBefore: Date;
  /** Complete uploads that no order has named since. */
  unusedBefore: Date;
  /** Ingested uploads whose ingests have all been published before. */
  publishedBefore: Date;
}

export interface Uploads {
  create(upload: NewUpload): Promise<UploadRecord>;
  find(tenantId: string, id: string): Promise<UploadRecord | undefined>;
  list(page: PageRequest & { status?: UploadState[] }): Promise<Page<UploadRecord>>;
  /** Note under which multipart id its parts come. The first id stays. @returns the id that counts */
  begin(id: string, multipartId: string): Promise<string>;
  /** Note how many bytes of an open upload the store has. */
  noteReceived(id: string, received: number): Promise<void>;
  /** Move the offset of a tus upload. False when another request has moved it, or it has ended. */
  advance(id: string, step: UploadAdvance): Promise<boolean>;
  /** Parts of a tus upload that count, by number. */
  partsOf(id: string): Promise<UploadPartRecord[]>;
  /** The length of a tus upload that was created without one. */
  declareLength(id: string, bytes: number): Promise<void>;
  /** An open upload is whole. Doing so twice is no error. */
  finish(id: string, object: { bytes: number; etag: string }): Promise<UploadRecord>;
  /** An upload that no order has taken ends without usable bytes. Undefined when it was taken, or has ended. */
  end(
    id: string,
    status: 'errored' | 'cancelled' | 'timed_out',
    failure?: UploadFailure,
  ): Promise<UploadRecord | undefined>;
  /** An ingest that is under way takes an upload as its source. @throws {HeadendError} `upload/not-usable` */
  take(tenantId: string, id: string, ingestId: string): Promise<void>;
  /** Uploads whose bytes may go, over all tenants, oldest first. */
  due(before: UploadsDue, limit: number): Promise<UploadRecord[]>;
  /** Mark as collected what no ingest needs. From then on no order can name it. False when one has taken it just now. */
  claimForCollection(id: string): Promise<boolean>;
  /** Which of these uploads may have objects in the store? */
  alive(ids: readonly string[]): Promise<Set<string>>;
  /**
   * Whether intermediates made of a content may be used: an ingest under way works on it, or may turn out to, or one has
   * worked on it since.
   */
  contentInUse(tenantId: string, sha256: string, since: Date): Promise<boolean>;
}

/** What an order leaves in the catalogue before its run starts. */
export interface NewIngest {
  tenantId: string;
  externalId: string;
  title: string;
  credit?: string;
  /** What the order itself says of them: published with its version, where there is one out already. */
  names?: { name?: string; credit?: string };
  /** The workflow's input without the ids that are made here. */
  order: object;
  passthrough?: object;
  rights?: object;
  profile: string;
  priority: number;
  /** Same request, same row. */
  requestKey: string;
  uploadIds: string[];
  /** Full source URLs by their shown form, where they hold a password or a signature. */
  secretUrls: Record<string, string>;
  /** Tells requests for the same thing; the order of the same title with the same digest is the same order while it runs. */
  digest?: string;
  /**
   * The version that the order stands on, which must still be the title's current one: null means that it must have none.
   * Left out when the order stands for itself.
   */
  baseVersionId?: string | null;
}

/** A title as an order finds it. */
export interface StandingTitle {
  id: string;
  name: string;
  credit?: string;
  /** What viewers get, and what it was made from. */
  current?: { versionId: string; number: number; parts: unknown };
}

/** An operator's word on a held ingest, as the audit log keeps it. */
export interface DecisionRecord {
  decision: 'approve' | 'reject' | 'replace';
  reason: string;
  /** Label of the key that decided. */
  by: string;
  /** Id of that key, where it was kept. */
  keyId?: string;
  at: Date;
  /** The attempt it was about; see {@link IngestRecord.attempt}. */
  attempt: number;
}

export interface IngestRecord {
  id: string;
  tenantId: string;
  titleId: string;
  /** As ordered; what the title is called, where the order says nothing. */
  titleName: string;
  externalId: string;
  status: IngestState;
  stage?: string;
  progress: number;
  stages: unknown;
  chunks: unknown;
  verdict?: Verdict;
  failureCode?: string;
  failureDetail?: string;
  order: unknown;
  passthrough?: unknown;
  profile: string;
  priority: number;
  measurementKey?: string;
  proxyKey?: string;
  thumbnailsKey?: string;
  probe?: unknown;
  previewToken: string;
  version?: {
    id: string;
    mediaToken: string;
    prefix: string;
    /** Set once its media is gone. */
    collectedAt?: Date | null;
    /** Its media plays in playback sessions only. */
    encrypted: boolean;
    outputs: { kind: string; objectKey: string }[];
  };
  heldSince?: Date;
  holdExpiresAt?: Date;
  /** Of all attempts, oldest first. */
  decisions: DecisionRecord[];
  /** 1, and one more with each retry. */
  attempt: number;
  createdAt: Date;
  updatedAt: Date;
  endedAt?: Date;
  findingCounts: Record<Finding['severity'], number>;
}

export interface Ingests {
  /**
   * Write the row of an order, its title included. A repeated request finds its row.
   *
   * @throws {HeadendError} `ingest/external-id-taken` when another ingest of the title is under way, `ingest/title-changed`
   *   when the title does not stand where the order says
   */
  create(order: NewIngest): Promise<{ ingest: IngestRecord; created: boolean }>;
  /** The title that an order of an `external_id` is about; undefined for a new one. */
  standing(tenantId: string, externalId: string): Promise<StandingTitle | undefined>;
  /** Those of the ids that a title has. */
  known(tenantId: string, externalIds: readonly string[]): Promise<string[]>;
  find(tenantId: string, id: string): Promise<IngestRecord | undefined>;
  /** The ingest that a preview token opens, whoever asks. */
  findByPreviewToken(token: string): Promise<IngestRecord | undefined>;
  list(
    page: PageRequest & { status?: IngestState[]; externalId?: string; titleId?: string },
  ): Promise<Page<IngestRecord>>;
  findings(tenantId: string, id: string): Promise<Finding[]>;
  /** Remember more secret URLs, such as of a replacement. */
  addSecretUrls(tenantId: string, id: string, urls: Record<string, string>): Promise<void>;
  /**
   * Make an ended ingest ready for another run of the same id. A repeated request finds it as it is.
   *
   * @param requestKey stands for the request
   * @throws {HeadendError} `ingest/not-retryable`, `ingest/external-id-taken`
   */
  reopen(tenantId: string, id: string, actor: string, requestKey?: string): Promise<IngestRecord>;
  /** Ingests whose run may have been lost: not ended, not heard of since `before`. Over all tenants. */
  quiet(before: Date, limit: number): Promise<IngestRecord[]>;
}

export interface VersionRecord {
  id: string;
  number: number;
  /** Empty: what viewers play. Else a package for channels of this layout, made of the version of the same number. */
  layout: string;
  ingestId: string;
  mediaToken: string;
  prefix: string;
  durationMs: number;
  bytes: number;
  publishedAt?: Date;
  supersededAt?: Date;
  collectedAt?: Date;
  /** What it was made from. */
  parts?: unknown;
  renditions: (Omit<RenditionRecord, 'kind'> & { kind: string })[];
  outputs: { kind: string; objectKey: string }[];
}

/** A picture that an editor uploaded, as lists need it. */
export interface TitlePicture {
  /** Of domain/catalog/artwork.ts. */
  role: string;
  ratio: string;
  /** BCP 47; undefined when it carries no words. */
  locale?: string;
  prefix: string;
  mediaToken: string;
  /** Largest first. */
  sizes: ArtworkSize[];
}

export interface TitleRecord {
  id: string;
  tenantId: string;
  externalId: string;
  name: string;
  credit?: string;
  /** Descriptive metadata of the current version, as it was delivered. */
  metadata?: unknown;
  publishedAt?: Date;
  createdAt: Date;
  updatedAt: Date;
  /** movie, series, season, episode, extra, collection */
  kind: string;
  /** Of the catalogue entry: draft, published, unpublished. */
  status: string;
  /** Series of a season, season or series of an episode, title of an extra. */
  parentId?: string;
  /** Number of a season or episode. */
  position?: number;
  /** Of editors; those delivered lie with the version. */
  artworks?: TitlePicture[];
  /** What viewers read: the document of the published snapshot (domain/catalog/document.ts), as it is stored. */
  document?: unknown;
  currentVersionId?: string;
  /** The current version. */
  current?: VersionRecord;
}

export interface Titles {
  /** @param page.published only those with a current version, newest publication first */
  list(page: PageRequest & EntryFilters & { published?: boolean; search?: string }): Promise<Page<TitleRecord>>;
  find(tenantId: string, id: string): Promise<TitleRecord | undefined>;
  /**
   * Change a title that still is as it was seen, with its audit entry and its event.
   *
   * @param seen `updatedAt` of the title as the sender knows it
   * @returns false when it has changed since, or is not there
   */
  update(
    tenantId: string,
    id: string,
    seen: Date,
    change: { name?: string; credit?: string | null },
    audit: Pick<AuditRecord, 'actor' | 'detail'>,
  ): Promise<boolean>;
  /** A version whose files are still there. */
  version(tenantId: string, versionId: string): Promise<VersionRecord | undefined>;
  /** Every version, newest first. */
  versions(tenantId: string, titleId: string): Promise<VersionRecord[]>;
}

/** What an unguessable part of a media URL stands for. */
export interface MediaGrant {
  tenantId: string;
  /** Object prefix that the token opens, ends with `/`. */
  prefix: string;
  kind: 'version' | 'preview' | 'artwork';
  /** The version, where it is one's. */
  versionId?: string;
  /** Nothing under the prefix changes any more. */
  immutable: boolean;
}

export interface MediaTokens {
  /** Undefined for unknown tokens and for versions that are collected. */
  resolve(token: string): Promise<MediaGrant | undefined>;
}
