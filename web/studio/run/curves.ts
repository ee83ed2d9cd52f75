import type { QcReport } from '../../shared/api/types';
import { bitrate, languageName } from '../../shared/format';
import type { CurveSpec } from './Curve';

type Series = NonNullable<QcReport['series']>;
type Loudness = Series['loudness'][number];

/** Loudness is drawn down to here; silence lies on the floor. LUFS */
const FLOOR_LUFS = -60;

export const LOUDNESS = 'Loudness, momentary';
export const BITRATE = 'Bitrate of the master';

export const loudnessCurve = ({ momentary }: Loudness): CurveSpec => ({
  name: LOUDNESS,
  x: momentary.map(({ t_ms }) => t_ms),
  y: momentary.map(({ lufs }) => Math.max(FLOOR_LUFS, lufs ?? FLOOR_LUFS)),
  range: [FLOOR_LUFS, 0],
  ticks: [-48, -23, 0],
  format: (value) => (value <= FLOOR_LUFS ? 'silent' : `${Math.round(value)} LUFS`),
  colour: '--curve-1',
});

/** Mean of the picture in 8-bit code values: 16 is black, 235 white. */
export const lumaCurve = ({ luma }: Series): CurveSpec => ({
  name: 'Luma, mean',
  x: luma.map(({ t_ms }) => t_ms),
  y: luma.map(({ mean }) => mean),
  range: [0, 255],
  ticks: [16, 128, 235],
  format: (value) => String(Math.round(value)),
  colour: '--curve-2',
});

/**
 * Bits per second, each value until the next one.
 * @param duration of the programme: the last value holds until then, milliseconds
 */
export function bitrateCurve({ bitrate: points }: Series, duration: number): CurveSpec {
  const peak = points.reduce((most, { bps }) => Math.max(most, bps), 0);
  const last = points[points.length - 1]!;
  const drawn = last.t_ms < duration ? [...points, { ...last, t_ms: duration }] : points;
  const { top, ticks } = scaleOf(peak);
  return {
    name: BITRATE,
    about: `mean ${bitrate(meanOf(drawn))} · peak ${bitrate(peak)}`,
    x: drawn.map(({ t_ms }) => t_ms),
    y: drawn.map(({ bps }) => bps),
    range: [0, top * 1.06],
    ticks,
    format: (value) => (value === 0 ? '0' : bitrate(value)),
    colour: '--curve-3',
    stepped: true,
  };
}

/** The mean over time: a value counts as long as it holds. */
function meanOf(points: Series['bitrate']): number {
  const first = points[0]!;
  const span = points[points.length - 1]!.t_ms - first.t_ms;
  if (span <= 0) return first.bps;
  const bits = points
    .slice(1)
    .reduce((sum, { t_ms }, index) => sum + points[index]!.bps * (t_ms - points[index]!.t_ms), 0);
  return bits / span;
}

/** Round numbers under a peak: `0, 2, 4` or `0, 5, 10` in a power of ten. */
export function scaleOf(peak: number): { top: number; ticks: number[] } {
  const most = Math.max(1_000, peak);
  const power = 10 ** Math.floor(Math.log10(most / 2));
  const step = [1, 2, 2.5, 5, 10].map((digit) => digit * power).find((size) => most / size < 3)!;
  return { top: Math.max(most, 2 * step), ticks: [0, step, 2 * step] };
}

/**
 * The length a report is drawn to. Not every report says it: then it is the end of what was measured or of the proxy, whichever is later.
 * @param proxy length of the proxy, milliseconds
 */
export function durationOf(report: QcReport | undefined, proxy: number | null): number | null {
  if (report?.duration_ms) return report.duration_ms;
  const measured = [
    report?.series?.luma,
    report?.series?.bitrate,
    ...(report?.series?.loudness ?? []).map(({ momentary }) => momentary),
  ];
  const ends = [
    ...measured.map((points) => points?.[points.length - 1]?.t_ms ?? 0),
    ...(report?.findings ?? []).map(({ range }) => range?.end_ms ?? 0),
  ];
  return ends.reduce((latest, end) => Math.max(latest, end), proxy ?? 0) || null;
}

/** `audio:1` as people count: `Audio 2`; `captions:en` as they speak: `Captions, English`. */
export function trackName(track: string): string {
  const [kind = '', which] = track.split(':');
  const name = kind.charAt(0).toUpperCase() + kind.slice(1);
  if (which === undefined) return name;
  return /^\d+$/.test(which) ? `${name} ${Number(which) + 1}` : `${name}, ${languageName(which)}`;
}
