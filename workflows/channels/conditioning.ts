import { defineQuery } from '@temporalio/workflow';
import type { ProtectionPlan } from '../../domain/drm/key-plan';
import type { EncodePlan } from '../../domain/media/encode-plan';
import type { EncodeProfile } from '../../domain/media/profile';
import type {
  AudioInspection,
  PackagedVersion,
  RecoveredMaster,
  RecoveryOrder,
  SidecarRef,
  VerificationReport,
} from '../supply-chain/contract';

/** Workflow type name. */
export const CONDITION_TITLE = 'conditionTitle';

/** Makes the package of a version for channels of one layout. */
export interface ConditioningOrder {
  tenantId: string;
  titleId: string;
  /** The published version. */
  versionId: string;
  /** domain/linear/conditioning.ts */
  layout: string;
}

/** One run for each version and layout, however many channels ask. */
export const conditionTitleId = ({ versionId, layout }: Pick<ConditioningOrder, 'versionId' | 'layout'>): string =>
  `condition-title:${versionId}:${layout}`;

/** What conditioning is beside ingests: last, so that no partner waits for it. */
export const CONDITIONING_PRIORITY = 5;

export const CONDITIONING_STAGES = ['open', 'encode', 'package', 'verify', 'record'] as const;
export type ConditioningStage = (typeof CONDITIONING_STAGES)[number];

/** Answer of the `conditioningStatus` query. */
export interface ConditioningView {
  stage: ConditioningStage | 'done';
  /** 0..1 */
  progress: number;
  chunks: { done: number; total: number };
  outcome?: ConditioningOutcome;
}

/** Asks a run how far it is. */
export const conditioningStatus = defineQuery<ConditioningView>('conditioningStatus');

/** `gone`: the version is no title's current one any more. `refused`: its source stands in the way. */
export type ConditioningOutcome =
  | { result: 'done'; versionId: string }
  | { result: 'gone' }
  | { result: 'refused'; code: string; reason: string };

/** Everything that a package is made of. */
export interface ConditioningBrief {
  /** Of the package; `title-ingest` steps know it as their ingest. */
  versionId: string;
  /** Immutable prefix the package lives under, ends with `/`. */
  prefix: string;
  testMode: boolean;
  /** What the package is made of, and what it is; what is to be put together again where the master is gone. */
  source: RecoveredMaster | { lost: RecoveryOrder };
  sidecars: SidecarRef[];
  sounds: AudioInspection[];
  /** Whose encoder and qualities are taken. */
  profile: EncodeProfile;
  protection?: ProtectionPlan;
}

/** A package that was made and verified. */
export interface ConditionedTask {
  order: ConditioningOrder;
  pack: PackagedVersion;
  plan: Pick<EncodePlan, 'hash' | 'timeline'>;
  report: VerificationReport;
}

/** The steps of conditioning. Each may be repeated at any time. */
export interface ConditioningActivities {
  /** Titles that a channel would air better with another encode, a few, to be begun now. */
  conditioningDue(order: { channelId: string }): Promise<ConditioningOrder[]>;
  /** Find the source and reserve the package. @throws `media/not-found` (not retryable) when there is nothing to make it of */
  openConditioning(
    order: ConditioningOrder,
  ): Promise<ConditioningBrief | { done: { versionId: string } } | { gone: true }>;
  reportConditioning(order: ConditioningOrder, at: { stage: ConditioningStage; progress: number }): Promise<void>;
  /** From now on channels of the layout air it. @throws `package/verification` when they could not */
  recordConditioned(task: ConditionedTask): Promise<void>;
  endConditioning(
    order: ConditioningOrder,
    how: { state: 'refused' | 'failed'; code: string; detail: string },
  ): Promise<void>;
}
