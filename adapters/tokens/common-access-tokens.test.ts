import { CAT } from '@eyevinn/cat';
import fc from 'fast-check';
import { createCommonAccessTokens } from './common-access-tokens';

const key = { id: 'k1', algorithm: 'HS256' as const, secret: Buffer.alloc(32, 1) };
const MEDIA = 'a'.repeat(32);
const HOUR = 3_600_000;
const tokens = createCommonAccessTokens([key]);
const now = () => Date.now();
const readAt = (token: string, at = now(), media = MEDIA, viewer = {}) => tokens.read(token, media, viewer, at);

/** As another house, or one that means ill, would make it: with the library itself. */
const forged = async (claims: Record<string, unknown>, secret = key.secret) =>
  (await new CAT({ keys: { k1: secret }, expectCwtTag: true }).generateFromJson(
    claims as Parameters<CAT['generateFromJson']>[0],
    { type: 'mac', alg: 'HS256', kid: 'k1' },
  )) as string;
const seconds = (ms: number) => Math.floor(ms / 1000);
const claims = () => ({
  ...{ iss: 'headend', iat: seconds(now()), exp: seconds(now() + HOUR) },
  catu: { path: { 'contains-match': `/${MEDIA}/` } },
  catr: { type: 'header', expadd: 3600 },
});

describe('a Common Access Token', () => {
  it('opens its version until it expires', async () => {
    const token = await tokens.issue(MEDIA, now(), HOUR, {});
    expect(await readAt(token)).toMatchObject({ state: 'good' });
    expect(await readAt(token)).toMatchObject({ state: 'good' });
    expect(await readAt(token, now() + HOUR)).toEqual({ state: 'expired' });
  });

  it('is expired for who never saw it good, too', async () => {
    const token = await tokens.issue(MEDIA, now() - 2 * HOUR, HOUR, {});
    expect(await readAt(token)).toEqual({ state: 'expired' });
  });

  it('opens no other version, though it was good for its own', async () => {
    const token = await tokens.issue(MEDIA, now(), HOUR, {});
    await readAt(token);
    for (const other of ['b'.repeat(32), '', `x/${MEDIA}`, `${MEDIA}/${MEDIA}`])
      expect(await readAt(token, now(), other)).toEqual({ state: 'foreign' });
  });

  it('opens where it is bound to', async () => {
    for (const addressPrefix of ['203.0.113', '2001:db8:1']) {
      const here = { country: 'AT', addressPrefix };
      const token = await tokens.issue(MEDIA, now(), HOUR, here);
      expect(await readAt(token, now(), MEDIA, here)).toMatchObject({ state: 'good' });
      for (const viewer of [{}, { ...here, country: 'DE' }, { country: 'AT', addressPrefix: '198.51.100' }])
        expect(await readAt(token, now(), MEDIA, viewer)).toEqual({ state: 'elsewhere' });
    }
  });

  it('outlives the rotation of the ring, and ends with its key', async () => {
    const token = await tokens.issue(MEDIA, now(), HOUR, {});
    const newer = { ...key, id: 'k2', secret: Buffer.alloc(32, 2) };
    expect(await createCommonAccessTokens([newer, key]).read(token, MEDIA, {}, now())).toMatchObject({ state: 'good' });
    expect(await createCommonAccessTokens([newer]).read(token, MEDIA, {}, now())).toEqual({ state: 'foreign' });
  });

  it('is not ours with any character changed', async () => {
    const token = await tokens.issue(MEDIA, now(), HOUR, {});
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'b' ? 'd' : 'b';
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      // The name of the key, bytes 8 to 12, is a hint that no signature covers: every key of the ring is tried.
      const hint = at * 6 < 13 * 8 && at * 6 + 6 > 8 * 8;
      if (!hint) expect([at, await readAt(changed)]).toEqual([at, { state: 'foreign' }]);
    }
  });

  it('is not ours under another algorithm, or none', async () => {
    const token = Buffer.from(await tokens.issue(MEDIA, now(), HOUR, {}), 'base64url');
    // {1: 0}, {1: 4} (64 bits of HMAC), {}, {1: -7} (ES256) in the place of {1: 5}.
    for (const header of ['43a10100', '43a10104', '40', '41a0', '43a10126']) {
      const bytes = Buffer.concat([token.subarray(0, 4), Buffer.from(header, 'hex'), token.subarray(8)]);
      for (const end of [bytes.length, bytes.length - 32]) {
        const changed = bytes.subarray(0, end).toString('base64url');
        expect(await readAt(changed)).toEqual({ state: 'foreign' });
      }
    }
  });

  it.each([
    ['without an end', { exp: undefined }],
    ['without a path', { catu: undefined }],
    ['of every path', { catu: { path: { 'prefix-match': '/' } } }],
    ['of another issuer', { iss: 'somebody' }],
    ['without an issuer', { iss: undefined }],
  ])('is not ours %s', async (_what, changes) => {
    expect(await readAt(await forged(claims()))).toMatchObject({ state: 'good' });
    const entries = Object.entries({ ...claims(), ...changes }).filter(([, value]) => value !== undefined);
    expect(await readAt(await forged(Object.fromEntries(entries)))).toEqual({ state: 'foreign' });
  });

  it('is not ours under the key of a stranger', async () => {
    expect(await readAt(await forged(claims(), Buffer.alloc(32, 9)))).toEqual({ state: 'foreign' });
  });

  it('is not ours when it is anything else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, begins) => {
        const text = (begins ? '2D3RhEOhAQWh' : '') + Buffer.from(bytes).toString('base64url');
        expect(await readAt(text)).toEqual({ state: 'foreign' });
      }),
    );
    const token = await tokens.issue(MEDIA, now(), HOUR, {});
    for (const text of [
      `${token}=`,
      `${token}AAAA`,
      token.slice(0, -4),
      `${token}\n`,
      `2D3RhEOhAQWh${'A'.repeat(5000)}`,
    ])
      expect(await readAt(text)).toEqual({ state: 'foreign' });
  });
});

