import { CancellationScope, isCancellation, setHandler, startChild } from '@temporalio/workflow';
import { failureOf } from '../../domain/failures';
import type { EncodePlan } from '../../domain/media/encode-plan';
import { verdictOf } from '../../domain/qc/finding';
import { Branch } from './branch';
import { causeOf } from './cause';
import {
  type Analysis,
  decide,
  ENCODE_GROUP,
  type EncodedAudio,
  type EncodeGroupOrder,
  encodeGroupId,
  groupProgress,
  type IngestDecision,
  type IngestOrder,
  type IngestOutcome,
  type Inspection,
  ingestStatus,
  type JoinedRendition,
  type Judgement,
  type MasterRef,
  type MasterSource,
  type PreparedCaptions,
  type SidecarRef,
  VERSION_COLLECTION,
  versionCollectionId,
  workPrefix,
} from './contract';
import { IngestRun } from './ingest-run';
import { desk, deskStep, encoder, encodeStep, io, ioStep, previewStep } from './steps';

/** How many chunks of a group wait at the encode pool at once: enough to keep it busy, few enough to let others in. */
const CHUNK_WINDOW = 16;

interface Material {
  master: MasterRef;
  sidecars: SidecarRef[];
  inspection: Inspection;
}

interface Produced {
  plan: EncodePlan;
  renditions: JoinedRendition[];
  audio: EncodedAudio[];
  captions: PreparedCaptions;
}

type Ruling =
  | { go: true; analysis: Analysis }
  | { go: false; outcome: IngestOutcome }
  | { go: false; replaceBy: MasterSource };

/** A master becomes a published title. One run per ingest; business endings are results, only the unexpected fails the run. */
export async function titleIngest(order: IngestOrder): Promise<IngestOutcome> {
  const run = new IngestRun(order);
  setHandler(ingestStatus, () => run.view());
  setHandler(groupProgress, ({ group, rungs, done, total }) => run.chunksDone(group, rungs, done, total));
  setHandler(decide, (decision: IngestDecision) => run.decide(decision), {
    validator: (decision) => run.mayDecide(decision),
  });

  try {
    let source = order.source;
    for (;;) {
      const ending = await ingest(run, source);
      if (!('replaceBy' in ending)) return await run.conclude(ending.outcome);
      source = ending.replaceBy;
      run.restart();
    }
  } catch (error) {
    return endBadly(run, error);
  }
}

async function ingest(
  run: IngestRun,
  source: MasterSource,
): Promise<{ outcome: IngestOutcome } | { replaceBy: MasterSource }> {
  const preview = new Branch(() => showFirstSeconds(run, source));
  try {
    return await makeTitle(run, await takeIn(run, source), preview);
  } finally {
    await preview.stop();
  }
}

/** Something to look at within seconds, beside receive. An upload is in the store already; a URL is read once only. */
async function showFirstSeconds(run: IngestRun, source: MasterSource): Promise<void> {
  if (source.kind !== 'upload') return;
  const { ingestId, tenantId, priority } = run.order;
  const options = previewStep('preview of the first seconds', ahead(priority), tenantId);
  await encoder.previewMaster.executeWithOptions(options, [{ ingestId, tenantId, source }]);
}

/** One step ahead of chunks of the same order: the proxy is what people wait for first. */
const ahead = (priority: number): number => Math.max(1, priority - 1);

async function makeTitle(
  run: IngestRun,
  material: Material,
  preview: Branch<void>,
): Promise<{ outcome: IngestOutcome } | { replaceBy: MasterSource }> {
  const production = new Branch(() => produce(run, material));
  const judging = new Branch(() => judge(run, material, preview));
  try {
    const ruling = await Promise.race([judging.result, production.failure]);
    if (!ruling.go) return ruling;
    const produced = await production.result;
    const { findings } = produced.captions;
    if (verdictOf(findings) === 'held') {
      const second = await hold(run, { verdict: 'held', findings }, ruling.analysis);
      if (!second.go) return second;
    }
    return { outcome: await release(run, material, produced, ruling.analysis) };
  } finally {
    await Promise.all([production.stop(), judging.stop()]);
  }
}

async function takeIn(run: IngestRun, source: MasterSource): Promise<Material> {
  const { ingestId, tenantId, sidecars: orders } = run.order;
  // The ordered checksum is of the ordered master, not of its replacement.
  const expectedSha256 = source === run.order.source ? run.order.expectedSha256 : undefined;
  const [master, sidecars] = await run.stage('receive', () =>
    Promise.all([
      io.receiveMaster.executeWithOptions(ioStep('receive the master'), [
        { ingestId, tenantId, source, expectedSha256 },
      ]),
      orders.length === 0
        ? []
        : io.receiveSidecars.executeWithOptions(ioStep(`receive ${orders.length} sidecars`), [
            { ingestId, tenantId, sidecars: orders },
          ]),
    ]),
  );
  const inspection = await run.stage('inspect', () =>
    io.inspectMaster.executeWithOptions(ioStep('inspect the master'), [{ ingestId, tenantId, master }]),
  );
  return { master, sidecars, inspection };
}

