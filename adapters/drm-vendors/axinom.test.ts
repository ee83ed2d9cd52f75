import { createDecipheriv } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createVerifier } from 'fast-jwt';
import { kidBytes } from '../../domain/drm/kid';
import { explicitIv } from '../content-keys/port';
import { axinomMessage, createAxinom } from './axinom';
import type { Entitlement } from './port';
import { loadDrmVendor } from './vendor-file';

const SD = '11111111-0000-4000-8000-000000000001';
const UHD = '11111111-0000-4000-8000-000000000002';
const communication = {
  communicationKeyId: 'cc36e85d-2fdf-462c-b395-030907447afc',
  communicationKey: Buffer.from('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex'),
};
const key = (kid: string, label: 'SD' | 'UHD', fill: number) => ({
  ...{ kid, label, scheme: 'cbcs' as const },
  key: Buffer.alloc(16, fill),
});
const entitlement: Entitlement = {
  scheme: 'cbcs',
  keys: [
    { key: key(SD, 'SD', 1), rule: {} },
    { key: key(UHD, 'UHD', 2), rule: { hdcp: '2.2', robustness: 'hardware' } },
  ],
  issuedAt: Date.parse('2026-11-23T02:00:00Z'),
  expiresAt: Date.parse('2026-11-23T02:05:00Z'),
  playUntil: Date.parse('2026-11-25T02:00:00Z'),
};
const urls = {
  'com.widevine.alpha': 'https://widevine.test/AcquireLicense',
  'com.microsoft.playready': 'https://playready.test/AcquireLicense',
  'com.apple.fps': 'https://fairplay.test/AcquireLicense',
};
const vendor = createAxinom({ ...communication, licenseUrls: urls, fairplayCertificateUrl: 'https://fps.test/cert' });

describe('the message to Axinom', () => {
  it('is an entitlement message of version 2, with what each key asks of a device', () => {
    expect(axinomMessage(communication, entitlement)).toEqual({
      version: 1,
      com_key_id: 'cc36e85d-2fdf-462c-b395-030907447afc',
      begin_date: '2026-11-23T01:59:00.000Z',
      expiration_date: '2026-11-23T02:05:00.000Z',
      message: {
        type: 'entitlement_message',
        version: 2,
        license: {
          start_datetime: '2026-11-23T01:59:00.000Z',
          expiration_datetime: '2026-11-25T02:00:00.000Z',
          allow_persistence: false,
          fairplay: { real_time_expiration: true },
          playready: { real_time_expiration: true },
          widevine: { real_time_duration_expiration: true },
        },
        content_keys_source: {
          inline: [
            {
              id: SD,
              encrypted_key: expect.stringMatching(/^[\w+/]{22}==$/),
              iv: explicitIv(Buffer.alloc(16, 1)).toString('base64'),
              usage_policy: 'SD',
            },
            {
              id: UHD,
              encrypted_key: expect.stringMatching(/^[\w+/]{22}==$/),
              iv: explicitIv(Buffer.alloc(16, 2)).toString('base64'),
              usage_policy: 'UHD',
            },
          ],
        },
        content_key_usage_policies: [
          {
            name: 'SD',
            widevine: { device_security_level: 'SW_SECURE_CRYPTO' },
            playready: { min_device_security_level: 2000 },
            fairplay: {},
          },
          {
            name: 'UHD',
            widevine: { device_security_level: 'HW_SECURE_ALL', hdcp: '2.2' },
            playready: {
              min_device_security_level: 3000,
              uncompressed_digital_video_opl: 300,
              digital_video_output_protections: [
                { id: 'ABB2C6F1-E663-4625-A945-972D17B231E7', config_data: 'AAAAAQ==' },
              ],
            },
            fairplay: { hdcp: 'TYPE1' },
          },
        ],
      },
    });
  });

  it('holds keys under the communication key, with the KID as IV', () => {
    const { message } = axinomMessage(communication, entitlement) as {
      message: { content_keys_source: { inline: { encrypted_key: string }[] } };
    };
    const opened = message.content_keys_source.inline.map(({ encrypted_key }, index) => {
      const iv = kidBytes([SD, UHD][index] ?? '');
      const cipher = createDecipheriv('aes-256-cbc', communication.communicationKey, iv).setAutoPadding(false);
      return Buffer.concat([cipher.update(encrypted_key, 'base64'), cipher.final()]);
    });
    expect(opened).toEqual([Buffer.alloc(16, 1), Buffer.alloc(16, 2)]);
    expect(JSON.stringify(message)).not.toContain(Buffer.alloc(16, 1).toString('base64'));
  });

  it('names no end where nothing ends, and no IV of cenc', () => {
    const endless = { ...entitlement, scheme: 'cenc' as const, playUntil: undefined };
    expect(JSON.stringify(axinomMessage(communication, endless))).not.toMatch(/expiration_datetime|real_time|"iv"/);
  });

  it('asks of HDCP 1.4 what Widevine and FairPlay know of it', () => {
    const keys = [{ key: key(SD, 'SD', 1), rule: { hdcp: '1.4' as const } }];
    expect(axinomMessage(communication, { ...entitlement, keys })).toMatchObject({
      message: {
        content_key_usage_policies: [
          {
            widevine: { hdcp: '1.0' },
            playready: { uncompressed_digital_video_opl: 300 },
            fairplay: { hdcp: 'TYPE0' },
          },
        ],
      },
    });
  });
});

