import type { Rational } from '../media/rational';
import { FlashCounter, LUMINANCE_CHANGE, RED_CHANGE } from './flash-counter';
import { type ScreenModel, screenModel } from './luminance';
import { type VideoSeries, WHOLE } from './series';
import { StillAnchor } from './still-anchor';

/** Size of the measured copy of the picture; yuv420p, 8 bit, samples picked and never averaged. */
export const METER_WIDTH = 320;
export const METER_HEIGHT = 180;
/** Bytes of one measured frame: luma plane, then Cb, then Cr at half size. */
export const METER_FRAME_BYTES = (METER_WIDTH * METER_HEIGHT * 3) / 2;

const COLUMNS = 32;
const ROWS = 18;
const BLOCKS = COLUMNS * ROWS;
/** Luma samples along one edge of a block; chroma has half of it. */
const EDGE = METER_WIDTH / COLUMNS;
const CHROMA_EDGE = EDGE / 2;
const CHROMA_WIDTH = METER_WIDTH / 2;
const CHROMA_BYTES = (METER_WIDTH * METER_HEIGHT) / 4;
const LUMA_BYTES = METER_WIDTH * METER_HEIGHT;
const SAMPLES = METER_FRAME_BYTES;
/** The saturated red of BT.1702 practice: red carries at least so much of the linear light. */
const RED_SHARE = 0.8;
/** A mean row or column at or under this distance above black belongs to a bar. */
const BAR_HEADROOM = 8;

export interface MeterOptions {
  frameRate: Rational;
  range: 'limited' | 'full';
  /** Transfer as ffprobe names it; decides what a code value means in cd/m2. */
  transfer: string;
  /** Bars and picture detail are looked at on each multiple of this frame number. */
  detailEvery: number;
}

/** A frame that was looked at more closely, for choosing the poster. */
export interface DetailSample {
  frame: number;
  meanLuma: number;
  /** Mean absolute difference of horizontal neighbours, hundredths of a code value: higher is sharper or busier. */
  detail: number;
}

/** Measures decoded frames one after the other; holds two frames and the growing series. Pure: bytes in, numbers out. */
export class FrameMeter {
  readonly details: DetailSample[] = [];
  private readonly series: VideoSeries;
  private readonly screen: ScreenModel;
  private readonly blackLevel: number;
  private readonly barLevel: number;
  private readonly previous = new Uint8Array(LUMA_BYTES);
  private readonly luminance = new Float32Array(BLOCKS);
  private readonly redness = new Float32Array(BLOCKS);
  /** Sums of the samples of each block: luma, then Cb, then Cr. */
  private readonly blocks = new Float32Array(BLOCKS * 3);
  private readonly anchor = new StillAnchor(BLOCKS, [
    EDGE * EDGE,
    CHROMA_EDGE * CHROMA_EDGE,
    CHROMA_EDGE * CHROMA_EDGE,
  ]);
  private readonly lumaFlashes: FlashCounter;
  private readonly redFlashes: FlashCounter;
  private readonly brightestRow = new Float32Array(METER_HEIGHT);
  private readonly brightestColumn = new Float32Array(METER_WIDTH);
  /** Sums over the blocks of the current frame. */
  private sum = { luma: 0, black: 0, illegal: 0, change: 0, peak: 0 };

  constructor(private readonly options: MeterOptions) {
    const { frameRate, range, transfer } = options;
    const second = Math.ceil(frameRate.num / frameRate.den);
    this.screen = screenModel(transfer, range);
    this.blackLevel = range === 'full' ? 25 : 37; // 10 % of 0..255, or of 16..235
    this.barLevel = (range === 'full' ? 0 : 16) + BAR_HEADROOM;
    this.lumaFlashes = new FlashCounter(BLOCKS, second, LUMINANCE_CHANGE);
    this.redFlashes = new FlashCounter(BLOCKS, second, RED_CHANGE);
    this.series = {
      frameRate,
      frames: 0,
      range,
      meanLuma: [],
      black: [],
      change: [],
      changePeak: [],
      drift: [],
      illegal: [],
      red: [],
      flashes: [],
      bars: { top: 0, bottom: 0, left: 0, right: 0 },
    };
  }