/** Measure, judge, and hold for an operator where the policy says so. */
async function judge(run: IngestRun, { master, inspection }: Material, preview: Branch<void>): Promise<Ruling> {
  const { ingestId, tenantId, policy, priority, profile } = run.order;
  const { probe, findings: inspectionFindings } = inspection;
  const { analysis, judgement } = await run.stage('quality', async () => {
    await preview.stop(); // both write the proxy's objects
    const options = encodeStep('measure, proxy, thumbnails, loudness in one decode', ahead(priority), tenantId);
    const analysis = await encoder.analyseMaster.executeWithOptions(options, [
      { ingestId, tenantId, master, probe, thumbnails: profile.thumbnails },
    ]);
    run.note({
      proxyKey: analysis.proxyKey,
      measurementKey: analysis.measurementKey,
      spritesVttKey: analysis.thumbnails.vttKey,
    });
    const judgement = await desk.judgeQuality.executeWithOptions(deskStep(`judge by policy ${policy.name}`), [
      { ingestId, tenantId, measurementKey: analysis.measurementKey, probe, inspectionFindings, policy },
    ]);
    return { analysis, judgement };
  });
  run.judged(judgement.verdict);

  if (judgement.verdict === 'rejected')
    return { go: false, outcome: rejected('ingest/rejected-by-quality', judgement) };
  if (judgement.verdict !== 'held') {
    run.skip('hold', 'nothing to decide');
    return { go: true, analysis };
  }
  return hold(run, judgement, analysis);
}

async function hold(run: IngestRun, judgement: Judgement, analysis: Analysis): Promise<Ruling> {
  const decision = await run.stage('hold', () => run.awaitDecision(judgement.findings));
  switch (decision?.decision) {
    case 'approve':
      return { go: true, analysis };
    case 'replace':
      return { go: false, replaceBy: decision.source };
    case 'reject':
      return { go: false, outcome: { ...rejected('ingest/rejected-by-operator', judgement), reason: decision.reason } };
    default:
      return { go: false, outcome: rejected('ingest/hold-expired', judgement) };
  }
}

const rejected = (
  code: 'ingest/rejected-by-quality' | 'ingest/rejected-by-operator' | 'ingest/hold-expired',
  { findings }: Judgement,
) => ({
  result: 'rejected' as const,
  code,
  reason: failureOf(code).title,
  findings: findings.filter(({ severity }) => severity !== 'info').slice(0, 50),
});

/** Plan, then make every rendition and track beside each other. */
async function produce(run: IngestRun, { master, sidecars, inspection }: Material): Promise<Produced> {
  const { ingestId, profile } = run.order;
  const plan = await run.stage('plan', () =>
    desk.planTitle.executeWithOptions(deskStep(`plan by profile ${profile.name}`), [
      { order: run.order, master, probe: inspection.probe, sidecars },
    ]),
  );
  const [renditions, audio, captions] = await Promise.all([
    encodeVideo(run, master, inspection, plan),
    encodeAudio(run, master, inspection, plan),
    prepareCaptions(run, master, sidecars, plan),
  ]);
  if (captions.findings.length > 0)
    await desk.recordFindings.executeWithOptions(deskStep('keep the caption findings'), [
      ingestId,
      'captions',
      captions.findings,
    ]);
  return { plan, renditions, audio, captions };
}

async function encodeVideo(
  run: IngestRun,
  master: MasterRef,
  { probe }: Inspection,
  plan: EncodePlan,
): Promise<JoinedRendition[]> {
  const { ingestId, tenantId, priority } = run.order;
  return run.stage('encode', async (stage) => {
    run.onChunks((done, total) => stage.progress(total === 0 ? 0 : done / total, `${done} of ${total} chunks`));
    const groups = await Promise.all(
      plan.groups.map(async (group) => {
        run.chunksDone(
          group.name,
          group.rungs.map(({ name }) => name),
          0,
          group.chunks.length,
        );
        const child = await startChild<(order: EncodeGroupOrder) => Promise<JoinedRendition[]>>(ENCODE_GROUP, {
          workflowId: encodeGroupId(ingestId, group.name),
          args: [
            {
              ingestId,
              tenantId,
              master,
              video: probe.video,
              plan: { hash: plan.hash, timeline: plan.timeline, conform: plan.conform },
              group,
              priority,
              window: CHUNK_WINDOW,
            },
          ],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          parentClosePolicy: 'REQUEST_CANCEL',
          staticSummary: `${group.name}: ${group.rungs.length} rungs, ${group.chunks.length} chunks`,
        });
        return child.result();
      }),
    );
    return groups.flat();
  });
}

