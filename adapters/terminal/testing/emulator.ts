import type { Screen } from '../live-region';
import { widthOf } from '../text';

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** A control sequence, a control character, or text up to the next. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal is told by control characters
const PIECE = /\x1b\[([?\d;]*)([A-Za-z])|([\r\n])|([^\x1b\r\n]+)/g;

/** As much of a VT100 as our displays use: what is on the screen after everything that was written. */
export class Emulator implements Screen {
  readonly isTTY = true;
  /** Lines from the top of what was ever written; cells hold a letter each, the second half of a wide one is empty. */
  readonly #lines: string[][] = [[]];
  #row = 0;
  #column = 0;
  cursorShown = true;
  /** Whether anything was coloured. */
  coloured = false;
  /** Everything written, as it came. */
  raw = '';

  constructor(
    public columns = 80,
    public rows = 24,
  ) {}

  write(text: string): void {
    this.raw += text;
    for (const [, parameters = '', command, control, plain] of text.matchAll(PIECE)) {
      if (command) this.#command(parameters, command);
      else if (control === '\r') this.#column = 0;
      else if (control === '\n') this.#newLine();
      else this.#print(plain ?? '');
    }
  }

  /** The lines as a person sees them, without spaces at their ends and empty lines at the foot. */
  get text(): string[] {
    const lines = this.#lines.map((cells) =>
      Array.from(cells, (cell) => cell ?? ' ')
        .join('')
        .trimEnd(),
    );
    return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
  }

  #command(parameters: string, command: string): void {
    const count = Number(parameters) || 1;
    if (parameters === '?25') this.cursorShown = command === 'h';
    else if (command === 'A') this.#row = Math.max(0, this.#row - count);
    else if (command === 'K') this.#line().splice(this.#column);
    else if (command === 'J') {
      this.#line().splice(this.#column);
      this.#lines.splice(this.#row + 1);
    } else if (command === 'm') this.coloured = true;
    else if (parameters !== '?2026') throw new Error(`The emulator does not know CSI ${parameters}${command}.`);
  }

  #print(text: string): void {
    for (const { segment } of letters.segment(text)) {
      const width = widthOf(segment);
      if (this.#column + width > this.columns) this.#newLine();
      this.#line()[this.#column] = segment;
      if (width === 2) this.#line()[this.#column + 1] = '';
      this.#column += width;
    }
  }

  #newLine(): void {
    this.#row++;
    this.#column = 0;
    this.#line();
  }

  #line(): string[] {
    this.#lines[this.#row] ??= [];
    return this.#lines[this.#row] as string[];
  }
}
