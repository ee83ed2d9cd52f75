import { FIRST_TRANSITIONS, WHOLE } from './series';

/** A change of the screen that counts towards a flash: ITU-R BT.1702, 20 cd/m2 where the darker image is under 160 cd/m2. */
export const LUMINANCE_CHANGE = { least: 20, darkerBelow: 160 };
/** A change of (R-G-B)*320 in linear light that counts as a red transition (the measure of WCAG 2 and of PSE analysers). */
export const RED_CHANGE = { least: 20, darkerBelow: Number.POSITIVE_INFINITY };

const RISING = 1;
const FALLING = -1;

/**
 * Counts opposing changes per block of the screen over the last second.
 *
 * A change is counted when the level has moved by `least` away from the turning point before it, against the direction of
 * the last counted one; so a slow fade counts once and ripple below the limit never. A flash is a pair of opposing changes.
 */
export class FlashCounter {
  private readonly direction: Int8Array;
  private readonly low: Float32Array;
  private readonly high: Float32Array;
  /** Per block, how many changes fall into the trailing second. */
  private readonly recent: Uint8Array;
  /** Blocks that changed, for each frame of the trailing second. */
  private readonly history: number[][] = [];
  private started = false;

  /** @param framesPerSecond length of the trailing second in frames, rounded up by the caller */
  constructor(
    private readonly blocks: number,
    private readonly framesPerSecond: number,
    private readonly change: { least: number; darkerBelow: number },
  ) {
    this.direction = new Int8Array(blocks);
    this.low = new Float32Array(blocks);
    this.high = new Float32Array(blocks);
    this.recent = new Uint8Array(blocks);
  }

  /**
   * Take the next frame's level per block.
   * @returns shares of the screen with at least 4, 5, 6 … changes in the trailing second (of 10,000); empty when none
   */
  push(levels: ArrayLike<number>): number[] {
    if (!this.started) {
      for (let block = 0; block < this.blocks; block++) this.low[block] = this.high[block] = levels[block]!;
      this.started = true;
    }
    const changed: number[] = [];
    for (let block = 0; block < this.blocks; block++) if (this.turned(block, levels[block]!)) changed.push(block);
    this.remember(changed);
    return this.shares();
  }

  private turned(block: number, level: number): boolean {
    if (level < this.low[block]!) this.low[block] = level;
    if (level > this.high[block]!) this.high[block] = level;
    const { least, darkerBelow } = this.change;
    const rose = level - this.low[block]! >= least && this.low[block]! < darkerBelow;
    const fell = this.high[block]! - level >= least && level < darkerBelow;
    if (rose && this.direction[block] !== RISING) return this.turn(block, RISING, level);
    if (fell && this.direction[block] !== FALLING) return this.turn(block, FALLING, level);
    return false;
  }

  private turn(block: number, direction: number, level: number): true {
    this.direction[block] = direction;
    this.low[block] = this.high[block] = level;
    return true;
  }

  private remember(changed: number[]): void {
    for (const block of changed) this.recent[block]!++;
    this.history.push(changed);
    if (this.history.length <= this.framesPerSecond) return;
    for (const block of this.history.shift()!) this.recent[block]!--;
  }

  private shares(): number[] {
    const counts: number[] = [];
    for (let block = 0; block < this.blocks; block++)
      for (let k = this.recent[block]! - FIRST_TRANSITIONS; k >= 0; k--) counts[k] = (counts[k] ?? 0) + 1;
    return counts.map((count) => Math.round((count * WHOLE) / this.blocks));
  }
}
