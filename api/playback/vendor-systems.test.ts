import { createVerifier } from 'fast-jwt';
import { createMemoryContentKeys } from '../../adapters/content-keys/memory';
import { createAxinom } from '../../adapters/drm-vendors/axinom';
import type { VersionRecord } from '../../adapters/postgres/port';
import { admitPlay } from './admission';
import { vendorSystems } from './vendor-systems';

const communicationKey = Buffer.alloc(32, 5);
const vendor = createAxinom({
  communicationKeyId: 'cc36e85d-2fdf-462c-b395-030907447afc',
  communicationKey,
  licenseUrls: { 'com.widevine.alpha': 'https://widevine.test/', 'com.apple.fps': 'https://fairplay.test/' },
});
const contentKeys = createMemoryContentKeys();
const NOW = Date.parse('2026-11-23T02:00:00Z');
const terms = { rules: { HD: { hdcp: '1.4' as const } }, beyondRights: [], expiresAt: NOW + 300_000, now: NOW };
const session = (drmSystems?: string[]) => ({ tenantId: 't', versionId: 'v', device: { drmSystems } });

beforeAll(() => contentKeys.ensure({ tenantId: 't', versionId: 'v', scheme: 'cbcs', labels: ['AUDIO', 'SD', 'HD'] }));

const messageOf = (token = '') =>
  (
    createVerifier({ key: communicationKey })(token) as {
      message: {
        content_keys_source: { inline: { id: string; usage_policy: string }[] };
        content_key_usage_policies: { name: string; widevine: object }[];
      };
    }
  ).message;

it('gives each system that a device claims, with every key and what it asks of the device', async () => {
  const systems = await vendorSystems(
    { vendor, contentKeys },
    session(['com.widevine.alpha', 'org.w3.clearkey']),
    terms,
  );
  expect(systems).toEqual([
    {
      key_system: 'com.widevine.alpha',
      license_url: 'https://widevine.test/',
      certificate_url: null,
      headers: { 'X-AxDRM-Message': expect.any(String) },
    },
  ]);
  const message = messageOf(systems[0]?.headers['X-AxDRM-Message']);
  const kids = (await contentKeys.ofVersion('t', 'v')).map(({ kid }) => kid);
  expect(message.content_keys_source.inline.map(({ id }) => id)).toEqual(kids);
  expect(message.content_key_usage_policies).toContainEqual(
    expect.objectContaining({ name: 'HD', widevine: { device_security_level: 'SW_SECURE_CRYPTO', hdcp: '1.0' } }),
  );
});

it('leaves out the keys of pictures that the rights do not allow', async () => {
  const all = await contentKeys.ofVersion('t', 'v');
  const beyondRights = all.filter(({ label }) => label === 'HD').map(({ kid }) => kid);
  const [system] = await vendorSystems({ vendor, contentKeys }, session(['com.widevine.alpha']), {
    ...terms,
    beyondRights,
  });
  const { content_keys_source, content_key_usage_policies } = messageOf(system?.headers['X-AxDRM-Message']);
  expect(content_keys_source.inline.map(({ usage_policy }) => usage_policy)).toEqual(['AUDIO', 'SD']);
  expect(content_key_usage_policies.map(({ name }) => name)).toEqual(['AUDIO', 'SD']);
});

it('gives none to a device that claims none, none of another tenant, and none without a vendor', async () => {
  for (const claimed of [undefined, [], ['org.w3.clearkey'], ['com.microsoft.playready']])
    expect(await vendorSystems({ vendor, contentKeys }, session(claimed), terms)).toEqual([]);
  const stranger = { ...session(['com.widevine.alpha']), tenantId: 'other' };
  expect(await vendorSystems({ vendor, contentKeys }, stranger, terms)).toEqual([]);
  expect(await vendorSystems({ contentKeys }, session(['com.widevine.alpha']), terms)).toEqual([]);
});

it('lets a device with a key system of the vendor only play, where there is the vendor', async () => {
  const version = { id: 'v', renditions: [] as object[] } as VersionRecord;
  const facts = { published: true, currentVersionId: 'v', windows: [], rightsRequired: false };
  const named = { id: 'tit', externalId: 'x', name: 'Film' };
  const play = (parts: { vendor?: typeof vendor }) =>
    admitPlay(
      {
        titles: { version: async () => version },
        rights: { facts: async () => new Map([['tit', { ...named, facts }]]) },
        billing: { customer: async () => undefined, entitled: async () => [] },
        contentKeys,
        ...parts,
      },
      {
        tenantId: 't',
        titleId: 'tit',
        device: { drmSystems: ['com.widevine.alpha'], hdcp: '1.4' },
        policy: { name: 'p', licenceMs: 1, graceMs: 1, oneTimeTokens: false, rules: {} },
        terms: {},
        now: NOW,
      },
    );
  await expect(play({ vendor })).resolves.toMatchObject({ withheld: [] });
  await expect(play({})).rejects.toMatchObject({ code: 'playback/drm-unsupported' });
});
