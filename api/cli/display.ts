import type { Ingest } from './client';

/** Where lines go. */
export interface Screen {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

/** Shows how an ingest gets on. */
export interface Display {
  /** A step of the command itself, such as the upload; `share` is 0..1. */
  step(name: string, share: number, note?: string): void;
  stages(ingest: Ingest): void;
  /** Leave the last state on the screen. */
  done(): void;
}

const BAR = 24;
const MARKS: Record<Ingest['stages'][number]['state'], string> = {
  waiting: '·',
  running: '▸',
  done: '✓',
  skipped: '–',
  failed: '✗',
  cancelled: '✗',
};

/** Bars that are drawn over on a terminal, a line per change elsewhere. */
export const createDisplay = (screen: Screen): Display => (screen.isTTY ? barDisplay(screen) : lineDisplay(screen));

/** `██████····` for a share of 0..1. */
export const bar = (share: number, width = BAR): string => {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(full) + '·'.repeat(width - full);
};

const percent = (share: number): string => `${Math.floor(share * 100)} %`.padStart(5);

function barDisplay(screen: Screen): Display {
  let drawn = 0;
  const steps = new Map<string, string>();
  let stages: string[] = [];
  const draw = () => {
    const width = screen.columns ?? 80;
    const lines = [...steps.values(), ...stages].map((line) => [...line].slice(0, width - 1).join(''));
    const up = drawn > 0 ? `\x1b[${drawn}A` : '';
    screen.write(`${up}${lines.map((line) => `\x1b[2K${line}\n`).join('')}`);
    drawn = lines.length;
  };
  return {
    step(name, share, note = '') {
      steps.set(name, `${share >= 1 ? '✓' : '▸'} ${name.padEnd(18)} ${bar(share)} ${percent(share)} ${note}`);
      draw();
    },
    stages(ingest) {
      stages = ingest.stages
        .filter(({ state, name }) => state !== 'skipped' && !(name === 'hold' && state === 'waiting'))
        .map(({ name, state, progress, note }) => {
          const share = state === 'done' ? 1 : progress;
          return `${MARKS[state]} ${name.padEnd(18)} ${bar(share)} ${percent(share)} ${note ?? ''}`;
        });
      draw();
    },
    done: draw,
  };
}

function lineDisplay(screen: Screen): Display {
  const told = new Map<string, string>();
  const tell = (name: string, saying: string) => {
    if (told.get(name) === saying) return;
    told.set(name, saying);
    screen.write(`${name}: ${saying}\n`);
  };
  return {
    // A line per quarter is enough for a log.
    step: (name, share, note) => tell(name, share >= 1 ? (note ?? 'done') : `${Math.floor(share * 4) * 25} %`),
    stages(ingest) {
      for (const { name, state, note } of ingest.stages) {
        if (state === 'waiting' || state === 'skipped') continue;
        tell(name, state === 'running' ? 'running' : [state, note].filter(Boolean).join(', '));
      }
    },
    done: () => undefined,
  };
}
