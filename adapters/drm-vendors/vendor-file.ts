import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { createAxinom } from './axinom';
import type { DrmVendor } from './port';

/** The file of the DRM vendor is not right. The message names the wrong fields, never a value. */
export class DrmVendorError extends Error {
  override readonly name = 'DrmVendorError';
}

const address = z.url({ protocol: /^https$/ });

/** One entry per vendor; a further one is a schema here and a {@link DrmVendor} beside axinom.ts. */
const schema = z.strictObject({
  axinom: z.strictObject({
    communication_key_id: z.uuid(),
    communication_key: z
      .base64()
      .transform((text) => Buffer.from(text, 'base64'))
      .refine((key) => key.length === 32, '32 bytes in base64'),
    widevine: address.optional(),
    playready: address.optional(),
    fairplay: address.optional(),
    fairplay_certificate: address.optional(),
  }),
});

/**
 * The DRM vendor of DRM_VENDOR_FILE; undefined without a file.
 *
 * @throws {DrmVendorError} when the file cannot be read or has a wrong field
 */
export function loadDrmVendor(file: string | undefined): DrmVendor | undefined {
  if (!file) return undefined;
  const read = schema.safeParse(documentOf(file));
  if (!read.success)
    throw new DrmVendorError(
      `DRM_VENDOR_FILE is not right: ${read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
    );
  const { axinom } = read.data;
  return createAxinom({
    communicationKeyId: axinom.communication_key_id,
    communicationKey: axinom.communication_key,
    licenseUrls: {
      'com.widevine.alpha': axinom.widevine,
      'com.microsoft.playready': axinom.playready,
      'com.apple.fps': axinom.fairplay,
    },
    fairplayCertificateUrl: axinom.fairplay_certificate,
  });
}

function documentOf(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch {
    // What a parser says of a file may quote it, and this one holds a key.
    throw new DrmVendorError('DRM_VENDOR_FILE cannot be read as YAML.');
  }
}
