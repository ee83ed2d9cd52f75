import { say } from './say';

const USAGE = 'Usage: npm run chaos -- [titles | channels | boundaries] [--kills N] [--seed S] [--away SECONDS]';

/** @throws {Error} with the usage */
export function numberOption(name: string, fallback: number): number {
  const at = process.argv.indexOf(name);
  if (at < 0) return fallback;
  const value = Number(process.argv[at + 1]);
  if (!Number.isInteger(value) || value < 0) throw new Error(USAGE);
  return value;
}

/** A small seeded generator, so that a bad run can be had again. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  say(`seed ${state}`);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
