import type { VersionRecord } from '../../adapters/postgres/port';
import { createCommonAccessTokens } from '../../adapters/tokens/common-access-tokens';
import { createMediaPathTokens } from '../../adapters/tokens/media-tokens';
import { type DeliverySettings, mediaAddresses } from './delivery';

const key = { id: 'k1', algorithm: 'HS256' as const, secret: Buffer.alloc(32, 1) };
const tokens = { pathTokens: createMediaPathTokens([key]), accessTokens: createCommonAccessTokens([key]) };
const MEDIA = 'a'.repeat(32);
const outputs = [
  { kind: 'hls', objectKey: 'titles/t/1/v/master.m3u8' },
  { kind: 'dash', objectKey: 'titles/t/1/v/manifest.mpd' },
  { kind: 'poster', objectKey: 'titles/t/1/v/poster.jpg' },
];
const version = { mediaToken: MEDIA, prefix: 'titles/t/1/v/', outputs } as unknown as VersionRecord;
const place = { address: '203.0.113.9', country: 'AT' };
const here = { country: 'AT', addressPrefix: '203.0.113' };
const addresses = (changes: Partial<DeliverySettings>, given: Partial<typeof tokens> = tokens) =>
  mediaAddresses(
    version,
    { ...tokens, accessTokens: undefined, ...given },
    { token: 'path', tokenHours: 1, binding: ['country', 'network'], pathways: [], ...changes },
    place,
    Date.now(),
  );

it('carries a path token, bound to the viewer’s place, unless it is asked otherwise', async () => {
  const { hls, poster, thumbnails } = await addresses({});
  const [, token = ''] = /^\/media\/([^/]+)\/master\.m3u8$/.exec(hls ?? '') ?? [];
  expect(tokens.pathTokens.read(token, here, Date.now())).toMatchObject({ state: 'good', mediaToken: MEDIA });
  expect(tokens.pathTokens.read(token, {}, Date.now())).toEqual({ state: 'elsewhere' });
  expect([poster, thumbnails]).toEqual([`/media/${MEDIA}/poster.jpg`, null]);
});

it('carries a Common Access Token and the version it is for', async () => {
  const { hls, dash, poster } = await addresses({ token: 'cat' });
  const [, token = '', media = ''] = /^\/media\/([^/]+)\/([^/]+)\/manifest\.mpd$/.exec(dash ?? '') ?? [];
  expect(hls).toBe(`/media/${token}/${MEDIA}/master.m3u8`);
  expect(await tokens.accessTokens.read(token, media, here, Date.now())).toMatchObject({ state: 'good' });
  expect(await tokens.accessTokens.read(token, media, { ...here, country: 'DE' }, Date.now())).toEqual({
    state: 'elsewhere',
  });
  expect(poster).toBe(`/media/${MEDIA}/poster.jpg`);
});
