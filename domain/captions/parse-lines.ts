import { type CaptionFile, CueList } from './cue';
import { cleanMarkup } from './markup';

/** `1:02:03,004`, `02:03.004`, `02:03`; SubRip files in the wild use either sign and leave parts out. */
const TIME = /(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?/;
const TIMING = new RegExp(`^\\s*${TIME.source}\\s*--+>\\s*${TIME.source}(.*)$`);
const SETTING =
  /^(?:align:(?:start|center|end|left|right)|vertical:(?:rl|lr)|line:-?\d{1,3}(?:\.\d+)?%?(?:,(?:start|center|end))?|(?:position|size):\d{1,3}(?:\.\d+)?%(?:,(?:line-left|center|line-right))?)$/;

interface Block {
  /** Number of its first line, from 1. */
  line: number;
  lines: string[];
}

/** Read SubRip. Numbers are not looked at; `{\an8}` at the head of a cue puts it on top. */
export function parseSrt(text: string): CaptionFile {
  const list = new CueList();
  for (const block of blocksOf(text)) {
    if (list.full) break;
    const raw = takeCue(block, list);
    if (!raw) continue;
    const top = /\{\\an?[789]\}/.test(raw.body);
    list.add(
      {
        startMs: raw.startMs,
        endMs: raw.endMs,
        text: cleanMarkup(raw.body.replace(/\{\\[^{}]*\}/g, '')),
        settings: top ? 'line:0' : undefined,
      },
      `line ${block.line}`,
    );
  }
  return { format: 'srt', cues: list.cues, broken: list.broken };
}

/** Read WebVTT (W3C Candidate Recommendation 2019): notes, styles and regions are passed over. */
export function parseWebVtt(text: string): CaptionFile {
  const list = new CueList();
  const [, ...blocks] = blocksOf(text);
  for (const block of blocks) {
    if (list.full) break;
    if (/^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(block.lines[0] ?? '')) continue;
    const raw = takeCue(block, list);
    if (!raw) continue;
    const { startMs, endMs, body, rest } = raw;
    list.add({ startMs, endMs, text: cleanMarkup(body), settings: checkedSettings(rest) }, `line ${block.line}`);
  }
  return { format: 'webvtt', cues: list.cues, broken: list.broken };
}

/** Blocks between empty lines. A block that begins with a time only because a cue holds an empty line is not told apart. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let current: Block | undefined;
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    if (line.trim() === '') {
      current = undefined;
    } else if (current) {
      current.lines.push(line);
    } else {
      current = { line: index + 1, lines: [line] };
      blocks.push(current);
    }
  });
  return blocks;
}

/** Times and text of a block; an identifier may stand before the times. Broken blocks are noted. */
function takeCue({ line, lines }: Block, list: CueList) {
  const at = lines.slice(0, 2).findIndex((text) => text.includes('-->') || TIMING.test(text));
  const timing = at < 0 ? undefined : TIMING.exec(lines[at]!);
  if (!timing) {
    list.breakAt(`line ${line}`);
    return undefined;
  }
  const body = lines.slice(at + 1).join('\n');
  if (!list.takes(body, `line ${line}`)) return undefined;
  return {
    startMs: milliseconds(timing.slice(1, 5)),
    endMs: milliseconds(timing.slice(5, 9)),
    rest: timing[9] ?? '',
    body,
  };
}

const milliseconds = ([hours, minutes, seconds, fraction]: (string | undefined)[]): number =>
  Number(hours ?? 0) * 3_600_000 +
  Number(minutes) * 60_000 +
  Number(seconds) * 1000 +
  Number((fraction ?? '').padEnd(3, '0'));

/** Those settings of a cue that follow the grammar and need no region. */
function checkedSettings(text: string): string | undefined {
  const settings = text.split(/\s+/).filter((setting) => SETTING.test(setting));
  return settings.length > 0 ? settings.join(' ') : undefined;
}
