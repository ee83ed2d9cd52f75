import type { Pathway } from '../../domain/delivery/steering';
import type { SigningKey } from '../tokens/port';

/** The processes that read a configuration. `local` is the supervisor of the embedded stack. */
export type ProcessKind = 'api' | 'worker' | 'local';

/** The variables of a process, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What each field tells about itself, for the reader of docs/configuration.md and of an error. */
export interface FieldInfo {
  /** Name of the environment variable. */
  env: string;
  /** Heading under which docs/configuration.md lists it. */
  group: string;
  /** What it is for, when to change it. */
  comment: string;
  /** Unit of the value: bytes, hours, seconds, slots … */
  unit?: string;
  /** Never printed, logged or echoed in an error. */
  secret?: boolean;
  /** Processes that refuse to start without it. */
  required?: readonly ProcessKind[];
  /** An example of a right value, used in errors. */
  example?: string;
  /** How the default reads in the documentation when it depends on the machine or on another field. */
  defaultText?: string;
}

/** One configuration field: how to read its text and what stands in when it is absent. */
export interface Field<T> extends FieldInfo {
  type: string;
  /** The value when the variable is absent or empty. */
  fallback: T;
  /** The value a text stands for. @throws {Error} whose message ends "must be …" */
  parse(text: string): T;
}

type Given<T> = FieldInfo & { fallback: T };

/** Free text. */
export const text = (given: Given<string>): Field<string> => ({ ...given, type: 'text', parse: (value) => value });

/** Text that may be absent. */
export const optionalText = (given: FieldInfo): Field<string | undefined> => ({
  ...given,
  type: 'text',
  fallback: undefined,
  parse: (value) => value,
});

/** A path of a file or folder that may be absent. */
export const optionalPath = (given: FieldInfo): Field<string | undefined> => ({ ...optionalText(given), type: 'path' });

/** A path of a file or folder. */
export const path = (given: Given<string>): Field<string> => ({ ...text(given), type: 'path' });

/** An absolute URL with one of `protocols` (without the colon), kept without a trailing slash. */
export const url = <T extends string | undefined>(given: Given<T>, protocols: string[]): Field<T | string> => ({
  ...given,
  type: 'URL',
  parse: (value) => parseUrl(value, protocols),
});

/** A whole number within bounds, both included. */
export const integer = <T extends number | undefined>(
  given: Given<T>,
  { min = 1, max = Number.MAX_SAFE_INTEGER } = {},
): Field<T | number> => ({
  ...given,
  type: 'integer',
  parse: (value) => parseInteger(value, min, max),
});

/** A TCP port; 0 lets the system choose, or switches the listener off where the comment says so. */
export const port = (given: Given<number>): Field<number> => ({
  ...integer(given, { min: 0, max: 65535 }),
  type: 'port',
});

/** One of a few words. */
export const choice = <T extends string>(given: Given<T>, words: readonly T[]): Field<T> => ({
  ...given,
  type: words.join(' \\| '),
  parse: (value) => {
    const word = words.find((candidate) => candidate === value);
    if (!word) throw new Error(`must be one of ${words.join(', ')}`);
    return word;
  },
});

/** `host:port` entries separated by commas. */
export const hostPorts = (given: Given<readonly string[]>): Field<readonly string[]> => ({
  ...given,
  type: 'list of host:port',
  parse: (value) => value.split(',').map((entry) => parseHostPort(entry.trim())),
});

/** Origins of web pages separated by commas. */
export const origins = (given: Given<readonly string[]>): Field<readonly string[]> => ({
  ...given,
  type: 'list of origins',
  parse: (value) => value.split(',').map((entry) => new URL(parseUrl(entry.trim(), ['https', 'http'])).origin),
});

/** Keys of 32 bytes, base64, separated by commas. */
export const aesKeys = (given: Given<readonly Buffer[]>): Field<readonly Buffer[]> => ({
  ...given,
  type: 'list of base64',
  parse: (value) => value.split(',').map((entry) => parseAesKey(entry.trim())),
});

/** CDNs as `id=host=weight`, separated by commas. */
export const pathways = (given: Given<readonly Pathway[]>): Field<readonly Pathway[]> => ({
  ...given,
  type: 'list of id=host=weight',
  parse: (value) => value.split(',').map((entry) => parsePathway(entry.trim())),
});

/** Signing keys as `id=value`, separated by commas. */
export const signingKeys = (given: Given<readonly SigningKey[]>): Field<readonly SigningKey[]> => ({
  ...given,
  type: 'list of id=base64',
  parse: (value) => value.split(',').map((entry) => parseSigningKey(entry.trim())),
});

/** One `host:port`. */
export const hostPort = (given: Given<string>): Field<string> => ({
  ...given,
  type: 'host:port',
  parse: parseHostPort,
});

function parseUrl(value: string, protocols: string[]): string {
  const must = `must be an absolute URL with ${protocols.map((name) => `${name}://`).join(' or ')}`;
  if (!URL.canParse(value)) throw new Error(must);
  if (!protocols.includes(new URL(value).protocol.slice(0, -1))) throw new Error(must);
  return value.replace(/\/+$/, '');
}

function parseInteger(value: string, min: number, max: number): number {
  const number = Number(value);
  const inside = /^\d+$/.test(value) && Number.isSafeInteger(number) && number >= min && number <= max;
  if (!inside) {
    throw new Error(
      `must be a whole number ${max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`}`,
    );
  }
  return number;
}

function parseAesKey(value: string): Buffer {
  const key = Buffer.from(value, 'base64');
  if (!/^[A-Za-z0-9+/]{43}=$/.test(value) || key.length !== 32) throw new Error('must be 32 bytes in base64');
  return key;
}

function parsePathway(entry: string): Pathway {
  const parts = /^([A-Za-z0-9_-]{1,32})=([A-Za-z0-9.-]+(?::\d{1,5})?)=(\d{1,6})$/.exec(entry);
  if (!parts?.[1] || !parts[2]) throw new Error('must be id=host=weight');
  return { id: parts[1], host: parts[2], weight: Number(parts[3]) };
}

/** A value that begins with `es256:` is a private key as PKCS#8; any other is a secret. */
function parseSigningKey(entry: string): SigningKey {
  const parts = /^([A-Za-z0-9-]{1,16})=(es256:)?([A-Za-z0-9+/]+=*)$/.exec(entry);
  const secret = Buffer.from(parts?.[3] ?? '', 'base64');
  if (!parts?.[1] || secret.length < 32) throw new Error('must be id=base64 of at least 32 bytes');
  return { id: parts[1], algorithm: parts[2] ? 'ES256' : 'HS256', secret };
}

function parseHostPort(value: string): string {
  const parts = /^(\[[0-9a-fA-F:]+\]|[^:\s,]+):(\d{1,5})$/.exec(value);
  if (!parts || Number(parts[2]) > 65535) throw new Error('must be host:port');
  return value;
}
