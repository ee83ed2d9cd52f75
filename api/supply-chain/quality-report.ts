import type { z } from 'zod';
import { readSeries } from '../../adapters/object-store/measurements';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { IngestRecord } from '../../adapters/postgres/port';
import { isHeadendError } from '../../domain/failures';
import type { MasterProbe } from '../../domain/media/probe';
import { toNumber } from '../../domain/media/rational';
import type { Finding } from '../../domain/qc/finding';
import { framesOf, pictureName, picturesPrefix } from '../../domain/qc/finding-pictures';
import type { MeasurementSeries } from '../../domain/qc/series';
import { compareSeverity } from '../../domain/qc/severity';
import type { IngestOrder } from '../../workflows/supply-chain/contract';
import { mediaPath } from '../http/media-url';
import type { QcReportView } from './schemas';
import { findingView, shownUnder } from './views';

/** A timeline on a screen shows no more points than this. */
const MAX_POINTS = 2000;

/** Stand-ins where the meter found nothing to measure: the EBU R128 gate, and digital silence. */
const GATE_LUFS = -70;
const SILENCE_DBTP = -120;

/** What `GET /v1/ingests/{id}/qc` answers. */
export type Report = z.input<typeof QcReportView>;

type Reader = Pick<ObjectStore, 'read' | 'list'>;

/** Path of the page that anybody may open who has the link. */
export const reportPath = (previewToken: string): string => `/reports/${previewToken}`;

/** Findings and curves of an ingest. Curves are absent until the one decode has measured them. */
export async function qualityReport(ingest: IngestRecord, findings: Finding[], store: Reader): Promise<Report> {
  const probe = ingest.probe as MasterProbe | undefined;
  const { measurementKey } = ingest;
  const [series, pictures] = measurementKey
    ? await Promise.all([measured(store, measurementKey), picturesOf(store, measurementKey)])
    : [undefined, new Map<string, string>()];
  const { policy } = ingest.order as IngestOrder;
  return {
    ingest_id: ingest.id,
    verdict: ingest.verdict ?? null,
    policy: policy.name,
    policy_version: policy.version,
    report_url: reportPath(ingest.previewToken),
    findings: ordered(findings.map((finding) => findingView(finding, shown(finding, ingest, probe, pictures)))),
    duration_ms: probe ? Math.round(probe.durationUs / 1000) : null,
    probe: (probe ?? null) as Record<string, unknown> | null,
    series: series ? curves(series) : null,
  };
}

const measured = (store: Reader, key: string): Promise<MeasurementSeries | undefined> =>
  readSeries(store, key).catch((error: unknown) => {
    if (isHeadendError(error) && error.code === 'media/not-found') return undefined;
    throw error;
  });

/** The heaviest first, then as they come in the programme; what has no place comes before what has. */
export const ordered = <T extends Pick<Report['findings'][number], 'severity' | 'range'>>(
  findings: readonly T[],
): T[] =>
  [...findings].sort(
    (a, b) => compareSeverity(b.severity, a.severity) || (a.range?.start_ms ?? -1) - (b.range?.start_ms ?? -1),
  );

/** Object keys of the pictures at findings, by file name. */
async function picturesOf(store: Reader, measurementKey: string): Promise<Map<string, string>> {
  const prefix = picturesPrefix(measurementKey);
  const found = new Map<string, string>();
  for await (const { key } of store.list(prefix)) found.set(key.slice(prefix.length), key);
  return found;
}

/** Paths of the pictures at a finding, null where there is none. */
function shown(
  { range }: Finding,
  ingest: IngestRecord,
  probe: MasterProbe | undefined,
  pictures: Map<string, string>,
): (string | null)[] {
  if (!range || !probe) return [];
  const prefix = shownUnder(ingest);
  return framesOf(range, probe.video).map((frame) =>
    mediaPath(ingest.previewToken, prefix, pictures.get(pictureName(frame))),
  );
}

/** The curves of a timeline, thinned. */
export function curves({ video, audio, videoBitRate = [] }: MeasurementSeries): NonNullable<Report['series']> {
  const frameMs = 1000 / toNumber(video.frameRate);
  return {
    luma: thinned(video.meanLuma, average).map(({ at, value }) => ({ t_ms: Math.round(at * frameMs), mean: value })),
    loudness: audio.map((track) => ({
      track: `audio:${track.track}`,
      integrated: track.integratedLufs ?? GATE_LUFS,
      range: track.rangeLu,
      true_peak: track.truePeakDbtp ?? SILENCE_DBTP,
      momentary: thinned(track.momentary, highest).map(({ at, value }) => ({
        t_ms: Math.max(0, Math.round(track.startMs + at * track.stepMs)),
        lufs: value / 10,
      })),
    })),
    bitrate: thinned(videoBitRate, average).map(({ at, value }) => ({ t_ms: at * 1000, bps: value })),
  };
}

/** At most {@link MAX_POINTS} points: equal runs of values, each told by one. */
export function thinned(values: number[], one: (run: number[]) => number): { at: number; value: number }[] {
  const length = Math.max(1, Math.ceil(values.length / MAX_POINTS));
  return Array.from({ length: Math.ceil(values.length / length) }, (_, run) => {
    const at = run * length;
    return { at, value: one(values.slice(at, at + length)) };
  });
}

const average = (run: number[]): number =>
  Math.round((run.reduce((sum, value) => sum + value, 0) / run.length) * 10) / 10;
/** The loudest moment of a run is what a limit would be broken by. */
const highest = (run: number[]): number => run.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
