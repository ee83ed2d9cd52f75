import { constants, createDecipheriv, createHmac, privateDecrypt, randomBytes } from 'node:crypto';
import { readIdentity, sealDocument } from './cpix-secrets';
import { testCertificate } from './testing/certificate';

const [own, other] = [testCertificate(), testCertificate({ bits: 3072 })];
const recipient = ({ certificate }: { certificate: string }) => ({ field: 'DeliveryKey', certificate });
const refusal = (words: RegExp) =>
  expect.objectContaining({ code: 'drm/recipient-refused', message: expect.stringMatching(words) });

describe('content keys for recipients', () => {
  it('open for each of them, and for nobody else', () => {
    const seal = sealDocument([recipient(own), recipient(other)]);
    const key = randomBytes(16);
    const encrypted = seal.encrypt(key);
    [own, other].forEach(({ pem }, at) => {
      const secrets = seal.secrets[at] ?? { documentKey: '', macKey: '' };
      expect(readIdentity(pem).decrypt(secrets, encrypted)).toEqual(key);
      expect(() => readIdentity(testCertificate().pem).decrypt(secrets, encrypted)).toThrow();
    });
  });

  it('are made with the algorithms that CPIX names, step by step', () => {
    const seal = sealDocument([recipient(own)]);
    const key = randomBytes(16);
    const { cipherValue, mac } = seal.encrypt(key);
    const [documentKey, macKey] = [seal.secrets[0]?.documentKey, seal.secrets[0]?.macKey].map((wrapped = '') =>
      privateDecrypt(
        { key: own.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
        Buffer.from(wrapped, 'base64'),
      ),
    ) as [Buffer, Buffer];
    expect(documentKey).toHaveLength(32);
    const value = Buffer.from(cipherValue, 'base64');
    expect(value).toHaveLength(16 + 32); // a vector, and 16 bytes with a block of padding
    expect(createHmac('sha512', macKey).update(value).digest('base64')).toBe(mac);
    const cipher = createDecipheriv('aes-256-cbc', documentKey, value.subarray(0, 16));
    expect(Buffer.concat([cipher.update(value.subarray(16)), cipher.final()])).toEqual(key);
    expect(seal.encrypt(key).cipherValue).not.toBe(cipherValue);
  });

  it('do not open when a bit of them was changed', () => {
    const seal = sealDocument([recipient(own)]);
    const [secrets = { documentKey: '', macKey: '' }] = seal.secrets;
    const encrypted = seal.encrypt(randomBytes(16));
    const changed = Buffer.from(encrypted.cipherValue, 'base64');
    changed.writeUInt8(changed.readUInt8(20) ^ 1, 20);
    const identity = readIdentity(own.pem);
    expect(() => identity.decrypt(secrets, { ...encrypted, cipherValue: changed.toString('base64') })).toThrow('MAC');
    expect(() => identity.decrypt(secrets, { ...encrypted, mac: '' })).toThrow('MAC');
    expect(() => identity.decrypt({ ...secrets, macKey: 'AAAA' }, encrypted)).toThrow();
  });
});

describe('a certificate', () => {
  it.each<[string, Parameters<typeof testCertificate>[0], RegExp]>([
    ['of 1024 bits', { bits: 1024 }, /1024 bits; it needs 2048/],
    ['with another kind of key', { type: 'ec' }, /no RSA key/],
    ['that has ended', { days: [-9, -1] }, /ended on/],
    ['that begins tomorrow', { days: [1, 9] }, /not valid before/],
  ])('%s is refused', (_, given, words) => {
    const made = testCertificate(given);
    expect(() => sealDocument([recipient(own), recipient(made)])).toThrow(refusal(words));
    expect(() => readIdentity(made.pem)).toThrow(refusal(words));
  });

  it.each(['', 'AAAA', 'not base64'])('that is none is refused: %p', (certificate) => {
    expect(() => sealDocument([{ field: 'X', certificate }])).toThrow(
      expect.objectContaining({ code: 'drm/recipient-refused', context: { field: 'X' } }),
    );
  });

  it('needs its own private key', () => {
    const [certificate = ''] = own.pem.match(/-----BEGIN CERT[\s\S]*?END CERTIFICATE-----/) ?? [];
    const [key = ''] = other.pem.match(/-----BEGIN PRIVATE[\s\S]*/) ?? [];
    expect(() => readIdentity(`${certificate}\n${key}`)).toThrow(refusal(/not that of the certificate/));
    expect(() => readIdentity(certificate)).toThrow(refusal(/needs a certificate and its private key/));
  });
});
