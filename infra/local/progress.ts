import { canRedraw, LiveRegion, type Screen } from '../../adapters/terminal/live-region';
import { paint } from '../../adapters/terminal/text';

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

const FRAMES = [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'];
const FRAME_MS = 100;

/** Running steps turn at the foot of the terminal, with what they reported; ended ones stay above. */
export function terminalProgress(screen: Screen, env: NodeJS.ProcessEnv = process.env): StackProgress {
  const { green, red, yellow, dim } = paint(env);
  const region = new LiveRegion(screen);
  const running = new Map<symbol, { name: string; detail: string; began: number }>();
  let frame = 0;
  let timer: NodeJS.Timeout | undefined;

  const line = (mark: string, { name, detail, began }: { name: string; detail: string; began: number }) =>
    [mark, name, dim([detail, seconds(began)].filter(Boolean).join(' · '))].join(' ');
  const draw = (...above: string[]) => {
    const mark = FRAMES[frame % FRAMES.length] ?? '';
    region.draw(
      [...running.values()].map((row) => line(mark, row)),
      above,
    );
    if (running.size === 0) region.end();
  };
  const turn = () => {
    timer ??= setInterval(() => {
      frame++;
      draw();
    }, FRAME_MS);
  };
  const rest = () => {
    if (running.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  return {
    async step(name, work) {
      const key = Symbol(name);
      const row = { name, detail: '', began: Date.now() };
      const end = (mark: string) => {
        running.delete(key);
        rest();
        draw(line(mark, { ...row, detail: '' }));
      };
      running.set(key, row);
      turn();
      draw();
      try {
        const result = await work((detail) => {
          row.detail = detail;
        });
        end(green('✓'));
        return result;
      } catch (error) {
        end(red('✗'));
        throw error;
      }
    },
    note: (text) => draw(`${yellow('!')} ${text}`),
  };
}

/** The display that suits this process's standard output. */
export const defaultProgress = (): StackProgress =>
  canRedraw(process.stdout) ? terminalProgress(process.stdout) : plainProgress((line) => console.log(line));

const seconds = (began: number): string => `${((Date.now() - began) / 1000).toFixed(1)} s`;
