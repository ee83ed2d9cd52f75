import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createSigner } from 'fast-jwt';
import { createLicenceTokens } from './licence-tokens';
import type { SigningKey } from './port';

const ISSUER = 'http://headend.test';
const elliptic = (id: string, namedCurve = 'P-256'): SigningKey & { publicPem: string } => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve });
  return {
    id,
    algorithm: 'ES256',
    secret: privateKey.export({ type: 'pkcs8', format: 'der' }),
    publicPem: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
  };
};
const claims = {
  ...{ sub: 'ann', sid: 'pbs_1', tenant: 'ten_1', title: 'tit_1', version: 'ver_1' },
  ...{ kids: ['11111111-0000-4000-8000-000000000001'], iat: 1, nbf: 1, exp: 2 ** 31, jti: 'tok_1' },
};
const whole = { ...claims, iss: ISSUER, aud: 'licence' };
const ours = elliptic('e1');
const tokens = createLicenceTokens([ours], ISSUER);
const partsOf = (token: string) => token.split('.') as [string, string, string];
const json = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('licence tokens under ES256', () => {
  it('are read by who has the key, and name it', () => {
    const token = tokens.issue(claims);
    expect(json(partsOf(token)[0])).toEqual({ alg: 'ES256', typ: 'JWT', kid: 'e1' });
    expect(Buffer.from(partsOf(token)[2], 'base64url')).toHaveLength(64); // R and S of RFC 7518, 3.4
    expect(tokens.read(token)).toEqual({ good: true, claims: whole });
  });

  it('are not taken under another key of the same name, nor changed', () => {
    expect(createLicenceTokens([elliptic('e1')], ISSUER).read(tokens.issue(claims)).good).toBe(false);
    const [header, , signature] = partsOf(tokens.issue(claims));
    expect(tokens.read(`${header}.${encoded({ ...whole, sub: 'eve' })}.${signature}`).good).toBe(false);
    // A signature of zeroes, which careless verifiers take for any text (CVE-2022-21449).
    expect(tokens.read(`${header}.${encoded(whole)}.${Buffer.alloc(64).toString('base64url')}`).good).toBe(false);
  });

  it('live through the rotation of the ring, to and from secrets, and end with their key', () => {
    const secret: SigningKey = { id: 'h1', algorithm: 'HS256', secret: Buffer.alloc(32, 1) };
    const newer = elliptic('e2');
    const old = tokens.issue(claims);
    const ring = createLicenceTokens([newer, secret, ours], ISSUER);
    expect(ring.read(old).good).toBe(true);
    expect(json(partsOf(ring.issue(claims))[0])).toMatchObject({ alg: 'ES256', kid: 'e2' });
    expect(ring.read(createLicenceTokens([secret], ISSUER).issue(claims)).good).toBe(true);
    expect(createLicenceTokens([newer, secret], ISSUER).read(old).good).toBe(false);
  });

  it('are not taken as HS256 signed with the public key, in whatever form that is written', () => {
    const der = createPublicKey(ours.publicPem).export({ type: 'spki', format: 'der' });
    for (const key of [Buffer.from(ours.publicPem), Buffer.from(ours.publicPem.trim()), der, der.subarray(-65)]) {
      const forged = createSigner({ key, algorithm: 'HS256', kid: 'e1' })(whole);
      expect(tokens.read(forged).good).toBe(false);
    }
  });

  it('are not taken unsigned, nor with a header that names another algorithm', () => {
    const [, body, signature] = partsOf(tokens.issue(claims));
    for (const alg of ['none', 'None', 'HS256', 'ES384', 'RS256', 'EdDSA']) {
      const header = encoded({ alg, typ: 'JWT', kid: 'e1' });
      for (const end of ['', signature]) expect(tokens.read(`${header}.${body}.${end}`).good).toBe(false);
    }
  });

  it.each(['P-384', 'P-521', 'secp256k1'])('are not signed with a key on %s', (curve) => {
    expect(() => createLicenceTokens([elliptic('e1', curve)], ISSUER)).toThrow('curve P-256');
  });

  it('are not taken from a signer on another curve', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(tokens.read(createSigner({ key: pem, algorithm: 'ES384', kid: 'e1' })(whole)).good).toBe(false);
  });
});
