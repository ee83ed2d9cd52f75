import {
  ApplicationFailure,
  CancellationScope,
  isCancellation,
  setHandler,
  TemporalFailure,
} from '@temporalio/workflow';
import { failureOf } from '../../domain/failures';
import { verdictOf } from '../../domain/qc/finding';
import { Branch } from './branch';
import { causeOf } from './cause';
import {
  type Analysis,
  decide,
  groupProgress,
  type IngestDecision,
  type IngestOrder,
  type IngestOutcome,
  ingestStatus,
  type Judgement,
  type MasterRef,
  masterPreviewPrefix,
  type PartSource,
} from './contract';
import { FindingPictures } from './finding-pictures';
import { IngestRun } from './ingest-run';
import type { Material } from './material';
import { produce } from './produce';
import { release } from './release';
import { encoder, encodeStep, io, mediaStep, previewStep, receiveStep } from './steps';
import {
  foundOnInspection,
  inspect,
  inspectMaster,
  isMore,
  receiveSidecars,
  tellKept,
  verdictThatCounts,
} from './take-in-parts';
import { together } from './together';

/** How work on one master ends: with an outcome, or with another master to work on. */
type Ending = { outcome: IngestOutcome } | { replaceBy: PartSource };

/** May the title be published? */
type Ruling = { go: true; analysis: Analysis } | ({ go: false } & Ending);

/** A master becomes a published title. One run per ingest; business endings are results, only the unexpected fails the run. */
export async function titleIngest(order: IngestOrder): Promise<IngestOutcome> {
  const run = new IngestRun(order);
  setHandler(ingestStatus, () => run.view());
  setHandler(groupProgress, (news) => run.chunksDone(news));
  setHandler(decide, (decision: IngestDecision) => run.decide(decision), {
    validator: (decision) => run.mayDecide(decision),
  });

  try {
    let source: PartSource = order.source;
    for (;;) {
      const ending = await ingest(run, source);
      if ('outcome' in ending) return await run.conclude(ending.outcome);
      source = ending.replaceBy;
      run.restart(source);
    }
  } catch (error) {
    return endBadly(run, error);
  }
}

async function ingest(run: IngestRun, source: PartSource): Promise<Ending> {
  const preview = new Branch(() => showFirstSeconds(run, source));
  try {
    return await makeTitle(run, await takeIn(run, source), preview);
  } finally {
    await preview.stop();
  }
}

/** Something to look at within seconds, beside receive. An upload is in the store already; a URL is read once only. */
async function showFirstSeconds(run: IngestRun, source: PartSource): Promise<void> {
  if (source.kind !== 'upload') return;
  const { ingestId, tenantId, priority } = run.order;
  const options = previewStep('preview of the first seconds', ahead(priority), tenantId);
  const prefix = masterPreviewPrefix(tenantId, ingestId, source.uploadId);
  await encoder.previewMaster.executeWithOptions(options, [{ ingestId, tenantId, source, prefix }]);
}

/** One step ahead of chunks of the same order: the proxy is what people wait for first. */
const ahead = (priority: number): number => Math.max(1, priority - 1);

/** Produce and judge beside each other: a master that is turned down stops its own encode. */
async function makeTitle(run: IngestRun, material: Material, preview: Branch<void>): Promise<Ending> {
  const production = new Branch(() => produce(run, material));
  const pictures = new FindingPictures(run, ahead(run.order.priority));
  const judging = new Branch(() => judge(run, material, preview, pictures));
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
    await pictures.ended();
  }
}

async function takeIn(run: IngestRun, source: PartSource): Promise<Material> {
  const { ingestId, tenantId } = run.order;
  // The ordered checksum is of the ordered master, not of its replacement.
  const expectedSha256 = source === run.order.source ? run.order.expectedSha256 : undefined;
  const [master, sidecars] = await run.stage('receive', async (stage) => {
    const received = await together(
      () =>
        io.receiveMaster.executeWithOptions(receiveStep('receive the master', [source]), [
          { ingestId, tenantId, source, expectedSha256 },
        ]),
      () => receiveSidecars(run),
    );
    if (source.kind === 'kept') tellKept(run, stage);
    return received;
  });
  const seen = isMore(run, source)
    ? await run.stage('inspect', (stage) => inspect(run, source, master, sidecars, stage))
    : { inspection: await run.stage('inspect', () => inspectMaster(run, master)), sounds: [] };
  const shownUnder = masterPreviewPrefix(tenantId, ingestId, shownAs(source, master));
  return { source, master, sidecars, ...seen, shownUnder };
}

/** An upload is shown before anybody has read it, so it goes by its id; what a URL led to goes by its content. */
const shownAs = (source: PartSource, { sha256 }: MasterRef): string =>
  source.kind === 'upload' ? source.uploadId : sha256.slice(0, 16);

/** Measure, judge, and hold for an operator where the policy says so. */
async function judge(
  run: IngestRun,
  material: Material,
  preview: Branch<void>,
  pictures: FindingPictures,
): Promise<Ruling> {
  const { master, inspection, recalled, shownUnder: prefix, sounds } = material;
  const { ingestId, tenantId, policy, priority, profile } = run.order;
  const { probe } = inspection;
  const inspectionFindings = foundOnInspection(material);
  const { analysis, judgement } = await run.stage('quality', async (stage) => {
    await preview.stop(); // both write the proxy's objects
    if (recalled?.analysis) stage.reused(`measured for version ${run.order.base?.number}`);
    const options = encodeStep('measure, proxy, thumbnails, loudness in one decode', ahead(priority), tenantId);
    const analysis =
      recalled?.analysis ??
      (await encoder.analyseMaster.executeWithOptions(options, [
        { ingestId, tenantId, master, probe, prefix, thumbnails: profile.thumbnails },
      ]));
    run.note({
      proxyKey: analysis.proxyKey,
      measurementKey: analysis.measurementKey,
      spritesVttKey: analysis.thumbnails.vttKey,
    });
    const judgement = await io.judgeQuality.executeWithOptions(mediaStep(`judge by policy ${policy.name}`), [
      {
        ...{ ingestId, tenantId, measurementKey: analysis.measurementKey, probe, inspectionFindings, policy },
        ...(sounds.length > 0 ? { separateSound: true } : {}),
      },
    ]);
    return { analysis, judgement };
  });
  const verdict = verdictThatCounts(run, material, judgement.verdict);
  run.judged(verdict);
  pictures.start(material, analysis, judgement.findings);

  if (verdict === 'rejected') return { go: false, outcome: rejected('ingest/rejected-by-quality', judgement) };
  if (verdict !== 'held') {
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

/** Clean up, tell why, and fail the run, unless the partner can mend what went wrong: that is a business ending. */
async function endBadly(run: IngestRun, error: unknown): Promise<IngestOutcome> {
  const { code, reason } = causeOf(error);
  // A step that ended badly while a cancellation was on its way ended because of it.
  const cancelled = isCancellation(error) || CancellationScope.current().consideredCancelled;
  const partnerCanMend = !cancelled && failureOf(code).who === 'partner';
  const outcome: IngestOutcome = cancelled
    ? { result: 'cancelled' }
    : partnerCanMend
      ? { result: 'rejected', code, reason, findings: [] }
      : { result: 'failed', code, reason };
  await run.discard();
  await run.conclude(outcome);
  if (partnerCanMend) return outcome;
  // Any other error would have this very task tried for ever instead of ending the run.
  throw error instanceof TemporalFailure ? error : ApplicationFailure.nonRetryable(reason, code);
}
