/**
 * How thorough a purge is. `soft`: copies are asked for anew before they are used again, and may serve while the origin is
 * away. `hard`: copies are gone.
 */
export type PurgeMode = 'soft' | 'hard';

/** The CDNs and edges in front of the media. */
export interface CdnPurge {
  /**
   * Let every CDN forget what it keeps of versions. Purging twice, or what no CDN keeps, is no error.
   *
   * @param mediaTokens the versions, by the token of their plain addresses: the tag that every media answer carries
   * @returns the names of the CDNs; none when none is configured
   * @throws {HeadendError} `cdn/purge-failed` when at least one did not take it; the others have been purged
   */
  purge(mediaTokens: readonly string[], mode: PurgeMode): Promise<string[]>;
}
