/** Letters that take no room: marks, joiners, variation selectors, control characters. */
const NO_ROOM = /^[\p{M}\p{Cc}\p{Cf}]+$/u;
/** Letters that take two columns: emoji shown as pictures, and the wide and full-width blocks of Unicode's UAX 11. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}])/u;
/** A select-graphic-rendition sequence: colours and their end. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours are control sequences
const COLOUR = /(\x1b\[[\d;]*m)/g;
const END_OF_COLOUR = '\x1b[0m';

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Columns that a text takes in a terminal; colours count as nothing. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of letters.segment(text.replace(COLOUR, ''))) width += widthOfLetter(segment);
  return width;
}

/** Cut a text to so many columns, with `…` where something was cut off. Colours stay, and end where the text does. */
export function cutTo(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  let width = 0;
  let coloured = false;
  for (const part of text.split(COLOUR)) {
    if (part.startsWith('\x1b[')) {
      kept += part;
      coloured = true;
      continue;
    }
    for (const { segment } of letters.segment(part)) {
      width += widthOfLetter(segment);
      if (width > columns - 1) return `${kept}…${coloured ? END_OF_COLOUR : ''}`;
      kept += segment;
    }
  }
  return kept;
}

/** A text of exactly so many columns: cut, or filled with spaces. */
export function padTo(text: string, columns: number): string {
  const cut = cutTo(text, columns);
  return cut + ' '.repeat(Math.max(0, columns - widthOf(cut)));
}

const widthOfLetter = (letter: string): number => (NO_ROOM.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1);

/** Paints words where the terminal's user wants colours. */
export interface Paint {
  green(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  dim(text: string): string;
}

/** Colours, or none where `NO_COLOR` (https://no-color.org) or a dumb terminal asks for none. */
export function paint(env: Readonly<Record<string, string | undefined>> = process.env): Paint {
  const plain = Boolean(env.NO_COLOR) || env.TERM === 'dumb';
  const colour = (code: number) => (text: string) =>
    plain || text === '' ? text : `\x1b[${code}m${text}${END_OF_COLOUR}`;
  return { green: colour(32), red: colour(31), yellow: colour(33), dim: colour(2) };
}
