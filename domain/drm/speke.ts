import { keyTags, type PackageProtection, protectionDescriptors } from '../packaging/protection';
import type { ProtectionScheme } from './content-key';
import {
  type EncryptedKey,
  encryptedSecret,
  fillDelivery,
  plainSecret,
  type Recipient,
  recipientsOf,
  type WrappedSecrets,
} from './cpix-delivery';
import { cpixFault, inSchemaOrder } from './cpix-schema';
import {
  attributes,
  children,
  element,
  list,
  localName,
  type Node,
  parseXml,
  prefixed,
  setChildren,
  writeXml,
  XmlFault,
} from './cpix-xml';
import { playReadyObject, playReadyPssh } from './playready';
import { commonPssh, psshBox, SYSTEM_IDS, widevinePssh } from './pssh';
import { contractFault, type SpekeRule } from './speke-contract';

/** A SPEKE request is refused; the message is the text that the specification gives. */
export class SpekeRefusal extends Error {
  override readonly name = 'SpekeRefusal';
  constructor(
    message: string,
    readonly status = 422,
  ) {
    super(message);
  }
}

/** What an encryptor asks for: keys by the KIDs it chose itself. */
export interface SpekeRequest {
  contentId: string;
  scheme: ProtectionScheme;
  keys: { kid: string; trackType: string }[];
  /** For whom the keys are to be encrypted; empty when they are wanted in the clear. */
  recipients: Recipient[];
  /** The document, for the answer: an encryptor gets back everything that it sent. */
  document: Node[];
}

const SUPPORTED_CPIX = '2.3';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Every preset has fewer. */
const MAX_KEYS = 20;
/** More than any chain of packagers has. */
const MAX_RECIPIENTS = 10;
const SYSTEMS: readonly string[] = Object.values(SYSTEM_IDS);

/**
 * Read a CPIX 2.3 request of SPEKE v2.0.
 *
 * @throws {SpekeRefusal} with the text of the specification; with status 400 when it is no XML, or has a DOCTYPE
 */
export function readSpekeRequest(xml: string): SpekeRequest {
  const document = parse(xml);
  const root = document.find((node) => localName(node) === 'CPIX');
  if (!root) throw new SpekeRefusal('The document is no CPIX', 400);
  const { contentId, version } = attributes(root);
  if (!contentId) throw new SpekeRefusal('Missing CPIX@contentId');
  if (contentId.length > 200) throw new SpekeRefusal('CPIX@contentId is longer than 200 characters');
  if (!version) throw new SpekeRefusal('Missing CPIX@version');
  if (version !== SUPPORTED_CPIX) throw new SpekeRefusal('Unsupported CPIX@version');
  const recipients = recipientsOf(root);
  if (recipients.length > MAX_RECIPIENTS) throw new SpekeRefusal(`More than ${MAX_RECIPIENTS} DeliveryData elements`);
  const keys = list(root, 'ContentKeyList').filter((node) => localName(node) === 'ContentKey');
  const kids = keys.map(kidOf);
  const scheme = schemeOf(keys);
  checkSystems(root, kids, scheme);
  const rules = readRules(root);
  const fault =
    kids.length === 0 || kids.length > MAX_KEYS ? 'Malformed encryption contract' : contractFault(rules, kids);
  if (fault) throw new SpekeRefusal(fault);
  fillDelivery(
    root,
    recipients.map(() => ({ documentKey: '', macKey: '' })),
  );
  checkSchema(document, root);
  const trackOf = (kid: string): string => rules.find((rule) => rule.kid === kid)?.trackType ?? '';
  return { contentId, scheme, keys: kids.map((kid) => ({ kid, trackType: trackOf(kid) })), recipients, document };
}

function parse(xml: string): Node[] {
  try {
    return parseXml(xml);
  } catch (error) {
    throw error instanceof XmlFault ? new SpekeRefusal(error.message, 400) : error;
  }
}

