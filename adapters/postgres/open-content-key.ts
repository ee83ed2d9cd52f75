import { inspect } from 'node:util';
import type { ContentKeyId, KeyLabel, ProtectionScheme } from '../../domain/drm/content-key';
import type { ContentKey } from '../content-keys/port';

/** A content key whose bytes show in no log, no JSON and no copy: they are there for who asks for `key`. */
export class OpenContentKey implements ContentKey {
  readonly kid: string;
  readonly label: KeyLabel;
  readonly scheme: ProtectionScheme;
  readonly iv?: Uint8Array;
  readonly #key: Uint8Array;

  /** @param key 16 bytes */
  constructor({ kid, label, scheme }: ContentKeyId, key: Uint8Array, iv?: Uint8Array) {
    this.kid = kid;
    this.label = label;
    this.scheme = scheme;
    this.iv = iv;
    this.#key = key;
  }

  get key(): Uint8Array {
    return this.#key;
  }

  toJSON(): ContentKeyId {
    return { kid: this.kid, label: this.label, scheme: this.scheme };
  }

  toString(): string {
    return `${this.label} ${this.kid}`;
  }

  [inspect.custom](): string {
    return `ContentKey(${this.toString()})`;
  }
}
