import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';

/** What came is no XML that is read here; the message says why. */
export class XmlFault extends Error {
  override readonly name = 'XmlFault';
}

/** An element as the parser keeps it: its children under its own name, its attributes beside them. */
export type Node = { ':@'?: Record<string, string> } & { [name: string]: unknown };

/** Namespaces of a CPIX document. */
export const NAMESPACES = {
  cpix: 'urn:dashif:org:cpix',
  pskc: 'urn:ietf:params:xml:ns:keyprov:pskc',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  enc: 'http://www.w3.org/2001/04/xmlenc#',
} as const;

const options = {
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false, // none are defined here, and none are resolved
  maxNestedTags: 16,
} as const;
const parser = new XMLParser(options);
const builder = new XMLBuilder({ ...options, suppressEmptyNode: true, format: true, indentBy: '  ' });

/**
 * Read a document. Nothing is resolved, so nothing can be fetched or grow: what has a DOCTYPE is refused.
 *
 * @throws {XmlFault} when it is not well-formed, has a DOCTYPE, or is nested deeper than 16 elements
 */
export function parseXml(xml: string): Node[] {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new XmlFault('A DOCTYPE is not allowed');
  const plain = withoutSections(xml);
  if (!hasOwnCharacters(plain) || XMLValidator.validate(plain) !== true || !plain.trimEnd().endsWith('>'))
    throw new XmlFault('The document is no well-formed XML');
  try {
    const document = parser.parse(plain) as Node[];
    if (isWellFormed(document)) return document;
  } catch {
    // Nested too deep, or with names that the parser does not take.
  }
  throw new XmlFault('The document is no well-formed XML, or is nested too deep');
}

/** Without comments, and with CDATA sections as the text that they stand for: the parser would write that as markup. */
const withoutSections = (xml: string): string =>
  xml.replace(/<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>/g, (_all, text?: string) => escaped(text ?? ''));

/** Characters of XML 1.0 only (2.2), and references to such (4.1); without a DOCTYPE there are five entities. The parser passes any. */
function hasOwnCharacters(xml: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML has not
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|<!\[CDATA\[|<!--/.test(xml)) return false;
  for (const [, name = ''] of xml.matchAll(/&([^;&<\s]{0,10};?)/g)) {
    if (/^(?:amp|lt|gt|quot|apos);$/.test(name)) continue;
    const [, decimal, hex] = /^#(?:(\d{1,7})|x([0-9a-fA-F]{1,6}));$/.exec(name) ?? [];
    const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
    const isCharacter = code >= 0x20 ? code < 0xd800 || (code > 0xdfff && code < 0x110000) : [9, 10, 13].includes(code);
    if (!isCharacter || code === 0xfffe || code === 0xffff) return false;
  }
  return true;
}

/** One root, and no `<` in an attribute: the validator lets both through. */
function isWellFormed(document: readonly Node[]): boolean {
  const isFine = (node: Node): boolean =>
    Object.values(attributes(node)).every((value) => !value?.includes('<')) && children(node).every(isFine);
  return document.filter((node) => !nameOf(node).startsWith('?')).length === 1 && document.every(isFine);
}

/** A document as text. */
export const writeXml = (document: readonly Node[]): string => String(builder.build(document));

/** Name with its prefix. */
export const nameOf = (node: Node): string => Object.keys(node).find((key) => key !== ':@') ?? '';

/** Name without its prefix. */
export const localName = (node: Node): string => nameOf(node).replace(/^.*:/, '');

/** Attributes by the names that they have in the document. */
export const attributes = (node: Node): Record<string, string | undefined> => node[':@'] ?? {};

/** Elements directly in it. */
export const children = (node: Node): Node[] => nodesIn(node).filter((each) => nameOf(each) !== '#text');

/** Text directly in it, without the space around. */
export const textOf = (node: Node): string =>
  nodesIn(node)
    .map((each) => each['#text'])
    .filter((each) => typeof each === 'string' || typeof each === 'number')
    .join('')
    .trim();

/** The first element at the end of this path of names. What stands elsewhere, such as in an extension, is not it. */
export function find(node: Node, ...[name, ...rest]: string[]): Node | undefined {
  const found = children(node).find((child) => localName(child) === name);
  return found && rest.length > 0 ? find(found, ...rest) : found;
}

/** The entries of a list of the document. */
export const list = (root: Node, name: string): Node[] =>
  children(root)
    .filter((node) => localName(node) === name)
    .flatMap(children);

/** Put these in the place of all that is in it. */
export const setChildren = (node: Node, nodes: Node[]): void => {
  node[nameOf(node)] = nodes;
};

/** An element. `content` is text, or the elements in it. */
export const element = (
  name: string,
  content: string | readonly Node[] = [],
  given: Record<string, string> = {},
): Node => ({
  [name]: typeof content === 'string' ? [{ '#text': content }] : content,
  ...(Object.keys(given).length > 0 ? { ':@': given } : {}),
});

/** `name` with the prefix of the node. */
export const prefixed = (node: Node, name: string): string => nameOf(node).replace(/[^:]*$/, name);

/** Text as it stands in a document. */
export const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function nodesIn(node: Node): Node[] {
  const found = node[nameOf(node)];
  return Array.isArray(found) ? (found as Node[]) : [];
}
