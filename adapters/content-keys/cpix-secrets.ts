import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  timingSafeEqual,
  X509Certificate,
} from 'node:crypto';
import type { EncryptedKey, Recipient, WrappedSecrets } from '../../domain/drm/cpix-delivery';
import { HeadendError } from '../../domain/failures';

/** SPEKE asks for RSA of 2048 bits; CPIX recommends 3072. */
const LEAST_BITS = 2048;
/** Longer ones only cost time. */
const MOST_BITS = 8192;
const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' } as const;
const VECTOR_BYTES = 16;

/** Encrypts content keys of one document for its recipients, as CPIX 2.3 has it ("Authenticated Encryption"). */
export interface DocumentSeal {
  /** The secrets of the document for each recipient, in their order. */
  readonly secrets: WrappedSecrets[];
  encrypt(key: Uint8Array): EncryptedKey;
}

/**
 * New secrets for a document.
 *
 * @throws {HeadendError} `drm/recipient-refused` when a certificate is none, is not of RSA with 2048 to 8192 bits, or is not
 * valid now
 */
export function sealDocument(recipients: readonly Recipient[], now = new Date()): DocumentSeal {
  const publicKeys = recipients.map((recipient) => publicKeyOf(recipient, now));
  const [documentKey, macKey] = [randomBytes(32), randomBytes(64)];
  const wrap = (key: KeyObject, secret: Buffer): string => publicEncrypt({ key, ...OAEP }, secret).toString('base64');
  return {
    secrets: publicKeys.map((key) => ({ documentKey: wrap(key, documentKey), macKey: wrap(key, macKey) })),
    encrypt(key) {
      const vector = randomBytes(VECTOR_BYTES);
      const cipher = createCipheriv('aes-256-cbc', documentKey, vector);
      const value = Buffer.concat([vector, cipher.update(key), cipher.final()]);
      const mac = createHmac('sha512', macKey).update(value).digest('base64');
      return { cipherValue: value.toString('base64'), mac };
    },
  };
}

function publicKeyOf({ field, certificate }: Recipient, now: Date): KeyObject {
  const refused = (why: string): HeadendError =>
    new HeadendError('drm/recipient-refused', `The certificate ${why}.`, { field });
  const found = parse(certificate);
  if (!found) throw refused('is no X.509 certificate (DER in base64)');
  const bits = found.publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (found.publicKey.asymmetricKeyType !== 'rsa') throw refused('has no RSA key');
  if (bits < LEAST_BITS || bits > MOST_BITS)
    throw refused(`has an RSA key of ${bits} bits; it needs ${LEAST_BITS} to ${MOST_BITS}`);
  if (Date.parse(found.validTo) < now.getTime()) throw refused(`ended on ${found.validTo}`);
  if (Date.parse(found.validFrom) > now.getTime()) throw refused(`is not valid before ${found.validFrom}`);
  return found.publicKey;
}

function parse(certificate: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(certificate, 'base64'));
  } catch {
    return undefined;
  }
}

/** Who we are when keys are encrypted for us. */
export interface RecipientIdentity {
  /** Certificate as a request names it: DER in base64. */
  certificate: string;
  /**
   * A content key of an answer.
   *
   * @throws {Error} when the secrets are not for us, or the key was changed on its way (its MAC is checked first)
   */
  decrypt(secrets: WrappedSecrets, key: EncryptedKey): Uint8Array;
}

/**
 * Our identity from one PEM text that holds a certificate and its private key.
 *
 * @throws {HeadendError} `drm/recipient-refused` as {@link sealDocument}, and when either is absent or they do not belong together
 */
export function readIdentity(pem: string, now = new Date()): RecipientIdentity {
  const [certificatePem] = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(pem) ?? [];
  const [keyPem] = /-----BEGIN (?:RSA )?PRIVATE KEY-----[^-]+-----END (?:RSA )?PRIVATE KEY-----/.exec(pem) ?? [];
  if (!certificatePem || !keyPem)
    throw new HeadendError('drm/recipient-refused', 'The file needs a certificate and its private key, both as PEM.');
  const certificate = certificatePem.replace(/-----[^-]+-----|\s/g, '');
  publicKeyOf({ field: 'SPEKE_RECIPIENT_FILE', certificate }, now);
  const privateKey = createPrivateKey(keyPem);
  if (!parse(certificate)?.checkPrivateKey(privateKey))
    throw new HeadendError('drm/recipient-refused', 'The private key is not that of the certificate.');
  const unwrap = (value: string): Buffer => privateDecrypt({ key: privateKey, ...OAEP }, Buffer.from(value, 'base64'));
  return {
    certificate,
    decrypt: ({ documentKey, macKey }, { cipherValue, mac }) => {
      const value = Buffer.from(cipherValue, 'base64');
      const [given, wanted] = [Buffer.from(mac, 'base64'), createHmac('sha512', unwrap(macKey)).update(value).digest()];
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
        throw new Error('The MAC of a content key is wrong');
      const cipher = createDecipheriv('aes-256-cbc', unwrap(documentKey), value.subarray(0, VECTOR_BYTES));
      return Buffer.concat([cipher.update(value.subarray(VECTOR_BYTES)), cipher.final()]);
    },
  };
}
