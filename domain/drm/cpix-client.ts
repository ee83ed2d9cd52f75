import type { KeyLabel, ProtectionScheme } from './content-key';
import { type EncryptedKey, secretOf, secretsFor, type WrappedSecrets } from './cpix-delivery';
import { cpixFault } from './cpix-schema';
import {
  attributes,
  children,
  element,
  escaped,
  list,
  localName,
  NAMESPACES,
  type Node,
  parseXml,
  writeXml,
} from './cpix-xml';
import { KEY_LABELS } from './key-plan';
import { SYSTEM_IDS } from './pssh';

/** Keys that Headend asks a key provider for, by KIDs that it chose itself. */
export interface KeyRequest {
  contentId: string;
  scheme: ProtectionScheme;
  keys: readonly { kid: string; label: KeyLabel }[];
  /** Certificate that the keys are to be encrypted for: X.509, DER in base64. */
  certificate?: string;
}

/** A key of an answer. */
export interface AnsweredKey {
  kid: string;
  /** In the clear as base64, or encrypted. */
  secret: string | EncryptedKey;
  /** Base64, where the provider says what the samples begin with. */
  explicitIV?: string;
}

/** What an answer tells. */
export interface KeyAnswer {
  keys: AnsweredKey[];
  /** Of the document; there when the keys were asked for encrypted. */
  secrets?: WrappedSecrets;
}

/** Most pixels of a picture under a label, as the presets of SPEKE v2.0 count them. */
const MOST_PIXELS: Readonly<Record<KeyLabel, number | undefined>> = {
  AUDIO: undefined,
  SD: 1024 * 576,
  HD: 1920 * 1080,
  UHD: undefined,
};
/** Track types of video presets 1, 2 and 3, by how many keys there are for pictures; the smallest pictures come first. */
const TRACK_TYPES: readonly (readonly string[])[] = [[], ['VIDEO'], ['SD', 'HD'], ['SD', 'HD', 'UHD']];

/**
 * The CPIX 2.3 document of a SPEKE v2.0 request. Its contract is audio preset 1, and the video preset with as many keys as
 * there are labels for pictures; filters say where one ends and the next begins.
 */