  /** Frames measured so far. */
  get frames(): number {
    return this.series.frames;
  }

  /**
   * Measure the next frame.
   * @throws {RangeError} when it is not {@link METER_FRAME_BYTES} long
   */
  push(frame: Uint8Array): void {
    if (frame.length !== METER_FRAME_BYTES) throw new RangeError(`A measured frame has ${METER_FRAME_BYTES} bytes.`);
    const { series, sum } = this;
    sum.luma = sum.black = sum.illegal = sum.change = sum.peak = 0;
    const number = series.frames;
    for (let block = 0; block < BLOCKS; block++) this.measureLuma(frame, block);
    const redBlocks = this.measureChroma(frame);
    series.meanLuma.push(Math.round((sum.luma * 10) / LUMA_BYTES) / 10);
    series.black.push(share(sum.black, LUMA_BYTES));
    const change = number === 0 ? 0 : Math.round((sum.change * 100) / LUMA_BYTES);
    const changePeak = number === 0 ? 0 : Math.round((sum.peak * 100) / (EDGE * EDGE));
    series.change.push(change);
    series.changePeak.push(changePeak);
    series.drift!.push(this.anchor.push(this.blocks, { change, changePeak }));
    series.illegal.push(share(sum.illegal, SAMPLES));
    series.red.push(share(redBlocks, BLOCKS));
    this.countFlashes(number);
    if (number % this.options.detailEvery === 0) this.lookCloser(frame, number);
    this.previous.set(frame.subarray(0, LUMA_BYTES));
    series.frames++;
  }

  /** The finished series. */
  finish(): VideoSeries {
    return { ...this.series, bars: this.bars() };
  }

  private measureLuma(frame: Uint8Array, block: number): void {
    const { previous, blackLevel, sum } = this;
    const table = this.screen.luminance;
    const first = Math.floor(block / COLUMNS) * EDGE * METER_WIDTH + (block % COLUMNS) * EDGE;
    let luma = 0;
    let light = 0;
    let black = 0;
    let illegal = 0;
    let change = 0;
    for (let y = 0; y < EDGE; y++) {
      const start = first + y * METER_WIDTH;
      for (let at = start; at < start + EDGE; at++) {
        const code = frame[at]!;
        const difference = code - previous[at]!;
        luma += code;
        light += table[code]!;
        if (code <= blackLevel) black++;
        if (code < 16 || code > 235) illegal++;
        change += difference < 0 ? -difference : difference;
      }
    }
    this.luminance[block] = light / (EDGE * EDGE);
    this.blocks[block] = luma;
    sum.luma += luma;
    sum.black += black;
    sum.illegal += illegal;
    sum.change += change;
    if (change > sum.peak) sum.peak = change;
  }

  /** Counts illegal chroma samples and sets each block's redness; answers how many blocks are saturated red. */
  private measureChroma(frame: Uint8Array): number {
    let red = 0;
    let illegal = 0;
    for (let block = 0; block < BLOCKS; block++) {
      const first =
        LUMA_BYTES + Math.floor(block / COLUMNS) * CHROMA_EDGE * CHROMA_WIDTH + (block % COLUMNS) * CHROMA_EDGE;
      let blue = 0;
      let cr = 0;
      for (let y = 0; y < CHROMA_EDGE; y++) {
        const start = first + y * CHROMA_WIDTH;
        for (let at = start; at < start + CHROMA_EDGE; at++) {
          const u = frame[at]!;
          const v = frame[at + CHROMA_BYTES]!;
          blue += u;
          cr += v;
          if (u < 16 || u > 240) illegal++;
          if (v < 16 || v > 240) illegal++;
        }
      }
      this.blocks[BLOCKS + block] = blue;
      this.blocks[2 * BLOCKS + block] = cr;
      const count = CHROMA_EDGE * CHROMA_EDGE;
      // A block can only be saturated red when Cr is well above neutral; most blocks end here.
      const redness = cr > 160 * count ? this.rednessOf(frame, block, blue / count, cr / count) : 0;
      this.redness[block] = redness;
      if (redness > 0) red++;
    }
    this.sum.illegal += illegal;
    return red;
  }

