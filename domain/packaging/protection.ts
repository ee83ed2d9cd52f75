import type { KeyLabel, ProtectionScheme } from '../drm/content-key';
import { kidBytes, kidHex, skdUri } from '../drm/kid';
import { type PlayReadyKey, playReadyObject, playReadyPssh } from '../drm/playready';
import { commonPssh, SYSTEM_IDS, widevinePssh } from '../drm/pssh';

/** What the playlists of an encrypted package say of its keys. */
export interface PackageProtection {
  scheme: ProtectionScheme;
  /** Every key of the package, in the order in which headers list them: by label. */
  keys: (PlayReadyKey & { label: KeyLabel })[];
}

/** The values of an EXT-X-KEY or EXT-X-SESSION-KEY tag, quoted where they must be. */
export type KeyTag = Record<string, string | undefined>;

const base64Uri = (bytes: Buffer, type = 'text/plain'): string => `"data:${type};base64,${bytes.toString('base64')}"`;

/**
 * The key tags of one key, for every DRM system. FairPlay has one address per key, and none with cenc: SAMPLE-AES-CTR never
 * goes to Apple (Apple HLS authoring 13.11). There is no `identity` tag: Shaka Player takes what it holds for the key itself,
 * and hls.js then breaks; `org.w3.clearkey` carries the KID instead.
 */
export function keyTags({ scheme, keys }: PackageProtection, kid: string): KeyTag[] {
  const own = keyOf({ scheme, keys }, kid);
  const METHOD = scheme === 'cbcs' ? 'SAMPLE-AES' : 'SAMPLE-AES-CTR';
  const tag = (KEYFORMAT: string, URI: string, withId = true): KeyTag => ({
    METHOD,
    URI,
    ...(withId ? { KEYID: `0x${kidHex(kid)}` } : {}),
    KEYFORMAT: `"${KEYFORMAT}"`,
    KEYFORMATVERSIONS: '"1"',
  });
  const all = keys.map((key) => key.kid);
  return [
    ...(scheme === 'cbcs' ? [tag('com.apple.streamingkeydelivery', `"${skdUri(kid)}"`, false)] : []),
    tag(`urn:uuid:${SYSTEM_IDS.widevine}`, base64Uri(widevinePssh(all, scheme))),
    tag('com.microsoft.playready', base64Uri(playReadyObject(own), 'text/plain;charset=UTF-16'), false),
    tag('org.w3.clearkey', base64Uri(kidBytes(kid))),
  ];
}

/** A ContentProtection element: its attributes, and its children as name and text. */
export interface ProtectionDescriptor {
  attributes: Record<string, string>;
  children: [name: string, text: string][];
}

/**
 * The descriptors of a set whose representations share a key (ISO/IEC 23009-1, 5.8.4.1; ISO/IEC 23001-7, 11.2).
 *
 * The W3C common box stands in the descriptor of the scheme, where it is for every system that has none of its own: Shaka Player
 * asks with it for all keys at once. In a descriptor of the common system dash.js 5 takes the box for a list of key ids, which
 * browsers refuse; of the Clear Key descriptor of DASH-IF, without a box, it asks for the default KID.
 */
export function protectionDescriptors({ scheme, keys }: PackageProtection, kid: string): ProtectionDescriptor[] {
  const own = keyOf({ scheme, keys }, kid);
  const all = keys.map((key) => key.kid);
  const system = (id: string, pssh: Buffer, value?: string, pro?: Buffer): ProtectionDescriptor => ({
    attributes: { schemeIdUri: `urn:uuid:${id}`, ...(value ? { value } : {}) },
    children: [
      ['cenc:pssh', pssh.toString('base64')],
      ...(pro ? [['mspr:pro', pro.toString('base64')] as [string, string]] : []),
    ],
  });
  return [
    {
      attributes: { schemeIdUri: 'urn:mpeg:dash:mp4protection:2011', value: scheme, 'cenc:default_KID': kid },
      children: [['cenc:pssh', commonPssh(all).toString('base64')]],
    },
    { attributes: { schemeIdUri: `urn:uuid:${CLEAR_KEY}`, value: 'ClearKey1.0' }, children: [] },
    system(SYSTEM_IDS.widevine, widevinePssh(all, scheme), 'Widevine'),
    system(SYSTEM_IDS.playready, playReadyPssh(own), 'MSPR 2.0', playReadyObject(own)),
  ];
}

/** The label of a key of the package. */
export const labelOfKey = ({ keys }: PackageProtection, kid: string | undefined): KeyLabel | undefined =>
  keys.find((key) => key.kid === kid)?.label;

/** Clear Key as DASH-IF registers it; in segments it has the W3C common box. */
const CLEAR_KEY = 'e2719d58-a985-b3c9-781a-b030af78d30e';

function keyOf({ keys }: PackageProtection, kid: string): PlayReadyKey {
  const found = keys.find((key) => key.kid === kid);
  if (!found) throw new RangeError(`A track is encrypted with ${kid}, which is no key of the package`);
  return found;
}
