/** What a content key is for: sound, or pictures up to a height (GSEC: one key per quality that policies tell apart). */
export type KeyLabel = 'AUDIO' | 'SD' | 'HD' | 'UHD';

/** Protection scheme of ISO/IEC 23001-7. */
export type ProtectionScheme = 'cbcs' | 'cenc';

/** A key without its bytes: what may be shown, logged and stored in histories. */
export interface ContentKeyId {
  /** Key id as a lower-case UUID. */
  kid: string;
  label: KeyLabel;
  scheme: ProtectionScheme;
}

/** A key with its 16 bytes. Never goes to a log, a history or an answer that is not a licence. */
export interface ContentKey extends ContentKeyId {
  key: Uint8Array;
}

/** The content keys of versions, sealed at rest. */
export interface ContentKeys {
  /**
   * The keys of a version for these labels; those that are not there yet are made. Idempotent, under concurrency too: one
   * key per (version, scheme, label).
   */
  ensure(wanted: {
    tenantId: string;
    versionId: string;
    scheme: ProtectionScheme;
    labels: readonly KeyLabel[];
  }): Promise<ContentKey[]>;
  /** The ids of a version's keys; empty when it is in the clear. */
  ofVersion(tenantId: string, versionId: string): Promise<ContentKeyId[]>;
  /** Unwrap keys of a tenant. KIDs that the tenant has not are left out. */
  open(tenantId: string, kids: readonly string[]): Promise<ContentKey[]>;
}