  /** (R-G-B)*320 of the block's mean colour in linear light, or 0 when it is not saturated red. */
  private rednessOf(frame: Uint8Array, block: number, cb: number, cr: number): number {
    const first = Math.floor(block / COLUMNS) * EDGE * METER_WIDTH + (block % COLUMNS) * EDGE;
    let sum = 0;
    for (let y = 0; y < EDGE; y++) for (let x = 0; x < EDGE; x++) sum += frame[first + y * METER_WIDTH + x]!;
    const mean = sum / (EDGE * EDGE);
    const limited = this.options.range === 'limited';
    const luma = limited ? ((mean - 16) * 255) / 219 : mean;
    const gain = limited ? 255 / 224 : 1;
    // ITU-R BT.709 matrix; the difference to BT.601 and BT.2020 is small against the 0.8 limit.
    const r = this.linear(luma + 1.5748 * gain * (cr - 128));
    const g = this.linear(luma - 0.1873 * gain * (cb - 128) - 0.4681 * gain * (cr - 128));
    const b = this.linear(luma + 1.8556 * gain * (cb - 128));
    return r > 0 && r / (r + g + b) >= RED_SHARE ? Math.max(0, (r - g - b) * 320) : 0;
  }

  private linear(code: number): number {
    return this.screen.linear[Math.max(0, Math.min(255, Math.round(code)))]!;
  }

  private countFlashes(frame: number): void {
    const luminance = this.lumaFlashes.push(this.luminance);
    const red = this.redFlashes.push(this.redness);
    const worth = WHOLE * 0.05;
    if ((luminance[0] ?? 0) >= worth || (red[0] ?? 0) >= worth) this.series.flashes.push({ frame, luminance, red });
  }

  private lookCloser(frame: Uint8Array, number: number): void {
    const columns = new Float64Array(METER_WIDTH);
    let edges = 0;
    for (let y = 0; y < METER_HEIGHT; y++) {
      let row = 0;
      for (let x = 0; x < METER_WIDTH; x++) {
        const code = frame[y * METER_WIDTH + x]!;
        row += code;
        columns[x]! += code;
        if (x > 0) edges += Math.abs(code - frame[y * METER_WIDTH + x - 1]!);
      }
      this.brightestRow[y] = Math.max(this.brightestRow[y]!, row / METER_WIDTH);
    }
    for (let x = 0; x < METER_WIDTH; x++)
      this.brightestColumn[x] = Math.max(this.brightestColumn[x]!, columns[x]! / METER_HEIGHT);
    const meanLuma = this.series.meanLuma[number]!;
    this.details.push({ frame: number, meanLuma, detail: Math.round((edges * 100) / LUMA_BYTES) });
  }

  private bars(): VideoSeries['bars'] {
    const dark = (level: number): boolean => level <= this.barLevel;
    const [top, bottom] = darkEdges(this.brightestRow, dark);
    const [left, right] = darkEdges(this.brightestColumn, dark);
    return { top, bottom, left, right };
  }
}

/** Shares of `lines` that are dark from either end on; nothing when all are (a black programme has no bars). */
function darkEdges(lines: Float32Array, dark: (level: number) => boolean): [number, number] {
  const first = lines.findIndex((level) => !dark(level));
  if (first < 0) return [0, 0];
  let last = lines.length - 1;
  while (dark(lines[last]!)) last--;
  return [share(first, lines.length), share(lines.length - 1 - last, lines.length)];
}

const share = (part: number, whole: number): number => Math.round((part * WHOLE) / whole);
