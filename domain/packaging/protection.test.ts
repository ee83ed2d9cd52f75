import { keyTags, type PackageProtection, protectionDescriptors } from './protection';

const [AUDIO, SD] = ['11111111-1111-1111-1111-111111111111', '22222222-2222-2222-2222-222222222222'];
/** Boxes that Shaka Packager made of these key ids. */
const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
const WIDEVINE = base64(
  '0000004a7073736800000000edef8ba979d64acea3c827dcd51d21ed0000002a12101111111111111111111111111111111112102222222222222222222222222222222248f3c6899b06',
);
const COMMON = base64(
  '0000004470737368010000001077efecc0b24d02ace33c1e52e2fb4b00000002111111111111111111111111111111112222222222222222222222222222222200000000',
);
const protectedBy = (scheme: 'cbcs' | 'cenc'): PackageProtection => ({
  scheme,
  keys: [
    { kid: AUDIO, label: 'AUDIO', scheme },
    { kid: SD, label: 'SD', scheme },
  ],
});

describe('the key tags of HLS', () => {
  it('of cbcs are for FairPlay, Widevine, PlayReady and Clear Key', () => {
    const [fairplay, widevine, playready, clearkey] = keyTags(protectedBy('cbcs'), SD);
    expect(fairplay).toEqual({
      METHOD: 'SAMPLE-AES',
      URI: `"skd://${SD}"`,
      KEYFORMAT: '"com.apple.streamingkeydelivery"',
      KEYFORMATVERSIONS: '"1"',
    });
    expect(widevine).toEqual({
      METHOD: 'SAMPLE-AES',
      URI: `"data:text/plain;base64,${WIDEVINE}"`,
      KEYID: '0x22222222222222222222222222222222',
      KEYFORMAT: '"urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed"',
      KEYFORMATVERSIONS: '"1"',
    });
    expect(playready).toMatchObject({ METHOD: 'SAMPLE-AES', KEYFORMAT: '"com.microsoft.playready"' });
    expect(clearkey).toEqual({
      METHOD: 'SAMPLE-AES',
      URI: '"data:text/plain;base64,IiIiIiIiIiIiIiIiIiIiIg=="',
      KEYID: '0x22222222222222222222222222222222',
      KEYFORMAT: '"org.w3.clearkey"',
      KEYFORMATVERSIONS: '"1"',
    });
  });

  it('of cenc say SAMPLE-AES-CTR, and nothing to Apple', () => {
    const tags = keyTags(protectedBy('cenc'), SD);
    expect(tags.map(({ METHOD }) => METHOD)).toEqual(['SAMPLE-AES-CTR', 'SAMPLE-AES-CTR', 'SAMPLE-AES-CTR']);
    expect(JSON.stringify(tags)).not.toMatch(/apple|skd|identity/);
  });

  it('are made for keys of the package only', () => {
    expect(() => keyTags(protectedBy('cbcs'), '33333333-3333-3333-3333-333333333333')).toThrow('no key of the package');
  });
});

it('describes in DASH the scheme with the default KID first, then each system', () => {
  const [scheme, clearKey, widevine, playready] = protectionDescriptors(protectedBy('cbcs'), SD);
  expect(scheme).toEqual({
    attributes: { schemeIdUri: 'urn:mpeg:dash:mp4protection:2011', value: 'cbcs', 'cenc:default_KID': SD },
    children: [['cenc:pssh', COMMON]],
  });
  expect(clearKey).toEqual({
    attributes: { schemeIdUri: 'urn:uuid:e2719d58-a985-b3c9-781a-b030af78d30e', value: 'ClearKey1.0' },
    children: [],
  });
  expect(widevine?.attributes.value).toBe('Widevine');
  expect(playready?.children.map(([name]) => name)).toEqual(['cenc:pssh', 'mspr:pro']);
});
