import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { AudioFileProbe } from '../../domain/media/audio-file';
import type { EncodePlan } from '../../domain/media/encode-plan';
import type { MasterProbe } from '../../domain/media/probe';
import type { Finding, Verdict } from '../../domain/qc/finding';
import type {
  Analysis,
  IngestOrder,
  IngestOutcome,
  IngestProgressReport,
  SidecarOrder,
  SidecarRef,
  SupplyChainDeskActivities,
  SupplyChainEncodeActivities,
  SupplyChainIoActivities,
} from '../../workflows/supply-chain/contract';

type Activities = SupplyChainDeskActivities & SupplyChainIoActivities & SupplyChainEncodeActivities;

/** The outside world of the ingest process, played by the test: it keeps what was asked of it. */
export interface TestWorld {
  activities: Activities;
  /** Names of the steps in the order they were started. */
  calls: string[];
  /** What steps were given, in that order; since when they waited and when they began, milliseconds since 1970. */
  given: { step: string; queue: string; input: unknown; queuedAt: number; startedAt: number }[];
  outcomes: IngestOutcome[];
  reports: IngestProgressReport[];
  /** Chunks that ended because they were cancelled. */
  cancelledChunks: number;
  /** Most chunks that were under way at once. */
  peakChunks: number;
}

const finding = (severity: Finding['severity']): Finding => ({
  code: 'video/black',
  severity,
  stage: 'quality',
  range: { startMs: 1000, endMs: 13_000 },
  measured: '12.0 s',
  limit: '10 s',
  message: 'The picture is black for 12.0 s.',
  fix: 'Remove the black part or tell us that it is meant.',
});

const PROBE = {
  container: 'mov,mp4',
  bytes: 1000,
  durationUs: 24_000_000,
  video: { streamIndex: 0, frames: 600, frameRate: { num: 25, den: 1 } },
  audio: [],
  text: [],
  closedCaptions: false,
} as unknown as MasterProbe;

export const testPlan = (chunks: number, gopFrames = 50): EncodePlan => ({
  hash: 'plan',
  timeline: { frameRate: { num: 25, den: 1 }, frames: chunks * gopFrames, gopFrames, segmentFrames: gopFrames },
  conform: { toConstantRate: false, deinterlace: false },
  groups: [
    {
      name: 'h264',
      rungs: ['720p', '360p'].map((name, index) => ({
        name: `h264-${name}`,
        codec: 'h264',
        preset: 'medium',
        width: 1280 >> index,
        height: 720 >> index,
        crf: 22,
        maxBitrate: 3_000_000,
        bufferSize: 6_000_000,
      })),
      chunks: Array.from({ length: chunks }, (_, index) => ({
        start: index * gopFrames,
        end: (index + 1) * gopFrames,
      })),
    },
  ],
  audio: [],
  captions: [],
  thumbnails: { everyMs: 5000, width: 160 },
});

const AUDIO: EncodePlan['audio'][number] = {
  id: 'en-stereo',
  sources: [1],
  language: 'en',
  label: 'English',
  layout: 'stereo',
  sampleRate: 48000,
  bitrate: 128_000,
  loudness: { targetLufs: -23, maxTruePeakDbtp: -1 },
  default: true,
};

const CAPTIONS: EncodePlan['captions'][number] = {
  id: 'en-captions',
  language: 'en',
  label: 'English',
  kind: 'captions',
  source: { sidecar: 0 },
};

const SOUND: AudioFileProbe = { container: 'wav', originUs: 0, audio: [] };

const analysisOf = (ingestId: string): Analysis => ({
  measurementKey: `previews/t/${ingestId}/measurement.json.gz`,
  proxyKey: `previews/t/${ingestId}/proxy/index.m3u8`,
  thumbnails: { vttKey: 'v', sprites: ['s'], posterKey: 'p' },
  frames: 600,
});

const refOf = (index: number, { source, ...about }: SidecarOrder): SidecarRef => ({
  index,
  ...about,
  ...(source.kind === 'kept'
    ? { objectKey: source.objectKey, sha256: source.sha256 }
    : { objectKey: `sidecars/${index}`, sha256: `sha-${index}` }),
  bytes: 10,
});