describe('licences of Axinom', () => {
  const claims = (token = '') =>
    createVerifier({ key: communication.communicationKey, algorithms: ['HS256'] })(token) as object;

  it('are asked for with the message as a JWT under HS256', () => {
    const [licence] = vendor.licences(entitlement, ['com.widevine.alpha']);
    expect(licence).toMatchObject({ keySystem: 'com.widevine.alpha', licenseUrl: urls['com.widevine.alpha'] });
    const token = licence?.headers['X-AxDRM-Message'];
    expect(claims(token)).toEqual(axinomMessage(communication, entitlement));
    const other = Buffer.alloc(32, 9);
    expect(() => createVerifier({ key: other, algorithms: ['HS256'] })(token ?? '')).toThrow(/signature/i);
  });

  it('are for systems that are wanted and configured, FairPlay with cbcs only', () => {
    const all = ['com.widevine.alpha', 'com.microsoft.playready', 'com.apple.fps'] as const;
    const names = (given: ReturnType<typeof vendor.licences>) => given.map(({ keySystem }) => keySystem);
    expect(names(vendor.licences(entitlement, all))).toEqual([...all]);
    expect(vendor.licences(entitlement, ['com.apple.fps'])[0]?.certificateUrl).toBe('https://fps.test/cert');
    expect(names(vendor.licences({ ...entitlement, scheme: 'cenc' }, all))).not.toContain('com.apple.fps');
    const some = createAxinom({ ...communication, licenseUrls: { 'com.widevine.alpha': 'https://w.test/' } });
    expect([some.systems, names(some.licences(entitlement, all))]).toEqual([
      ['com.widevine.alpha'],
      ['com.widevine.alpha'],
    ]);
    expect(vendor.licences(entitlement, [])).toEqual([]);
  });
});

describe('the file of the DRM vendor', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'headend-vendor-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const load = (text: string) => {
    writeFileSync(path.join(folder, 'vendor.yaml'), text);
    return loadDrmVendor(path.join(folder, 'vendor.yaml'));
  };
  const good = `axinom:
  communication_key_id: ${communication.communicationKeyId}
  communication_key: ${communication.communicationKey.toString('base64')}
  widevine: https://drm-widevine-licensing.axprod.net/AcquireLicense
`;

  it('makes a vendor of what it names, and none when there is no file', () => {
    expect(load(good)?.systems).toEqual(['com.widevine.alpha']);
    expect(loadDrmVendor(undefined)).toBeUndefined();
  });

  it.each([
    ['a short key', good.replace(/communication_key: .*/, 'communication_key: c2hvcnQ='), 'communication_key'],
    ['plain HTTP', good.replace('https', 'http'), 'axinom.widevine'],
    ['another vendor', 'other: {}', 'axinom'],
    ['no YAML', 'axinom: [c2VjcmV0', 'cannot be read'],
  ])('is refused with %s, and its values stay out of the message', (_what, text, where) => {
    expect(() => load(text)).toThrow(where);
    expect(() => load(text)).not.toThrow(/c2hvcnQ|c2VjcmV0/);
  });
});
