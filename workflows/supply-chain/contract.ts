import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type {
  AudioTrackPlan,
  CaptionTrackPlan,
  Conform,
  EncodePlan,
  FrameRange,
  Rung,
  Timeline,
} from '../../domain/media/encode-plan';
import type { MasterProbe, VideoProbe } from '../../domain/media/probe';
import type { EncodeProfile } from '../../domain/media/profile';
import type { Finding, Verdict } from '../../domain/qc/finding';
import type { QcPolicy } from '../../domain/qc/policy';

/** Task queues by resource shape: many light slots, many waiting slots, few heavy slots. */
export const SUPPLY_CHAIN_QUEUE = 'supply-chain';
export const SUPPLY_CHAIN_IO_QUEUE = 'supply-chain-io';
export const SUPPLY_CHAIN_ENCODE_QUEUE = 'supply-chain-encode';

/** One run per ingest and attempt of it; the same order twice is the same run. */
export const titleIngestId = (ingestId: string): string => `title-ingest:${ingestId}`;
/** The inverse of {@link titleIngestId}; undefined for other workflows. */
export const ingestIdOf = (workflowId: string): string | undefined => /^title-ingest:([^:]+)$/.exec(workflowId)?.[1];
/** One child per rendition group. */
export const encodeGroupId = (ingestId: string, group: string): string => `encode-group:${ingestId}:${group}`;
/** Collects an old version once its last viewer may be gone; one per time it is superseded, as a roll-back may bring it back. */
export const versionCollectionId = (versionId: string, supersededBy: string): string =>
  `version-collection:${versionId}:${supersededBy}`;

/** Workflow type names, as started by the API. */
export const TITLE_INGEST = 'titleIngest';
export const ENCODE_GROUP = 'encodeGroup';
export const VERSION_COLLECTION = 'versionCollection';

export type StageName =
  | 'receive'
  | 'inspect'
  | 'quality'
  | 'plan'
  | 'encode'
  | 'audio'
  | 'captions'
  | 'hold'
  | 'package'
  | 'verify'
  | 'publish';
export const STAGES: readonly StageName[] = [
  'receive',
  'inspect',
  'quality',
  'plan',
  'encode',
  'audio',
  'captions',
  'hold',
  'package',
  'verify',
  'publish',
];
export type StageState = 'waiting' | 'running' | 'done' | 'skipped' | 'failed' | 'cancelled';

export interface StageStatus {
  name: StageName;
  state: StageState;
  /** 0..1 of the stage's own work. */
  progress: number;
  /** Epoch milliseconds. */
  startedAt?: number;
  endedAt?: number;
  /** One line for people, such as `14 of 24 chunks`. */
  note?: string;
}

/** Answer of the {@link ingestStatus} query. */
export interface IngestStatusView {
  stage: StageName | 'done';
  stages: StageStatus[];
  /** 0..1 over the whole ingest. */
  progress: number;
  verdict?: Verdict;
  /** Chunks done per rung of each group, for the studio. */
  chunks: { group: string; rungs: string[]; total: number; done: number }[];
  held?: { since: number; expiresAt: number; findings: Finding[] };
  outcome?: IngestOutcome;
}

export const ingestStatus = defineQuery<IngestStatusView>('ingestStatus');

/** How far a group is; sent by the group to its ingest. */
export const groupProgress =
  defineSignal<[{ group: string; rungs: string[]; done: number; total: number }]>('groupProgress');

/** An operator's word on a held title. */
export type IngestDecision =
  | { decision: 'approve'; reason: string; by: string }
  | { decision: 'reject'; reason: string; by: string }
  | { decision: 'replace'; reason: string; by: string; source: MasterSource };

/** Answers the state it leaves the ingest in. Refused when the ingest is not held. */
export const decide = defineUpdate<{ accepted: true; decision: IngestDecision['decision'] }, [IngestDecision]>(
  'decide',
);

/** Where the bytes of a file are fetched from. */
export type MasterSource =
  | { kind: 'upload'; uploadId: string; objectKey: string; fileName?: string }
  | { kind: 'url'; url: string };

export interface SidecarOrder {
  role: 'captions' | 'subtitles' | 'forced' | 'poster' | 'artwork';
  source: MasterSource;
  /** BCP 47; required for text. */
  language?: string;
  label?: string;
  fileName?: string;
}

/** Input of `titleIngest`. Profiles are resolved by the API, so a run never changes under a profile edit. */
export interface IngestOrder {
  ingestId: string;
  tenantId: string;
  titleId: string;
  externalId: string;
  title: string;
  source: MasterSource;
  /** Lower-case hex. */
  expectedSha256?: string;
  sidecars: SidecarOrder[];
  profile: EncodeProfile;
  policy: QcPolicy;
  /** 1 (first) to 5. */
  priority: number;
  /** How long a held title waits for a decision, and when reminders go out, milliseconds after the hold began. */
  hold: { expiryMs: number; remindersMs: number[] };
  /** How long a superseded version stays playable. */
  versionGraceMs: number;
  /** Studio address of the run, shown in Temporal UI. */
  studioUrl?: string;
}