async function encodeAudio(
  run: IngestRun,
  master: MasterRef,
  { probe }: Inspection,
  plan: EncodePlan,
): Promise<EncodedAudio[]> {
  const { ingestId, tenantId, priority } = run.order;
  if (plan.audio.length === 0) {
    run.skip('audio', 'the master has no audio');
    return [];
  }
  return run.stage('audio', () =>
    Promise.all(
      plan.audio.map((track) => {
        const { targetLufs, maxTruePeakDbtp } = track.loudness;
        const shape = `${track.sources.join('+')}-${track.layout}-${track.bitrate}-${targetLufs}-${maxTruePeakDbtp}`;
        return encoder.encodeAudio.executeWithOptions(encodeStep(`audio ${track.label}`, priority, tenantId), [
          { ingestId, master, probe, track, outputKey: `${workPrefix(tenantId, master.sha256)}audio/${shape}.mp4` },
        ]);
      }),
    ),
  );
}

async function prepareCaptions(
  run: IngestRun,
  master: MasterRef,
  sidecars: SidecarRef[],
  plan: EncodePlan,
): Promise<PreparedCaptions> {
  const { ingestId, tenantId, profile } = run.order;
  if (plan.captions.length === 0) {
    run.skip('captions', 'none were delivered');
    return { tracks: [], findings: [] };
  }
  return run.stage('captions', () =>
    io.prepareCaptions.executeWithOptions(
      ioStep(`captions in ${plan.captions.map(({ language }) => language).join(', ')}`),
      [
        {
          ingestId,
          tenantId,
          master,
          tracks: plan.captions,
          sidecars,
          timeline: plan.timeline,
          limits: profile.captions,
          prefix: `${workPrefix(tenantId, master.sha256)}captions/${ingestId}/`,
        },
      ],
    ),
  );
}

/** Package, verify, publish. Nothing is visible to viewers before the last move. */
async function release(
  run: IngestRun,
  { master, sidecars, inspection }: Material,
  produced: Produced,
  analysis: Analysis,
): Promise<IngestOutcome> {
  const { ingestId, tenantId, titleId, externalId, title, versionGraceMs } = run.order;
  const { plan, renditions, audio } = produced;
  const captions = produced.captions.tracks;
  const { timeline } = plan;
  const pack = await run.stage('package', async () => {
    const version = await desk.reserveVersion.executeWithOptions(deskStep('reserve the version'), [ingestId]);
    return io.packageTitle.executeWithOptions(ioStep(`package ${renditions.length} renditions`), [
      {
        ingestId,
        tenantId,
        titleId,
        ...version,
        timeline,
        renditions,
        audio,
        captions,
        thumbnails: analysis.thumbnails,
      },
    ]);
  });
  await run.stage('verify', async (stage) => {
    const report = await io.verifyPackage.executeWithOptions(ioStep(`verify ${pack.objects} objects`), [
      { pack, timeline, renditions, audio, captions },
    ]);
    stage.progress(1, `${report.checks.length} checks passed`);
  });
  // A cancellation that comes now is too late: what is being published must not be discarded.
  const published = await run.stage('publish', () =>
    CancellationScope.nonCancellable(() =>
      desk.publishVersion.executeWithOptions(deskStep('move the pointer'), [
        {
          order: { ingestId, tenantId, titleId, externalId, title },
          master,
          probe: inspection.probe,
          plan,
          pack,
          renditions,
          audio,
          captions,
          posterKey: analysis.thumbnails.posterKey,
          artwork: sidecars.filter(({ role }) => role === 'poster' || role === 'artwork'),
        },
      ]),
    ),
  );
  const { supersededVersionId } = published;
  if (supersededVersionId)
    await CancellationScope.nonCancellable(() =>
      scheduleCollection(supersededVersionId, published.versionId, versionGraceMs),
    );
  return { result: 'published', titleId, versionId: published.versionId, hls: published.hls, dash: published.dash };
}

async function scheduleCollection(versionId: string, supersededBy: string, graceMs: number): Promise<void> {
  await startChild(VERSION_COLLECTION, {
    workflowId: versionCollectionId(versionId, supersededBy),
    args: [{ versionId, graceMs }],
    parentClosePolicy: 'ABANDON',
    staticSummary: 'collects a superseded version after its grace time',
  });
}

async function endBadly(run: IngestRun, error: unknown): Promise<IngestOutcome> {
  const { ingestId, tenantId } = run.order;
  const { code, reason } = causeOf(error);
  // A step that ended badly while a cancellation was on its way ended because of it.
  const cancelled = isCancellation(error) || CancellationScope.current().consideredCancelled;
  const partnerCanMend = !cancelled && failureOf(code).who === 'partner';
  const outcome: IngestOutcome = cancelled
    ? { result: 'cancelled' }
    : partnerCanMend
      ? { result: 'rejected', code, reason, findings: [] }
      : { result: 'failed', code, reason };
  await run.discard({ ingestId, tenantId });
  await run.conclude(outcome);
  if (partnerCanMend) return outcome;
  throw error;
}