describe('renewal', () => {
  const renewal = async (token: string, at: number) => {
    const read = await readAt(token, at);
    return read.state === 'good' ? read.renewed?.() : undefined;
  };

  it('comes in the last quarter of its life, keeps its version and its place, and lasts', async () => {
    const start = now();
    const here = { country: 'AT', addressPrefix: '203.0.113' };
    const token = await tokens.issue(MEDIA, start, HOUR, here);
    const at = async (ms: number) => {
      const read = await tokens.read(token, MEDIA, here, start + ms);
      return read.state === 'good' ? read.renewed : read.state;
    };
    expect(await at(0.7 * HOUR)).toBeUndefined();
    const next = (await ((await at(0.8 * HOUR)) as () => Promise<string>)()) as string;
    expect(await tokens.read(next, MEDIA, here, start + 1.5 * HOUR)).toMatchObject({ state: 'good' });
    expect(await tokens.read(next, MEDIA, {}, start)).toEqual({ state: 'elsewhere' });
    expect(await tokens.read(next, 'b'.repeat(32), here, start)).toEqual({ state: 'foreign' });
  });

  it('ends two lives after the first token', async () => {
    const start = now();
    let token = await tokens.issue(MEDIA, start, HOUR, {});
    let ends = 0;
    for (let minute = 0; minute <= 180; minute++) {
      const at = start + minute * 60_000;
      if ((await readAt(token, at)).state === 'good') ends = minute;
      token = (await renewal(token, at)) ?? token;
    }
    expect(ends).toBe(119);
  });
});

it('is refused a ring that others could read or that does not fit', () => {
  expect(() => createCommonAccessTokens([{ ...key, algorithm: 'ES256' }])).toThrow(/HS256/);
  expect(() => createCommonAccessTokens([])).toThrow(/HS256/);
  process.env.DEBUG = 'anything';
  try {
    expect(() => createCommonAccessTokens([key])).toThrow(/DEBUG/);
  } finally {
    delete process.env.DEBUG;
  }
});
