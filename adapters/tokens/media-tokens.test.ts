import { createMediaPathTokens } from './media-tokens';

const key = { id: 'k1', algorithm: 'HS256' as const, secret: Buffer.alloc(32, 1) };
const MEDIA = 'a'.repeat(32);
const NOW = 1_800_000_000_000;
const tokens = createMediaPathTokens([key]);

describe('media path tokens', () => {
  it('open until they expire', () => {
    const token = tokens.issue(MEDIA, NOW + 10_000, {});
    expect(tokens.read(token, {}, NOW)).toEqual({ state: 'good', mediaToken: MEDIA });
    expect(tokens.read(token, {}, NOW + 9_999)).toMatchObject({ state: 'good' });
    expect(tokens.read(token, {}, NOW + 10_000)).toEqual({ state: 'expired' });
  });

  it('outlive the rotation of the ring, and end with their key', () => {
    const token = tokens.issue(MEDIA, NOW + 10_000, {});
    const newer = { ...key, id: 'k2', secret: Buffer.alloc(32, 2) };
    expect(createMediaPathTokens([newer, key]).read(token, {}, NOW)).toMatchObject({ state: 'good' });
    expect(createMediaPathTokens([newer]).read(token, {}, NOW)).toEqual({ state: 'foreign' });
  });

  it('open where they are bound to', () => {
    const token = tokens.issue(MEDIA, NOW + 10_000, { country: 'AT', addressPrefix: '203.0.113' });
    const here = { country: 'AT', addressPrefix: '203.0.113' };
    expect(tokens.read(token, here, NOW)).toMatchObject({ state: 'good' });
    for (const viewer of [{}, { ...here, country: 'DE' }, { ...here, addressPrefix: '198.51.100' }])
      expect(tokens.read(token, viewer, NOW)).toEqual({ state: 'elsewhere' });
  });

  it('lose their signature with any character, the binding flags too', () => {
    const token = tokens.issue(MEDIA, NOW + 10_000, { country: 'AT' });
    expect(tokens.read(token.replace('-c.', '.'), {}, NOW)).toEqual({ state: 'foreign' });
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'b' ? 'd' : 'b';
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      expect(tokens.read(changed, { country: 'AT' }, NOW)).not.toMatchObject({ state: 'good' });
    }
  });

  it('have one text each: no zeros in front of the time, no spare bits at the end', () => {
    const token = tokens.issue(MEDIA, NOW + 10_000, {});
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const ends = [...characters].filter((end) => tokens.read(token.slice(0, -1) + end, {}, NOW).state === 'good');
    expect(ends).toEqual([token.at(-1)]);
    expect(tokens.read(token.replace('v1.', 'v1.0'), {}, NOW)).toEqual({ state: 'foreign' });
  });

  it('are not signed by ES256 keys', () => {
    expect(() => createMediaPathTokens([{ ...key, algorithm: 'ES256' }])).toThrow(/HS256/);
  });
});
