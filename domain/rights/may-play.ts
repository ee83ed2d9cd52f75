/** A title as the gate sees it. */
export interface PlayableTitle {
  /** Version that its pointer names; undefined before the first publication. */
  currentVersionId?: string;
}

/** Who wants to play, and from where. */
export interface PlaybackAsker {
  tenantId: string;
  /** Whoever watches, where the bearer of the key told. */
  viewerId?: string;
  /** ISO 3166-1 alpha-2. */
  territory?: string;
  device: { family?: string; maxHeight?: number };
}

export type PlaybackVerdict =
  | { allowed: true; versionId: string }
  | {
      allowed: false;
      code: 'playback/not-published';
      reason: string;
      /** Epoch milliseconds at which the verdict may be another one; undefined when nobody knows. */
      nextChangeAt?: number;
    };

/**
 * May this asker play this title at this instant? The one gate before every playback session; a title that is published
 * may be played by everybody of its tenant.
 *
 * @param _instant epoch milliseconds
 */
export function mayPlay(title: PlayableTitle, _asker: PlaybackAsker, _instant: number): PlaybackVerdict {
  return title.currentVersionId
    ? { allowed: true, versionId: title.currentVersionId }
    : { allowed: false, code: 'playback/not-published', reason: 'The title has no published version.' };
}
