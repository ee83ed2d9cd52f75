import type { Conditioning } from '../../domain/linear/library';
import type { LinearAsset } from '../../domain/linear/types';

/** The making of a package for channels. */
export interface ConditioningRecord extends Conditioning {
  /** The published version that it is made of. */
  sourceVersionId: string;
  /** The package. */
  versionId: string;
}

/** Which package: of a version, in a layout. */
export interface ConditioningKey {
  sourceVersionId: string;
  layout: string;
}

/** The version that a package is made of. */
export interface ConditioningSource {
  tenantId: string;
  titleId: string;
  testMode: boolean;
  /** Where its package lies, ends with a slash. */
  prefix: string;
  masterId: string;
  /** What it was made from, VersionParts of the supply chain; not known of versions of earlier releases. */
  parts?: unknown;
  /** As channels would carry it. */
  asset?: LinearAsset;
}

/** A package that was made and verified. */
export interface ConditionedPackage extends ConditioningKey {
  prefix: string;
  planHash: string;
  durationMs: number;
  frameRate: string;
  bytes: number;
  asset: LinearAsset;
}

/** Packages that are made of versions for channels. */
export interface Conditionings {
  /**
   * Begin, or take up what was begun: the id of the package stays the same.
   *
   * @returns undefined when the version is no title's current one any more
   */
  open(key: ConditioningKey): Promise<{ record: ConditioningRecord; source: ConditioningSource } | undefined>;
  /** One that is over stays as it is. */
  report(key: ConditioningKey, at: { stage: string; progress: number }): Promise<void>;
  /** It ended without a package. */
  end(key: ConditioningKey, how: { state: 'refused' | 'failed'; code: string; detail: string }): Promise<void>;
  /** From now on channels of the layout air it. One whose version was replaced meanwhile is left to be collected. Idempotent. */
  record(made: ConditionedPackage): Promise<void>;
  /** Some channel would air these versions in the layout, if they were made. */
  wanted(layout: string, sourceVersionIds: readonly string[]): Promise<void>;
  /**
   * Packages of versions that are replaced, and those that no channel has wanted since, are left to be collected.
   *
   * @returns how many
   */
  retire(unwantedSince: Date): Promise<number>;
}
