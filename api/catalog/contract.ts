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

/** A picture of a version, as the catalogue shows it. */
export interface ShownArtwork {
  /** `poster`, or what the order said that it shows, such as `backdrop` or `logo`. */
  kind: string;
  /** BCP 47 tag of the words on it; null when it has none. */
  language: string | null;
  url: string;
}

/** The partner's pictures that lie with a version. */
export function artworkOf(version: VersionRecord | undefined): ShownArtwork[] {
  const { metadata } = (version?.parts ?? {}) as { metadata?: { artwork?: Partial<StoredArtwork>[] } };
  return (metadata?.artwork ?? []).flatMap(({ kind, language = null, path }) => {
    const url = version && path ? mediaPath(version.mediaToken, version.prefix, version.prefix + path) : null;
    return kind && url ? { kind, language, url } : [];
  });
}

/** As the publishing step writes it. */
interface StoredArtwork {
  kind: string;
  language: string | null;
  /** Under the version's prefix. */
  path: string;
}
