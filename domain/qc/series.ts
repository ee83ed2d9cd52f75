import type { DecodeDamage } from '../media/decode-log';
import type { Rational } from '../media/rational';

/** Full scale of every share in a series: parts per ten thousand. */
export const WHOLE = 10_000;

/**
 * What one decode of a master measured. It holds no thresholds of any policy, so that another policy can judge it again
 * without the picture. Time 0 is the first video frame; video arrays hold one entry per frame of the constant-rate timeline.
 */
export interface MeasurementSeries {
  version: 1;
  /** Lower-case hex digest of the measured file. */
  masterSha256: string;
  video: VideoSeries;
  /** One entry per audio track, in stream order. */
  audio: LoudnessSeries[];
  /** What could not be decoded whole; absent in measurements of releases that did not count it. */
  damage?: DecodeDamage[];
  /** Bits of the video track per second of the programme, one entry per second; absent in measurements of older releases. */
  videoBitRate?: number[];
}

/** Per-frame picture measurements, taken on true samples (no averaging) of a 320x180 copy. Shares are of {@link WHOLE}. */
export interface VideoSeries {
  frameRate: Rational;
  frames: number;
  /** `full` when the file says that its samples use 0..255; legal levels are not a question then. */
  range: 'limited' | 'full';
  /** Mean luma, 8-bit code value. */
  meanLuma: number[];
  /** Share of pixels at or below the black level, 10 % of the luma range. */
  black: number[];
  /** Mean absolute luma difference to the frame before, hundredths of a code value; 0 for the first frame. */
  change: number[];
  /** The same for the most changed of 32x18 blocks. */
  changePeak: number[];
  /**
   * How far the most moved of 32x18 blocks has gone from the first frame of the stretch that looks still: the largest
   * difference of a block's mean luma, Cb or Cr, hundredths of a code value. A picture that moves too slowly to differ
   * from one frame to the next does here. Absent in measurements of older releases.
   */
  drift?: number[];
  /** Share of luma and chroma samples outside 16..235 and 16..240. */
  illegal: number[];
  /** Share of the screen that is saturated red. */
  red: number[];
  flashes: FlashSample[];
  /** Black bars that never light up, as shares of picture height (top, bottom) and width (left, right). */
  bars: { top: number; bottom: number; left: number; right: number };
}

/**
 * How much of the screen flashed how often in the second that ends with `frame`. Frames where less than 5 % of the
 * screen made {@link FIRST_TRANSITIONS} changes are left out.
 */
export interface FlashSample {
  frame: number;
  /** `[k]` is the share of the screen with at least `FIRST_TRANSITIONS + k` opposing luminance changes. */
  luminance: number[];
  /** The same for changes to or from saturated red. */
  red: number[];
}

/** Changes per second at which {@link FlashSample} begins to count: two flashes. */
export const FIRST_TRANSITIONS = 4;

/** EBU R128 measurements of one audio track. */
export interface LoudnessSeries {
  /** Position among the audio tracks, from 0. */
  track: number;
  streamIndex: number;
  language: string;
  channels: number;
  /** Time of the first momentary value's block on the video's clock, milliseconds; negative when audio starts first. */
  startMs: number;
  /** Distance of momentary values, milliseconds. */
  stepMs: number;
  /** Momentary loudness in tenths of LUFS; {@link SILENT} when the meter shows nothing. */
  momentary: number[];
  /** LUFS; null when no block was loud enough to pass the -70 LUFS gate. */
  integratedLufs: number | null;
  /** Loudness range, LU. */
  rangeLu: number;
  /** Highest true peak of all channels, dBTP; null for digital silence. */
  truePeakDbtp: number | null;
}

/** Floor of momentary loudness, tenths of LUFS. */
export const SILENT = -1200;

/** Where the decoded sound of a track ends on the video's clock, milliseconds; exact to one step. */
export const audioEndMs = ({ startMs, stepMs, momentary }: LoudnessSeries): number =>
  startMs + stepMs * momentary.length;
