import type { VideoProbe } from '../media/probe';
import { frameToMicroseconds, frameToMilliseconds, type Rational, type Size } from '../media/rational';
import { fitInto, pictureChain } from './analysis-args';
import type { Finding, TimeRangeMs } from './finding';
import { compareSeverity } from './severity';

/** Pictures of one master at most: each is a seek and the decode of up to a GOP. */
export const MOST_PICTURES = 40;

/** From this length on, the start alone does not show what a finding is about: its middle is captured, too. */
const LONG_MS = 4000;

/** The longer edge of a picture, pixels. */
const PICTURE_BOX = 640;

type Placed = Pick<Finding, 'range' | 'severity'>;

/** Where the pictures of a master lie, beside its measurements. @param measurementKey object key of the measurements */
export const picturesPrefix = (measurementKey: string): string =>
  `${measurementKey.slice(0, measurementKey.lastIndexOf('/') + 1)}findings/`;

/** File name of the picture of a frame: whoever finds the same frame again uses it again. */
export const pictureName = (frame: number): string => `${frame}.jpg`;

/** The frame shown at an instant of the programme, given in milliseconds that were rounded from a frame. */
const frameAtMs = (ms: number, { num, den }: Rational): number => Math.max(0, Math.round((ms * num) / (1000 * den)));

/**
 * The frames that show a finding: its first, and of a long one its middle.
 *
 * @param frames of the programme; nothing behind its end is shown
 */
export function framesOf(
  { startMs, endMs }: TimeRangeMs,
  { frameRate, frames }: Pick<VideoProbe, 'frameRate' | 'frames'>,
): number[] {
  const moments = endMs - startMs >= LONG_MS ? [startMs, (startMs + endMs) / 2] : [startMs];
  const last = Math.max(0, frames - 1);
  return [...new Set(moments.map((ms) => Math.min(last, frameAtMs(ms, frameRate))))];
}

/** When a frame is shown, milliseconds from the start of the programme. */
export const pictureTimeMs = (frame: number, rate: Rational): number => frameToMilliseconds(frame, rate);

/**
 * The frames to capture for a list of findings, in the order of the programme. When there are more than may be, heavy findings
 * come first, and starts before middles.
 */
export function planPictures(
  findings: readonly Placed[],
  video: Pick<VideoProbe, 'frameRate' | 'frames'>,
  most = MOST_PICTURES,
): number[] {
  const heavyFirst = [...findings].sort((a, b) => compareSeverity(b.severity, a.severity));
  const shown = heavyFirst.flatMap(({ range }) => (range ? [framesOf(range, video)] : []));
  const wished = [...shown.map(([start]) => start), ...shown.map(([, middle]) => middle)];
  const chosen = new Set<number>();
  for (const frame of wished) if (frame !== undefined && chosen.size < most) chosen.add(frame);
  return [...chosen].sort((a, b) => a - b);
}

/** How one picture is made. */
export interface PictureArgs {
  inputOptions: string[];
  outputArgs: string[];
}

/** Arguments that capture one frame as a JPEG: upright, with square pixels, as an SDR screen shows it. @param file of the output */
export function pictureArgs(video: VideoProbe, frame: number, file: string): PictureArgs {
  const { seekUs, wantedUs } = momentOf(video, frame);
  const chain = [
    ...(wantedUs === undefined ? [] : [`trim=start=${(wantedUs / 1e6).toFixed(6)}`]),
    // One field has lines enough for a small picture, and shows no combing.
    ...(video.fieldOrder === 'progressive' ? [] : ['field=type=top']),
    ...pictureChain(video, pictureSize(video), 'jpeg'),
  ];
  return {
    inputOptions: [
      ...['-threads', '1', '-filter_complex_threads', '1'], // one slot of the encode pool
      '-noautorotate', // the picture is turned after it was made small
      ...['-an', '-sn', '-dn'],
      '-copyts', // the master's own timestamps: those of transport streams are bent after a seek otherwise
      ...(seekUs === undefined
        ? []
        : // Absolute, not from where the container starts; what comes before the frame is cut by its time.
          ['-noaccurate_seek', '-seek_timestamp', '1', '-ss', `${seekUs}us`]),
    ],
    outputArgs: [
      ...['-filter_complex', `[0:${video.streamIndex}]${chain.join(',')}[picture]`, '-map', '[picture]'],
      ...['-frames:v', '1', '-fps_mode', 'passthrough', '-c:v', 'mjpeg', '-q:v', '4', '-map_metadata', '-1'],
      ...['-f', 'image2', '-update', '1', file], // one file, not a pattern of many
    ],
  };
}

/** Size of a picture of a master. */
export const pictureSize = ({ display }: Pick<VideoProbe, 'display'>): Size => fitInto(display, PICTURE_BOX);

/** When a frame is shown on the master's clock, and where to seek for it, microseconds; both undefined of the first. */
function momentOf(video: VideoProbe, frame: number): { wantedUs?: number; seekUs?: number } {
  if (frame === 0) return {};
  const frameUs = frameToMicroseconds(1, video.frameRate);
  // Half a frame early, so that rounded timestamps do not lead to the next one.
  const wantedUs = video.startUs + frameToMicroseconds(frame, video.frameRate) - Math.round(frameUs / 2);
  // Containers without an index of key frames may land between two of them: go back by a whole GOP.
  const gopUs = frameToMicroseconds(video.gopFrames + 1, video.frameRate) + 500_000;
  const seekUs = video.seeksToKeyFrames === false ? wantedUs - gopUs : wantedUs + Math.round((frameUs * 3) / 4);
  return { wantedUs, seekUs: seekUs > video.startUs ? seekUs : undefined };
}
