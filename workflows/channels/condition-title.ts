import {
  ActivityCancellationType,
  type ActivityOptions,
  ApplicationFailure,
  isCancellation,
  log,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  startChild,
  TemporalFailure,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { count } from '../../domain/count';
import { failureOf, isFailureCode } from '../../domain/failures';
import { linearAudio, linearProfile, readLayout } from '../../domain/linear/conditioning';
import { programmeSamples } from '../../domain/media/audio-args';
import type { AudioTrackPlan, EncodePlan } from '../../domain/media/encode-plan';
import type { VideoProbe } from '../../domain/media/probe';
import type { EncodeProfile } from '../../domain/media/profile';
import { cutForTest } from '../../domain/media/test-mode';
import {
  ENCODE_GROUP,
  type EncodeAudioTask,
  type EncodedAudio,
  type EncodeGroupOrder,
  encodeGroupId,
  groupProgress,
  type JoinedRendition,
  type PreparedCaptions,
  type RecoveredMaster,
  SUPPLY_CHAIN_ENCODE_QUEUE,
  SUPPLY_CHAIN_IO_QUEUE,
  SUPPLY_CHAIN_QUEUE,
  type SupplyChainDeskActivities,
  type SupplyChainEncodeActivities,
  type SupplyChainIoActivities,
  workPrefix,
} from '../supply-chain/contract';
import {
  CONDITIONING_PRIORITY,
  CONDITIONING_STAGES,
  type ConditioningActivities,
  type ConditioningBrief,
  type ConditioningOrder,
  type ConditioningOutcome,
  type ConditioningStage,
  type ConditioningView,
  conditioningStatus,
  conditionTitleId,
} from './conditioning';
import { SEARCH } from './search-attributes';

/** A step waits for the house as long as it takes; one that works on media is given up in the end. */
const RETRY = { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 30 } as const;
const IO = {
  taskQueue: SUPPLY_CHAIN_IO_QUEUE,
  startToCloseTimeout: '12 hours',
  heartbeatTimeout: '20 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: RETRY,
} as const satisfies ActivityOptions;
const DESK = { taskQueue: SUPPLY_CHAIN_QUEUE, startToCloseTimeout: '1 minute', retry: RETRY } as const;

const io =
  proxyActivities<
    Pick<SupplyChainIoActivities, 'recoverMaster' | 'prepareCaptions' | 'packageTitle' | 'verifyPackage'>
  >(IO);
const steps = proxyActivities<ConditioningActivities>(IO);
const desk = proxyActivities<Pick<SupplyChainDeskActivities, 'planTitle'>>(DESK);
const encoder = proxyActivities<Pick<SupplyChainEncodeActivities, 'encodeAudio'>>({
  ...IO,
  taskQueue: SUPPLY_CHAIN_ENCODE_QUEUE,
});

/** Chunks asked for at once: few, as others wait for the encoders too. */
const CHUNK_WINDOW = 4;
/** Share of the whole that is behind when a stage begins. */
const BEHIND: Record<ConditioningStage, number> = { open: 0, encode: 0.05, package: 0.85, verify: 0.93, record: 0.99 };

/**
 * Make the package of a title that channels of one layout air instead of its published version: the same picture on their grid,
 * every sound in stereo, silence where there is none. It never becomes what viewers get on demand.
 */
export async function conditionTitle(order: ConditioningOrder): Promise<ConditioningOutcome> {
  const run = new ConditioningRun(order);
  setHandler(conditioningStatus, () => run.view);
  setHandler(groupProgress, ({ done, total }) => run.chunks(done, total));
  try {
    const opened = await run.stage('open', () =>
      steps.openConditioning.executeWithOptions({ ...IO, summary: 'find the source, reserve the package' }, [order]),
    );
    if ('gone' in opened) return run.concluded({ result: 'gone' });
    if ('done' in opened) return run.concluded({ result: 'done', ...opened.done });
    await make(run, order, { ...opened, source: await recovered(opened) });
    return run.concluded({ result: 'done', versionId: opened.versionId });
  } catch (error) {
    return endBadly(run, order, error);
  }
}

/** What a package is made of, found. */
type Brief = ConditioningBrief & { source: RecoveredMaster };

const recovered = async ({ source }: ConditioningBrief): Promise<RecoveredMaster> =>
  'lost' in source
    ? io.recoverMaster.executeWithOptions({ ...IO, summary: 'put the published package together again' }, [source.lost])
    : source;

async function make(run: ConditioningRun, order: ConditioningOrder, brief: Brief): Promise<void> {
  const { tenantId, titleId } = order;
  const { versionId, prefix, protection } = brief;
  const made = await run.stage('encode', () => encode(order, brief));
  const { plan, renditions, audio, captions } = made;
  const timeline = { ...plan.timeline, foldRunt: true as const };
  const pack = await run.stage('package', () =>
    io.packageTitle.executeWithOptions({ ...IO, summary: `package ${count(renditions.length, 'rendition')}` }, [
      {
        ...{ ingestId: versionId, tenantId, titleId, versionId, prefix, renditions, audio, captions },
        ...{ timeline, ...(protection ? { protection } : {}) },
      },
    ]),
  );
  const report = await run.stage('verify', () =>
    io.verifyPackage.executeWithOptions({ ...IO, summary: `verify ${count(pack.objects, 'object')}` }, [
      { tenantId, pack, timeline, renditions, audio, captions },
    ]),
  );
  const task = { order, pack, plan: { hash: plan.hash, timeline }, report };
  await run.stage('record', () =>
    steps.recordConditioned.executeWithOptions({ ...IO, summary: 'let channels air it' }, [task]),
  );
}

interface Made {
  plan: EncodePlan;
  renditions: JoinedRendition[];
  audio: EncodedAudio[];
  captions: PreparedCaptions['tracks'];
}

async function encode(order: ConditioningOrder, brief: Brief): Promise<Made> {
  const { master, inspection } = brief.source;
  const whole = inspection.probe;
  const probe = brief.testMode ? cutForTest(whole) : whole;
  const profile = linearProfile(brief.profile, readLayout(order.layout), probe.video);
  const plan = await desk.planTitle.executeWithOptions({ ...DESK, summary: `plan for ${order.layout}` }, [
    {
      ...{ order: { profile, testMode: brief.testMode }, master, probe },
      ...{ sidecars: brief.sidecars, sounds: brief.sounds },
    },
  ]);
  const tracks = linearAudio(plan.audio, profile);
  const [groups, audio, captions] = await Promise.all([
    Promise.all(plan.groups.map((group) => encodeGroup(order, brief, plan, group))),
    Promise.all(tracks.map((track) => encodeAudio(order, brief, probe.video, track))),
    prepareCaptions(order, brief, plan, profile),
  ]);
  return { plan, renditions: groups.flat(), audio, captions: captions.tracks };
}

async function encodeGroup(
  order: ConditioningOrder,
  { versionId, source: { master, inspection } }: Brief,
  { hash, timeline, conform }: EncodePlan,
  group: EncodePlan['groups'][number],
): Promise<JoinedRendition[]> {
  const { tenantId, titleId } = order;
  const child = await startChild<(order: EncodeGroupOrder) => Promise<JoinedRendition[]>>(ENCODE_GROUP, {
    workflowId: encodeGroupId(versionId, group.name),
    args: [
      {
        ...{ ingestId: versionId, tenantId, master, video: inspection.probe.video },
        ...{ plan: { hash, timeline, conform }, group, priority: CONDITIONING_PRIORITY, window: CHUNK_WINDOW },
        newsTo: conditionTitleId(order),
      },
    ],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    parentClosePolicy: 'REQUEST_CANCEL',
    cancellationType: 'WAIT_CANCELLATION_COMPLETED',
    typedSearchAttributes: [
      { key: SEARCH.tenantId, value: tenantId },
      { key: SEARCH.titleId, value: titleId },
    ],
    staticSummary: `${group.name} for channels: ${count(group.rungs.length, 'rung')}, ${count(group.chunks.length, 'chunk')}`,
  });
  return child.result();
}

function encodeAudio(
  { tenantId }: ConditioningOrder,
  { versionId, source: { master, inspection }, sidecars, sounds }: Brief,
  video: VideoProbe,
  track: AudioTrackPlan,
): Promise<EncodedAudio> {
  const file = sidecars.find(({ index }) => index === track.sidecar);
  const sound = sounds.find(({ index }) => index === track.sidecar);
  const probe: EncodeAudioTask['probe'] =
    file && sound
      ? { video: { ...video, startUs: sound.probe.originUs }, audio: sound.probe.audio }
      : { video, audio: inspection.probe.audio };
  const { targetLufs, maxTruePeakDbtp } = track.loudness;
  const shape = [
    ...['linear', track.sources.join('+') || 'silence', track.language, track.layout],
    ...[track.bitrate, targetLufs, maxTruePeakDbtp, programmeSamples(probe)],
  ].join('-');
  const outputKey = `${workPrefix(tenantId, file?.sha256 ?? master.sha256)}audio/${shape}.mp4`;
  const priority = { priorityKey: CONDITIONING_PRIORITY, fairnessKey: tenantId };
  const options = { ...IO, taskQueue: SUPPLY_CHAIN_ENCODE_QUEUE, summary: `audio ${track.label}`, priority };
  return encoder.encodeAudio.executeWithOptions(options, [
    { ingestId: versionId, master: { objectKey: file?.objectKey ?? master.objectKey }, probe, track, outputKey },
  ]);
}

async function prepareCaptions(
  { tenantId }: ConditioningOrder,
  { versionId, source: { master, inspection }, sidecars, testMode }: Brief,
  plan: EncodePlan,
  { captions: limits }: EncodeProfile,
): Promise<PreparedCaptions> {
  if (plan.captions.length === 0) return { tracks: [], findings: [] };
  const summary = `captions in ${plan.captions.map(({ language }) => language).join(', ')}`;
  return io.prepareCaptions.executeWithOptions({ ...IO, summary }, [
    {
      ...{ ingestId: versionId, tenantId, master, tracks: plan.captions, sidecars, timeline: plan.timeline },
      ...(testMode ? { programmeMs: Math.round(inspection.probe.durationUs / 1000) } : {}),
      ...{ limits, prefix: `${workPrefix(tenantId, master.sha256)}captions/${versionId}/` },
    },
  ]);
}

/** Say why there is no package. A source that stands in the way is an ending; anything else fails the run. */
async function endBadly(run: ConditioningRun, order: ConditioningOrder, error: unknown): Promise<ConditioningOutcome> {
  if (isCancellation(error)) throw error;
  const { code, reason } = causeOf(error);
  const refused = isFailureCode(code) && (failureOf(code).who === 'partner' || code === 'media/not-found');
  const state = refused ? 'refused' : 'failed';
  upsertSearchAttributes([{ key: SEARCH.failureCode, value: code }]);
  await steps.endConditioning.executeWithOptions({ ...IO, summary: `note that it was ${state}` }, [
    order,
    { state, code, detail: reason },
  ]);
  if (refused) return run.concluded({ result: 'refused', code, reason });
  throw error instanceof TemporalFailure ? error : ApplicationFailure.nonRetryable(reason, code);
}

/** The failure under the wrappings of steps and children. */
function causeOf(error: unknown): { code: string; reason: string } {
  let inner: unknown = error;
  while (inner instanceof TemporalFailure && !(inner instanceof ApplicationFailure) && inner.cause) inner = inner.cause;
  const code = inner instanceof ApplicationFailure ? inner.type : undefined;
  return { code: code ?? 'encode/failed', reason: inner instanceof Error ? inner.message : String(inner) };
}

/** What the run tells of itself. */
class ConditioningRun {
  view: ConditioningView = { stage: 'open', progress: 0, chunks: { done: 0, total: 0 } };
  #told = 0;

  constructor(private readonly order: ConditioningOrder) {}

  async stage<T>(stage: ConditioningStage, work: () => Promise<T>): Promise<T> {
    this.view = { ...this.view, stage, progress: BEHIND[stage] };
    upsertSearchAttributes([{ key: SEARCH.stage, value: stage }]);
    this.#show();
    if (stage !== 'open') this.#tell();
    return work();
  }

  /** News may overtake each other. */
  chunks(seen: number, total: number): void {
    const done = Math.max(seen, this.view.chunks.done);
    const progress = BEHIND.encode + (BEHIND.package - BEHIND.encode) * (total === 0 ? 0 : done / total);
    this.view = { ...this.view, progress, chunks: { done, total } };
    this.#show();
    if (progress - this.#told >= 0.1) this.#tell();
  }

  concluded(outcome: ConditioningOutcome): ConditioningOutcome {
    this.view = { ...this.view, stage: 'done', progress: 1, outcome };
    upsertSearchAttributes([{ key: SEARCH.stage, value: 'done' }]);
    this.#show();
    return outcome;
  }

  /** Nobody waits for it: the next report is newer anyhow. */
  #tell(): void {
    const { stage, progress } = this.view;
    if (stage === 'done') return;
    this.#told = progress;
    const options = { ...IO, retry: { ...RETRY, maximumAttempts: 3 }, summary: 'report progress' };
    steps.reportConditioning
      .executeWithOptions(options, [this.order, { stage, progress }])
      .catch((error: unknown) => log.warn('progress was not reported', { error: String(error) }));
  }

  #show(): void {
    const { stage, progress, chunks, outcome } = this.view;
    const reached = CONDITIONING_STAGES.indexOf(stage as ConditioningStage);
    const mark = (index: number): string => {
      if (stage === 'done') return outcome?.result === 'done' ? '✓' : '·';
      return index < reached ? '✓' : index === reached ? '▶' : '·';
    };
    const rows = CONDITIONING_STAGES.map((name, index) => {
      const note = name === 'encode' && chunks.total > 0 ? `${chunks.done} of ${count(chunks.total, 'chunk')}` : '';
      return `| ${mark(index)} | ${name} | ${note} |`;
    });
    const end = outcome
      ? [`**${outcome.result}**${outcome.result === 'refused' ? `: ${outcome.reason}` : ''}`, '']
      : [];
    setCurrentDetails(
      [
        `Version \`${this.order.versionId}\` for channels of \`${this.order.layout}\` · ${Math.round(progress * 100)} %`,
        ...['', ...end, '| | stage | |', '|---|---|---|', ...rows],
      ].join('\n'),
    );
  }
}
