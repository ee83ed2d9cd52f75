import { attributes, children, NAMESPACES, type Node, nameOf, setChildren, textOf } from './cpix-xml';

/** An element that may stand in another: its name, its type, and how often. */
type Part = readonly [name: string, type: TypeName, least: number, most: number];

/** What an element may hold: CPIX 2.3, clause 5; RFC 6030 for `pskc`; XML Encryption and Signature for `enc` and `ds`. */
interface ElementType {
  /** In this order. */
  parts?: readonly Part[];
  /** Exactly one of {@link parts} that are marked by 0 to 1. */
  oneOf?: readonly string[];
  text?: 'base64' | 'string';
  /** Kind of each attribute; a leading `!` says that it must be there. */
  attributes?: Readonly<Record<string, string>>;
  /** Elements of other namespaces may follow. */
  open?: boolean;
  /** Not looked into. */
  lax?: boolean;
}

const MANY = Number.POSITIVE_INFINITY;
const LISTED = { id: 'ID', updateVersion: 'integer' } as const;
const KEY_PARTS = [
  ['cpix:Issuer', 'string', 0, 1],
  ['cpix:AlgorithmParameters', 'lax', 0, 1],
  ['cpix:KeyProfileId', 'string', 0, 1],
  ['cpix:KeyReference', 'string', 0, 1],
  ['cpix:FriendlyName', 'string', 0, 1],
  ['cpix:Data', 'KeyData', 0, 1],
  ['cpix:UserId', 'string', 0, 1],
  ['cpix:Policy', 'lax', 0, 1],
  ['cpix:Extensions', 'lax', 0, MANY],
] as const satisfies readonly (readonly [string, string, number, number])[];

type TypeName =
  | ('string' | 'base64' | 'lax' | 'CPIX' | 'DeliveryDataList' | 'DeliveryData' | 'DeliveryKey' | 'X509Data')
  | ('DocumentKey' | 'MACMethod' | 'ContentKeyList' | 'ContentKey' | 'KeyData' | 'Secret' | 'EncryptedData')
  | ('EncryptionMethod' | 'CipherData' | 'DRMSystemList' | 'DRMSystem' | 'HLSSignalingData' | 'ContentKeyPeriodList')
  | ('ContentKeyPeriod' | 'ContentKeyUsageRuleList' | 'ContentKeyUsageRule' | 'KeyPeriodFilter' | 'LabelFilter')
  | ('VideoFilter' | 'AudioFilter' | 'BitrateFilter' | 'UpdateHistoryItemList' | 'UpdateHistoryItem');

