/** An element: its name, attributes in their order, and text or children. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly XmlElement[];
  text: string;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;
type Content = string | number | undefined | XmlElement | readonly (XmlElement | undefined)[];

/** An element. Attributes and children that are undefined are left out. */
export function element(name: string, attributes: Attributes, content?: Content): XmlElement {
  const told = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  );
  const base = { name, attributes: Object.fromEntries(told) as Record<string, string>, children: [], text: '' };
  if (content === undefined) return base;
  if (typeof content === 'string' || typeof content === 'number') return { ...base, text: String(content) };
  const children = (Array.isArray(content) ? content : [content]) as (XmlElement | undefined)[];
  return { ...base, children: children.flatMap((child) => child ?? []) };
}

/** An element with text; undefined without any. */
export const optional = (name: string, text: string | number | undefined, attributes: Attributes = {}) =>
  text === undefined || text === '' ? undefined : element(name, attributes, text);

/** The element as text, each one on its line. */
export function writeXml({ name, attributes, children, text }: XmlElement, indent = ''): string {
  const head = `${indent}<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
    .join('')}`;
  if (children.length > 0)
    return `${head}>\n${children.map((child) => writeXml(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
  return text === '' ? `${head}/>\n` : `${head}>${escapeXml(text)}</${name}>\n`;
}

/** Text without what may not stand in a document of XML 1.0 at all (2.2). */
export const xmlText = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');

/** Text as XML 1.0 takes it (2.2, 2.4): what may not stand in a document at all is left out. */
export const escapeXml = (text: string): string =>
  xmlText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The beginning of a document. */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
