import type { ProtectionScheme } from '../../domain/drm/content-key';
import type { KeyRule } from '../../domain/drm/policy';
import type { ContentKey } from '../content-keys/port';

/** Key systems (W3C Encrypted Media Extensions) whose licences only services of their owners' partners can make. */
export const VENDOR_KEY_SYSTEMS = ['com.widevine.alpha', 'com.microsoft.playready', 'com.apple.fps'] as const;
export type VendorKeySystem = (typeof VENDOR_KEY_SYSTEMS)[number];

/** What a playback session may have. Instants are epoch milliseconds. */
export interface Entitlement {
  scheme: ProtectionScheme;
  /** Keys that a licence may hold, each with what a device has to prove for it. A key that is left out is not given. */
  keys: readonly { key: ContentKey; rule: KeyRule }[];
  issuedAt: number;
  /** The message works until then. */
  expiresAt: number;
  /** Play ends then; undefined when nothing ends it. */
  playUntil?: number;
}

/** How a player gets its licence for one key system. */
export interface VendorLicence {
  keySystem: VendorKeySystem;
  licenseUrl: string;
  /** FairPlay: where the application certificate is. */
  certificateUrl?: string;
  /** Headers of the licence request. */
  headers: Readonly<Record<string, string>>;
}

/** A cloud service that makes licences from messages of ours. */
export interface DrmVendor {
  readonly name: string;
  /** Key systems that it is configured for. */
  readonly systems: readonly VendorKeySystem[];
  /** What players of these systems send to it. FairPlay is left out where the scheme is not cbcs. */
  licences(entitlement: Entitlement, systems: readonly VendorKeySystem[]): VendorLicence[];
}
