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
  renditions: RenditionRecord[];
  outputs: { kind: OutputKind; objectKey: string }[];
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
  /** The entry is a decision on a held ingest, the subject: `ingest.decided` is told with it. */
  decided?: { decision: string; reason: string; by: string };
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
  | { state: 'in-grace'; supersededAt: Date };

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
  /** Mark a version as collected, if it was superseded by then. Claiming it again is no error; undefined when nobody knows it. */
  claimForCollection(versionId: string, supersededBefore: Date): Promise<CollectionClaim | undefined>;
  /** Superseded versions whose grace time is over, oldest first. */
  versionsDueForCollection(supersededBefore: Date, limit?: number): Promise<CollectableVersion[]>;
}

/** Who asks. */
export type Role = 'operator' | 'partner' | 'viewer';
export interface ApiKeyRecord {
  id: string;
  tenantId: string;
  role: Role;
  label: string;
}

/** API keys, found by the hash of what was presented. */
export interface ApiKeys {
  find(hash: string): Promise<ApiKeyRecord | undefined>;
  /** Note the use of a key; at most once a minute is written. */
  used(id: string): Promise<void>;
}

/** A stored answer to a request with an Idempotency-Key. */
export interface StoredAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}
export type IdempotencyClaim =
  | { state: 'claimed' }
  | { state: 'in-flight' }
  | { state: 'mismatch' }
  | { state: 'answered'; answer: StoredAnswer };

/** Answers by tenant and Idempotency-Key, kept 24 hours. */
export interface IdempotencyRecords {
  claim(request: { tenantId: string; key: string; fingerprint: string; lockMs: number }): Promise<IdempotencyClaim>;
  answer(request: { tenantId: string; key: string; answer: StoredAnswer }): Promise<void>;
  /** Forget an unanswered claim, so that the request can be sent again. */
  release(request: { tenantId: string; key: string }): Promise<void>;
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

export interface UploadRecord {
  id: string;
  tenantId: string;
  fileName: string;
  objectKey: string;
  status: 'waiting' | 'ingested';
  createdAt: Date;
  expiresAt: Date;
}

export interface Uploads {
  create(upload: { tenantId: string; fileName: string; expiresAt: Date }): Promise<UploadRecord>;
  find(tenantId: string, id: string): Promise<UploadRecord | undefined>;
  list(page: PageRequest): Promise<Page<UploadRecord>>;
}

/** What an order leaves in the catalogue before its run starts. */
export interface NewIngest {
  tenantId: string;
  externalId: string;
  title: string;
  credit?: string;
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
}

export interface IngestRecord {
  id: string;
  tenantId: string;
  titleId: string;
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
  version?: { id: string; mediaToken: string; prefix: string; outputs: { kind: string; objectKey: string }[] };
  heldSince?: Date;
  holdExpiresAt?: Date;
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
   * @throws {HeadendError} `ingest/external-id-taken` when another ingest of the title is under way
   */
  create(order: NewIngest): Promise<{ ingest: IngestRecord; created: boolean }>;
  find(tenantId: string, id: string): Promise<IngestRecord | undefined>;
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
  ingestId: string;
  mediaToken: string;
  prefix: string;
  durationMs: number;
  bytes: number;
  publishedAt?: Date;
  supersededAt?: Date;
  collectedAt?: Date;
  renditions: (Omit<RenditionRecord, 'kind'> & { kind: string })[];
  outputs: { kind: string; objectKey: string }[];
}

export interface TitleRecord {
  id: string;
  tenantId: string;
  externalId: string;
  name: string;
  credit?: string;
  publishedAt?: Date;
  createdAt: Date;
  updatedAt: Date;
  currentVersionId?: string;
  /** The current version. */
  current?: VersionRecord;
}

export interface Titles {
  /** @param page.published only those with a current version, newest publication first */
  list(page: PageRequest & { published?: boolean; search?: string }): Promise<Page<TitleRecord>>;
  find(tenantId: string, id: string): Promise<TitleRecord | undefined>;
  /** Every version, newest first. */
  versions(tenantId: string, titleId: string): Promise<VersionRecord[]>;
}

/** What an unguessable part of a media URL stands for. */
export interface MediaGrant {
  tenantId: string;
  /** Object prefix that the token opens, ends with `/`. */
  prefix: string;
  kind: 'version' | 'preview';
  /** Nothing under the prefix changes any more. */
  immutable: boolean;
}

export interface MediaTokens {
  /** Undefined for unknown tokens and for versions that are collected. */
  resolve(token: string): Promise<MediaGrant | undefined>;
}
