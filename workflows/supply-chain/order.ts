import type { AudioFileProbe } from '../../domain/media/audio-file';
import type { EncodeProfile } from '../../domain/media/profile';
import type { PartName } from '../../domain/media/title-parts';
import type { Finding } from '../../domain/qc/finding';
import type { QcPolicy } from '../../domain/qc/policy';

/** Where the bytes of a file are fetched from. */
export type MasterSource =
  | {
      kind: 'upload';
      uploadId: string;
      objectKey: string;
      fileName?: string;
      /** SHA-256 that was declared with the upload, lower-case hex. */
      expectedSha256?: string;
      /** Of the object when it was ordered: other bytes that came after are not what was ordered. */
      etag?: string;
    }
  | {
      kind: 'url';
      /** http(s) or s3. */
      url: string;
      /** Id of the source credentials that open it; what is secret of them stays in the database. */
      credentials?: string;
      fileName?: string;
    };

/** A part that an update takes over from the version before: its bytes are in the store. */
export interface KeptPart {
  kind: 'kept';
  objectKey: string;
  bytes: number;
  sha256: string;
  /** The ingest that delivered it. */
  ingestId: string;
  /** Of a master. */
  masterId?: string;
  fileName?: string;
  /** Of an audio file: what it was found to be. */
  sound?: AudioFileProbe;
}

/** Where a part of a title comes from. */
export type PartSource = MasterSource | KeptPart;

/** A file that comes with a master. Text and audio state their language. */
export interface SidecarOrder extends PartName {
  source: PartSource;
  label?: string;
  fileName?: string;
}

/** The published version that an update stands on. */
export interface BaseVersion {
  versionId: string;
  number: number;
  /** Name of the policy it was judged by. */
  policy: string;
}

/** Input of `titleIngest`. Profiles are resolved by the API, so a run never changes under a profile edit. */
export interface IngestOrder {
  ingestId: string;
  tenantId: string;
  titleId: string;
  externalId: string;
  title: string;
  source: PartSource;
  /** Set for an update: what is `kept` was taken over from this version. */
  base?: BaseVersion;
  /** SHA-256 over the request, hex: an order that comes again while it runs is the same order. */
  requestDigest?: string;
  /** SHA-256 of the master as the order tells it, lower-case hex; one that was declared with an upload stands at its source. */
  expectedSha256?: string;
  sidecars: SidecarOrder[];
  profile: EncodeProfile;
  policy: QcPolicy;
  /** 1 (first) to 5. */
  priority: number;
  /** Made with a test-mode key: the title is watermarked and cut to ten seconds. */
  testMode?: boolean;
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

/** Who decides, and why. */
interface Decided {
  reason: string;
  /** Label of the API key. */
  by: string;
  /** Its id. */
  keyId?: string;
}

/** An operator's word on a held title. */
export type IngestDecision = Decided &
  ({ decision: 'approve' } | { decision: 'reject' } | { decision: 'replace'; source: MasterSource });
