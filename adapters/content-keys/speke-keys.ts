import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { KeyLabel } from '../../domain/drm/content-key';
import {
  AnswerFault,
  type KeyAnswer,
  type KeyRequest,
  readKeyAnswer,
  writeKeyRequest,
} from '../../domain/drm/cpix-client';
import { XmlFault } from '../../domain/drm/cpix-xml';
import { kidOfBytes } from '../../domain/drm/kid';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { type RecipientIdentity, readIdentity } from './cpix-secrets';
import type { KeySource, KeyWish } from './port';

/** The key provider of somebody else. */
export interface SpekeSettings {
  url: string;
  /** Path of a file with headers for each request, one `Name: value` a line: credentials. Read anew for each request. */
  headersFile?: string;
  /** Path of a PEM file with our certificate and its private key: keys are asked for encrypted, and taken no other way. */
  recipientFile?: string;
  /** For the whole of one request. Shorter than what a packaging step may be silent. */
  timeoutMs?: number;
}

/** A provider that is slower than this is tried again. */
const TIMEOUT_MS = 12_000;
/** Eight keys for four systems take a tenth of it. */
const MOST_ANSWER_BYTES = 1024 ** 2;
const KEY_BYTES = 16;
const IV_BYTES = 16;
const VERSION = '2.0';

/** A {@link KeySource} that depends on files of the operator. */
export interface SpekeKeys extends KeySource {
  /** @throws {HeadendError} `drm/key-provider-setup` when a file cannot be read or is not right */
  check(): Promise<void>;
}

/**
 * {@link KeySource} that takes the keys from a SPEKE v2.0 server. Content and KIDs follow from the version, so a step that is
 * tried again asks for the same keys and gets them.
 *
 * Failures of {@link KeySource.take}: `drm/key-provider-setup`, `drm/key-provider-unavailable`, `drm/key-provider-refused`,
 * `drm/key-provider-answer`. None of them tells a key or a header.
 */
export function createSpekeKeys(settings: SpekeSettings): SpekeKeys {
  const { headersFile, recipientFile } = settings;
  return {
    async check() {
      if (headersFile) await headersFrom(headersFile);
      if (recipientFile) await identityFrom(recipientFile);
    },
    async take(wish) {
      const identity = recipientFile ? await identityFrom(recipientFile) : undefined;
      const asked: KeyRequest = { ...requestFor(wish), certificate: identity?.certificate };
      const answer = await ask(settings, writeKeyRequest(asked));
      return keysOf(answer, asked, identity);
    },
  };
}

/** Version and scheme are one content: the two schemes never share a key. */
const requestFor = ({ tenantId, versionId, scheme, labels }: KeyWish): KeyRequest => ({
  contentId: `${versionId}-${scheme}`,
  scheme,
  keys: labels.map((label) => ({ label, kid: kidFor(tenantId, versionId, scheme, label) })),
});

/** A UUID of version 8 (RFC 9562): the same for the same words. */
export function kidFor(...words: [tenantId: string, versionId: string, scheme: string, label: KeyLabel]): string {
  const bytes = createHash('sha256')
    .update(`headend key id\n${words.join('\n')}`)
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return kidOfBytes(bytes);
}

async function ask({ url, headersFile, timeoutMs = TIMEOUT_MS }: SpekeSettings, body: string): Promise<string> {
  const own = headersFile ? await headersFrom(headersFile) : {};
  const headers = { ...own, 'content-type': 'application/xml', 'x-speke-version': VERSION };
  const host = new URL(url).host;
  let response: Response;
  let text: string;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    text = await bounded(response);
  } catch (error) {
    if (isHeadendError(error)) throw error;
    throw new HeadendError('drm/key-provider-unavailable', `${host} could not be reached: ${reasonOf(error)}.`);
  }
  const { status } = response;
  if (status === 429 || status >= 500)
    throw new HeadendError('drm/key-provider-unavailable', `${host} answered ${status}.`);
  if (status !== 200)
    throw new HeadendError('drm/key-provider-refused', `${host} answered ${status}${said(text, Object.values(own))}.`);
  return text;
}

