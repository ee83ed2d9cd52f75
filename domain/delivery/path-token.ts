/** What a media address is bound to beside its time; the edge asks its own knowledge of the viewer, never the address. */
export interface MediaBinding {
  /** ISO 3166-1 alpha-2. */
  country?: string;
  /** IPv4 /24 or IPv6 /48, as {@link addressPrefix} of an address writes it. */
  addressPrefix?: string;
}

/** The parts of a media path token, `v1.{expiry}.{key}.{grant}.{mac}`. */
export interface PathToken {
  /** Epoch seconds. */
  expiresAt: number;
  /** Key of the ring that signed it. */
  keyId: string;
  /** Media token of the version: caches put what lies under it away once for everybody. */
  mediaToken: string;
  binds: { country: boolean; address: boolean };
  mac: string;
}

/** One text for each token: no zeros in front, and 32 bytes leave the last character of the signature four bits. */
const FORM =
  /^v1\.([1-9a-z][0-9a-z]{0,8})\.([A-Za-z0-9-]{1,16})\.([a-z0-9]{32})(-c?i?)?\.([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])$/;

/** @returns undefined for text that is no path token */
export function readPathToken(text: string): PathToken | undefined {
  const [, expiry = '', keyId = '', mediaToken = '', flags = '', mac = ''] = FORM.exec(text) ?? [];
  if (!mac || flags === '-') return undefined;
  const binds = { country: flags.includes('c'), address: flags.includes('i') };
  return { expiresAt: Number.parseInt(expiry, 36), keyId, mediaToken, binds, mac };
}

/** The token without its signature. */
export function unsignedPathToken({ expiresAt, keyId, mediaToken, binds }: Omit<PathToken, 'mac'>): string {
  const flags = `${binds.country ? 'c' : ''}${binds.address ? 'i' : ''}`;
  return `v1.${expiresAt.toString(36)}.${keyId}.${mediaToken}${flags ? `-${flags}` : ''}`;
}

/**
 * The text under the signature: the token, then what it is bound to. A viewer of whom the edge does not know what the token
 * asks for gets another text, and so another signature.
 */
export const signedText = (unsigned: string, binds: PathToken['binds'], binding: MediaBinding): string =>
  [
    unsigned,
    ...(binds.country ? [binding.country ?? ''] : []),
    ...(binds.address ? [binding.addressPrefix ?? ''] : []),
  ].join('\n');

/**
 * The network of an address: the first three bytes of IPv4, the first three groups of IPv6. Viewers change addresses within
 * their network, the more so on phones.
 */
export function addressPrefix(address: string): string | undefined {
  const v4 = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/i.exec(address)?.[1];
  if (v4) return v4;
  if (!/^[0-9a-f:]+$/i.test(address) || !address.includes(':')) return undefined;
  const [head = '', tail] = address.toLowerCase().split('::');
  const before = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return groups.length === 8
    ? groups
        .slice(0, 3)
        .map((group) => group.replace(/^0+(?=.)/, ''))
        .join(':')
    : undefined;
}