/** How an ingest ended. Business endings are results; only the unexpected fails the workflow. */
export type IngestOutcome =
  | { result: 'published'; titleId: string; versionId: string; hls: string; dash: string }
  | { result: 'rejected'; code: string; reason: string; findings: Finding[] }
  | { result: 'cancelled' }
  | { result: 'failed'; code: string; reason: string };

/** A received master. */
export interface MasterRef {
  masterId: string;
  objectKey: string;
  sha256: string;
  bytes: number;
}

/** A received sidecar. */
export interface SidecarRef {
  index: number;
  role: SidecarOrder['role'];
  objectKey: string;
  bytes: number;
  language?: string;
  label?: string;
  fileName?: string;
}

export interface Inspection {
  probe: MasterProbe;
  findings: Finding[];
}

/** What the one decode of the master leaves behind. All keys are object keys. */
export interface Analysis {
  /** Measurement series, JSON (gzip). */
  measurementKey: string;
  /** HLS playlist of the studio proxy. */
  proxyKey: string;
  thumbnails: { vttKey: string; sprites: string[]; posterKey: string };
  frames: number;
}

export interface Judgement {
  verdict: Verdict;
  findings: Finding[];
}

/** One chunk of one group: all its rungs from one decode. */
export interface EncodeChunkTask {
  ingestId: string;
  master: MasterRef;
  video: VideoProbe;
  timeline: Timeline;
  conform: Conform;
  group: string;
  rungs: Rung[];
  range: FrameRange;
  /** Content-addressed prefix of the group's outputs: `work/{tenant}/{sha256}/{planHash}/{group}`. */
  prefix: string;
}

/** Object keys of one chunk, in the order of the task's rungs. */
export interface EncodedChunk {
  keys: string[];
  bytes: number;
  /** The chunk was already there: nothing was encoded. */
  reused: boolean;
  encodeMs: number;
}

export interface JoinTask {
  rung: Rung;
  timeline: Timeline;
  /** Chunk object keys in timeline order, and how many frames each holds. */
  chunks: { key: string; frames: number }[];
  outputKey: string;
}

/** A whole rendition in one file. */
export interface JoinedRendition {
  rung: Rung;
  objectKey: string;
  bytes: number;
  frames: number;
}

export interface EncodeAudioTask {
  ingestId: string;
  master: MasterRef;
  probe: MasterProbe;
  track: AudioTrackPlan;
  outputKey: string;
}

export interface EncodedAudio {
  id: string;
  language: string;
  label: string;
  default: boolean;
  channels: number;
  objectKey: string;
  bytes: number;
  durationUs: number;
  /** LUFS and dBTP before and after. */
  loudness: { before: { integrated: number; truePeak: number }; after: { integrated: number; truePeak: number } };
}

export interface CaptionTask {
  ingestId: string;
  tenantId: string;
  master: MasterRef;
  tracks: CaptionTrackPlan[];
  sidecars: SidecarRef[];
  timeline: Timeline;
  limits: EncodeProfile['captions'];
  prefix: string;
}

export interface PreparedCaptions {
  tracks: {
    id: string;
    language: string;
    label: string;
    kind: CaptionTrackPlan['kind'];
    objectKey: string;
    cues: number;
  }[];
  findings: Finding[];
}

export interface PackageTask {
  ingestId: string;
  tenantId: string;
  titleId: string;
  versionId: string;
  /** Immutable prefix the version lives under, ends with `/`. */
  prefix: string;
  timeline: Timeline;
  renditions: JoinedRendition[];
  audio: EncodedAudio[];
  captions: PreparedCaptions['tracks'];
  thumbnails: Analysis['thumbnails'];
}

export interface PackagedVersion {
  versionId: string;
  prefix: string;
  hlsKey: string;
  dashKey: string;
  objects: number;
  bytes: number;
  /** Manifest of every object with size, JSON, inside the prefix. */
  inventoryKey: string;
  packager: string;
}

export interface VerifyTask {
  pack: PackagedVersion;
  timeline: Timeline;
  renditions: JoinedRendition[];
  audio: EncodedAudio[];
  captions: PreparedCaptions['tracks'];
}

export interface VerificationReport {
  checks: { name: string; passed: boolean; detail: string }[];
}

export interface PublishTask {
  order: Pick<IngestOrder, 'ingestId' | 'tenantId' | 'titleId' | 'externalId' | 'title'>;
  master: MasterRef;
  probe: MasterProbe;
  plan: EncodePlan;
  pack: PackagedVersion;
  renditions: JoinedRendition[];
  audio: EncodedAudio[];
  captions: PreparedCaptions['tracks'];
  posterKey: string;
  artwork: SidecarRef[];
}

export interface PublishedVersion {
  versionId: string;
  /** The version that was current before, if any. */
  supersededVersionId?: string;
  hls: string;
  dash: string;
}

