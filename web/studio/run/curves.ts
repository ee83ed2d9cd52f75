import type { QcReport } from '../../shared/api/types';
import { bitrate } from '../../shared/format';
import type { CurveSpec } from './Curve';

type Series = NonNullable<QcReport['series']>;
type Loudness = Series['loudness'][number];

/** Loudness is drawn down to here; silence lies on the floor. LUFS */
const FLOOR_LUFS = -60;

export const loudnessCurve = ({ momentary }: Loudness): CurveSpec => ({
  name: 'Loudness, momentary',
  x: momentary.map(({ t_ms }) => t_ms),
  y: momentary.map(({ lufs }) => Math.max(FLOOR_LUFS, lufs ?? FLOOR_LUFS)),
  range: [FLOOR_LUFS, 0],
  ticks: [-48, -23, 0],
  format: (value) => (value <= FLOOR_LUFS ? 'silent' : `${Math.round(value)} LUFS`),
  colour: '--accent',
});

export const lumaCurve = ({ luma }: Series): CurveSpec => ({
  name: 'Luma, mean',
  x: luma.map(({ t_ms }) => t_ms),
  y: luma.map(({ mean }) => mean),
  range: [0, 255],
  ticks: [16, 128, 235],
  format: (value) => String(Math.round(value)),
  colour: '--warn',
});

export function bitrateCurve({ bitrate: points }: Series): CurveSpec {
  const top = Math.max(1_000, ...points.map(({ bps }) => bps));
  const ceiling = top * 1.1;
  return {
    name: 'Bitrate of the master',
    x: points.map(({ t_ms }) => t_ms),
    y: points.map(({ bps }) => bps),
    range: [0, ceiling],
    ticks: [0, top / 2, top],
    format: bitrate,
    colour: '--good',
  };
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
    ...(report?.series?.loudness ?? []).map(momentaryOf),
  ];
  const ends = [
    ...measured.map((points) => points?.[points.length - 1]?.t_ms ?? 0),
    ...(report?.findings ?? []).map(({ range }) => range?.end_ms ?? 0),
  ];
  return Math.max(proxy ?? 0, ...ends) || null;
}

const momentaryOf = ({ momentary }: Loudness) => momentary;

/** `audio:1` as people count: `Audio 2`. */
export function trackName(track: string): string {
  const number = /^audio:(\d+)$/.exec(track)?.[1];
  return number === undefined ? track : `Audio ${Number(number) + 1}`;
}
