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
