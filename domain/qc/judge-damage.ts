import type { DecodeDamage } from '../media/decode-log';
import type { MasterProbe } from '../media/probe';
import { codeOf } from './codes';
import type { Finding } from './finding';
import type { QcPolicy } from './policy';
import type { MeasurementSeries } from './series';
import { countReached } from './severity';

/** Damage closer together than this is told as one stretch, seconds. */
const STRETCH_SECONDS = 5;

/** Findings about what could not be decoded whole: weighed by all of a track, told by stretch. */
export function judgeDamage({ damage = [] }: MeasurementSeries, probe: MasterProbe, policy: QcPolicy): Finding[] {
  const tracks = [...new Set(damage.map(({ track }) => track))];
  return tracks.flatMap((track) => {
    const places = damage.filter((place) => place.track === track).sort((a, b) => a.second - b.second);
    const total = sum(places);
    const step = countReached(policy.decodeErrors, total);
    if (!step) return [];
    const code = track === 'video' ? 'video/decode-errors' : 'audio/decode-errors';
    const unit = track === 'video' ? 'pictures' : 'sound packets';
    return stretches(places).map((stretch) => ({
      code,
      severity: step.severity,
      stage: 'quality' as const,
      track,
      range: rangeOf(stretch, probe),
      measured: `${sum(stretch)} of ${total} damaged ${unit}`,
      limit: `${step.minCount} in the programme`,
      message: `${sum(stretch)} ${unit} could not be decoded whole.`,
      fix: codeOf(code).fix,
    }));
  });
}

const sum = (places: DecodeDamage[]): number => places.reduce((total, { count }) => total + count, 0);

function stretches(places: DecodeDamage[]): DecodeDamage[][] {
  const found: DecodeDamage[][] = [];
  for (const place of places) {
    const last = found.at(-1);
    if (last && place.second - (last.at(-1)?.second ?? 0) <= STRETCH_SECONDS) last.push(place);
    else found.push([place]);
  }
  return found;
}

/** Whole seconds, and one more: the decoder speaks up to a second before its pictures are measured. */
function rangeOf(stretch: DecodeDamage[], { durationUs }: MasterProbe): Finding['range'] {
  const endMs = Math.round(durationUs / 1000);
  const [first] = stretch;
  const last = stretch.at(-1);
  return {
    startMs: Math.min((first?.second ?? 0) * 1000, Math.max(0, endMs - 1000)),
    endMs: Math.min(((last?.second ?? 0) + 2) * 1000, endMs),
  };
}
