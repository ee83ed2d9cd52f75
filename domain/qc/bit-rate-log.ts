/** A last second shorter than this says nothing about a rate. */
const SHORTEST_SECOND = 0.25;

/** Adds up packet sizes per second from ffmpeg's framecrc list: a `#tb` line, then `stream, dts, pts, duration, size, …`. */
export class BitRateLog {
  private readonly bytes: number[] = [];
  private tick = 0;

  /** @param startUs time of the first picture on the clock of the list, microseconds */
  constructor(private readonly startUs: number) {}

  /** Take one line; packets before the first picture belong to its second. */
  line(text: string): void {
    const base = /^#tb 0: (\d+)\/(\d+)/.exec(text);
    if (base) this.tick = Number(base[1]) / Number(base[2]);
    if (text.startsWith('#')) return;
    const [, dts = Number.NaN, , , size = 0] = text.split(',').map(Number);
    if (Number.isNaN(dts)) return;
    const second = Math.max(0, Math.floor(dts * this.tick - this.startUs / 1e6));
    this.bytes[second] = (this.bytes[second] ?? 0) + size;
  }

  /**
   * Bits per second, one entry per second of the programme.
   * @param durationUs length of the programme; its last second is usually a part of one
   */
  finish(durationUs: number): number[] {
    const duration = durationUs / 1e6;
    return Array.from({ length: Math.max(1, Math.ceil(duration - SHORTEST_SECOND)) }, (_, second) =>
      Math.round(((this.bytes[second] ?? 0) * 8) / Math.min(1, duration - second)),
    );
  }
}
