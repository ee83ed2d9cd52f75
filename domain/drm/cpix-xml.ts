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
  if (XMLValidator.validate(xml) !== true) throw new XmlFault('The document is no well-formed XML');
  try {
    return parser.parse(xml) as Node[];
  } catch {
    throw new XmlFault('The document is no well-formed XML, or is nested too deep');
  }
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

/** The first element of the name, however deep. */
export function find(node: Node, name: string): Node | undefined {
  for (const child of children(node)) {
    const found = localName(child) === name ? child : find(child, name);
    if (found) return found;
  }
  return undefined;
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
