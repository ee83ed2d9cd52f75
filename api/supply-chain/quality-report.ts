import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { z } from 'zod';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { IngestRecord } from '../../adapters/postgres/port';
import { isHeadendError } from '../../domain/failures';
import type { MasterProbe } from '../../domain/media/probe';
import { toNumber } from '../../domain/media/rational';
import type { Finding } from '../../domain/qc/finding';
import type { MeasurementSeries } from '../../domain/qc/series';
import type { IngestOrder } from '../../workflows/supply-chain/contract';
import type { QcReportView } from './schemas';
import { findingView } from './views';

/** A timeline on a screen shows no more points than this. */
const MAX_POINTS = 2000;

/** Stand-ins where the meter found nothing to measure: the EBU R128 gate, and digital silence. */
const GATE_LUFS = -70;
const SILENCE_DBTP = -120;

const unzip = promisify(gunzip);

type Report = z.input<typeof QcReportView>;

/** Findings and curves of an ingest. Curves are absent until the one decode has measured them. */
export async function qualityReport(
  ingest: IngestRecord,
  findings: Finding[],
  store: Pick<ObjectStore, 'read'>,
): Promise<Report> {
  const probe = ingest.probe as MasterProbe | undefined;
  const series = ingest.measurementKey ? await readSeries(store, ingest.measurementKey) : undefined;
  return {
    ingest_id: ingest.id,
    verdict: ingest.verdict ?? null,
    policy: (ingest.order as IngestOrder).policy.name,
    findings: findings.map(findingView),
    duration_ms: probe ? Math.round(probe.durationUs / 1000) : null,
    probe: (probe ?? null) as Record<string, unknown> | null,
    series: series ? curves(series) : null,
  };
}

async function readSeries(store: Pick<ObjectStore, 'read'>, key: string): Promise<MeasurementSeries | undefined> {
  try {
    const packed = await store.read(key);
    return JSON.parse((await unzip(packed)).toString('utf8')) as MeasurementSeries;
  } catch (error) {
    if (isHeadendError(error) && error.code === 'media/not-found') return undefined;
    throw error;
  }
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
