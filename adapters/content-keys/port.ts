import { createHmac } from 'node:crypto';
import type { ContentKeyId, KeyLabel, ProtectionScheme } from '../../domain/drm/content-key';

/** A key with its 16 bytes. Never goes to a log, a history or an answer that is not a licence. */
export interface ContentKey extends ContentKeyId {
  key: Uint8Array;
  /** Constant initialisation vector of cbcs, 16 bytes, that a foreign provider gave; see {@link ivOf}. */
  iv?: Uint8Array;
}

/** The content keys of versions, sealed at rest. */
export interface ContentKeys {
  /**
   * The keys of a version for these labels; those that are not there yet are made. Idempotent, under concurrency too: one
   * key per (version, scheme, label).
   */
  ensure(wanted: KeyWish): Promise<ContentKey[]>;
  /** The ids of a version's keys; empty when it is in the clear. */
  ofVersion(tenantId: string, versionId: string): Promise<ContentKeyId[]>;
  /** Unwrap keys of a tenant. KIDs that the tenant has not are left out. */
  open(tenantId: string, kids: readonly string[]): Promise<ContentKey[]>;
}

/** Keys that a version needs. */
export interface KeyWish {
  tenantId: string;
  versionId: string;
  scheme: ProtectionScheme;
  labels: readonly KeyLabel[];
}

/** Where the keys of new versions come from: made here, or by the key provider of somebody else. */
export interface KeySource {
  /** One key per label, in their order. They are kept by whoever takes them. */
  take(wish: KeyWish): Promise<{ kid: string; label: KeyLabel; key: Uint8Array; iv?: Uint8Array }[]>;
}

/** What keeps content keys safe over the years. */
export interface ContentKeyCustody {
  /**
   * Wrap keys that lie under an older key encryption key under the current one. Keys open before, during and after; the keys
   * themselves stay as they are, and so do those that do not open.
   *
   * @param limit keys of one call at most
   * @param after KID where the call before ended
   */
  rewrap(limit: number, after?: string): Promise<RewrapReport>;
  /**
   * Forget the keys of versions that never came out: their ingest failed, was cancelled or made another version, since a week.
   *
   * @returns how many
   */
  sweep(): Promise<number>;
}

/** How far re-wrapping came. */
export interface RewrapReport {
  /** Key encryption key under which they are now. */
  kekVersion: string;
  rewrapped: number;
  /** Key ids that did not open, so that they stay as they are. */
  unreadable: string[];
  /** Where the next call goes on; absent when there is no more. */
  next?: string;
}

/** Content keys for the packagers and encoders of others, who choose the key ids. */
export interface ForeignContentKeys {
  /**
   * The keys of these KIDs; those that are not there yet are made. The same on every request.
   *
   * @param wanted.contentId what the encryptor calls its content
   * @throws {HeadendError} `drm/kid-taken` when a KID belongs to other content, another scheme or another tenant
   */
  provide(wanted: {
    tenantId: string;
    contentId: string;
    scheme: ProtectionScheme;
    keys: readonly { kid: string; trackType: string }[];
  }): Promise<ProvidedKey[]>;
}

/** A key under a KID that somebody else chose. */
export interface ProvidedKey {
  kid: string;
  key: Uint8Array;
}

/**
 * The constant initialisation vector of what is encrypted with a key under cbcs, 16 bytes. It follows from the key, so whoever
 * tells of the key (SPEKE, licence services for FairPlay) says the same as the samples' own headers. It is no secret.
 */
export const explicitIv = (key: Uint8Array): Buffer =>
  createHmac('sha256', key).update('explicit initialisation vector').digest().subarray(0, 16);

/** The constant initialisation vector of a key under cbcs: what its provider said, or what follows from the key. */
export const ivOf = ({ key, iv }: { key: Uint8Array; iv?: Uint8Array }): Buffer =>
  iv ? Buffer.from(iv) : explicitIv(key);