function schemeOf(keys: readonly Node[]): ProtectionScheme {
  const schemes = keys.map((key) => {
    const { commonEncryptionScheme } = attributes(key);
    if (commonEncryptionScheme) return commonEncryptionScheme;
    throw new SpekeRefusal(`Missing ContentKey@commonEncryptionScheme for KID ${kidOf(key)}`);
  });
  if (new Set(schemes).size > 1) throw new SpekeRefusal('Non compliant ContentKey@commonEncryptionScheme combination');
  const [scheme] = schemes;
  // cbc1 and cens have no players.
  if (scheme !== 'cbcs' && scheme !== 'cenc')
    throw new SpekeRefusal('Requested CPIX encryption contract not supported');
  return scheme;
}

/** Every system is known and knows the scheme, and speaks of a key of the document. */
function checkSystems(root: Node, kids: readonly string[], scheme: ProtectionScheme): void {
  const systems = list(root, 'DRMSystemList').filter((node) => localName(node) === 'DRMSystem');
  if (systems.length === 0) throw new SpekeRefusal('Missing CPIX DRMSystemList');
  for (const system of systems) {
    const id = systemOf(system);
    if (!SYSTEMS.includes(id) || !kids.includes(kidOf(system)))
      throw new SpekeRefusal('Requested CPIX encryption contract not supported');
    if (id === SYSTEM_IDS.fairplay && scheme === 'cenc')
      throw new SpekeRefusal(`ContentKey@commonEncryptionScheme non compatible with DRMSystem ${id}`);
  }
}

const readRules = (root: Node): SpekeRule[] =>
  list(root, 'ContentKeyUsageRuleList').map((rule) => {
    const filters = (name: string) => children(rule).filter((child) => localName(child) === name);
    const trackType = attributes(rule).intendedTrackType ?? '';
    return {
      ...{ kid: kidOf(rule), trackType },
      video: filters('VideoFilter').map(attributes),
      audio: filters('AudioFilter').map(attributes),
    };
  });

/** A key as the answer needs it. */
export interface SpekeKey {
  kid: string;
  key: Uint8Array;
  /** Of cenc. */
  checksum?: string;
  /** 16 bytes, the same for every request; FairPlay and HLS want one with cbcs. */
  iv: Uint8Array;
  /** Stands in the answer instead of the key. */
  encrypted?: EncryptedKey;
}

/**
 * The request with its keys and the signalling of every system that it names, as the specification wants it back.
 *
 * @param secrets of the document, for each recipient in the order of the request
 * @throws {SpekeRefusal} when it does not keep to the schema of CPIX 2.3; nothing that {@link readSpekeRequest} lets in does that
 */
export function answerSpeke(
  { document, scheme }: SpekeRequest,
  keys: readonly SpekeKey[],
  secrets: readonly WrappedSecrets[] = [],
): string {
  const keyOf = (kid: string): SpekeKey | undefined => keys.find((each) => each.kid === kid);
  const root = document.find((node) => localName(node) === 'CPIX');
  if (!root) throw new SpekeRefusal('The document is no CPIX', 400);
  fillDelivery(root, secrets);
  for (const node of list(root, 'ContentKeyList')) {
    const key = keyOf(kidOf(node));
    if (key) fillKey(node, key, scheme);
  }
  for (const node of list(root, 'DRMSystemList')) {
    const key = keyOf(kidOf(node));
    if (key) fillSystem(node, key, scheme);
  }
  checkSchema(document, root);
  return writeXml(document);
}

/** Put everything into the order of the schema, and see that it keeps to it. */
function checkSchema(document: readonly Node[], root: Node): void {
  for (const node of list(root, 'DRMSystemList')) inSchemaOrder(node, 'DRMSystem');
  for (const node of list(root, 'ContentKeyUsageRuleList')) inSchemaOrder(node, 'ContentKeyUsageRule');
  inSchemaOrder(root, 'CPIX');
  // SPEKE knows no signatures, and one over the request would be wrong over the answer.
  setChildren(
    root,
    children(root).filter((node) => localName(node) !== 'Signature'),
  );
  const fault = cpixFault(document);
  if (fault) throw new SpekeRefusal(`The document does not keep to the schema of CPIX 2.3: ${fault}`);
}

function fillKey(node: Node, { key, iv, encrypted }: SpekeKey, scheme: ProtectionScheme): void {
  const secret = encrypted ? encryptedSecret(encrypted) : plainSecret(key);
  setChildren(node, [element(prefixed(node, 'Data'), [secret])]);
  if (scheme === 'cbcs')
    node[':@'] = { ...node[':@'], explicitIV: attributes(node).explicitIV || Buffer.from(iv).toString('base64') };
}

