import type { ContentKeyId, ProtectionScheme } from '../../domain/drm/content-key';
import type { ProtectionPlan, TrickPlay } from '../../domain/drm/key-plan';
import type { SoundProbe } from '../../domain/media/audio-args';
import type { AudioFileProbe } from '../../domain/media/audio-file';
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
import type { PartName } from '../../domain/media/title-parts';
import type { Finding, Verdict } from '../../domain/qc/finding';
import type { QcPolicy } from '../../domain/qc/policy';
import type {
  BaseVersion,
  IngestDecision,
  IngestOrder,
  IngestOutcome,
  MasterSource,
  PartSource,
  SidecarOrder,
} from './order';
import type { GroupProgress, StageName, StageStatus } from './stages';

/** What each step of the supply chain is given and what it answers. Histories hold these: object keys, never content. */

/** A received master. */
export interface MasterRef {
  masterId: string;
  objectKey: string;
  sha256: string;
  bytes: number;
}

/** A received sidecar, by its place in the order. */
export interface SidecarRef extends PartName {
  index: number;
  objectKey: string;
  bytes: number;
  /** Lower-case hex. */
  sha256?: string;
  label?: string;
  fileName?: string;
}

/** What a master is, and what is odd about it. */
export interface Inspection {
  probe: MasterProbe;
  findings: Finding[];
}

/** What an audio file beside a master is, and what is odd about it. */
export interface AudioInspection {
  /** Place in the order. */
  index: number;
  probe: AudioFileProbe;
  findings: Finding[];
}

/** A metadata document as Headend keeps it, JSON in the object store, and what was found in the delivered one. */
export interface MetadataReading {
  /** Undefined when nothing of it could be read. */
  objectKey?: string;
  findings: Finding[];
}

/** What is known of a master from the version that it made before. */
export interface Recollection {
  inspection?: Inspection;
  /** Only when everything it names is still there. */
  analysis?: Analysis;
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

/** What a policy makes of a master's measurements. */
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

/** One rung's chunks to be joined. */
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

/** One audio track to be made. */
export interface EncodeAudioTask {
  ingestId: string;
  /** The file with the sound: the master, or an audio file beside it. */
  master: Pick<MasterRef, 'objectKey'>;
  probe: SoundProbe;
  track: AudioTrackPlan;
  outputKey: string;
}

/** One audio track in one file. */
export interface EncodedAudio {
  id: string;
  language: string;
  label: string;
  default: boolean;
  channels: number;
  objectKey: string;
  bytes: number;
  durationUs: number;
  /** The track was already there: nothing was encoded. */
  reused?: boolean;
  kind?: AudioTrackPlan['kind'];
  /** LUFS and dBTP before and after. */
  loudness: { before: { integrated: number; truePeak: number }; after: { integrated: number; truePeak: number } };
}

/** Every caption track of a title, to be made ready. */
export interface CaptionTask {
  ingestId: string;
  tenantId: string;
  master: MasterRef;
  tracks: CaptionTrackPlan[];
  sidecars: SidecarRef[];
  timeline: Timeline;
  /** Length that the captions were written for, where the title is cut shorter. */
  programmeMs?: number;
  limits: EncodeProfile['captions'];
  prefix: string;
}

/** Clean WebVTT files, one per track that could be read, and what was found on the way. */
export interface PreparedCaptions {
  tracks: {
    id: string;
    language: string;
    label: string;
    kind: CaptionTrackPlan['kind'];
    objectKey: string;
    cues: number;
    /** Of the WebVTT; not known of what earlier releases prepared. */
    bytes?: number;
  }[];
  findings: Finding[];
}

/** The parts of a version to be packaged. */
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
  /** Left out, it gets neither pictures to wind by nor a poster. */
  thumbnails?: Analysis['thumbnails'];
  /** Encrypt it so; the step takes the keys from where they are kept. Left out, it is packaged in the clear. */
  protection?: ProtectionPlan;
}

/** The keys of an encrypted version: which there are, never the keys themselves. */
export interface PackagedProtection {
  scheme: ProtectionScheme;
  /** Segments at the front of each track that are in the clear. */
  clearLeadSegments: number;
  /** How pictures for fast winding are protected; `sd` when left out. */
  trickPlay?: TrickPlay;
  keys: ContentKeyId[];
}

/** A version that lies under its prefix, whole, and that nobody sees yet. */
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
  /** Absent when it is in the clear. */
  protection?: PackagedProtection;
}

/** A packaged version to be looked at, and what it was made from. */
export interface VerifyTask {
  /** Needed to open the keys of an encrypted version. */
  tenantId?: string;
  pack: PackagedVersion;
  timeline: Timeline;
  renditions: JoinedRendition[];
  audio: EncodedAudio[];
  captions: PreparedCaptions['tracks'];
}

/** The checks that a version passed; one that fails is a failure of the step. */
export interface VerificationReport {
  checks: { name: string; passed: boolean; detail: string }[];
}

