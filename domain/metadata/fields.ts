import type { Finding, Severity } from '../qc/finding';

/** Reads the value at a path, or says what is wrong and leaves it out. */
export type Read<T> = (value: unknown, path: string, desk: MetadataDesk) => T | undefined;

/** Most findings of one document; a broken export repeats itself. */
const MOST_FINDINGS = 50;

/** Gathers what is wrong with a metadata document. */
export class MetadataDesk {
  readonly findings: Finding[] = [];

  /** @param path such as `people.2.name` */
  wrong(path: string, what: string): undefined {
    this.add(
      'metadata/field',
      'warning',
      path,
      `${path} ${what}; it is left out.`,
      'Correct the field and deliver the metadata again.',
    );
    return undefined;
  }

  unknown(path: string): void {
    this.add(
      'metadata/unknown-field',
      'info',
      path,
      `${path} is no field of the document; it is left out.`,
      'Take the fields of `metadata` in the answer of GET /v1/titles/{id} (explained at /docs/guides/metadata); what Headend does not keep may go with the order as `passthrough`.',
    );
  }

  add(code: string, severity: Severity, measured: string, message: string, fix: string): void {
    if (this.findings.length >= MOST_FINDINGS) return;
    this.findings.push({ code, severity, stage: 'metadata', track: 'metadata', measured, message, fix });
  }
}

const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** Text of 1 to `most` characters, trimmed. */
export const text =
  (most: number): Read<string> =>
  (value, path, desk) => {
    if (typeof value !== 'string') return desk.wrong(path, 'is no text');
    const trimmed = value.trim();
    if (trimmed === '') return desk.wrong(path, 'is empty');
    return [...trimmed].length > most ? desk.wrong(path, `is longer than ${most} characters`) : trimmed;
  };

/** @param looks in words, such as `a date like 2008-05-30` */
export const matching =
  (pattern: RegExp, looks: string): Read<string> =>
  (value, path, desk) =>
    typeof value === 'string' && pattern.test(value)
      ? value
      : desk.wrong(path, `is not ${looks}${typeof value === 'string' ? ` but "${shown(value)}"` : ''}`);

export const whole =
  (from: number, to: number): Read<number> =>
  (value, path, desk) =>
    typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to
      ? value
      : desk.wrong(path, `is no whole number from ${from} to ${to}`);

export const oneOf =
  <const T extends string>(...words: T[]): Read<T> =>
  (value, path, desk) =>
    words.find((word) => word === value) ?? desk.wrong(path, `is none of ${words.join(', ')}`);

/** Items that can be read; the others are left out. */
export const list =
  <T>(item: Read<T>, most: number): Read<T[]> =>
  (value, path, desk) => {
    if (!Array.isArray(value)) return desk.wrong(path, 'is no list');
    if (value.length > most) desk.wrong(`${path}.${most}`, `is one more than ${most} can be kept, with all after it`);
    return value.slice(0, most).flatMap((each, index) => item(each, `${path}.${index}`, desk) ?? []);
  };

/** Values by key; keys that `key` does not match are left out. */
export const map =
  <T>(key: RegExp, item: Read<T>): Read<Record<string, T>> =>
  (value, path, desk) => {
    if (!isObject(value)) return desk.wrong(path, 'is no object');
    const entries = Object.entries(value).flatMap(([name, each]): [string, T][] => {
      const at = path ? `${path}.${name}` : name;
      if (!key.test(name)) return desk.wrong(at, 'has no valid name') ?? [];
      const read = item(each, at, desk);
      return read === undefined ? [] : [[name, read]];
    });
    return Object.fromEntries(entries);
  };

type Shape<T> = { [K in keyof T]-?: Read<NonNullable<T[K]>> };

/** An object of known fields. Without one of `needed` all of it is left out. */
export const record =
  <T extends object>(shape: Shape<T>, needed: (keyof T & string)[] = []): Read<T> =>
  (value, path, desk) => {
    if (!isObject(value)) return desk.wrong(path || 'the document', 'is no object');
    const at = (name: string): string => (path ? `${path}.${name}` : name);
    const entries = Object.entries(value).flatMap(([name, each]): [string, unknown][] => {
      if (!Object.hasOwn(shape, name)) return desk.unknown(at(name)) ?? [];
      const read = each === null ? undefined : shape[name as keyof T](each, at(name), desk);
      return read === undefined ? [] : [[name, read]];
    });
    const result = Object.fromEntries(entries);
    const missing = needed.find((name) => !Object.hasOwn(result, name));
    return missing ? desk.wrong(at(missing), 'is missing') : (result as T);
  };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
