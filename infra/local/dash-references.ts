import { XMLParser } from 'fast-xml-parser';

/** What a DASH manifest promises. */
export interface DashManifest {
  /** `mediaPresentationDuration` in seconds; undefined on a live manifest. */
  seconds: number | undefined;
  /** Every file that its representations refer to. */
  urls: string[];
  representations: number;
}

type Node = Record<string, unknown>;

const LISTS = new Set(['Period', 'AdaptationSet', 'Representation', 'S', 'SegmentURL', 'BaseURL']);

/**
 * Every file a static manifest refers to: segment templates with timeline or fixed duration, segment lists, and
 * single files (ISO/IEC 23009-1 5.3.9).
 *
 * @throws {Error} when it is no manifest or a template lacks what it needs
 */
export function readManifest(xml: string, url: string): DashManifest {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => LISTS.has(name),
  });
  const root = (parser.parse(xml) as Node).MPD as Node | undefined;
  if (!root) throw new Error(`${url} is no DASH manifest`);
  const seconds =
    typeof root.mediaPresentationDuration === 'string' ? parseDuration(root.mediaPresentationDuration) : undefined;
  const urls = new Set<string>();
  let representations = 0;
  for (const period of children(root, 'Period')) {
    for (const set of children(period, 'AdaptationSet')) {
      for (const representation of children(set, 'Representation')) {
        representations++;
        const levels = [root, period, set, representation];
        for (const found of filesOf(levels, baseOf(url, levels), seconds)) urls.add(found);
      }
    }
  }
  return { seconds, urls: [...urls], representations };
}

function filesOf(levels: Node[], base: string, seconds: number | undefined): string[] {
  const template = inherited(levels, 'SegmentTemplate');
  if (template) return templateFiles(template, levels.at(-1) ?? {}, base, seconds);
  const list = inherited(levels, 'SegmentList');
  if (list) return children(list, 'SegmentURL').map((segment) => new URL(String(segment.media ?? ''), base).href);
  return [base];
}

function templateFiles(template: Node, representation: Node, base: string, seconds: number | undefined): string[] {
  const name = (pattern: unknown, number?: number, time?: number) =>
    new URL(
      fill(String(pattern), {
        RepresentationID: String(representation.id),
        Bandwidth: String(representation.bandwidth),
        Number: number,
        Time: time,
      }),
      base,
    ).href;
  const first = Number(template.startNumber ?? 1);
  const segments = segmentTimes(template, seconds).map((time, index) => name(template.media, first + index, time));
  return template.initialization ? [name(template.initialization), ...segments] : segments;
}

function segmentTimes(template: Node, seconds: number | undefined): number[] {
  const timeline = template.SegmentTimeline as Node | undefined;
  if (timeline) return timelineTimes(children(timeline, 'S'));
  const duration = Number(template.duration) / Number(template.timescale ?? 1);
  if (!seconds || !(duration > 0)) throw new Error('a SegmentTemplate has neither a timeline nor a duration');
  return Array.from({ length: Math.ceil(seconds / duration - 1e-6) }, (_, index) => index * Number(template.duration));
}

function timelineTimes(entries: Node[]): number[] {
  const times: number[] = [];
  let time = 0;
  for (const entry of entries) {
    if (entry.t !== undefined) time = Number(entry.t);
    for (let repeat = 0; repeat <= Number(entry.r ?? 0); repeat++) {
      times.push(time);
      time += Number(entry.d);
    }
  }
  return times;
}

/** `$Name$` and `$Name%0<width>d$` (5.3.9.4.4). */
const fill = (pattern: string, values: Record<string, string | number | undefined>): string =>
  pattern
    .replace(/\$(\w+)(?:%0(\d+)d)?\$/g, (_, name: string, width?: string) =>
      String(values[name] ?? '').padStart(Number(width ?? 0), '0'),
    )
    .replaceAll('$$', '$');

const baseOf = (url: string, levels: Node[]): string =>
  levels.reduce((base, level) => {
    const [given] = Array.isArray(level.BaseURL) ? level.BaseURL : [];
    const text = given instanceof Object ? (given as Node)['#text'] : given;
    return text ? new URL(String(text), base).href : base;
  }, url);

function inherited(levels: Node[], name: string): Node | undefined {
  const found = levels.map((level) => level[name]).filter((node): node is Node => node instanceof Object);
  return found.length > 0 ? Object.assign({}, ...found) : undefined;
}

const children = (node: Node, name: string): Node[] => (Array.isArray(node[name]) ? (node[name] as Node[]) : []);

/** Hours, minutes and seconds of an ISO 8601 duration, in seconds. */
function parseDuration(text: string): number {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text);
  if (!parts) throw new Error(`${text} is no duration`);
  const [days = 0, hours = 0, minutes = 0, rest = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + rest;
}
