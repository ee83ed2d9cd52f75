import { cutTo, widthOf } from './text';

/** Where a display writes: standard output, or a test's. */
export interface Screen {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
  rows?: number;
}

const HIDE_CURSOR = '\x1b[?25l';
const SHOW_CURSOR = '\x1b[?25h';
/** Terminals that know synchronised output show what lies between these at once; others ignore them. */
const [BEGIN, END] = ['\x1b[?2026h', '\x1b[?2026l'];
const CLEAR_LINE = '\x1b[K';
const CLEAR_BELOW = '\x1b[J';

/** Whether lines can be drawn over on a screen. */
export const canRedraw = (screen: Screen, env: Readonly<Record<string, string | undefined>> = process.env): boolean =>
  Boolean(screen.isTTY) && env.TERM !== 'dumb';

/**
 * Lines at the foot of a terminal that are drawn over again and again, under lines that stay. What is drawn is cut to the
 * terminal's size, so that nothing wraps; old lines are written over, not cleared first, so that nothing flickers.
 */
export class LiveRegion {
  #drawn: string[] = [];
  #live = false;
  readonly #showCursor = () => this.screen.write(SHOW_CURSOR);

  constructor(private readonly screen: Screen) {}

  /** Draw these lines in place of those drawn before. `above` goes over them, and stays. */
  draw(lines: string[], above: string[] = []): void {
    const { columns = 80, rows = 24 } = this.screen;
    const shown = lines.slice(-(rows - 1)).map((line) => cutTo(line, columns - 1));
    if (above.length === 0 && this.#live && shown.join('\n') === this.#drawn.join('\n')) return;
    // A terminal that was made narrower has wrapped what was drawn for the width before.
    const up = this.#drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / columns)), 0);
    const text = [...above, ...shown].map((line) => `${line}${CLEAR_LINE}\n`).join('');
    const cursor = this.#live ? '' : HIDE_CURSOR;
    this.#begin();
    this.#drawn = shown;
    this.screen.write(`${BEGIN}${cursor}\r${up > 0 ? `\x1b[${up}A` : ''}${text}${CLEAR_BELOW}${END}`);
  }

  /** Leave what is drawn where it is, and give the cursor back. */
  end(): void {
    if (!this.#live) return;
    this.#live = false;
    this.#drawn = [];
    process.removeListener('exit', this.#showCursor);
    this.#showCursor();
  }

  /** The cursor comes back whatever ends this process. */
  #begin(): void {
    if (this.#live) return;
    this.#live = true;
    process.once('exit', this.#showCursor);
  }
}