const TYPES: Readonly<Record<TypeName, ElementType>> = {
  string: { text: 'string' },
  base64: { text: 'base64' },
  lax: { lax: true },
  CPIX: {
    parts: [
      ['cpix:DeliveryDataList', 'DeliveryDataList', 0, 1],
      ['cpix:ContentKeyList', 'ContentKeyList', 0, 1],
      ['cpix:DRMSystemList', 'DRMSystemList', 0, 1],
      ['cpix:ContentKeyPeriodList', 'ContentKeyPeriodList', 0, 1],
      ['cpix:ContentKeyUsageRuleList', 'ContentKeyUsageRuleList', 0, 1],
      ['cpix:UpdateHistoryItemList', 'UpdateHistoryItemList', 0, 1],
      ['ds:Signature', 'lax', 0, MANY],
    ],
    attributes: { id: 'ID', contentId: 'string', name: 'string', version: 'string' },
  },
  DeliveryDataList: { parts: [['cpix:DeliveryData', 'DeliveryData', 0, MANY]], attributes: LISTED },
  DeliveryData: {
    parts: [
      ['cpix:DeliveryKey', 'DeliveryKey', 1, 1],
      ['cpix:DocumentKey', 'DocumentKey', 1, 1],
      ['cpix:MACMethod', 'MACMethod', 0, 1],
      ['cpix:Description', 'string', 0, 1],
      ['cpix:SendingEntity', 'string', 0, 1],
      ['cpix:SenderPointOfContact', 'string', 0, 1],
      ['cpix:ReceivingEntity', 'string', 0, 1],
    ],
    attributes: { ...LISTED, name: 'string' },
  },
  DeliveryKey: { parts: [['ds:X509Data', 'X509Data', 1, MANY]], attributes: { Id: 'ID' }, open: true },
  X509Data: { parts: [['ds:X509Certificate', 'base64', 1, MANY]] },
  DocumentKey: { parts: KEY_PARTS, attributes: { id: 'ID', Algorithm: 'string' } },
  MACMethod: {
    parts: [
      ['pskc:MACKey', 'EncryptedData', 0, 1],
      ['pskc:MACKeyReference', 'string', 0, 1],
    ],
    attributes: { Algorithm: '!string' },
    open: true,
  },
  ContentKeyList: { parts: [['cpix:ContentKey', 'ContentKey', 0, MANY]], attributes: LISTED },
  ContentKey: {
    parts: KEY_PARTS,
    attributes: {
      ...{ id: 'ID', Algorithm: 'string', kid: '!uuid', explicitIV: 'base64', dependsOnKey: 'uuid' },
      commonEncryptionScheme: 'string',
    },
  },
  KeyData: { parts: [['pskc:Secret', 'Secret', 0, 1]], open: true },
  Secret: {
    parts: [
      ['pskc:PlainValue', 'base64', 0, 1],
      ['pskc:EncryptedValue', 'EncryptedData', 0, 1],
      ['pskc:ValueMAC', 'base64', 0, 1],
    ],
    oneOf: ['pskc:PlainValue', 'pskc:EncryptedValue'],
  },
  EncryptedData: {
    parts: [
      ['enc:EncryptionMethod', 'EncryptionMethod', 0, 1],
      ['ds:KeyInfo', 'lax', 0, 1],
      ['enc:CipherData', 'CipherData', 1, 1],
      ['enc:EncryptionProperties', 'lax', 0, 1],
    ],
    attributes: { Id: 'ID', Type: 'string', MimeType: 'string', Encoding: 'string' },
  },
  EncryptionMethod: { lax: true, attributes: { Algorithm: '!string' } },
  CipherData: { parts: [['enc:CipherValue', 'base64', 1, 1]] },
  DRMSystemList: { parts: [['cpix:DRMSystem', 'DRMSystem', 0, MANY]], attributes: LISTED },
  DRMSystem: {
    parts: [
      ['cpix:PSSH', 'base64', 0, 1],
      ['cpix:ContentProtectionData', 'base64', 0, 1],
      ['cpix:URIExtXKey', 'base64', 0, 1],
      ['cpix:HLSSignalingData', 'HLSSignalingData', 0, 2],
      ['cpix:SmoothStreamingProtectionHeaderData', 'string', 0, 1],
      ['cpix:HDSSignalingData', 'base64', 0, 1],
    ],
    attributes: { ...LISTED, systemId: '!uuid', kid: '!uuid', name: 'string' },
    open: true,
  },
  HLSSignalingData: { text: 'base64', attributes: { playlist: 'playlist' } },
  ContentKeyPeriodList: { parts: [['cpix:ContentKeyPeriod', 'ContentKeyPeriod', 0, MANY]], attributes: LISTED },
  ContentKeyPeriod: { attributes: { id: 'ID', index: 'integer', start: 'dateTime', end: 'dateTime' } },
  ContentKeyUsageRuleList: {
    parts: [['cpix:ContentKeyUsageRule', 'ContentKeyUsageRule', 0, MANY]],
    attributes: LISTED,
  },
  ContentKeyUsageRule: {
    parts: [
      ['cpix:KeyPeriodFilter', 'KeyPeriodFilter', 0, MANY],
      ['cpix:LabelFilter', 'LabelFilter', 0, MANY],
      ['cpix:VideoFilter', 'VideoFilter', 0, MANY],
      ['cpix:AudioFilter', 'AudioFilter', 0, MANY],
      ['cpix:BitrateFilter', 'BitrateFilter', 0, MANY],
    ],
    attributes: { id: 'ID', kid: '!uuid', intendedTrackType: 'string' },
    open: true,
  },
  KeyPeriodFilter: { attributes: { periodId: '!IDREF' } },
  LabelFilter: { attributes: { label: '!string' } },
  VideoFilter: {
    attributes: {
      ...{ minPixels: 'integer', maxPixels: 'integer', hdr: 'boolean', wcg: 'boolean' },
      ...{ minFps: 'integer', maxFps: 'integer' },
    },
  },
  AudioFilter: { attributes: { minChannels: 'integer', maxChannels: 'integer' } },
  BitrateFilter: { attributes: { minBitrate: 'integer', maxBitrate: 'integer' } },
  UpdateHistoryItemList: {
    parts: [['cpix:UpdateHistoryItem', 'UpdateHistoryItem', 0, MANY]],
    attributes: { id: 'ID' },
  },
  UpdateHistoryItem: {
    attributes: {
      ...{ id: 'ID', updateVersion: '!integer', index: '!string', source: '!string' },
      date: '!dateTime',
    },
  },
};

