import { canRedraw, LiveRegion, type Screen } from '../../adapters/terminal/live-region';
import { padTo, paint } from '../../adapters/terminal/text';
import type { Ingest } from './client';

/** Shows how an ingest gets on. */
export interface Display {
  /** A step of the command itself, such as the upload; `share` is 0..1. */
  step(name: string, share: number, note?: string): void;
  stages(ingest: Ingest): void;
  /** Leave the last state on the screen. */
  done(): void;
}

type State = Ingest['stages'][number]['state'];

/** Columns of a bar, and of the name before it. */
const BAR = 24;
const NAME = 18;
const MARKS: Record<State, string> = {
  waiting: '·',
  running: '▸',
  done: '✓',
  reused: '↺',
  skipped: '–',
  unreached: '–',
  failed: '✗',
  cancelled: '✗',
};

/** Bars that are drawn over on a terminal, a line per change elsewhere. */
export const createDisplay = (screen: Screen, env: NodeJS.ProcessEnv = process.env): Display =>
  canRedraw(screen, env) ? barDisplay(screen, env) : lineDisplay(screen);

/** `██████····` for a share of 0..1. */
export const bar = (share: number, width = BAR): string => {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(full) + '·'.repeat(width - full);
};

const percent = (share: number): string => `${Math.floor(share * 100)} %`.padStart(5);

function barDisplay(screen: Screen, env: NodeJS.ProcessEnv): Display {
  const { green, red, dim } = paint(env);
  const region = new LiveRegion(screen);
  const steps = new Map<string, string>();
  let stages: string[] = [];
  const draw = () => region.draw([...steps.values(), ...stages]);
  const row = (state: State, name: string, share: number, note: string) => {
    const mark = state === 'done' ? green(MARKS.done) : state === 'failed' ? red(MARKS.failed) : MARKS[state];
    // What matters most stays in a narrow window: the bar gives way first.
    const width = Math.min(BAR, Math.max(0, (screen.columns ?? 80) - NAME - 30));
    const shown = [mark, padTo(name, NAME), ...(width > 4 ? [bar(share, width)] : []), percent(share), dim(note)];
    return (state === 'waiting' ? dim(shown.join(' ')) : shown.join(' ')).trimEnd();
  };
  return {
    step(name, share, note = '') {
      steps.set(name, row(share >= 1 ? 'done' : 'running', name, share, note));
      draw();
    },
    stages(ingest) {
      stages = ingest.stages
        .filter(({ state, name }) => state !== 'skipped' && !(name === 'hold' && state === 'waiting'))
        .map(({ name, state, progress, note }) => row(state, name, state === 'done' ? 1 : progress, note ?? ''));
      draw();
    },
    done: () => region.end(),
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