export interface WorldOptions {
  verdict?: Verdict;
  chunks?: number;
  /** How long a chunk takes, milliseconds; `forever` waits for its cancellation. */
  chunkMs?: number | 'forever';
  /** How long a preview takes, milliseconds; `forever` waits for its cancellation. */
  previewMs?: number | 'forever';
  /** How long it takes to receive the master, milliseconds. */
  receiveMs?: number;
  /** Fail this step with this code. */
  fail?: { step: keyof Activities; code: string };
  /** The master has a sound track. */
  audio?: boolean;
  /** The title has a version already. */
  supersedes?: string;
  /** Deliver a caption file that nobody can read. */
  unreadableCaptions?: boolean;
  /** Verdicts of successive masters, for replacement. */
  verdicts?: Verdict[];
  /** What is still there of the version before; everything when left out. */
  forgotten?: ('inspection' | 'analysis' | 'renditions')[];
  /** Findings of the metadata sidecar. */
  metadataFindings?: Finding[];
}

export function testWorld({
  verdict = 'passed',
  verdicts,
  chunks = 3,
  chunkMs = 1,
  previewMs = 1,
  receiveMs = 0,
  fail,
  audio = false,
  supersedes,
  unreadableCaptions = false,
  forgotten = [],
  metadataFindings = [],
}: WorldOptions = {}): TestWorld {
  const world: TestWorld = {
    activities: {} as Activities,
    calls: [],
    given: [],
    outcomes: [],
    reports: [],
    cancelledChunks: 0,
    peakChunks: 0,
  };
  const judgements = [...(verdicts ?? [])];
  let underWay = 0;
  const severity = { passed: 'info', warned: 'warning', held: 'hold', rejected: 'reject' } as const;
  const activities: Activities = {
    recordProgress: async (report) => void world.reports.push(report),
    recordOutcome: async (_, outcome) => void world.outcomes.push(outcome),
    reserveVersion: async (ingestId) => ({ versionId: `ver_${ingestId}`, prefix: `titles/t/${ingestId}/` }),
    planTitle: async ({ sounds = [] }) => ({
      ...testPlan(chunks),
      audio: [
        ...(audio ? [AUDIO] : []),
        ...sounds.map(({ index }) => ({ ...AUDIO, id: `sound-${index}`, sidecar: index, default: false })),
      ],
      captions: unreadableCaptions ? [CAPTIONS] : [],
    }),
    judgeQuality: async () => {
      const now = judgements.shift() ?? verdict;
      return { verdict: now, findings: [finding(severity[now])] };
    },
    recordFindings: async () => undefined,
    recordDecision: async () => undefined,
    remindOperators: async () => undefined,
    publishVersion: async ({ pack }) => ({
      versionId: pack.versionId,
      supersededVersionId: supersedes,
      hls: '/media/x/master.m3u8',
      dash: '/media/x/manifest.mpd',
    }),
    receiveMaster: async ({ ingestId }) => {
      await work(receiveMs);
      return { masterId: 'mst_1', objectKey: `masters/t/${ingestId}`, sha256: 'ab', bytes: 1000 };
    },
    receiveSidecars: async ({ sidecars, only }) =>
      [...sidecars.entries()]
        .filter(([index]) => !only || only.includes(index))
        .map(([index, sidecar]) => refOf(index, sidecar)),
    receiveAudio: async ({ index, sidecar }) => refOf(index, sidecar),
    inspectMaster: async () => ({ probe: PROBE, findings: [] }),
    inspectAudio: async ({ sidecar: { index }, known }) => ({ index, probe: known ?? SOUND, findings: [] }),
    readMetadata: async () => ({ objectKey: 'metadata.json', findings: metadataFindings }),
    recallVersion: async () => ({
      ...(forgotten.includes('inspection') ? {} : { inspection: { probe: PROBE, findings: [] } }),
      ...(forgotten.includes('analysis') ? {} : { analysis: analysisOf('ing_before') }),
    }),
    findRenditions: async ({ plan }) =>
      forgotten.includes('renditions')
        ? null
        : plan.groups.flatMap(({ rungs }) =>
            rungs.map((rung) => ({ rung, objectKey: `joined/${rung.name}`, bytes: 10, frames: plan.timeline.frames })),
          ),
    joinRendition: async ({ rung, outputKey, timeline }) => ({
      rung,
      objectKey: outputKey,
      bytes: 10,
      frames: timeline.frames,
    }),
    prepareCaptions: async () => ({
      tracks: [],
      findings: [{ ...finding('hold'), code: 'captions/unreadable', stage: 'captions' }],
    }),
    recoverMaster: async () => {
      throw new Error('no ingest asks for it');
    },
    packageTitle: async ({ versionId, prefix }) => ({
      versionId,
      prefix,
      hlsKey: `${prefix}master.m3u8`,
      dashKey: `${prefix}manifest.mpd`,
      objects: 9,
      bytes: 90,
      inventoryKey: `${prefix}inventory.json`,
      packager: 'shaka',
    }),
    verifyPackage: async () => ({ checks: [{ name: 'grid', passed: true, detail: '' }] }),
    discardPartial: async () => undefined,
    collectVersion: async () => ({ state: 'collected', objects: 0 }),
    purgeVersion: async () => ({ cdns: [] }),
    renewAddresses: async () => undefined,
    previewMaster: async () => {
      await work(previewMs).finally(() => world.calls.push('previewMaster ended'));
      return { playable: true };
    },
    analyseMaster: async ({ ingestId }) => analysisOf(ingestId),
    captureFindings: async ({ frames }) => ({ made: frames.length, reused: 0 }),
    encodeChunk: async ({ range, prefix, rungs }) => {
      underWay += 1;
      world.peakChunks = Math.max(world.peakChunks, underWay);
      try {
        await work(chunkMs);
      } catch (error) {
        world.cancelledChunks += 1;
        world.calls.push('chunk cancelled');
        throw error;
      } finally {
        underWay -= 1;
      }
      return {
        keys: rungs.map(({ name }) => `${prefix}/${range.start}-${range.end}/${name}.mp4`),
        bytes: 10,
        reused: false,
        encodeMs: 1,
      };
    },
    encodeAudio: async ({ track, outputKey }) => ({
      ...{ id: track.id, language: track.language, label: track.label, default: track.default },
      ...{ channels: 2, objectKey: outputKey, bytes: 10, durationUs: 24_000_000 },
      // What an update takes over was made before.
      reused: track.sidecar === undefined || forgotten.length === 0,
      loudness: { before: { integrated: -20, truePeak: -2 }, after: { integrated: -23, truePeak: -2 } },
    }),
  };
  world.activities = Object.fromEntries(
    Object.entries(activities).map(([name, step]) => [
      name,
      async (...args: never[]) => {
        if (name !== 'recordProgress') world.calls.push(name);
        const { taskQueue, scheduledTimestampMs } = Context.current().info;
        const times = { queuedAt: scheduledTimestampMs, startedAt: Date.now() };
        world.given.push({ step: name, queue: taskQueue, input: args[0], ...times });
        if (fail?.step === name) throw ApplicationFailure.nonRetryable('It went wrong.', fail.code);
        return (step as (...given: never[]) => unknown)(...args);
      },
    ]),
  ) as unknown as Activities;
  return world;
}

/** Take a while, beating, until done or cancelled. */
async function work(ms: number | 'forever'): Promise<void> {
  const context = Context.current();
  const end = ms === 'forever' ? Number.POSITIVE_INFINITY : Date.now() + ms;
  while (Date.now() < end) {
    context.heartbeat();
    await context.sleep(Math.min(200, end - Date.now()));
  }
}

export const testOrder = (ingestId: string, change: Partial<IngestOrder> = {}): IngestOrder => ({
  ingestId,
  tenantId: 't',
  titleId: 'tit_1',
  externalId: 'EXT-1',
  title: 'A film',
  source: { kind: 'upload', uploadId: 'upl_1', objectKey: 'uploads/t/upl_1' },
  sidecars: [],
  profile: {
    name: 'test',
    thumbnails: { everyMs: 5000, width: 160 },
    captions: {},
  } as unknown as IngestOrder['profile'],
  policy: { name: 'default', audioVideoLength: { maxMs: 100, severity: 'warning' }, inspect: {} } as never,
  priority: 3,
  hold: { expiryMs: 60_000, remindersMs: [] },
  versionGraceMs: 1,
  ...change,
});
