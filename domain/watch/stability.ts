/** A file as a round of looking saw it. */
export interface SeenFile {
  objectKey: string;
  bytes: number;
  etag: string;
}

/** A file as it was known before. */
export interface KnownFile extends SeenFile {
  /** Since when bytes and etag are what they are. */
  stableSince: Date;
  /** The last look. */
  seenAt: Date;
}

/**
 * A file as it stands after a look: one that is new or has changed is stable since now.
 *
 * @param before what was known of it
 */
export function lookedAt(seen: SeenFile, before: KnownFile | undefined, now: Date): KnownFile & { changed: boolean } {
  const changed = !before || before.bytes !== seen.bytes || before.etag !== seen.etag;
  return { ...seen, stableSince: changed ? now : before.stableSince, seenAt: now, changed };
}

/** Has it been the same for so long, over at least two looks? */
export const isStable = ({ stableSince, seenAt }: KnownFile, stableSeconds: number): boolean =>
  seenAt > stableSince && seenAt.getTime() - stableSince.getTime() >= stableSeconds * 1000;

const MARK = 'watched:';

/** Stands for a file of a watch folder where an order names uploads. It tells the very content that was ordered. */
export const watchedId = (etag: string, index: number): string => `${MARK}${etag.replaceAll('"', '')}:${index}`;

/** The etag of {@link watchedId}; undefined for the id of an upload. */
export const watchedEtag = (uploadId: string): string | undefined =>
  uploadId.startsWith(MARK) ? uploadId.slice(MARK.length).split(':')[0] : undefined;