/** A sidecar that went into a version. */
export interface VersionPart extends PartName {
  label?: string;
  fileName?: string;
  objectKey: string;
  bytes: number;
  sha256: string;
  /** The ingest that delivered it. */
  ingestId: string;
  /** Of an audio file. */
  sound?: AudioFileProbe;
}

/**
 * What a version was made from, part by part: an update takes over from here what it does not deliver anew. Kept with the
 * version; object keys and small facts only.
 */
export interface VersionParts {
  format: 1;
  master: MasterRef & {
    /** The ingest that delivered it. */
    ingestId: string;
    /** As it was delivered; not known of versions of earlier releases. */
    fileName?: string;
    inspection: Inspection;
    analysis: Analysis;
    /** How the analysis' thumbnails were asked for. */
    thumbnails: EncodeProfile['thumbnails'];
  };
  /** Names, as ordered. */
  profile: string;
  policy: string;
  sidecars: VersionPart[];
}

/** A verified version to be shown. */
export interface PublishTask {
  order: Pick<IngestOrder, 'ingestId' | 'tenantId' | 'titleId'>;
  master: MasterRef;
  plan: Pick<EncodePlan, 'hash' | 'timeline'>;
  pack: PackagedVersion;
  renditions: JoinedRendition[];
  audio: EncodedAudio[];
  captions: PreparedCaptions['tracks'];
  artwork: SidecarRef[];
  /** What the version is made from, for updates to come. */
  parts?: VersionParts;
  /** Object key of the title's metadata. */
  metadataKey?: string;
}

/** What viewers get from now on. */
export interface PublishedVersion {
  versionId: string;
  /** The version that was current before, if any. */
  supersededVersionId?: string;
  /** Paths of its manifests on the API. */
  hls: string;
  dash: string;
}

/** A superseded version whose objects are to go once its last viewer may be gone. */
export interface VersionCollectionOrder {
  versionId: string;
  /** How long it stays playable after it was superseded, milliseconds. */
  graceMs: number;
}

/** What became of a superseded version. `current`: its title points at it again, as after a roll-back. */
export type VersionCollection =
  | { state: 'collected'; objects: number }
  | { state: 'current' }
  | { state: 'in-grace'; waitMs: number };

/** Copies of a version in CDNs that are to be asked for anew (`soft`), or to go (`hard`). */
export interface VersionPurgeOrder {
  versionId: string;
  mode: 'soft' | 'hard';
  /** An earlier token of its addresses; its present one when left out. */
  mediaToken?: string;
}

/** Versions whose addresses shall end, each with the token of the addresses that are to. */
export interface AddressRevocationOrder {
  versions: { versionId: string; mediaToken: string }[];
  /** An API that knew an old address a moment ago serves it for less than this, and would fill a CDN again. */
  forgottenMs: number;
}

/** A published package whose master is gone. Folders are those of its tracks: `video/h264-720p`. */
export interface RecoveryOrder {
  tenantId: string;
  masterId: string;
  /** Of the package, ends with `/`. */
  prefix: string;
  picture: string;
  /** That every track has. */
  segments: number;
  sounds: { folder: string; language: string }[];
}

/** What was put together again, in the place of a master. */
export interface RecoveredMaster {
  master: MasterRef;
  inspection: Inspection;
}

/** Light steps, served by the orchestration pool. */
export interface SupplyChainDeskActivities {
  /** Mirror the run's state to the catalogue row the API reads. Last write by `sequence` wins. */
  recordProgress(report: IngestProgressReport): Promise<void>;
  recordOutcome(ingestId: string, outcome: IngestOutcome): Promise<void>;
  /** Reserve the version id of this ingest; the same one on every call. */
  reserveVersion(ingestId: string): Promise<{ versionId: string; prefix: string }>;
  planTitle(input: {
    order: Pick<IngestOrder, 'profile' | 'testMode'>;
    master: MasterRef;
    probe: MasterProbe;
    sidecars: SidecarRef[];
    sounds?: AudioInspection[];
  }): Promise<EncodePlan>;
  recordFindings(ingestId: string, stage: Finding['stage'], findings: Finding[]): Promise<void>;
  /**
   * Write who decided what and why. A replacement becomes the order's source, for this run and every retry.
   *
   * @param replaced what a replacement takes the place of
   */
  recordDecision(ingestId: string, decision: IngestDecision, replaced?: PartSource): Promise<void>;
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
  chunks: GroupProgress[];
  verdict?: Verdict;
  proxyKey?: string;
  measurementKey?: string;
  spritesVttKey?: string;
  hold?: { since: number; expiresAt: number };
}