function fillSystem(node: Node, { kid, checksum }: SpekeKey, scheme: ProtectionScheme): void {
  const system = systemOf(node);
  const own = { kid, scheme, checksum };
  const protection: PackageProtection = { scheme, keys: [{ ...own, label: 'SD' }] };
  for (const child of children(node)) {
    const value = signalling(localName(child), attributes(child).playlist, system, protection, kid);
    if (value !== undefined) setChildren(child, [{ '#text': value }]);
  }
}

/** The base64 text of one element of a DRMSystem; undefined when the system has none of the kind. */
function signalling(
  element: string,
  playlist: string | undefined,
  system: string,
  protection: PackageProtection,
  kid: string,
): string | undefined {
  const base64 = (value: string | Buffer): string => Buffer.from(value).toString('base64');
  switch (element) {
    case 'PSSH':
      return base64(boxOf(system, protection, kid));
    case 'ContentProtectionData':
      return base64(descriptorContent(system, protection, kid));
    case 'SmoothStreamingProtectionHeaderData':
      return system === SYSTEM_IDS.playready ? base64(playReadyObject(keyIn(protection, kid))) : undefined;
    case 'HLSSignalingData':
      return base64(hlsTags(system, playlist, protection, kid));
    default:
      return undefined;
  }
}

const keyIn = ({ keys }: PackageProtection, kid: string) =>
  keys.find((each) => each.kid === kid) ?? { kid, scheme: 'cbcs' as const };

function boxOf(system: string, protection: PackageProtection, kid: string): Buffer {
  if (system === SYSTEM_IDS.widevine) return widevinePssh([kid], protection.scheme);
  if (system === SYSTEM_IDS.playready) return playReadyPssh(keyIn(protection, kid));
  if (system === SYSTEM_IDS.common) return commonPssh([kid]);
  return psshBox({ systemId: system, kids: [kid], data: new Uint8Array() });
}

/** What goes into the ContentProtection element of the system; its box, where our own packages have none of the system. */
function descriptorContent(system: string, protection: PackageProtection, kid: string): string {
  const found = protectionDescriptors(protection, kid).find(({ attributes: { schemeIdUri } }) =>
    schemeIdUri?.endsWith(system),
  );
  const names: Record<string, string> = { cenc: 'urn:mpeg:cenc:2013', mspr: 'urn:microsoft:playready' };
  const box = [['cenc:pssh', boxOf(system, protection, kid).toString('base64')]] as const;
  return (found?.children ?? box)
    .map(([name, value]) => {
      const [prefix = ''] = name.split(':');
      return `<${name} xmlns:${prefix}="${names[prefix]}">${value}</${name}>`;
    })
    .join('');
}

/** Tags of the system for media playlists, or session keys for the multivariant one. */
function hlsTags(system: string, playlist: string | undefined, protection: PackageProtection, kid: string): string {
  const formats: Record<string, string> = {
    [SYSTEM_IDS.widevine]: `"urn:uuid:${SYSTEM_IDS.widevine}"`,
    [SYSTEM_IDS.playready]: '"com.microsoft.playready"',
    [SYSTEM_IDS.fairplay]: '"com.apple.streamingkeydelivery"',
    [SYSTEM_IDS.common]: '"org.w3.clearkey"',
  };
  const name = playlist === 'master' ? '#EXT-X-SESSION-KEY' : '#EXT-X-KEY';
  return keyTags(protection, kid)
    .filter(({ KEYFORMAT }) => KEYFORMAT === formats[system])
    .map(
      (tag) =>
        `${name}:${Object.entries(tag)
          .map(([key, value]) => `${key}=${value}`)
          .join(',')}`,
    )
    .join('\n');
}

const systemOf = (node: Node): string => (attributes(node).systemId ?? '').toLowerCase();

/** @throws {SpekeRefusal} when it is no UUID */
function kidOf(node: Node): string {
  const kid = attributes(node).kid ?? '';
  if (!UUID.test(kid)) throw new SpekeRefusal('Malformed encryption contract');
  return kid.toLowerCase();
}
