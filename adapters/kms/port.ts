/** A key as it may lie in a database. */
export interface WrappedKey {
  sealed: Uint8Array<ArrayBuffer>;
  /** The key encryption key that opens it. */
  kekVersion: string;
}

/** Wraps content keys under a key encryption key that never leaves it: a file of ours, or somebody's key management service. */
export interface Kms {
  /** Version under which keys are wrapped now. @throws {HeadendError} `drm/kek-missing` when there is none */
  current(): Promise<string>;
  /** @param owner KID of the key; what is wrapped for one does not open for another */
  wrap(key: Uint8Array, owner: string): Promise<WrappedKey>;
  /**
   * @throws {HeadendError} `drm/kek-missing` when its version is not known; `drm/key-unreadable` when it does not open, or was
   * wrapped for another owner
   */
  unwrap(wrapped: { sealed: Uint8Array; kekVersion: string }, owner: string): Promise<Uint8Array>;
}