/** Steps that move bytes, served by the io pool. */
export interface SupplyChainIoActivities {
  receiveMaster(order: Pick<IngestOrder, 'ingestId' | 'tenantId' | 'source' | 'expectedSha256'>): Promise<MasterRef>;
  /** @param order.only places of the sidecars that are wanted; all when left out */
  receiveSidecars(
    order: Pick<IngestOrder, 'ingestId' | 'tenantId' | 'sidecars'> & { only?: number[] },
  ): Promise<SidecarRef[]>;
  /** Receive an audio file, which may be as large as a master, by its place in the order. */
  receiveAudio(
    order: Pick<IngestOrder, 'ingestId' | 'tenantId'> & { index: number; sidecar: SidecarOrder },
  ): Promise<SidecarRef>;
  /** @throws ApplicationFailure `master/…` (not retryable) when there is nothing to encode */
  inspectMaster(input: { ingestId: string; tenantId: string; master: MasterRef }): Promise<Inspection>;
  /**
   * @param input.known what it was found to be before, when it was taken over
   * @throws ApplicationFailure `audio/unreadable` (not retryable) when there is no sound in it
   */
  inspectAudio(input: {
    ingestId: string;
    sidecar: SidecarRef;
    known?: AudioFileProbe;
    programmeUs: number;
    rule: QcPolicy['audioVideoLength'];
  }): Promise<AudioInspection>;
  /** What is known of a master that an update takes over. */
  recallVersion(input: {
    ingestId: string;
    base: BaseVersion;
    thumbnails: EncodeProfile['thumbnails'];
  }): Promise<Recollection>;
  /** Read and check a metadata sidecar. */
  readMetadata(input: {
    ingestId: string;
    tenantId: string;
    sidecar: SidecarRef;
    artwork: SidecarRef[];
  }): Promise<MetadataReading>;
  /** The whole renditions of a plan, when every one of them is in the store; in the order of the groups. */
  findRenditions(input: {
    tenantId: string;
    master: MasterRef;
    plan: Pick<EncodePlan, 'hash' | 'timeline' | 'groups'>;
  }): Promise<JoinedRendition[] | null>;
  /** Judge stored measurements by a policy and keep the findings. Never decodes. */
  judgeQuality(input: {
    ingestId: string;
    tenantId: string;
    measurementKey: string;
    probe: MasterProbe;
    inspectionFindings: Finding[];
    policy: QcPolicy;
    /** There are audio files beside the master: one without sound is no silent title. */
    separateSound?: boolean;
  }): Promise<Judgement>;
  joinRendition(task: JoinTask): Promise<JoinedRendition>;
  prepareCaptions(task: CaptionTask): Promise<PreparedCaptions>;
  /** Put the best tracks of a published package together again as a master. @throws `media/not-found` */
  recoverMaster(order: RecoveryOrder): Promise<RecoveredMaster>;
  packageTitle(task: PackageTask): Promise<PackagedVersion>;
  verifyPackage(task: VerifyTask): Promise<VerificationReport>;
  /** Remove what a cancelled or rejected run left half done under its own prefixes. Finished chunks stay. */
  discardPartial(input: { ingestId: string; tenantId: string }): Promise<void>;
  /** Delete a superseded version's objects, unless it is played again or was superseded too lately. */
  collectVersion(order: VersionCollectionOrder): Promise<VersionCollection>;
  /** Let the CDNs forget what they keep of a version. Doing so twice is no error. @throws `cdn/purge-failed` (retried) */
  purgeVersion(order: VersionPurgeOrder): Promise<{ cdns: string[] }>;
  /** Give versions that still have these tokens new ones. Doing so twice is no error. */
  renewAddresses(order: Pick<AddressRevocationOrder, 'versions'>): Promise<void>;
}

/** The io steps that may wait for a partner's server; they have slots of their own for that. */
export type SupplyChainPullActivities = Pick<
  SupplyChainIoActivities,
  'receiveMaster' | 'receiveSidecars' | 'receiveAudio'
>;

/** Steps that burn processor time, served by the encode pool. */
export interface SupplyChainEncodeActivities {
  /**
   * Show the first seconds of an upload while the rest of it is still on its way through receive and inspect. Writes the
   * same objects as {@link analyseMaster}, which goes over them later, so the two must not run at once.
   *
   * @param input.prefix of everything that is shown of this master, ends with `/`
   * @returns `playable` false when the file cannot be shown yet, whatever the reason; the ingest itself says why
   */
  previewMaster(input: {
    ingestId: string;
    tenantId: string;
    source: Extract<MasterSource, { kind: 'upload' }>;
    prefix: string;
  }): Promise<{ playable: boolean }>;
  /** @param input.prefix of everything that is shown of this master, ends with `/` */
  analyseMaster(input: {
    ingestId: string;
    tenantId: string;
    master: MasterRef;
    probe: MasterProbe;
    prefix: string;
    thumbnails: EncodeProfile['thumbnails'];
  }): Promise<Analysis>;
  /**
   * Capture single frames of a master as small pictures. What is there already is not made again, and a frame that cannot be
   * decoded has none.
   *
   * @param input.frames of the programme, 0 is its first
   * @param input.prefix of the pictures, ends with `/`
   */
  captureFindings(input: {
    ingestId: string;
    tenantId: string;
    master: MasterRef;
    video: VideoProbe;
    frames: number[];
    prefix: string;
  }): Promise<{ made: number; reused: number }>;
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
  /** Id of the run that is told how far it is; the ingest's when left out. */
  newsTo?: string;
}

/** Heartbeat details of the heavy steps. */
export interface EncodeHeartbeat {
  frame: number;
  frames: number;
  speed: number;
}
