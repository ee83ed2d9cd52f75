import { type Html, html } from '../docs/html';
import type { Report } from './quality-report';

/** One curve of a report over the whole programme. */
export interface Curve {
  name: string;
  unit: string;
  points: { t: number; value: number }[];
  low: number;
  high: number;
  /** A line to hold the curve against. */
  target?: { value: number; name: string };
  /** Text for a value on the axis. */
  tell(value: number): string;
  style: 'luma' | 'loudness' | 'bitrate';
  /** Of a track of sound: `audio:0`. */
  track?: string;
}

/** Something with a place on the timeline. */
export interface Mark {
  startMs: number;
  endMs: number;
  severity: string;
  track: string | null;
}

/** Does a mark belong to a curve? What is found in one track of sound says nothing of another, nor of the picture. */
export const marks = (curve: Curve, { track }: Mark): boolean => {
  const ofSound = track?.startsWith('audio:') ? track : undefined;
  return curve.track === undefined ? !ofSound : ofSound === curve.track;
};

const WIDTH = 1000;
const HEIGHT = 120;
/** More points than pixels would only make the page heavy. */
const MOST_POINTS = 500;

/** The curves that were measured; those without a point are left out. @param targetLufs of the policy */
export function curvesOf(series: NonNullable<Report['series']>, targetLufs: number): Curve[] {
  const rates = series.bitrate.map(({ t_ms: t, bps }) => ({ t, value: bps / 1e6 }));
  const most = Math.max(1, ...rates.map(({ value }) => value));
  const all: Curve[] = [
    {
      ...{ name: 'Mean luma', unit: '8-bit code value', style: 'luma', low: 0, high: 255 },
      points: series.luma.map(({ t_ms: t, mean }) => ({ t, value: mean })),
      tell: (value) => value.toFixed(0),
    },
    ...series.loudness.map(
      ({ track, momentary }): Curve => ({
        ...{ name: `Momentary loudness, ${trackName(track)}`, unit: 'LUFS', style: 'loudness', low: -60, high: 0 },
        track,
        points: momentary.map(({ t_ms: t, lufs }) => ({ t, value: lufs })),
        target: { value: targetLufs, name: `target ${targetLufs} LUFS` },
        tell: (value) => value.toFixed(0),
      }),
    ),
    {
      ...{ name: 'Bit rate of the video', unit: 'Mbit/s', style: 'bitrate', low: 0, high: Math.ceil(most * 1.1) },
      points: rates,
      tell: (value) => value.toFixed(0),
    },
  ];
  return all.filter(({ points }) => points.length > 1);
}

/** `audio:0` as people count. */
export const trackName = (track: string | null): string => {
  const [kind, which] = (track ?? '').split(':');
  if (kind === 'audio' && /^\d+$/.test(which ?? '')) return `audio track ${Number(which) + 1}`;
  return which ? `${kind} ${which}` : (kind ?? '');
};

/**
 * A curve as a drawing that needs nothing beside it.
 *
 * @param durationMs of the programme
 * @param clock text of an instant of the programme, milliseconds
 */
export function drawing(curve: Curve, durationMs: number, found: Mark[], clock: (ms: number) => string): Html {
  const x = (t: number): number => Math.min(WIDTH, Math.max(0, (t / durationMs) * WIDTH));
  const y = (value: number): number => {
    const share = (value - curve.low) / (curve.high - curve.low);
    return HEIGHT * (1 - Math.min(1, Math.max(0, share)));
  };
  const at = (value: number): string => value.toFixed(1);
  const line = thinned(curve.points)
    .map(({ t, value }, index) => `${index === 0 ? 'M' : 'L'}${at(x(t))} ${at(y(value))}`)
    .join('');
  const { target } = curve;
  return html`<figure class="curve ${curve.style}"><figcaption><strong>${curve.name}</strong> <span>${curve.unit}</span></figcaption>
<div class="plot"><div class="axis" aria-hidden="true"><span>${curve.tell(curve.high)}</span><span>${curve.tell(curve.low)}</span></div>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${curve.name} over the programme">
${found.map(
  ({ startMs, endMs, severity }) =>
    html`<rect class="mark ${severity}" x="${at(x(startMs))}" y="0" width="${at(Math.max(2, x(endMs) - x(startMs)))}" height="${HEIGHT}"/>`,
)}
<path class="line" d="${line}"/>${
    target && html`<path class="target" d="M0 ${at(y(target.value))}L${WIDTH} ${at(y(target.value))}"/>`
  }</svg></div>
<div class="times" aria-hidden="true">${[0, 0.25, 0.5, 0.75, 1].map((share) => html`<span>${clock(share * durationMs)}</span>`)}</div>${
    target && html`<p class="key"><span class="dash"></span> ${target.name}</p>`
  }</figure>`;
}

/** The highest of each run: what goes over a limit stays to be seen. */
function thinned(points: Curve['points']): Curve['points'] {
  const length = Math.max(1, Math.ceil(points.length / MOST_POINTS));
  return Array.from({ length: Math.ceil(points.length / length) }, (_, run) =>
    points.slice(run * length, (run + 1) * length).reduce((most, each) => (each.value > most.value ? each : most)),
  );
}
