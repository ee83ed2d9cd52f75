import {
  attributes,
  children,
  element,
  find,
  list,
  localName,
  NAMESPACES,
  type Node,
  prefixed,
  setChildren,
  textOf,
} from './cpix-xml';

/** Algorithms that CPIX 2.3, clause "Mandatory Algorithms", wants for keys under keys. */
export const ALGORITHMS = {
  /** Content keys under the document key: AES-256-CBC, PKCS #7, the vector in front. */
  contentKey: `${NAMESPACES.enc}aes256-cbc`,
  /** Document and MAC key under the recipient's public key: RSA-OAEP, MGF1, SHA-1. */
  documentKey: `${NAMESPACES.enc}rsa-oaep-mgf1p`,
  /** Over the vector and the encrypted content key. */
  mac: 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha512',
} as const;

/** Somebody for whom keys are encrypted. */
export interface Recipient {
  /** Where the certificate stands, for a message. */
  field: string;
  /** X.509, DER in base64, without white space. */
  certificate: string;
}

/** Secrets of a document for one recipient: base64, each encrypted under the public key. */
export interface WrappedSecrets {
  documentKey: string;
  macKey: string;
}

/** A content key under the document key. */
export interface EncryptedKey {
  /** The vector and the encrypted key, base64. */
  cipherValue: string;
  /** HMAC over the bytes of {@link cipherValue}, base64. */
  mac: string;
}

/** For whom a request wants its keys encrypted; empty when it takes them in the clear. */
export const recipientsOf = (root: Node): Recipient[] =>
  list(root, 'DeliveryDataList').map((node, at) => ({
    field: `DeliveryDataList.DeliveryData[${at}].DeliveryKey`,
    certificate: certificateOf(node),
  }));

/** Put the secrets of each recipient beside their certificate. */
export function fillDelivery(root: Node, secrets: readonly WrappedSecrets[]): void {
  list(root, 'DeliveryDataList').forEach((node, at) => {
    const own = secrets[at];
    if (!own) return;
    const of = (name: string): Node[] => children(node).filter((child) => localName(child) === name);
    const others = children(node).filter(
      (child) => !['DeliveryKey', 'DocumentKey', 'MACMethod'].includes(localName(child)),
    );
    const value = element('pskc:EncryptedValue', encrypted(ALGORITHMS.documentKey, own.documentKey));
    const data = element(prefixed(node, 'Data'), [element('pskc:Secret', [value], { 'xmlns:pskc': NAMESPACES.pskc })]);
    const mac = element('pskc:MACKey', encrypted(ALGORITHMS.documentKey, own.macKey), {
      'xmlns:pskc': NAMESPACES.pskc,
    });
    setChildren(node, [
      ...of('DeliveryKey'),
      element(prefixed(node, 'DocumentKey'), [data], { Algorithm: ALGORITHMS.contentKey }),
      element(prefixed(node, 'MACMethod'), [mac], { Algorithm: ALGORITHMS.mac }),
      ...others,
    ]);
  });
}

/** A content key as the document tells it when there are recipients. */
export const encryptedSecret = ({ cipherValue, mac }: EncryptedKey): Node =>
  element(
    'pskc:Secret',
    [element('pskc:EncryptedValue', encrypted(ALGORITHMS.contentKey, cipherValue)), element('pskc:ValueMAC', mac)],
    { 'xmlns:pskc': NAMESPACES.pskc },
  );

/** A content key as the document tells it when there is none. */
export const plainSecret = (key: Uint8Array): Node =>
  element('pskc:Secret', [element('pskc:PlainValue', Buffer.from(key).toString('base64'))], {
    'xmlns:pskc': NAMESPACES.pskc,
  });

/**
 * The secrets of a document for the holder of a certificate.
 *
 * @returns undefined when there are none for them, or under another algorithm
 */
export function secretsFor(root: Node, certificate: string): WrappedSecrets | undefined {
  const own = list(root, 'DeliveryDataList').find((node) => certificateOf(node) === certificate);
  const mac = own && find(own, 'MACMethod');
  if (!own || !mac || attributes(mac).Algorithm !== ALGORITHMS.mac) return undefined;
  const [documentKey, macKey] = [find(own, 'DocumentKey', 'Data', 'Secret', 'EncryptedValue'), find(mac, 'MACKey')].map(
    (node) => cipherOf(node, ALGORITHMS.documentKey),
  );
  return documentKey && macKey ? { documentKey, macKey } : undefined;
}

/** A content key of an answer: in the clear as base64, or encrypted; undefined when it is neither. */
export function secretOf(node: Node): string | EncryptedKey | undefined {
  const secret = find(node, 'Data', 'Secret');
  if (!secret) return undefined;
  const plain = find(secret, 'PlainValue');
  if (plain) return textOf(plain);
  const cipherValue = cipherOf(find(secret, 'EncryptedValue'), ALGORITHMS.contentKey);
  const mac = find(secret, 'ValueMAC');
  return cipherValue && mac ? { cipherValue, mac: textOf(mac) } : undefined;
}

const encrypted = (algorithm: string, value: string): Node[] => [
  element('enc:EncryptionMethod', [], { 'xmlns:enc': NAMESPACES.enc, Algorithm: algorithm }),
  element('enc:CipherData', [element('enc:CipherValue', value)], { 'xmlns:enc': NAMESPACES.enc }),
];

function cipherOf(node: Node | undefined, algorithm: string): string | undefined {
  const [method, value] = node ? [find(node, 'EncryptionMethod'), find(node, 'CipherData', 'CipherValue')] : [];
  return method && value && attributes(method).Algorithm === algorithm ? textOf(value) : undefined;
}

function certificateOf(node: Node): string {
  const found = find(node, 'DeliveryKey', 'X509Data', 'X509Certificate');
  return found ? textOf(found).replace(/\s/g, '') : '';
}
