/** Told what a stack is doing, for a person to read. */
export interface StackProgress {
  /** Run one step under its name; `work` may report what it is at. */
  step<T>(name: string, work: (report: (detail: string) => void) => Promise<T>): Promise<T>;
  /** Something a person should know. */
  note(line: string): void;
}

/** Says nothing. */
export const silentProgress: StackProgress = {
  step: (_name, work) => work(() => undefined),
  note: () => undefined,
};

/** One line when a step ends, for logs and pipes. */
export function plainProgress(print: (line: string) => void): StackProgress {
  return {
    async step(name, work) {
      const began = Date.now();
      try {
        const result = await work((detail) => print(`  ${name}: ${detail}`));
        print(`✓ ${name} (${seconds(began)})`);
        return result;
      } catch (error) {
        print(`✗ ${name} (${seconds(began)})`);
        throw error;
      }
    },
    note: (line) => print(`! ${line}`),
  };
}

/** A terminal, as far as the display needs one. */
export interface Terminal {
  columns?: number;
  write(text: string): unknown;
}

const FRAMES = [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'];
const HIDE_CURSOR = '\x1b[?25l';
const SHOW_CURSOR = '\x1b[?25h';
const CLEAR_BELOW = '\x1b[0J';
const green = (text: string) => `\x1b[32m${text}\x1b[0m`;
const red = (text: string) => `\x1b[31m${text}\x1b[0m`;
const yellow = (text: string) => `\x1b[33m${text}\x1b[0m`;
const dim = (text: string) => `\x1b[2m${text}\x1b[0m`;

/** Running steps turn at the foot of the terminal; ended ones stay above. */
export function terminalProgress(terminal: Terminal): StackProgress {
  const running = new Map<symbol, { name: string; detail: string; began: number }>();
  let frame = 0;
  let drawn = 0;
  let timer: NodeJS.Timeout | undefined;

  const draw = (above = '') => {
    const up = drawn > 0 ? `\x1b[${drawn}A\r` : '\r';
    const lines = [...running.values()].map(({ name, detail, began }) =>
      cutTo(
        `${FRAMES[frame % FRAMES.length]} ${name} ${detail ? `${detail} ` : ''}${seconds(began)}`,
        terminal.columns,
      ),
    );
    drawn = lines.length;
    terminal.write(`${up}${CLEAR_BELOW}${above}${lines.map((line) => `${line}\n`).join('')}`);
  };
  const turn = () => {
    if (running.size > 0 && !timer) {
      terminal.write(HIDE_CURSOR);
      timer = setInterval(() => {
        frame++;
        draw();
      }, 100);
    }
    if (running.size === 0 && timer) {
      clearInterval(timer);
      timer = undefined;
      terminal.write(SHOW_CURSOR);
    }
  };

  return {
    async step(name, work) {
      const key = Symbol(name);
      const row = { name, detail: '', began: Date.now() };
      const end = (mark: string) => {
        running.delete(key);
        draw(`${mark} ${name} ${dim(seconds(row.began))}\n`);
        turn();
      };
      running.set(key, row);
      turn();
      try {
        const result = await work((detail) => {
          row.detail = dim(detail);
        });
        end(green('✓'));
        return result;
      } catch (error) {
        end(red('✗'));
        throw error;
      }
    },
    note: (line) => draw(`${yellow('!')} ${line}\n`),
  };
}

/** The display that suits this process's standard output. */
export const defaultProgress = (): StackProgress =>
  process.stdout.isTTY ? terminalProgress(process.stdout) : plainProgress((line) => console.log(line));

const seconds = (began: number): string => `${((Date.now() - began) / 1000).toFixed(1)} s`;

/** Cut to the terminal's width: a wrapped line would spoil the redraw. Colours count as nothing. */
function cutTo(line: string, columns = 80): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours are control sequences
  const plain = line.replace(/\x1b\[\d+m/g, '');
  return plain.length < columns ? line : `${plain.slice(0, columns - 2)}…`;
}
