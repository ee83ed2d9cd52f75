import type { PacketStatistics } from '../media/packet-statistics';
import type { MasterProbe } from '../media/probe';
import { parseRational, toNumber } from '../media/rational';
import { announced, type ProbeDocument, programmeVideo, readProbe } from '../media/read-probe';
import { type AnalysisPlan, conformChain, PROXY_SOUND, planAnalysis, proxyChain, proxyOutput } from './analysis-args';

/** Segments of the proxy that a preview makes, 2 s each. */
const SEGMENTS = 3;
/** A bit rate is an average: the beginning may hold so many times as much. */
const UNEVEN = 1.5;

/** What is known of a master before its packets were scanned, and what the preview makes of it. */
export interface PreviewPlan {
  probe: MasterProbe;
  plan: AnalysisPlan;
  /** Length of the preview at most, seconds. */
  seconds: number;
  /** Bytes from the start of the file that hold the preview, as far as the header tells. */
  headBytes: number;
}

/**
 * Plan the preview from the header alone.
 *
 * @throws {HeadendError} `master/…` when there is nothing to show
 */
export function planPreview(document: ProbeDocument): PreviewPlan {
  const probe = readProbe(document, statedStatistics(document), {
    fields: { topFirst: 0, bottomFirst: 0, progressive: 0 },
  });
  // Thumbnails are the analysis' own matter; these numbers are not used.
  const plan = planAnalysis(probe, { everyMs: 10_000, width: 160 });
  const { proxySegmentFrames, proxyEveryFrames, frameRate } = plan;
  const seconds = (SEGMENTS * proxySegmentFrames * proxyEveryFrames) / toNumber(frameRate);
  const bitRate = Number(document.format?.bit_rate) || 0;
  return { probe, plan, seconds, headBytes: Math.ceil((bitRate / 8) * seconds * UNEVEN) };
}

/** What a scan would find if every packet were as the header says. */
function statedStatistics(document: ProbeDocument): PacketStatistics {
  const stream = programmeVideo(document);
  const rate = parseRational(String(stream.avg_frame_rate)) ?? parseRational(String(stream.r_frame_rate));
  const frameUs = rate && toNumber(rate) > 0 ? 1e6 / toNumber(rate) : 40_000;
  const lengthUs = announced(document, stream) || (Number(document.format?.duration) || 0) * 1e6;
  const startUs = (Number(stream.start_time) || 0) * 1e6;
  const packets = Math.max(1, Math.round(lengthUs / frameUs));
  return {
    packets,
    discarded: 0,
    bytes: 0,
    startUs,
    lastUs: startUs + (packets - 1) * frameUs,
    lastDurationUs: frameUs,
    frameUs,
    medianUs: frameUs,
    irregularShare: 0,
    longestUs: frameUs,
    gopFrames: 1,
  };
}

/** Input options of the preview. */
export const previewInputOptions = (): string[] => [
  '-xerror', // behind the first seconds the file may be a hole: the first damaged picture ends the preview
  '-threads',
  '2', // seconds count here, and only few are decoded
  '-noautorotate', // the picture is turned after it was made small
];

/** Everything after the input; paths are relative to the working directory and those of the analysis' proxy. */
export function previewOutputArgs({ probe, plan, seconds }: PreviewPlan): string[] {
  const { video, audio } = probe;
  const [sound] = audio;
  const graph = [
    `[0:${video.streamIndex}]${[...conformChain(plan, video), ...proxyChain(plan, video)].join(',')}[proxy]`,
    ...(sound ? [`[0:${sound.streamIndex}]${PROXY_SOUND}[proxysound]`] : []),
  ];
  return [
    '-filter_complex',
    graph.join(';'),
    // The programme goes on behind the preview, so its playlist has no end.
    ...proxyOutput(plan, sound !== undefined, ['-t', seconds.toFixed(3)], '+omit_endlist'),
  ];
}
