import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { HeadendError } from '../../domain/failures';
import type { SecretBox } from './port';

/** AES-256-GCM (NIST SP 800-38D): a nonce of 96 bits, a tag of 128. */
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** First byte of everything sealed, so that another form can come beside this one. */
const FORM = 1;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/**
 * {@link SecretBox} under the configured keys: form, nonce, tag, text.
 *
 * @param keys 32 bytes each; the first one seals, every one opens, so that a new key can be put in front of an old one
 */
export const createSecretBox = (keys: readonly Uint8Array[]): SecretBox => ({
  seal(text, owner) {
    const key = firstOf(keys);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Uint8Array.from(Buffer.concat([Buffer.from([FORM]), nonce, cipher.getAuthTag(), body]));
  },

  open(sealed, owner) {
    for (const key of keys) {
      const text = opened(Buffer.from(sealed), key, owner);
      if (text !== undefined) return text;
    }
    throw new HeadendError('secrets/unreadable', `The secret of ${owner} does not open with the configured keys.`);
  },

  digests(text) {
    firstOf(keys);
    return keys.map((key) => createHmac('sha256', key).update(`digest\n${text}`).digest('hex'));
  },
});

function firstOf([key]: readonly Uint8Array[]): Uint8Array {
  if (!key) throw new HeadendError('secrets/unreadable', 'No SECRETS_KEY is configured.');
  return key;
}

function opened(sealed: Buffer, key: Uint8Array, owner: string): string | undefined {
  if (sealed[0] !== FORM || sealed.length < HEAD_BYTES) return undefined;
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(owner))
    .setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
