/** Elements whose content is not text for viewers either. */
const HIDDEN = new Set(['script', 'style', 'rt', 'rp']);
const KEPT = new Set(['b', 'i', 'u', 'v']);
/** Inline timestamps, empty end tags and comments. */
const NO_TEXT = /^<(?:[\d:.]+|\/|!--[^>]*)>$/;
const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  lrm: '\u200e',
  rlm: '\u200f',
};

/** Plain text as WebVTT cue text. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Resolve the entities of WebVTT and XML in one pass; what is no entity stays as it is, and nothing is expanded twice. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-z]{2,6}));/g, (whole, decimal, hex, name) => {
    if (name) return NAMED[name as string] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex as string, 16);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : '';
  });

/**
 * Cue text of a foreign file in canonical form: allowed tags balanced, all others removed, scripts and styles removed with
 * their content, text escaped, control characters and empty lines gone.
 */
export function cleanMarkup(source: string): string {
  const out: string[] = [];
  const open: string[] = [];
  let hidden = '';
  for (const part of source.match(/<[^<>]*>|<|[^<]+/g) ?? []) {
    const tag = /^<(\/?)\s*([a-zA-Z]+)[^\s>/]*([^>]*)>$/.exec(part);
    const name = tag?.[2]?.toLowerCase() ?? '';
    const closing = tag?.[1] === '/';
    if (hidden) {
      if (closing && name === hidden) hidden = '';
    } else if (!tag && !NO_TEXT.test(part)) {
      out.push(escapeText(decodeEntities(part)));
    } else if (!closing && HIDDEN.has(name)) {
      hidden = name;
    } else if (KEPT.has(name)) {
      if (closing) closeTag(name, open, out);
      else openTag(name, tag?.[3] ?? '', open, out);
    }
  }
  while (open.length > 0) out.push(`</${open.pop()}>`);
  return tidy(out.join(''));
}

function openTag(name: string, rest: string, open: string[], out: string[]): void {
  const speaker = name === 'v' ? escapeText(decodeEntities(rest)).replace(/\s+/g, ' ').trim() : '';
  if (open.includes(name) || (name === 'v' && speaker === '')) return;
  open.push(name);
  out.push(name === 'v' ? `<v ${speaker}>` : `<${name}>`);
}

/** Close a tag and, for balance, those opened inside of it; a stray end tag is nothing. */
function closeTag(name: string, open: string[], out: string[]): void {
  if (!open.includes(name)) return;
  for (let last = open.pop(); last; last = open.pop()) {
    out.push(`</${last}>`);
    if (last === name) return;
  }
}

/** Lines without control characters and surrounding blanks; lines and tags without anything to read are dropped. */
function tidy(text: string): string {
  const tidied = text
    .replace(/\r\n|[\r\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, (control) => (control === '\t' ? ' ' : ''))
    .replace(/<([biu])>(\s*)<\/\1>|<v [^>]*>(\s*)<\/v>/g, '$2$3')
    .replace(/\n((?:<\/[biuv]>)+)/g, '$1\n') // tags keep to the line of their text
    .replace(/((?:<[biu]>|<v [^>]*>)+)\n/g, '\n$1')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
  return tidied === text ? text : tidy(tidied);
}

/** What a viewer reads: no tags, entities resolved. */
export const plainText = (text: string): string => decodeEntities(text.replace(/<[^>]*>/g, ''));
