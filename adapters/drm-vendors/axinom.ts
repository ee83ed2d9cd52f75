import { createCipheriv } from 'node:crypto';
import { createSigner } from 'fast-jwt';
import { kidBytes } from '../../domain/drm/kid';
import type { HdcpLevel, KeyRule } from '../../domain/drm/policy';
import { ivOf } from '../content-keys/port';
import type { DrmVendor, Entitlement, VendorKeySystem } from './port';

export interface AxinomOptions {
  /** GUID of the communication key. */
  communicationKeyId: string;
  /** 32 bytes that Axinom and we know: they sign messages and encrypt the keys in them. */
  communicationKey: Uint8Array;
  /** Licence services, by key system. */
  licenseUrls: Partial<Record<VendorKeySystem, string>>;
  fairplayCertificateUrl?: string;
}

/**
 * Axinom DRM: licence requests carry a licence service message with an entitlement message (version 2), as a JWT under HS256 in
 * the header `X-AxDRM-Message`.
 *
 * Axinom denies a request that names a key that the message does not, and a Widevine request names every key of a title. So each
 * key stands in the message with what a device has to prove for it, and the service leaves out those that the device cannot have.
 *
 * @throws {RangeError} when the communication key is not 32 bytes
 */
export function createAxinom(options: AxinomOptions): DrmVendor {
  if (options.communicationKey.length !== 32) throw new RangeError('The communication key of Axinom has 32 bytes.');
  const sign = createSigner({ key: Buffer.from(options.communicationKey), algorithm: 'HS256', noTimestamp: true });
  const systems = (Object.keys(options.licenseUrls) as VendorKeySystem[]).filter((each) => options.licenseUrls[each]);
  return {
    name: 'axinom',
    systems,
    licences(entitlement, wanted) {
      const fitting = systems.filter(
        (each) => wanted.includes(each) && (each !== 'com.apple.fps' || entitlement.scheme === 'cbcs'),
      );
      if (fitting.length === 0) return [];
      const headers = { 'X-AxDRM-Message': sign(axinomMessage(options, entitlement)) };
      return fitting.map((keySystem) => ({
        keySystem,
        licenseUrl: options.licenseUrls[keySystem] ?? '',
        ...(keySystem === 'com.apple.fps' ? { certificateUrl: options.fairplayCertificateUrl } : {}),
        headers,
      }));
    },
  };
}

/** A licence service message (version 1) around an entitlement message (version 2). */
export function axinomMessage(
  { communicationKeyId, communicationKey }: Pick<AxinomOptions, 'communicationKeyId' | 'communicationKey'>,
  { scheme, keys, issuedAt, expiresAt, playUntil }: Entitlement,
): object {
  const labels = [...new Map(keys.map(({ key, rule }) => [key.label, rule]))];
  return {
    version: 1,
    com_key_id: communicationKeyId,
    begin_date: instant(issuedAt - CLOCKS_DIFFER_MS),
    expiration_date: instant(expiresAt),
    message: {
      type: 'entitlement_message',
      version: 2,
      license: {
        start_datetime: instant(issuedAt - CLOCKS_DIFFER_MS),
        ...(playUntil === undefined ? {} : { expiration_datetime: instant(playUntil) }),
        allow_persistence: false,
        ...(playUntil === undefined ? {} : EXACT_END),
      },
      content_keys_source: {
        inline: keys.map(({ key: { kid, label, key, iv } }) => ({
          id: kid,
          encrypted_key: encrypted(key, kid, communicationKey),
          ...(scheme === 'cbcs' ? { iv: ivOf({ key, iv }).toString('base64') } : {}), // FairPlay wants that of the samples
          usage_policy: label,
        })),
      },
      content_key_usage_policies: labels.map(([name, rule]) => ({ name, ...usagePolicy(rule) })),
    },
  };
}

/** Clocks of the services may differ by so much, milliseconds. */
const CLOCKS_DIFFER_MS = 60_000;

/** Play stops when the licence ends, not only the next start. */
const EXACT_END = {
  fairplay: { real_time_expiration: true },
  playready: { real_time_expiration: true },
  widevine: { real_time_duration_expiration: true },
};

const instant = (at: number): string => new Date(at).toISOString();

/** AES-256-CBC of the one block under the communication key, with the KID as IV. */
function encrypted(key: Uint8Array, kid: string, communicationKey: Uint8Array): string {
  const cipher = createCipheriv('aes-256-cbc', communicationKey, kidBytes(kid)).setAutoPadding(false);
  return Buffer.concat([cipher.update(key), cipher.final()]).toString('base64');
}

/** What a device has to prove, in the words of each DRM system. */
function usagePolicy({ hdcp = 'none', robustness = 'software' }: KeyRule): object {
  const isHardware = robustness === 'hardware';
  const widevineHdcp = WIDEVINE_HDCP[hdcp];
  const isProtected = hdcp !== 'none';
  const isType1 = TYPE_1.includes(hdcp);
  return {
    widevine: {
      device_security_level: isHardware ? 'HW_SECURE_ALL' : 'SW_SECURE_CRYPTO',
      ...(widevineHdcp ? { hdcp: widevineHdcp } : {}),
    },
    playready: {
      min_device_security_level: isHardware ? 3000 : 2000,
      ...(isProtected ? { uncompressed_digital_video_opl: 300 } : {}),
      ...(isType1 ? { digital_video_output_protections: [HDCP_TYPE_1] } : {}),
    },
    fairplay: isProtected ? { hdcp: isType1 ? 'TYPE1' : 'TYPE0' } : {},
  };
}

/** Widevine tells HDCP 1.x apart from later versions only. */
const WIDEVINE_HDCP: Record<HdcpLevel, string | undefined> = {
  none: undefined,
  '1.0': '1.0',
  '1.4': '1.0',
  '2.0': '2.0',
  '2.1': '2.1',
  '2.2': '2.2',
  '2.3': '2.3',
};

/** Content of HDCP type 1 goes to outputs of HDCP 2.2 and later only. */
const TYPE_1: readonly HdcpLevel[] = ['2.2', '2.3'];

/** HDCP type restriction of the PlayReady compliance rules: type 1 as 32 bits. */
const HDCP_TYPE_1 = { id: 'ABB2C6F1-E663-4625-A945-972D17B231E7', config_data: 'AAAAAQ==' };
