import { VENDOR_KEY_SYSTEMS } from '../../adapters/drm-vendors/port';
import type { NewPlaybackSession } from '../../adapters/postgres/playback-port';
import type { LicencePolicy } from '../../domain/drm/policy';
import type { z } from '../http/zod';
import type { AdmissionParts } from './admission';
import type { DrmView } from './schemas';

/** Instants of a vendor's message, epoch milliseconds, and what devices have to prove. */
interface VendorTerms {
  rules: LicencePolicy['rules'];
  /** KIDs that no device may have, whatever it proves. */
  beyondRights: readonly string[];
  /** Of a channel, those of what it airs now; undefined: all of the version. */
  kids?: readonly string[];
  expiresAt: number;
  playUntil?: number;
  now: number;
}

/**
 * What the device of a session sends to the DRM vendor, for the systems that it claims. Keys that its own claims withhold are in
 * the message as well: here the DRM system proves what a device has, and the service leaves out what it has not. Keys beyond the rights are not in
 * it.
 *
 * @throws {HeadendError} `drm/kek-missing`, `drm/key-unreadable`
 */
export async function vendorSystems(
  { vendor, contentKeys }: Pick<AdmissionParts, 'vendor' | 'contentKeys'>,
  { tenantId, versionId, device }: Pick<NewPlaybackSession, 'tenantId' | 'versionId' | 'device'>,
  { rules, beyondRights, kids, expiresAt, playUntil, now }: VendorTerms,
): Promise<z.input<typeof DrmView>['systems']> {
  const claimed = VENDOR_KEY_SYSTEMS.filter((system) => device.drmSystems?.includes(system));
  if (!vendor || claimed.length === 0) return [];
  const asked = kids ?? (await contentKeys.ofVersion(tenantId, versionId)).map(({ kid }) => kid);
  const opened = await contentKeys.open(
    tenantId,
    asked.filter((kid) => !beyondRights.includes(kid)),
  );
  const [first] = opened;
  if (!first) return [];
  const entitlement = {
    ...{ scheme: first.scheme, issuedAt: now, expiresAt, playUntil },
    keys: opened.map((key) => ({ key, rule: rules[key.label] ?? {} })),
  };
  return vendor.licences(entitlement, claimed).map(({ keySystem, licenseUrl, certificateUrl, headers }) => ({
    ...{ key_system: keySystem, license_url: licenseUrl, certificate_url: certificateUrl ?? null },
    headers: { ...headers },
  }));
}
