import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { decodeEntities } from '../captions/markup';
import type { MetadataDesk } from './fields';

/** An element as the parser gives it: text alone, or fields with `@name` attributes and `#text`. */
type Element = string | { [name: string]: unknown };

const MEDIA_RSS = /^https?:\/\/search\.yahoo\.com\/mrss\/?$/;
const DUBLIN_CORE = /^https?:\/\/purl\.org\/dc\/(elements|terms)\//;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false, // a feed has no business defining entities; the five of XML are resolved afterwards
  maxNestedTags: 32,
});

/**
 * Read the one item of a Media RSS feed (RSS 2.0 with the MRSS 1.5.1 and Dublin Core modules) as a document in the shape of
 * the JSON one. Elements of other kinds are passed over.
 *
 * @throws {RangeError} in words for people, when it is no well-formed feed, has a DOCTYPE, or holds no item
 */
export function readMrss(source: string, desk: MetadataDesk): unknown {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(source)) throw new RangeError('The feed has a DOCTYPE, which is not allowed.');
  const feed = feedOf(source);
  const channel = child(feed, 'channel');
  const [item, ...more] = all(channel, 'item');
  if (!item) throw new RangeError('The feed holds no item.');
  if (more.length > 0)
    desk.add(
      'metadata/several-items',
      'warning',
      `${more.length + 1} items`,
      'The feed holds several items; the first is taken.',
      'Deliver a feed with the one item of the title.',
    );
  return documentOf(item, channel, prefixes(feed));
}

function feedOf(source: string): Element {
  let document: Element;
  try {
    document = parser.parse(source) as Element;
  } catch {
    throw new RangeError('The feed is not well-formed or is nested too deep.');
  }
  const wellFormed = XMLValidator.validate(source);
  if (wellFormed !== true) throw new RangeError(`The feed is no well-formed XML (line ${wellFormed.err.line}).`);
  return child(document, 'rss') ?? {};
}

interface Prefixes {
  media: string;
  dublinCore: string;
}

/** A feed may bind the namespaces to any prefix. */
function prefixes(feed: Element): Prefixes {
  const bound = (namespace: RegExp, usual: string): string =>
    Object.entries(typeof feed === 'string' ? {} : feed)
      .find(([name, value]) => name.startsWith('@xmlns:') && namespace.test(String(value)))?.[0]
      .slice('@xmlns:'.length) ?? usual;
  return { media: bound(MEDIA_RSS, 'media'), dublinCore: bound(DUBLIN_CORE, 'dc') };
}

function documentOf(item: Element, channel: Element | undefined, { media, dublinCore }: Prefixes): object {
  // MRSS elements may stand in the item, in its group, or in a group's content: the innermost says it best.
  const scopes = [item, ...all(item, `${media}:group`)].flatMap((scope) => [...all(scope, `${media}:content`), scope]);
  const find = (name: string): Element[] => scopes.flatMap((scope) => all(scope, `${media}:${name}`));
  const language =
    textOf(child(item, `${dublinCore}:language`)) ?? textOf(child(channel, 'language'))?.replace('_', '-') ?? 'und';
  const local = {
    title: textOf(find('title')[0]) ?? textOf(child(item, 'title')),
    description: textOf(find('description')[0]) ?? textOf(child(item, 'description')),
  };
  const published = textOf(child(item, 'pubDate'));
  const date = textOf(child(item, `${dublinCore}:date`)) ?? isoDate(published);
  return filled({
    locales: { [language]: filled(local) },
    release_date: date?.slice(0, 10),
    genres: listed(find('category').map(textOf)),
    keywords: listed(find('keywords').flatMap((each) => (textOf(each) ?? '').split(',').map((word) => word.trim()))),
    people: listed(
      find('credit').map((each) => filled({ name: textOf(each), role: attribute(each, 'role') ?? 'other' })),
    ),
    ratings: listed(find('rating').map(ratingOf)),
    copyright: textOf(find('copyright')[0]),
    artwork: listed(find('thumbnail').map(pictureOf)),
  });
}

/** `urn:mpaa` is the scheme of the MPA; without one it is simple (MRSS 1.5.1). */
const ratingOf = (element: Element): object =>
  filled({ system: (attribute(element, 'scheme') ?? 'simple').replace(/^urn:/, ''), value: textOf(element) });

/** Of a thumbnail the file's name counts: the picture itself comes as a sidecar. */
function pictureOf(element: Element): object | undefined {
  const name = attribute(element, 'url')?.split(/[?#]/)[0]?.split('/').at(-1);
  return name ? { file_name: name, kind: 'thumbnail' } : undefined;
}

function isoDate(text: string | undefined): string | undefined {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

const child = (element: Element | undefined, name: string): Element | undefined => all(element, name)[0];

function all(element: Element | undefined, name: string): Element[] {
  if (element === undefined || typeof element === 'string' || !Object.hasOwn(element, name)) return [];
  const found = element[name];
  return (Array.isArray(found) ? found : [found]) as Element[];
}

function textOf(element: Element | undefined): string | undefined {
  const text = typeof element === 'string' ? element : element?.['#text'];
  return typeof text === 'string' && text.trim() !== '' ? decodeEntities(text).trim() : undefined;
}

const attribute = (element: Element, name: string): string | undefined =>
  typeof element === 'string' || typeof element[`@${name}`] !== 'string'
    ? undefined
    : decodeEntities(element[`@${name}`] as string);

const filled = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const listed = <T>(items: (T | undefined | '')[]): T[] | undefined => {
  const kept = items.filter((item): item is T => item !== undefined && item !== '');
  return kept.length > 0 ? kept : undefined;
};
