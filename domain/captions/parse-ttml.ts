import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { HeadendError } from '../failures';
import { type CaptionFile, CueList } from './cue';
import { cleanMarkup, decodeEntities, escapeText } from './markup';
import { type TtmlClock, ttmlClock, ttmlTime } from './ttml-time';

/** An element or text as the parser gives it in document order. */
type Node = Record<string, unknown> & { ':@'?: Record<string, string> };
const TEXT = '#text';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false, // a caption file has no business defining entities; the five of XML are resolved afterwards
  maxNestedTags: 32, // tt, body, div, p and spans; deeper is an attack on the stack
});

/** Emphasis a style brings, and whether a region lies on top. */
interface Looks {
  styles: Map<string, string[]>;
  topRegions: Set<string>;
}

/** What an element inherits. `endMs` bounds its content. */
interface Scope {
  startMs: number;
  endMs: number;
  region?: string;
}

interface Reader {
  clock: TtmlClock;
  looks: Looks;
  list: CueList;
}

/**
 * Read TTML 1 and 2, IMSC 1 text profile and EBU-TT-D: nested timing, timed spans, italics, bold and underline from
 * attributes or styles, regions on top. Positions in detail and colours are left to the player.
 *
 * @throws {HeadendError} `captions/unreadable` when it is no well-formed XML, has a DOCTYPE, or is nested too deep
 */
export function parseTtml(text: string): CaptionFile {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text))
    throw new HeadendError('captions/unreadable', 'The TTML file has a DOCTYPE, which is not allowed.');
  const root = documentOf(text);
  const clock = ttmlClock(attributesOf(root));
  const reader: Reader = { clock, looks: looksOf(root), list: new CueList() };
  const body = find(childrenOf(root), 'body');
  if (body) readContainer(body, { startMs: 0, endMs: Number.POSITIVE_INFINITY }, reader);
  return { format: 'ttml', cues: reader.list.cues, broken: reader.list.broken };
}

function documentOf(text: string): Node {
  let nodes: Node[];
  try {
    nodes = parser.parse(text) as Node[];
  } catch {
    throw new HeadendError('captions/unreadable', 'The TTML file is not well-formed or is nested too deep.');
  }
  const valid = XMLValidator.validate(text);
  if (valid !== true)
    throw new HeadendError('captions/unreadable', `The TTML file is not well-formed XML (line ${valid.err.line}).`);
  const root = find(nodes, 'tt');
  if (!root) throw new HeadendError('captions/unreadable', 'The XML file is not TTML: it has no tt element.');
  return root;
}

/** body, div and anything that holds paragraphs. */
function readContainer(node: Node, outer: Scope, reader: Reader): void {
  const scope = scopeOf(node, outer, reader);
  if (!scope) return;
  for (const child of childrenOf(node)) {
    if (reader.list.full) return;
    const name = nameOf(child);
    if (name === 'p') readParagraph(child, scope, reader);
    else if (name === 'div' || name === 'body') readContainer(child, scope, reader);
  }
}

/** A paragraph is a cue; where its spans have times of their own, each of them is one. */
function readParagraph(node: Node, outer: Scope, reader: Reader): void {
  const scope = scopeOf(node, outer, reader);
  if (!scope) return;
  const timed = childrenOf(node).filter((child) => nameOf(child) === 'span' && hasTimes(attributesOf(child)));
  if (timed.length === 0) addCue(node, scope, reader);
  for (const span of timed) {
    const inner = scopeOf(span, scope, reader);
    if (inner) addCue(span, inner, reader);
  }
}

function addCue(node: Node, { startMs, endMs, region }: Scope, { list, looks }: Reader): void {
  const body = styled(node, looks);
  if (!list.takes(body, placeOf(node, startMs))) return;
  const text = cleanMarkup(body);
  if (text === '') return;
  const settings = region && looks.topRegions.has(region) ? 'line:0' : undefined;
  list.add({ startMs, endMs, text, settings }, placeOf(node, startMs));
}

/** The element's own interval inside its parent's; undefined, and noted, when a time cannot be read. */
function scopeOf(node: Node, outer: Scope, { clock, list }: Reader): Scope | undefined {
  const { begin, end, dur, region } = attributesOf(node);
  const times = [begin, end, dur].map((expression) => ttmlTime(expression, clock));
  if ([begin, end, dur].some((expression, index) => expression !== undefined && times[index] === undefined)) {
    list.breakAt(`time ${JSON.stringify(begin ?? end ?? dur).slice(0, 40)}`);
    return undefined;
  }
  const [from = 0, until, length] = times;
  const startMs = outer.startMs + from;
  const ends = [outer.endMs];
  if (until !== undefined) ends.push(outer.startMs + until);
  if (length !== undefined) ends.push(startMs + length);
  return { startMs, endMs: Math.min(...ends), region: region ?? outer.region };
}

/** Content as marked-up text: breaks become line ends, other white space collapses as XML says by default. */
function styled(node: Node, looks: Looks): string {
  const inner = childrenOf(node)
    .map((child) => {
      const name = nameOf(child);
      if (name === TEXT) return escapeText(decodeEntities(String(child[TEXT]))).replace(/\s+/g, ' ');
      if (name === 'br') return '\n';
      return name === 'span' ? styled(child, looks) : '';
    })
    .join('');
  const tags = emphasisOf(attributesOf(node), looks.styles);
  return tags.reduce((content, tag) => `<${tag}>${content}</${tag}>`, inner);
}

function emphasisOf(attributes: Record<string, string>, styles: Looks['styles']): string[] {
  const tags = new Set((attributes.style ?? '').split(/\s+/).flatMap((id) => styles.get(id) ?? []));
  if (/^(?:italic|oblique)$/.test(attributes.fontStyle ?? '')) tags.add('i');
  if (attributes.fontWeight === 'bold') tags.add('b');
  if (/\bunderline\b/.test(attributes.textDecoration ?? '')) tags.add('u');
  return [...tags];
}

function looksOf(root: Node): Looks {
  const head = find(childrenOf(root), 'head');
  const within = (name: string): Node[] => childrenOf(head && find(childrenOf(head), name));
  const styles = new Map<string, string[]>();
  for (const style of within('styling')) {
    const attributes = attributesOf(style);
    if (attributes.id) styles.set(attributes.id, emphasisOf(attributes, styles));
  }
  const top = within('layout').filter((region) =>
    [region, ...childrenOf(region)].some((part) => attributesOf(part).displayAlign === 'before'),
  );
  return { styles, topRegions: new Set(top.map((region) => attributesOf(region).id ?? '')) };
}

const hasTimes = ({ begin, end, dur }: Record<string, string>): boolean => (begin ?? end ?? dur) !== undefined;
const nameOf = (node: Node): string => Object.keys(node).find((key) => key !== ':@') ?? '';
const attributesOf = (node: Node): Record<string, string> => node[':@'] ?? {};
const childrenOf = (node: Node | undefined): Node[] => {
  const children = node?.[nameOf(node)];
  return Array.isArray(children) ? (children as Node[]) : [];
};
const find = (nodes: Node[], name: string): Node | undefined => nodes.find((node) => nameOf(node) === name);
const placeOf = (node: Node, startMs: number): string => attributesOf(node).id ?? `${startMs / 1000} s`;
