import type { VersionRecord } from '../../adapters/postgres/port';
import { mediaPath } from '../http/media-url';

/** A version that is no longer current, and what took its place. */
export interface Supersession {
  versionId: string;
  supersededBy: string;
  tenantId: string;
  titleId: string;
}

/** Path of one of a version's outputs. */
export const outputPath = (version: VersionRecord | undefined, kind: string): string | null =>
  version
    ? mediaPath(version.mediaToken, version.prefix, version.outputs.find((each) => each.kind === kind)?.objectKey)
    : null;