/** The lexical forms of XML Schema that CPIX uses. */
const FORMS: Readonly<Record<string, RegExp>> = {
  string: /^/,
  ID: /^[A-Za-z_][\w.-]*$/,
  IDREF: /^[A-Za-z_][\w.-]*$/,
  uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  integer: /^\s*[+-]?\d+\s*$/,
  boolean: /^\s*(?:true|false|0|1)\s*$/,
  dateTime: /^\s*-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?\s*$/,
  base64: /^(?:(?:\s*[A-Za-z0-9+/]){4})*(?:(?:\s*[A-Za-z0-9+/]){3}\s*=|(?:\s*[A-Za-z0-9+/]){2}\s*=\s*=)?\s*$/,
  playlist: /^(?:media|master)$/,
};

/** Prefixes in force, and what was seen on the way. */
interface Walk {
  scope: Readonly<Record<string, string>>;
  ids: Set<string>;
  refs: string[];
}

/**
 * Does a document keep to the schema of CPIX 2.3: elements, their order and number, attributes, lexical forms, ids? The rules
 * were written from the specification; what other namespaces bring is not looked into.
 *
 * @returns the first fault, with the element that has it; undefined when there is none
 */
export function cpixFault(document: readonly Node[]): string | undefined {
  const roots = document.filter((node) => !/^(?:#text|\?)/.test(nameOf(node)));
  const [root] = roots;
  const walk: Walk = { scope: {}, ids: new Set(), refs: [] };
  if (!root || roots.length > 1 || fullName(root, scopeIn(walk.scope, root)) !== 'cpix:CPIX')
    return 'The root is no CPIX of the namespace urn:dashif:org:cpix';
  const fault = elementFault(root, 'CPIX', walk);
  const dangling = walk.refs.find((ref) => !walk.ids.has(ref));
  return fault ?? (dangling === undefined ? undefined : `No element has the id ${dangling}`);
}

/** Put what stands in `node` into the order of the schema; what the schema has not, comes last. */
export function inSchemaOrder(node: Node, type: 'CPIX' | 'DRMSystem' | 'ContentKeyUsageRule'): void {
  const names = (TYPES[type].parts ?? []).map(([name]) => name.replace(/^.*:/, ''));
  const rank = (child: Node): number => (names.indexOf(nameOf(child).replace(/^.*:/, '')) + MANY_NAMES) % MANY_NAMES;
  setChildren(
    node,
    children(node).sort((a, b) => rank(a) - rank(b)),
  );
}

/** More than any element has parts, so that -1 comes last. */
const MANY_NAMES = 100;

function elementFault(node: Node, type: TypeName, { scope, ids, refs }: Walk): string | undefined {
  const rule = TYPES[type];
  const walk: Walk = { scope: scopeIn(scope, node), ids, refs };
  const fault = attributeFault(node, rule, walk);
  if (fault || rule.lax) return fault;
  if (rule.text) {
    if (children(node).length > 0) return `${nameOf(node)} holds elements`;
    return FORMS[rule.text]?.test(textOf(node)) ? undefined : `${nameOf(node)} is not ${rule.text}`;
  }
  if (textOf(node) !== '') return `${nameOf(node)} holds text`;
  return partsFault(node, rule, walk) ?? uniqueFault(node, type);
}

function attributeFault(node: Node, { attributes: known = {}, lax }: ElementType, walk: Walk): string | undefined {
  const given = Object.entries(attributes(node)).filter(([name]) => !/^(?:xmlns(?:$|:)|xsi:)/.test(name));
  for (const [name, value = ''] of given) {
    const kind = Object.hasOwn(known, name) ? known[name]?.replace('!', '') : undefined;
    if (kind === undefined) {
      if (lax) continue;
      return `${nameOf(node)}@${name} is not known`;
    }
    if (!FORMS[kind]?.test(value)) return `${nameOf(node)}@${name} is no ${kind}`;
    if (kind === 'ID' && walk.ids.has(value)) return `Two elements have the id ${value}`;
    if (kind === 'ID') walk.ids.add(value);
    if (kind === 'IDREF') walk.refs.push(value);
  }
  const missing = Object.entries(known).find(
    ([name, kind]) => kind.startsWith('!') && !given.some(([each]) => each === name),
  );
  return missing ? `${nameOf(node)}@${missing[0]} is missing` : undefined;
}

function partsFault(node: Node, { parts = [], oneOf, open }: ElementType, walk: Walk): string | undefined {
  const names: string[] = [];
  let last = 0;
  for (const child of children(node)) {
    const name = fullName(child, scopeIn(walk.scope, child));
    const at = parts.findIndex(([part]) => part === name);
    const [, type] = parts[at] ?? [];
    if (!type) {
      if (open && !name.startsWith('cpix:')) continue;
      return `${nameOf(child)} does not belong in ${nameOf(node)}`;
    }
    if (at < last) return `${nameOf(child)} comes too late in ${nameOf(node)}`;
    last = at;
    names.push(name);
    const fault = elementFault(child, type, walk);
    if (fault) return fault;
  }
  for (const [part, , least, most] of parts) {
    const count = names.filter((name) => name === part).length;
    if (count < least || count > most) return `${nameOf(node)} has ${count} of ${part}`;
  }
  return oneOf && oneOf.filter((name) => names.includes(name)).length !== 1
    ? `${nameOf(node)} needs one of ${oneOf.join(', ')}`
    : undefined;
}

function uniqueFault(node: Node, type: TypeName): string | undefined {
  if (type !== 'DRMSystem') return undefined;
  const playlists = children(node)
    .map((child) => attributes(child).playlist)
    .filter((each) => each !== undefined);
  return new Set(playlists).size < playlists.length ? `${nameOf(node)} has two of one playlist` : undefined;
}

const scopeIn = (scope: Walk['scope'], node: Node): Walk['scope'] => {
  const declared = Object.entries(attributes(node)).filter(([name]) => /^xmlns(?:$|:)/.test(name));
  if (declared.length === 0) return scope;
  return { ...scope, ...Object.fromEntries(declared.map(([name, uri = '']) => [name.slice(6), uri])) };
};

/** The name with the prefix that {@link NAMESPACES} gives its namespace; `?:` for any other. */
function fullName(node: Node, scope: Walk['scope']): string {
  const [, prefix = '', local = ''] = /^(?:(.*):)?(.*)$/.exec(nameOf(node)) ?? [];
  const uri = Object.hasOwn(scope, prefix) ? scope[prefix] : undefined;
  const known = Object.entries(NAMESPACES).find(([, each]) => each === uri);
  return `${known?.[0] ?? '?'}:${local}`;
}
