import type { EncodeProfile } from '../../domain/media/profile';
import type { Finding } from '../../domain/qc/finding';
import type { QcPolicy } from '../../domain/qc/policy';

/** Where the bytes of a file are fetched from. */
export type MasterSource =
  | { kind: 'upload'; uploadId: string; objectKey: string; fileName?: string }
  | { kind: 'url'; url: string };

/** A file that comes with a master. */
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

/** An operator's word on a held title. */
export type IngestDecision =
  | { decision: 'approve'; reason: string; by: string }
  | { decision: 'reject'; reason: string; by: string }
  | { decision: 'replace'; reason: string; by: string; source: MasterSource };
