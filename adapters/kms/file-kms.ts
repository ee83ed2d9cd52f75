import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { HeadendError } from '../../domain/failures';
import type { Kms } from './port';

/** AES-256-GCM (NIST SP 800-38D): a nonce of 96 bits, a tag of 128. */
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = NONCE_BYTES + TAG_BYTES;
/** A changed file is noticed after so long, milliseconds; a version that is not known is looked for at once. */
const FRESH_MS = 1000;

interface Ring {
  current: string;
  keys: Map<string, Buffer>;
  /** What tells one state of the file from the next. */
  state: string;
}

/**
 * {@link Kms} over a file: a line per key encryption key, `version` and 32 random bytes in base64, the current one first. The
 * file may change while it is in use: a new first line is how rotation begins.
 *
 * @param file path of KEK_FILE; without one every call fails with `drm/kek-missing`
 */
export function createFileKms(file: string | undefined): Kms {
  let ring: Ring | undefined;
  let lookedAt = 0;

  const refresh = async (): Promise<Ring> => {
    if (!file) throw new HeadendError('drm/kek-missing', 'No KEK_FILE is configured.');
    const { mtimeMs, size, ino } = await stat(file).catch((cause: unknown) => {
      throw new HeadendError('drm/kek-missing', 'KEK_FILE cannot be read.', { cause });
    });
    const state = `${mtimeMs} ${size} ${ino}`;
    lookedAt = Date.now();
    if (ring?.state !== state) ring = { ...readRing(await readFile(file, 'utf8')), state };
    return ring;
  };
  const fresh = async (): Promise<Ring> => (ring && Date.now() - lookedAt < FRESH_MS ? ring : refresh());
  const keyOf = async (version: string): Promise<Buffer> => {
    const key = (await fresh()).keys.get(version) ?? (await refresh()).keys.get(version);
    if (!key) throw new HeadendError('drm/kek-missing', `KEK_FILE has no version ${version}.`);
    return key;
  };

  return {
    current: async () => (await fresh()).current,
    async wrap(key, owner) {
      const { current } = await fresh();
      return { sealed: seal(key, await keyOf(current), owner), kekVersion: current };
    },
    unwrap: async ({ sealed, kekVersion }, owner) => open(sealed, await keyOf(kekVersion), owner),
  };
}

/** Read the text of a KEK_FILE; lines that are empty or begin with `#` say nothing. */
function readRing(text: string): Omit<Ring, 'state'> {
  const keys = new Map<string, Buffer>();
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const [, version = '', base64 = ''] = /^([A-Za-z0-9._-]{1,40})\s+([A-Za-z0-9+/]{43}=)$/.exec(line) ?? [];
    // The line itself is not shown: it may be a key.
    if (!version)
      throw new HeadendError('drm/kek-missing', `Line ${keys.size + 1} of KEK_FILE is not "version base64".`);
    if (keys.has(version)) throw new HeadendError('drm/kek-missing', `KEK_FILE has version ${version} twice.`);
    keys.set(version, Buffer.from(base64, 'base64'));
  }
  const [current] = keys.keys();
  if (current === undefined) throw new HeadendError('drm/kek-missing', 'KEK_FILE has no key.');
  return { current, keys };
}

function seal(key: Uint8Array, kek: Uint8Array, owner: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, kek, nonce).setAAD(Buffer.from(owner));
  const body = Buffer.concat([cipher.update(key), cipher.final()]);
  return Uint8Array.from(Buffer.concat([nonce, cipher.getAuthTag(), body]));
}

function open(sealed: Uint8Array, kek: Uint8Array, owner: string): Uint8Array {
  const bytes = Buffer.from(sealed);
  try {
    const decipher = createDecipheriv(CIPHER, kek, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(owner))
      .setAuthTag(bytes.subarray(NONCE_BYTES, HEAD_BYTES));
    return Uint8Array.from(Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES)), decipher.final()]));
  } catch {
    throw new HeadendError('drm/key-unreadable', `The key ${owner} does not open.`);
  }
}