/** The words of a refusal, without what we sent as credentials. Answers with keys are never told. */
function said(text: string, credentials: readonly string[]): string {
  const secrets = credentials.flatMap((value) => value.split(/\s+/)).filter((part) => part.length >= 8);
  const hidden = secrets.reduce((all, secret) => all.replaceAll(secret, '…'), text);
  const words = hidden
    .replace(/[^\x21-\x7e…]+/g, ' ')
    .trim()
    .slice(0, 200);
  return words === '' ? '' : `: ${words}`;
}

/** By names: errors of `fetch` come from another realm under Jest. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: unknown } };
  if (name === 'TimeoutError') return 'it was silent for too long';
  return typeof cause?.code === 'string' ? cause.code : (name ?? 'no reason given');
}

async function bounded(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > MOST_ANSWER_BYTES)
      throw new HeadendError('drm/key-provider-answer', `It is longer than ${MOST_ANSWER_BYTES} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function keysOf(xml: string, asked: KeyRequest, identity: RecipientIdentity | undefined) {
  const { keys, secrets } = readAnswer(xml, asked);
  const known = new Set<string>();
  return asked.keys.map(({ kid, label }, at) => {
    const key = opened(keys[at]?.secret ?? '', secrets, identity);
    if (key?.length !== KEY_BYTES)
      throw new HeadendError('drm/key-provider-answer', `Its key ${kid} does not open to ${KEY_BYTES} bytes.`);
    // Whoever has the key of small pictures would have that of large ones.
    const value = Buffer.from(key).toString('base64');
    if (known.has(value))
      throw new HeadendError('drm/key-provider-answer', `It has one key under two ids, ${kid} and another.`);
    known.add(value);
    return { kid, label, key, iv: givenIv(keys[at]?.explicitIV, asked, kid) };
  });
}

/** What the samples of a key begin with under cbcs, where the provider says it; under cenc every sample has its own. */
function givenIv(explicitIV: string | undefined, { scheme }: KeyRequest, kid: string): Uint8Array | undefined {
  if (!explicitIV || scheme === 'cenc') return undefined;
  const iv = Buffer.from(explicitIV, 'base64');
  if (iv.length === IV_BYTES) return iv;
  throw new HeadendError('drm/key-provider-answer', `The explicitIV of its key ${kid} has not ${IV_BYTES} bytes.`);
}

/** A key in the clear; undefined when it does not decrypt. What went wrong is not told further: it would help whoever changed it. */
function opened(
  secret: KeyAnswer['keys'][number]['secret'],
  secrets: KeyAnswer['secrets'],
  identity: RecipientIdentity | undefined,
): Uint8Array | undefined {
  if (typeof secret === 'string') return Buffer.from(secret, 'base64');
  try {
    return secrets && identity?.decrypt(secrets, secret);
  } catch {
    return undefined;
  }
}

function readAnswer(xml: string, asked: KeyRequest): KeyAnswer {
  try {
    return readKeyAnswer(xml, asked);
  } catch (error) {
    if (error instanceof AnswerFault)
      throw new HeadendError('drm/key-provider-answer', `Of the answer: ${error.message}.`);
    if (error instanceof XmlFault) throw new HeadendError('drm/key-provider-answer', `${error.message}.`);
    throw error;
  }
}

async function identityFrom(file: string): Promise<RecipientIdentity> {
  const pem = await read(file, 'SPEKE_RECIPIENT_FILE');
  try {
    return readIdentity(pem);
  } catch (error) {
    const why = isHeadendError(error) ? error.message : 'The private key cannot be read.';
    throw new HeadendError('drm/key-provider-setup', `SPEKE_RECIPIENT_FILE: ${why}`);
  }
}

async function headersFrom(file: string): Promise<Record<string, string>> {
  const lines = (await read(file, 'SPEKE_HEADERS_FILE')).split(/\r?\n/).filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line, at) => {
      const [, name, value] = /^([\w-]+):[ \t]*([\x20-\x7e]+?)[ \t]*$/.exec(line) ?? [];
      if (!name || !value)
        throw new HeadendError('drm/key-provider-setup', `SPEKE_HEADERS_FILE: line ${at + 1} is no header.`);
      return [name.toLowerCase(), value];
    }),
  );
}

const read = (file: string, name: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new HeadendError('drm/key-provider-setup', `${name} cannot be read: ${error.code}.`);
  });