export function writeKeyRequest({ contentId, scheme, keys, certificate }: KeyRequest): string {
  const systems = [SYSTEM_IDS.widevine, SYSTEM_IDS.playready, ...(scheme === 'cbcs' ? [SYSTEM_IDS.fairplay] : [])];
  const lists = [
    ...(certificate ? [element('cpix:DeliveryDataList', [deliveryTo(certificate)])] : []),
    element(
      'cpix:ContentKeyList',
      keys.map(({ kid }) => element('cpix:ContentKey', [], { kid, commonEncryptionScheme: scheme })),
    ),
    element(
      'cpix:DRMSystemList',
      systems.flatMap((systemId) => keys.map(({ kid }) => signallingOf(systemId, kid))),
    ),
    element('cpix:ContentKeyUsageRuleList', rulesOf(keys)),
  ];
  const names = { 'xmlns:cpix': NAMESPACES.cpix, 'xmlns:pskc': NAMESPACES.pskc };
  const root = element('cpix:CPIX', lists, { contentId: escaped(contentId), version: '2.3', ...names });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml([root]).trim()}\n`;
}

const deliveryTo = (certificate: string): Node => {
  const data = element('ds:X509Data', [element('ds:X509Certificate', certificate)], { 'xmlns:ds': NAMESPACES.ds });
  return element('cpix:DeliveryData', [element('cpix:DeliveryKey', [data])], { id: 'headend' });
};

/** FairPlay has no box of its own in a package; it is asked for tags. */
const signallingOf = (systemId: string, kid: string): Node =>
  element(
    'cpix:DRMSystem',
    systemId === SYSTEM_IDS.fairplay
      ? ['media', 'master'].map((playlist) => element('cpix:HLSSignalingData', [], { playlist }))
      : [element('cpix:PSSH')],
    { kid, systemId },
  );

function rulesOf(keys: KeyRequest['keys']): Node[] {
  const pictures = KEY_LABELS.filter((label) => label !== 'AUDIO' && keys.some((key) => key.label === label));
  return keys.map(({ kid, label }) => {
    const at = pictures.indexOf(label);
    const from = MOST_PIXELS[pictures[at - 1] ?? 'AUDIO'];
    const to = at === pictures.length - 1 ? undefined : MOST_PIXELS[label];
    const bounds = {
      ...(from === undefined ? {} : { minPixels: `${from + 1}` }),
      ...(to === undefined ? {} : { maxPixels: `${to}` }),
    };
    const filter = label === 'AUDIO' ? element('cpix:AudioFilter') : element('cpix:VideoFilter', [], bounds);
    const intendedTrackType = label === 'AUDIO' ? 'AUDIO' : (TRACK_TYPES[pictures.length]?.[at] ?? label);
    return element('cpix:ContentKeyUsageRule', [filter], { kid, intendedTrackType });
  });
}

/** An answer cannot be used; the message says why, and holds nothing of it but names. */
export class AnswerFault extends Error {
  override readonly name = 'AnswerFault';
}

/**
 * The keys of an answer: all that were asked for and no others, for the same content, in the same scheme.
 *
 * @throws {AnswerFault} when the answer is anything else
 * @throws {XmlFault} when it is no XML, or has a DOCTYPE
 */
export function readKeyAnswer(xml: string, asked: KeyRequest): KeyAnswer {
  const document = parseXml(xml);
  const fault = cpixFault(document);
  if (fault) throw new AnswerFault(`it does not keep to the schema of CPIX 2.3: ${fault}`);
  const root = document.find((node) => localName(node) === 'CPIX');
  if (!root) throw new AnswerFault('it is no CPIX');
  const { contentId, version } = attributes(root);
  if (version !== '2.3') throw new AnswerFault(`it is not CPIX 2.3`);
  if (contentId !== escaped(asked.contentId)) throw new AnswerFault('it is for other content');
  const nodes = list(root, 'ContentKeyList').filter((node) => localName(node) === 'ContentKey');
  const keys = asked.keys.map(({ kid }) => keyOf(nodes, kid, asked));
  if (nodes.length !== keys.length) throw new AnswerFault(`it has ${nodes.length} keys, not ${keys.length}`);
  checkRules(root, asked);
  if (!asked.certificate) return { keys };
  const secrets = secretsFor(root, asked.certificate);
  if (!secrets) throw new AnswerFault('it has no document key for SPEKE_RECIPIENT_FILE by the algorithms of CPIX 2.3');
  return { keys, secrets };
}

function keyOf(nodes: readonly Node[], kid: string, { scheme, certificate }: KeyRequest): AnsweredKey {
  const [node, second] = nodes.filter((each) => attributes(each).kid?.toLowerCase() === kid);
  if (!node) throw new AnswerFault(`it has no key with the id ${kid}`);
  if (second) throw new AnswerFault(`it has the key ${kid} twice`);
  if (attributes(node).commonEncryptionScheme !== scheme) throw new AnswerFault(`its key ${kid} is not for ${scheme}`);
  const secret = secretOf(node);
  if (!secret) throw new AnswerFault(`its key ${kid} has no value by the algorithms of CPIX 2.3`);
  if (certificate && typeof secret === 'string')
    throw new AnswerFault(`its key ${kid} is in the clear, although it was asked for encrypted`);
  if (!certificate && typeof secret !== 'string')
    throw new AnswerFault(`its key ${kid} is encrypted for somebody else`);
  return { kid, secret, explicitIV: attributes(node).explicitIV };
}

/** Rules that come back are those that were sent: a provider that gives another contract has other keys in mind. */
function checkRules(root: Node, { keys }: KeyRequest): void {
  const sent = rulesOf(keys);
  const told = list(root, 'ContentKeyUsageRuleList');
  const same = sent.every((rule) => {
    const { kid, intendedTrackType } = attributes(rule);
    return told.some(
      (each) =>
        attributes(each).kid?.toLowerCase() === kid &&
        attributes(each).intendedTrackType === intendedTrackType &&
        children(each).map(filterOf).join() === children(rule).map(filterOf).join(),
    );
  });
  if (!same || told.length !== sent.length) throw new AnswerFault('its encryption contract is another one');
}

/** A filter with its bounds, which are numbers however they are written. */
const filterOf = (filter: Node): string =>
  `${localName(filter)} ${['minPixels', 'maxPixels'].map((bound) => Number(attributes(filter)[bound] ?? -1)).join(' ')}`;
