import type { EncodeProfile } from '../../domain/media/profile';
import type { QcPolicy } from '../../domain/qc/policy';

/** What an operator sets for every ingest. */
export interface IngestSettings {
  profiles: ReadonlyMap<string, EncodeProfile>;
  policies: ReadonlyMap<string, QcPolicy>;
  holdExpiryHours: number;
  versionGraceHours: number;
  /** The API as people reach it. */
  publicUrl: string;
}

/** `default`, or `standard`, or the first there is. */
export const defaultName = (known: ReadonlyMap<string, unknown>): string =>
  ['default', 'standard'].find((name) => known.has(name)) ?? known.keys().next().value ?? 'default';
