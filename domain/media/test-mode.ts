import type { Rung } from './encode-plan';
import type { MasterProbe } from './probe';
import { toNumber } from './rational';

/** So much of a master becomes a title in test mode, seconds. */
export const TEST_SECONDS = 10;
/** What test mode made is erased after so long, milliseconds. */
export const TEST_KEPT_MS = 24 * 3_600_000;

/** The master as a title in test mode gets it: its first ten seconds. A shorter one stays whole. */
export function cutForTest(probe: MasterProbe): MasterProbe {
  const { video } = probe;
  const frames = Math.min(video.frames, Math.max(1, Math.floor(TEST_SECONDS * toNumber(video.frameRate))));
  return { ...probe, video: { ...video, frames }, durationUs: Math.min(probe.durationUs, TEST_SECONDS * 1_000_000) };
}

/** A filled box on a letter's grid of 3 by 5 cells: left, top, width, height. */
type Box = readonly [number, number, number, number];

const LETTERS: Readonly<Record<string, readonly Box[]>> = {
  T: [
    [0, 0, 3, 1],
    [1, 1, 1, 4],
  ],
  E: [
    [0, 0, 1, 5],
    [1, 0, 2, 1],
    [1, 2, 1, 1],
    [1, 4, 2, 1],
  ],
  S: [
    [0, 0, 3, 1],
    [0, 1, 1, 1],
    [0, 2, 3, 1],
    [2, 3, 1, 1],
    [0, 4, 3, 1],
  ],
};
const WORD = 'TEST';
/** Cells from one letter to the next. */
const ADVANCE = 4;
const COLUMNS = WORD.length * ADVANCE - 1;
const ROWS = 5;
/** Share of the picture's width that the word takes. */
const WIDTH = 0.6;

/**
 * Filters that burn TEST into the middle of a rung's picture. Made of boxes: drawtext would need a font, and which one is
 * found differs from machine to machine. After `format=yuv420p`, as drawbox knows eight bits only.
 */
export function watermarkFilters({ width, height }: Pick<Rung, 'width' | 'height'>): string[] {
  const cell = Math.max(1, Math.floor(Math.min((width * WIDTH) / COLUMNS, (height * WIDTH) / ROWS)));
  const left = Math.floor((width - cell * COLUMNS) / 2);
  const top = Math.floor((height - cell * ROWS) / 2);
  return [...WORD].flatMap((letter, at) =>
    (LETTERS[letter] ?? []).map(([x, y, w, h]) => {
      const place = `x=${left + (at * ADVANCE + x) * cell}:y=${top + y * cell}:w=${w * cell}:h=${h * cell}`;
      return `drawbox=${place}:color=white@0.5:t=fill`;
    }),
  );
}
