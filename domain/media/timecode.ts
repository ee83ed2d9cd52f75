import { type Rational, toNumber } from './rational';

/** How the frames of a programme are counted (SMPTE ST 12-1). */
export interface TimecodeFormat {
  rate: Rational;
  /** Frames counted in one second of timecode: 24 for 23.976, 30 for 29.97. */
  nominal: number;
  /** Numbers are left out so that timecode keeps up with the clock; never frames. */
  dropFrame: boolean;
  /** Frames from midnight to the first frame of the programme. */
  startFrame: number;
}

/** Only multiples of 29.97 have a drop-frame count. */
const mayDrop = (rate: Rational): boolean => rate.den === 1001 && nominalOf(rate) % 30 === 0;

const nominalOf = (rate: Rational): number => Math.max(1, Math.round(toNumber(rate)));

/** Frame numbers left out at the start of each minute but every tenth: 2 at 29.97, 4 at 59.94. */
const dropped = ({ nominal, dropFrame }: TimecodeFormat): number => (dropFrame ? nominal / 15 : 0);

/**
 * The count of a master. A start timecode says itself whether it drops (`;` or `.` before the frames); without one,
 * multiples of 29.97 drop, so that the timecode of a file is its running time.
 *
 * @param start the master's first timecode, such as `01:00:00:00`; anything unreadable counts as none
 */
export function timecodeFormat(rate: Rational, start?: string): TimecodeFormat {
  const parts = /^(\d{2}):([0-5]\d):([0-5]\d)([:;.,])(\d{2,3})$/.exec(start ?? '');
  const nominal = nominalOf(rate);
  const dropFrame = mayDrop(rate) && parts?.[4] !== ':';
  const format = { rate, nominal, dropFrame, startFrame: 0 };
  if (!parts) return format;
  const [hours, minutes, seconds, frames] = [parts[1], parts[2], parts[3], parts[5]].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const allMinutes = hours * 60 + minutes;
  const left = dropped(format) * (allMinutes - Math.floor(allMinutes / 10));
  return { ...format, startFrame: (allMinutes * 60 + seconds) * nominal + frames - left };
}

/** The same count from zero, for durations. */
export const fromZero = (format: TimecodeFormat): TimecodeFormat => ({ ...format, startFrame: 0 });

/**
 * `HH:MM:SS:FF` of a frame, the last colon a semicolon in drop-frame; it starts over after 24 hours.
 * @param frame counted from the programme's first, 0
 */
export function formatTimecode(frame: number, format: TimecodeFormat): string {
  const { nominal, dropFrame, startFrame } = format;
  const drop = dropped(format);
  const tenMinutes = nominal * 600 - 9 * drop;
  const day = tenMinutes * 144;
  const counted = (((frame + startFrame) % day) + day) % day;
  const rest = counted % tenMinutes;
  const minutesPast = rest < drop ? 0 : Math.floor((rest - drop) / (nominal * 60 - drop));
  const number = counted + drop * (9 * Math.floor(counted / tenMinutes) + minutesPast);
  const seconds = Math.floor(number / nominal);
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${clock}${dropFrame ? ';' : ':'}${two(number % nominal)}`;
}

/** `25 fps`, `23.976 fps`, `29.97 DF`, `29.97 NDF`. */
export function rateLabel({ rate, dropFrame }: TimecodeFormat): string {
  const number = String(Number(toNumber(rate).toFixed(3)));
  return mayDrop(rate) ? `${number} ${dropFrame ? 'DF' : 'NDF'}` : `${number} fps`;
}

/** A thousandth of a frame: what a player's clock may be short of a frame's own start. */
const CLOCK_SLACK = 0.001;

/** The frame that is shown at a moment of the programme. @param seconds from its start */
export const frameAt = (seconds: number, { num, den }: Rational): number =>
  Math.max(0, Math.floor((seconds * num) / den + CLOCK_SLACK));

/**
 * Where to seek for a frame: its middle, so that no rounding of a player shows its neighbour. Seconds.
 * @param length frames that share one picture
 */
export const frameCentre = (frame: number, { num, den }: Rational, length = 1): number =>
  ((frame + length / 2) * den) / num;