/** Light steps, served by the orchestration pool. */
export interface SupplyChainDeskActivities {
  /** Mirror the run's state to the catalogue row the API reads. Last write by `sequence` wins. */
  recordProgress(report: IngestProgressReport): Promise<void>;
  recordOutcome(ingestId: string, outcome: IngestOutcome): Promise<void>;
  /** Reserve the version id of this ingest; the same one on every call. */
  reserveVersion(ingestId: string): Promise<{ versionId: string; prefix: string }>;
  planTitle(input: {
    order: IngestOrder;
    master: MasterRef;
    probe: MasterProbe;
    sidecars: SidecarRef[];
  }): Promise<EncodePlan>;
  /** Judge stored measurements by a policy and keep the findings. Never decodes. */
  judgeQuality(input: {
    ingestId: string;
    tenantId: string;
    measurementKey: string;
    probe: MasterProbe;
    inspectionFindings: Finding[];
    policy: QcPolicy;
  }): Promise<Judgement>;
  recordFindings(ingestId: string, stage: Finding['stage'], findings: Finding[]): Promise<void>;
  /** Write who decided what and why. */
  recordDecision(ingestId: string, decision: IngestDecision): Promise<void>;
  remindOperators(input: { ingestId: string; titleId: string; waitedMs: number; expiresAt: number }): Promise<void>;
  /** Move the one pointer row; audit entry in the same transaction. Idempotent per version. */
  publishVersion(task: PublishTask): Promise<PublishedVersion>;
}

/** What the API shows while a run is under way. */
export interface IngestProgressReport {
  ingestId: string;
  /** Grows by one per report of a run. */
  sequence: number;
  status: 'running' | 'held';
  stage: StageName;
  progress: number;
  stages: StageStatus[];
  chunks: IngestStatusView['chunks'];
  verdict?: Verdict;
  proxyKey?: string;
  measurementKey?: string;
  spritesVttKey?: string;
  hold?: { since: number; expiresAt: number };
}

/** Steps that move bytes, served by the io pool. */
export interface SupplyChainIoActivities {
  receiveMaster(order: Pick<IngestOrder, 'ingestId' | 'tenantId' | 'source' | 'expectedSha256'>): Promise<MasterRef>;
  receiveSidecars(order: Pick<IngestOrder, 'ingestId' | 'tenantId' | 'sidecars'>): Promise<SidecarRef[]>;
  /** @throws ApplicationFailure `master/…` (not retryable) when there is nothing to encode */
  inspectMaster(input: { ingestId: string; tenantId: string; master: MasterRef }): Promise<Inspection>;
  joinRendition(task: JoinTask): Promise<JoinedRendition>;
  prepareCaptions(task: CaptionTask): Promise<PreparedCaptions>;
  packageTitle(task: PackageTask): Promise<PackagedVersion>;
  verifyPackage(task: VerifyTask): Promise<VerificationReport>;
  /** Remove what a cancelled or rejected run left half done under its own prefixes. Finished chunks stay. */
  discardPartial(input: { ingestId: string; tenantId: string; versionPrefix?: string }): Promise<void>;
  /** Delete a superseded version's objects; refuses the current one. */
  collectVersion(versionId: string): Promise<{ objects: number }>;
}

/** Steps that burn processor time, served by the encode pool. */
export interface SupplyChainEncodeActivities {
  /**
   * Show the first seconds of an upload while the rest of it is still on its way through receive and inspect. Writes the
   * same objects as {@link analyseMaster}, which goes over them later, so the two must not run at once.
   *
   * @returns `playable` false when the file cannot be shown yet, whatever the reason; the ingest itself says why
   */
  previewMaster(input: {
    ingestId: string;
    tenantId: string;
    source: Extract<MasterSource, { kind: 'upload' }>;
  }): Promise<{ playable: boolean }>;
  analyseMaster(input: {
    ingestId: string;
    tenantId: string;
    master: MasterRef;
    probe: MasterProbe;
    thumbnails: EncodeProfile['thumbnails'];
  }): Promise<Analysis>;
  encodeChunk(task: EncodeChunkTask): Promise<EncodedChunk>;
  encodeAudio(task: EncodeAudioTask): Promise<EncodedAudio>;
}

/** Input of the `encodeGroup` child. */
export interface EncodeGroupOrder {
  ingestId: string;
  tenantId: string;
  master: MasterRef;
  video: VideoProbe;
  plan: Pick<EncodePlan, 'hash' | 'timeline' | 'conform'>;
  group: EncodePlan['groups'][number];
  priority: number;
  /** How many chunks are asked for at once. */
  window: number;
}

/** Heartbeat details of the heavy steps. */
export interface EncodeHeartbeat {
  frame: number;
  frames: number;
  speed: number;
}

/** The proxy of a run, playable while the run goes on: `previews/{tenant}/{ingest}/proxy/index.m3u8`. */
export const previewPrefix = (tenantId: string, ingestId: string): string => `previews/${tenantId}/${ingestId}/`;
export const masterKey = (tenantId: string, ingestId: string): string => `masters/${tenantId}/${ingestId}`;
export const workPrefix = (tenantId: string, sha256: string): string => `work/${tenantId}/${sha256}/`;
export const versionPrefix = (tenantId: string, titleId: string, versionId: string): string =>
  `titles/${tenantId}/${titleId}/${versionId}/`;
